namespace OpsCenter.Silo.Journal;

/// <summary>
/// Hears of commits, e.g. to wake the readers of a district. A hint only: it is called once per transaction, after it, on
/// the writer's thread, so it must return at once, and what it throws is logged and forgotten.
/// </summary>
public interface ICommitListener
{
    /// <param name="committed">District and kind of the rows just committed, each pair once. Valid during the call only.</param>
    void Committed(IReadOnlyCollection<(DistrictCode District, string Kind)> committed);
}

namespace OpsCenter.Kernel;

/// <summary>
/// The read side of one subject in one district: folds the district's events in the order of the journal. Deterministic:
/// the same rows give the same state, and the same state at the same moment gives the same theme.
/// </summary>
public interface IProjection
{
    /// <summary>Stable name, first part of its themes' names: <c>hall</c> of <c>hall/H1</c>.</summary>
    string Name { get; }

    /// <summary>The themes there are, without the district: <c>hall/H1</c>.</summary>
    IEnumerable<string> Themes { get; }

    void Apply(JournalRow row, object @event);

    /// <param name="theme">One of <see cref="Themes"/>.</param>
    /// <param name="argument">What of it, in the subject's own terms (a hall's local date); empty: what the screen shows.</param>
    /// <param name="now">Our clock.</param>
    /// <returns>Null when there is no such theme, or nothing is known of the argument.</returns>
    ThemeView? Render(string theme, string argument, DateTimeOffset now);

    /// <summary>Null when the step cannot be told as a delta and the watcher needs the whole; must not be called on equal themes.</summary>
    ThemeDelta? Difference(Theme before, Theme after);

    void Save(BinaryWriter writer);

    void Load(BinaryReader reader);
}

/// <summary>Makes a district's projections; one is registered for each subject.</summary>
public interface IProjectionFactory
{
    /// <summary>Form of what <see cref="IProjection.Save"/> writes; counts up whenever it changes, and the projection is folded anew.</summary>
    int Schema { get; }

    IProjection Create(string district);
}

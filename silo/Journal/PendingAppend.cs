namespace OpsCenter.Silo.Journal;

/// <summary>
/// One call that waits for its commit. It is its own completion source: one object and its task per call. Continuations
/// run elsewhere (grains queue them on their own scheduler anyway), so a slow caller cannot hold up the writer.
/// </summary>
internal sealed class PendingAppend(JournalHandle handle, IReadOnlyList<PendingRow> rows)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public JournalHandle Handle => handle;

    public IReadOnlyList<PendingRow> Rows => rows;

    /// <summary>Voids the handle first, so that nobody who sees this failure can append behind it.</summary>
    public void Fail(Exception failure)
    {
        handle.Fail(failure);
        TrySetException(handle.Failure!);
    }
}

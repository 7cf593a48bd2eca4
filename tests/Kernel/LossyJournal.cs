using OpsCenter.Kernel;

namespace OpsCenter.Tests.Kernel;

/// <summary>A journal that takes some kinds of events no more.</summary>
internal sealed class LossyJournal(IJournal journal, Func<string, bool> isLost) : IJournal
{
    public Task AppendAsync(JournalHandle handle, IReadOnlyList<PendingRow> rows)
    {
        if (!rows.Any(row => isLost(row.Kind))) return journal.AppendAsync(handle, rows);
        var lost = new JournalUnavailableException("The silo is going down.");
        handle.Fail(lost);
        return Task.FromException(lost);
    }
}

namespace OpsCenter.Silo.Journal;

/// <summary>What became of rows whose transaction ended without an answer.</summary>
internal static class WrittenRows
{
    public enum Fate
    {
        /// <summary>None of them is there.</summary>
        Absent,

        /// <summary>All of them are there, with our hashes.</summary>
        Ours,

        /// <summary>Somebody else has written at one of their versions.</summary>
        Theirs,
    }

    /// <exception cref="JournalUnavailableException">It cannot be told now.</exception>
    public static Fate Compare(IJournalReader reader, IReadOnlyList<PendingRow> rows)
    {
        var found = 0;
        for (var i = 0; i < rows.Count;)
        {
            var first = rows[i];
            var count = 1;
            while (i + count < rows.Count && rows[i + count].Stream == first.Stream)
                count++;
            var written = reader.ReadStreamAsync(first.Stream, first.Version - 1, count).GetAwaiter().GetResult();
            for (var j = 0; j < written.Count; j++, found++)
            {
                var row = rows[i + j];
                if (written[j].Version != row.Version || !written[j].Hash.AsSpan().SequenceEqual(row.Hash))
                    return Fate.Theirs;
            }
            i += count;
        }
        // A transaction writes all or nothing; a part of them is somebody else's work that happens to look the same.
        return found == 0 ? Fate.Absent : found == rows.Count ? Fate.Ours : Fate.Theirs;
    }
}

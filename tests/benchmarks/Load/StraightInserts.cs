using System.Diagnostics;
using OpsCenter.Benchmarks.Host;
using OpsCenter.Gateway;
using OpsCenter.Gateway.Hall;
using OpsCenter.Hall;
using OpsCenter.Kernel;
using HallFact = OpsCenter.V1.HallFact;

namespace OpsCenter.Benchmarks.Load;

/// <summary>
/// The limit of ingest: the same events into the same table of the same server, 500 rows a transaction, and nothing else.
/// </summary>
internal static class StraightInserts
{
    private const int RowsPerTransaction = 500;

    /// <summary>Events per second; everything is made ready before the clock starts.</summary>
    /// <param name="store">Where; a new place is made there.</param>
    /// <param name="writers">Connections that write at the same time (SQLite has one writer).</param>
    /// <param name="facts">What the rows are made from.</param>
    public static async Task<double> MeasureAsync(IStore store, int writers, IReadOnlyList<HallFact> facts)
    {
        var place = await store.NewPlaceAsync();
        var rows = Rows(facts);
        var journals = Enumerable.Range(0, writers).Select(_ => place.OpenJournal()).ToArray();
        try
        {
            foreach (var journal in journals) await journal.OpenAsync();
            var begin = Stopwatch.GetTimestamp();
            var next = 0;
            await Task.WhenAll(journals.Select(journal => Task.Run(async () =>
            {
                while (Interlocked.Add(ref next, RowsPerTransaction) - RowsPerTransaction is var first && first < rows.Length)
                    await journal.WriteAsync(rows.AsMemory(first, Math.Min(RowsPerTransaction, rows.Length - first)));
            })));
            return rows.Length / Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }
        finally
        {
            foreach (var journal in journals) await journal.DisposeAsync();
        }
    }

    /// <summary>The rows that the product would write for these facts.</summary>
    private static PendingRow[] Rows(IReadOnlyList<HallFact> facts)
    {
        var catalogue = SubjectRegistration.Catalogue(Subjects.Actors);
        var streams = new Dictionary<string, (string Name, long Version, byte[] Hash)>();
        var rows = new PendingRow[facts.Count];
        var now = DateTimeOffset.UtcNow.ToJournal();
        for (var i = 0; i < rows.Length; i++)
        {
            if (HallFactReader.Read(facts[i], out var read) is { } problem) throw new InvalidOperationException(problem.Message);
            var (name, version, hash) = streams.GetValueOrDefault(read.Code, (
                read.IsWindow ? HallKeys.Window(new(HallDays.District), HallDays.Hall, read.Code)
                    : HallKeys.Queue(new(HallDays.District), HallDays.Hall, read.Code), 0, HashChain.Start));
            var (kind, payload) = catalogue.Write(((ReportEvent)read.Command.Body).Fact);
            version++;
            var at = read.Command.OccurredAt.ToJournal();
            hash = HashChain.Next(hash, version, at, kind, "benchmark-source", facts[i].Id, payload);
            streams[read.Code] = (name, version, hash);
            rows[i] = new()
            {
                Stream = name,
                Version = version,
                District = new(HallDays.District),
                Kind = kind,
                OccurredAt = at,
                RecordedAt = now,
                Actor = "benchmark-source",
                SourceId = facts[i].Id,
                Payload = payload,
                Hash = hash,
            };
        }
        return rows;
    }
}

using OpsCenter.V1;

namespace OpsCenter.Gateway.Import;

/// <summary>
/// Puts the facts of rows in the order of their times. A file with a row for each visit is in the order of arrivals,
/// while what a hall reports is in the order of what happened.
/// </summary>
public static class FactsInTimeOrder
{
    /// <summary>
    /// Facts with bounded memory: one is held back until a row begins later than it by <paramref name="horizon"/>, or
    /// until <paramref name="most"/> are held. A visit longer than the horizon may come out late.
    /// </summary>
    /// <param name="rows">Roughly in the order of their first facts.</param>
    /// <param name="horizon">Longer than nearly every visit; half a day takes any.</param>
    /// <param name="refused">Told of every row without facts that was refused.</param>
    /// <param name="most">How many facts may be held.</param>
    public static IEnumerable<HallFact> Sort(
        IEnumerable<FactRow> rows, TimeSpan horizon, Action<FactRow>? refused = null, int most = 500_000)
    {
        var held = new PriorityQueue<HallFact, (long Seconds, int Nanos, long Order)>();
        var order = 0L;
        var latest = long.MinValue;
        foreach (var row in rows)
        {
            if (row.IsRefused) refused?.Invoke(row);
            if (row.Facts.Count == 0) continue;
            foreach (var fact in row.Facts) held.Enqueue(fact, (fact.OccurredAt.Seconds, fact.OccurredAt.Nanos, order++));
            latest = Math.Max(latest, row.Facts.Min(fact => fact.OccurredAt.Seconds));
            while (held.Count > most || (held.TryPeek(out _, out var first) && first.Seconds < latest - (long)horizon.TotalSeconds))
                yield return held.Dequeue();
        }

        while (held.TryDequeue(out var fact, out _)) yield return fact;
    }
}

namespace OpsCenter.Hotline;

/// <summary>Topics with more calls in the last 7 days than in their usual week (the mean of the 8 weeks before).</summary>
internal sealed class RisingTopics(Receipts receipts, BoardKeys keys, HotlineBoardOptions rules)
{
    public const int Week = 7, UsualWeeks = 8, Most = 10;

    private (long Version, int Today) last;
    private (int Topic, int Recent, double Usual, double Score, int Town)[] found = [];

    /// <summary>The highest scores first. In the first two weeks there is no usual week, and none is rising.</summary>
    public IReadOnlyList<(int Topic, int Recent, double Usual, double Score, int Town)> On(int today)
    {
        if (last == (receipts.Version, today)) return found;
        last = (receipts.Version, today);
        return found = Find(today);
    }

    private (int Topic, int Recent, double Usual, double Score, int Town)[] Find(int today)
    {
        var begins = today - Week + 1;
        // Weeks before the first call say nothing of what is usual.
        var weeks = receipts.FirstDay is { } first ? Math.Min(UsualWeeks, (begins - first) / Week) : 0;
        if (weeks <= 0) return [];
        var (recent, before) = (new int[keys.Topics.Count], new int[keys.Topics.Count]);
        for (var day = begins; day <= today; day++)
            foreach (var receipt in receipts.Of(day)) recent[receipt.Topic]++;
        for (var day = begins - weeks * Week; day < begins; day++)
            foreach (var receipt in receipts.Of(day)) before[receipt.Topic]++;

        var rising = new List<(int Topic, int Recent, double Usual, double Score)>();
        for (var topic = 1; topic < recent.Length; topic++)
        {
            var usual = (double)before[topic] / weeks;
            var score = (recent[topic] - usual) / Math.Sqrt(usual + 1);
            if (recent[topic] >= rules.RisingAtLeast && score >= rules.RisingScore) rising.Add((topic, recent[topic], usual, score));
        }
        return
        [
            .. rising.OrderByDescending(topic => topic.Score).ThenBy(topic => keys.Topics[topic.Topic], StringComparer.Ordinal).Take(Most)
                .Select(topic => (topic.Topic, topic.Recent, topic.Usual, topic.Score, TownOf(topic.Topic, begins, today))),
        ];
    }

    /// <summary>Where most of its recent calls are about.</summary>
    private int TownOf(int topic, int from, int to) =>
        Enumerable.Range(from, to - from + 1).SelectMany(receipts.Of).Where(receipt => receipt.Topic == topic)
            .GroupBy(receipt => receipt.Town).OrderByDescending(town => town.Count())
            .ThenBy(town => keys.Towns[town.Key], StringComparer.Ordinal).First().Key;
}

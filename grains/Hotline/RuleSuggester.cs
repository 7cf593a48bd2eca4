using System.Collections.Immutable;

namespace OpsCenter.Hotline;

/// <summary>
/// Suggests by rules: the duty lists' topics, keywords and kinds of place, the town that the order is about, and precedents.
/// Every match adds to a department's weight; its probability is its share of all weights, of which one
/// part (<see cref="Somebody"/>) always belongs to somebody else. The weights are [C]: a learned suggester can be measured against them.
/// </summary>
public sealed class RuleSuggester : ISuggester
{
    /// <summary>Weight of "somebody else": what a single word in the text does not outweigh.</summary>
    private const double Somebody = 1;

    /// <summary>A precedent's own probability: a ruling is followed, but a dispatcher may see what it did not.</summary>
    private const double OfPrecedent = 0.95;

    private const double PerTopicLevel = 1, InTitle = 1, InText = 0.6, MaxKeywords = 3, OfPlaceKind = 0.5, OfTown = 0.5;
    private const int MaxCandidates = 5, MaxWordsShown = 4;

    public Suggestion Suggest(OrderContent order, Rulebook book)
    {
        var matches = (book.Definition?.Departments ?? [])
            .Where(department => department.Town.Holds(order.Place))
            .SelectMany(department => MatchesOf(department, order)).ToArray();
        var precedent = book.PrecedentFor(order.Topic, order.PlaceKind);
        return new(Departments(matches, precedent, book), Topics(matches), precedent);
    }

    private static ImmutableArray<Candidate> Departments(Match[] matches, Precedent? precedent, Rulebook book)
    {
        // A department speaks with its best clause: many clauses on the same matter are no more of a reason than one.
        var best = matches.GroupBy(match => match.Department.Code).Select(group => group.MaxBy(match => match.Weight)!)
            .Where(match => match.Department.Code != precedent?.Department).ToArray();
        var share = (precedent is null ? 1 : 1 - OfPrecedent) / (Somebody + best.Sum(match => match.Weight));
        var candidates =
            best.Select(
                match => new Candidate(match.Department.Code.Value, match.Department.Name, match.Weight * share, match.Reason,
                    match.Clause));
        if (precedent is not null)
            candidates = candidates.Append(new(
                precedent.Department.Value, book.NameOf(precedent.Department), OfPrecedent,
                $"先例“{precedent.Key}”第 {precedent.Version} 版（工单 {precedent.Order} 裁定）：{precedent.Reason}", precedent.Clause));
        return Likeliest(candidates);
    }

    /// <summary>Topics of the clauses whose words occur.</summary>
    private static ImmutableArray<Candidate> Topics(Match[] matches)
    {
        var spoken = matches.Where(match => match.Words.Length > 0)
            .SelectMany(match => match.Topics, (match, topic) => (Topic: topic, match.WordWeight, match.Words))
            .GroupBy(pair => pair.Topic).Select(group => group.MaxBy(pair => pair.WordWeight)).ToArray();
        var sum = Somebody + spoken.Sum(pair => pair.WordWeight);
        return Likeliest(spoken.Select(pair =>
            new Candidate(pair.Topic, pair.Topic.Split('/')[^1], pair.WordWeight / sum, $"关键词{Quoted(pair.Words)}", "")));
    }

    private static ImmutableArray<Candidate> Likeliest(IEnumerable<Candidate> candidates) =>
        [.. candidates.OrderByDescending(candidate => candidate.Probability).ThenBy(candidate => candidate.Code, StringComparer.Ordinal)
            .Take(MaxCandidates)];

    private static IEnumerable<Match> MatchesOf(DepartmentDefinition department, OrderContent order)
    {
        foreach (var duty in department.Duties)
            if (MatchOf(department, duty, order) is { } match) yield return match;
        // 属地: a town is responsible where no department is.
        if (!department.Town.IsEmpty) yield return new()
        {
            Department = department,
            Clause = "",
            Topics = [],
            Words = [],
            WordWeight = 0,
            Weight = OfTown,
            Reason = "属地管理",
        };
    }

    private static Match? MatchOf(DepartmentDefinition department, Duty duty, OrderContent order)
    {
        var isElsewhere = duty.PlaceKinds.Length > 0 && order.PlaceKind.Length > 0 && !duty.PlaceKinds.Contains(order.PlaceKind);
        if (isElsewhere) return null;
        var topic = duty.Topics.Where(topic => IsUnder(order.Topic, topic)).MaxBy(LevelsOf);
        var words = duty.Keywords.Distinct().Where(word => word.Length > 0 && (Has(order.Title, word) || Has(order.Text, word)))
            .ToImmutableArray();
        if (topic is null && words.IsEmpty) return null;
        var wordWeight = Math.Min(MaxKeywords, words.Sum(word => Has(order.Title, word) ? InTitle : InText));
        var isThere = duty.PlaceKinds.Contains(order.PlaceKind);
        var weight = wordWeight + (topic is null ? 0 : PerTopicLevel * LevelsOf(topic)) + (isThere ? OfPlaceKind : 0);
        var grounds = string.Join("、", new[]
        {
            topic is null ? "" : $"诉求类别“{topic}”", words.IsEmpty ? "" : $"关键词{Quoted(words)}", isThere ? $"场所“{order.PlaceKind}”" : "",
        }.Where(ground => ground.Length > 0));
        return new()
        {
            Department = department,
            Clause = duty.Clause,
            Topics = duty.Topics,
            Words = words,
            WordWeight = wordWeight,
            Weight = weight,
            Reason = $"职责第 {duty.Clause} 条“{duty.Text}”：{grounds}",
        };
    }

    private static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>A topic is under another when it begins with all of its levels.</summary>
    private static bool IsUnder(string topic, string other) =>
        other.Length > 0 && topic.StartsWith(other, StringComparison.Ordinal)
            && (topic.Length == other.Length || topic[other.Length] == '/');

    private static int LevelsOf(string topic) => topic.Count(sign => sign == '/') + 1;

    private static string Quoted(ImmutableArray<string> words) => string.Concat(words.Take(MaxWordsShown).Select(word => $"“{word}”"));

    private sealed record Match
    {
        public required DepartmentDefinition Department { get; init; }

        public required string Clause { get; init; }

        public required ImmutableArray<string> Topics { get; init; }

        public required ImmutableArray<string> Words { get; init; }

        public required double WordWeight { get; init; }

        public required double Weight { get; init; }

        public required string Reason { get; init; }
    }
}

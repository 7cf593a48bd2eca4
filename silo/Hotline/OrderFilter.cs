using OpsCenter.Hotline;

namespace OpsCenter.Silo.Hotline;

/// <summary>
/// What a query asks of an order, as conditions on <c>r</c>: a row of <c>order_row</c> or <c>order_live</c>, whose columns have the
/// same names. Values travel as parameters; only numbers of our own stand in the text.
/// </summary>
internal sealed class OrderFilter
{
    private readonly List<(string Name, object? Value)> parameters;

    public OrderFilter(OrderQuery query, OrderDialect dialect)
    {
        (District, Department) = (new(OrderText.Clean(query.District.Value)), query.Department.Value);
        parameters = [("@district", District.Value)];
        // Each word as both databases can hold it; one that they cannot is found nowhere.
        var words = OrderQueryRules.WordsOf(query.Text).Select(word => OrderText.Folded(OrderText.Clean(word))).ToArray();
        Terms = OrderTerms.Of(query, words);
        if (HasDepartment) parameters.Add(("@department", Department));
        // Clocks run, delays are asked for and desks wait only while the order is open.
        IsOpenOnly = query.OnlyOpen || query.OnlyDelayPending || query.Mark > ClockMark.None
            || (query.Stages.Length > 0 && query.Stages.All(stage => new OrderState { Stage = stage }.IsOpen));
        Conditions = string.Concat(ConditionsOf(query).Concat(TextConditions(words, dialect)).Select(condition => $" AND {condition}"));
        (Low, High) = (query.ReceivedFrom is { } from ? OrderIds.From(from) : long.MinValue,
            query.ReceivedTo is { } to ? OrderIds.From(to) : long.MaxValue);
    }

    /// <summary>Every order that fits has all of these.</summary>
    public uint[] Terms { get; }

    public DistrictCode District { get; }

    /// <summary>Lead or assisting; empty: any.</summary>
    public string Department { get; }

    public bool HasDepartment => Department.Length > 0;

    /// <summary>Only open orders fit.</summary>
    public bool IsOpenOnly { get; }

    /// <summary>Each with <c>AND</c> in front; without the district, the department and the span of time.</summary>
    public string Conditions { get; }

    /// <summary>Ids of the span of time: from <see cref="Low"/> on, below <see cref="High"/>.</summary>
    public long Low { get; }

    public long High { get; }

    public IEnumerable<(string Name, object? Value)> Parameters => parameters;

    private IEnumerable<string> ConditionsOf(OrderQuery query)
    {
        if (query.Stages.Length > 0) yield return $"r.stage IN ({string.Join(", ", query.Stages.Select(stage => (int)stage).Distinct())})";
        if (query.Mark > ClockMark.None) yield return $"r.mark >= {(int)query.Mark}";
        if (query.OnlyOpen) yield return "r.is_open = 1";
        if (query.OnlyDelayPending) yield return "r.delay_pending = 1";
        if (query.OnlyUrgent) yield return "r.urgent = 1";
        if (query.Topic.Length > 0) yield return Begins("topic", query.Topic);
        if (!query.Place.IsEmpty) yield return Begins("place", query.Place.Value);
        if (query.Parent.Length > 0)
        {
            parameters.Add(("@parent", query.Parent));
            // Said twice, so that the index of those that have one is of use.
            yield return "r.parent = @parent AND r.parent <> ''";
        }
    }

    private string Begins(string column, string value)
    {
        parameters.Add(($"@{column}", value));
        return $"substr(r.{column}, 1, length(@{column})) = @{column}";
    }

    // A subquery that yields a value, not EXISTS: the planner looks the text up for each row that comes to it, and has no choice.
    private IEnumerable<string> TextConditions(string[] words, OrderDialect dialect)
    {
        if (words.Length == 0) yield break;
        for (var i = 0; i < words.Length; i++) parameters.Add(($"@word{i}", words[i]));
        var found = string.Join(" AND ", words.Select((_, i) => dialect.Contains("t.text", $"@word{i}")));
        yield return $"(SELECT CASE WHEN {found} THEN 1 ELSE 0 END FROM order_text t WHERE t.district = @district AND t.id = r.id) = 1";
    }
}

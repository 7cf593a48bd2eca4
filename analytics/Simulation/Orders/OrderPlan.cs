namespace OpsCenter.Analytics.Simulation.Orders;

/// <summary>What a hotline's orders are about, where, how many, and how they go their way.</summary>
public sealed record OrderPlan
{
    /// <summary>District code.</summary>
    public required string District { get; init; }

    /// <summary>Mean of orders a day over all weekdays.</summary>
    public required double PerDay { get; init; }

    /// <summary>Sunday first; their mean is 1.</summary>
    public required IReadOnlyList<double> WeekdayFactors { get; init; }

    /// <summary>Share of each local hour, 24 of them.</summary>
    public required IReadOnlyList<double> HourWeights { get; init; }

    /// <summary>Where people live.</summary>
    public required IReadOnlyList<OrderTown> Towns { get; init; }

    /// <summary>What they call about.</summary>
    public required IReadOnlyList<OrderMatter> Matters { get; init; }

    /// <summary>How long the steps take and how they end.</summary>
    public required OrderWay Way { get; init; }

    /// <summary>What cannot be simulated, one sentence each.</summary>
    public IEnumerable<string> Errors()
    {
        if (PerDay is not (> 0 and <= 100_000)) yield return $"PerDay must be above 0 and at most 100,000, not {PerDay}.";
        if (WeekdayFactors.Count != 7 || WeekdayFactors.Any(factor => factor < 0))
            yield return "There must be 7 weekday factors, none negative.";
        if (HourWeights.Count != 24 || HourWeights.Any(weight => weight < 0) || HourWeights.Sum() <= 0)
            yield return "There must be 24 hour weights, none negative, not all 0.";
        if (Towns.Count == 0 || Towns.Any(town => town.Weight <= 0 || town.Roads.Count == 0 || town.Estates.Count == 0))
            yield return "There must be towns, each with a weight, roads and estates.";
        if (Matters.Count == 0
            || Matters.Any(
                matter => matter.Weight <= 0 || matter.Titles.Count == 0 || matter.Texts.Count == 0 || matter.TypeWeights.Count != 5))
            yield return "There must be matters, each with a weight, titles, texts and 5 type weights.";
    }
}

public sealed record OrderTown
{
    /// <summary>Statistics code.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    /// <summary>Share of the calls.</summary>
    public required double Weight { get; init; }

    /// <summary>Degrees; calls lie within about 2 km.</summary>
    public required double Latitude { get; init; }

    public required double Longitude { get; init; }

    public required IReadOnlyList<string> Roads { get; init; }

    public required IReadOnlyList<string> Estates { get; init; }
}

/// <summary>A matter (诉求事项).</summary>
public sealed record OrderMatter
{
    /// <summary>Levels joined by <c>/</c>.</summary>
    public required string Topic { get; init; }

    /// <summary>场所; empty: none.</summary>
    public required string PlaceKind { get; init; }

    /// <summary>Name of who is responsible; empty: the town.</summary>
    public required string Department { get; init; }

    /// <summary>Departments do not agree who is responsible: claims come late, refusals are likely.</summary>
    public required bool IsDisputed { get; init; }

    public required double Weight { get; init; }

    /// <summary>咨询, 求助, 投诉, 举报, 建议.</summary>
    public required IReadOnlyList<double> TypeWeights { get; init; }

    /// <summary>With <c>{town}</c>, <c>{estate}</c>, <c>{road}</c>, <c>{hour}</c>, <c>{days}</c>, <c>{number}</c> filled in.</summary>
    public required IReadOnlyList<string> Titles { get; init; }

    /// <summary>Likewise.</summary>
    public required IReadOnlyList<string> Texts { get; init; }

    /// <summary>What the department answers.</summary>
    public required IReadOnlyList<string> Answers { get; init; }
}

/// <summary>How an order goes its way. Durations are of the clock, nights included.</summary>
public sealed record OrderWay
{
    /// <summary>From the call to the dispatch.</summary>
    public required LogNormal Dispatch { get; init; }

    /// <summary>From the dispatch to the claim.</summary>
    public required LogNormal Claim { get; init; }

    /// <summary>The same where responsibility is disputed.</summary>
    public required LogNormal DisputedClaim { get; init; }

    /// <summary>From the claim to the first word with the caller; where the answer comes sooner there is none.</summary>
    public required LogNormal Contact { get; init; }

    /// <summary>From the claim to the answer, of all but inquiries.</summary>
    public required LogNormal Answer { get; init; }

    /// <summary>The same of inquiries.</summary>
    public required LogNormal InquiryAnswer { get; init; }

    /// <summary>From the answer to the end of the call back.</summary>
    public required LogNormal Close { get; init; }

    /// <summary>Share of callers reached.</summary>
    public required double Reached { get; init; }

    /// <summary>Of those, whose matter is solved.</summary>
    public required double Solved { get; init; }

    /// <summary>Of the solved, who say that they are satisfied.</summary>
    public required double Satisfied { get; init; }

    /// <summary>Of those reached, who give a rating at all.</summary>
    public required double Rated { get; init; }

    /// <summary>Share of urgent orders.</summary>
    public required double Urgent { get; init; }

    /// <summary>Share of calls on a matter of earlier that day.</summary>
    public required double Repeat { get; init; }
}

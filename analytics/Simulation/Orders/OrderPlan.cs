namespace OpsCenter.Analytics.Simulation.Orders;

/// <summary>What a hotline's orders are about, where, how many, and how they go their way.</summary>
/// <param name="District">District code.</param>
/// <param name="PerDay">Mean of orders a day over all weekdays.</param>
/// <param name="WeekdayFactors">Sunday first; their mean is 1.</param>
/// <param name="HourWeights">Share of each local hour, 24 of them.</param>
/// <param name="Towns">Where people live.</param>
/// <param name="Matters">What they call about.</param>
/// <param name="Way">How long the steps take and how they end.</param>
public sealed record OrderPlan(
    string District, double PerDay, IReadOnlyList<double> WeekdayFactors, IReadOnlyList<double> HourWeights,
    IReadOnlyList<OrderTown> Towns, IReadOnlyList<OrderMatter> Matters, OrderWay Way)
{
    /// <summary>What cannot be simulated, one sentence each.</summary>
    public IEnumerable<string> Errors()
    {
        if (PerDay is not (> 0 and <= 100_000)) yield return $"PerDay must be above 0 and at most 100,000, not {PerDay}.";
        if (WeekdayFactors.Count != 7 || WeekdayFactors.Any(factor => factor < 0)) yield return "There must be 7 weekday factors, none negative.";
        if (HourWeights.Count != 24 || HourWeights.Any(weight => weight < 0) || HourWeights.Sum() <= 0) yield return "There must be 24 hour weights, none negative, not all 0.";
        if (Towns.Count == 0 || Towns.Any(town => town.Weight <= 0 || town.Roads.Count == 0 || town.Estates.Count == 0))
            yield return "There must be towns, each with a weight, roads and estates.";
        if (Matters.Count == 0 || Matters.Any(matter => matter.Weight <= 0 || matter.Titles.Count == 0 || matter.Texts.Count == 0 || matter.TypeWeights.Count != 5))
            yield return "There must be matters, each with a weight, titles, texts and 5 type weights.";
    }
}

/// <param name="Code">Statistics code.</param>
/// <param name="Weight">Share of the calls.</param>
/// <param name="Latitude">Degrees; calls lie within about 2 km.</param>
public sealed record OrderTown(
    string Code, string Name, double Weight, double Latitude, double Longitude, IReadOnlyList<string> Roads, IReadOnlyList<string> Estates);

/// <summary>A matter (诉求事项).</summary>
/// <param name="Topic">Levels joined by <c>/</c>.</param>
/// <param name="PlaceKind">场所; empty: none.</param>
/// <param name="Department">Name of who is responsible; empty: the town.</param>
/// <param name="IsDisputed">Departments do not agree who is responsible: claims come late, refusals are likely.</param>
/// <param name="TypeWeights">咨询, 求助, 投诉, 举报, 建议.</param>
/// <param name="Titles">With <c>{town}</c>, <c>{estate}</c>, <c>{road}</c>, <c>{hour}</c>, <c>{days}</c>, <c>{number}</c> filled in.</param>
/// <param name="Texts">Likewise.</param>
/// <param name="Answers">What the department answers.</param>
public sealed record OrderMatter(
    string Topic, string PlaceKind, string Department, bool IsDisputed, double Weight, IReadOnlyList<double> TypeWeights,
    IReadOnlyList<string> Titles, IReadOnlyList<string> Texts, IReadOnlyList<string> Answers);

/// <summary>How an order goes its way. Durations are of the clock, nights included.</summary>
/// <param name="Dispatch">From the call to the dispatch.</param>
/// <param name="Claim">From the dispatch to the claim.</param>
/// <param name="DisputedClaim">The same where responsibility is disputed.</param>
/// <param name="Contact">From the claim to the first word with the caller; where the answer comes sooner there is none.</param>
/// <param name="Answer">From the claim to the answer, of all but inquiries.</param>
/// <param name="InquiryAnswer">The same of inquiries.</param>
/// <param name="Close">From the answer to the end of the call back.</param>
/// <param name="Reached">Share of callers reached.</param>
/// <param name="Solved">Of those, whose matter is solved.</param>
/// <param name="Satisfied">Of the solved, who say that they are satisfied.</param>
/// <param name="Rated">Of those reached, who give a rating at all.</param>
/// <param name="Urgent">Share of urgent orders.</param>
/// <param name="Repeat">Share of calls on a matter of earlier that day.</param>
public sealed record OrderWay(
    LogNormal Dispatch, LogNormal Claim, LogNormal DisputedClaim, LogNormal Contact, LogNormal Answer, LogNormal InquiryAnswer, LogNormal Close,
    double Reached, double Solved, double Satisfied, double Rated, double Urgent, double Repeat);

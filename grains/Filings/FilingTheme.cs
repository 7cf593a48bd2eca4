using OpsCenter.Kernel;

namespace OpsCenter.Filings;

/// <summary>What rates are made of; every one is a quotient of two of these, from events alone.</summary>
/// <param name="Due">Filings whose due date has passed, or that were sent.</param>
/// <param name="OnTime">Of these, those first sent by the due date that they had. 及时率 = OnTime / Due.</param>
/// <param name="Required">Required cells of what is due.</param>
/// <param name="Filled">Of these, those that were sent and not empty. 完整率 = Filled / Required.</param>
/// <param name="Submitted">Cells that were sent, or were to be.</param>
/// <param name="Wrong">Cells that were returned, or that the checks refused. 准确率 = 1 − Wrong / Submitted.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.FilingRates")]
public readonly record struct FilingRates(
    [property: Id(0)] int Due, [property: Id(1)] int OnTime, [property: Id(2)] int Required, [property: Id(3)] int Filled,
    [property: Id(4)] int Submitted,
    [property: Id(5)] int Wrong)
{
    public static FilingRates operator +(FilingRates a, FilingRates b) =>
        new(a.Due + b.Due, a.OnTime + b.OnTime, a.Required + b.Required, a.Filled + b.Filled, a.Submitted + b.Submitted, a.Wrong + b.Wrong);

    public static FilingRates operator -(FilingRates a, FilingRates b) =>
        new(a.Due - b.Due, a.OnTime - b.OnTime, a.Required - b.Required, a.Filled - b.Filled, a.Submitted - b.Submitted, a.Wrong - b.Wrong);
}

/// <summary>How far a round has got, or a part of it.</summary>
/// <param name="Owed">Filings that are owed.</param>
/// <param name="Sent">Of these, those that were sent and are not back.</param>
/// <param name="Approved">Of these, those that are through.</param>
/// <param name="Returned">Those that are back, to be done again.</param>
/// <param name="Late">Those that somebody must send, and should have.</param>
/// <param name="Near">临期: those that somebody must send within <see cref="FilingOptions.NearWithin"/>.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.FilingProgress")]
public readonly record struct FilingProgress(
    [property: Id(0)] int Owed, [property: Id(1)] int Sent, [property: Id(2)] int Approved, [property: Id(3)] int Returned,
    [property: Id(4)] int Late,
    [property: Id(5)] int Near)
{
    public static FilingProgress operator +(FilingProgress a, FilingProgress b) =>
        new(a.Owed + b.Owed, a.Sent + b.Sent, a.Approved + b.Approved, a.Returned + b.Returned, a.Late + b.Late, a.Near + b.Near);

    public static FilingProgress operator -(FilingProgress a, FilingProgress b) =>
        new(a.Owed - b.Owed, a.Sent - b.Sent, a.Approved - b.Approved, a.Returned - b.Returned, a.Late - b.Late, a.Near - b.Near);
}

/// <summary>The 百千万 wall: <c>440203/indicators/wall</c>.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.filings.FilingWallTheme")]
public sealed record FilingWallTheme : Theme
{
    [Id(0)] public DistrictCode District { get; init; }
    [Id(1)] public string Name { get; init; } = "";
    [Id(2)] public DateOnly Date { get; init; }

    /// <summary>Of the rounds that are not locked yet.</summary>
    [Id(3)] public FilingProgress Open { get; init; }

    /// <summary>Of the rounds that were opened in this year.</summary>
    [Id(4)] public FilingRates Year { get; init; }

    /// <summary>The newest round of each set, soonest due first.</summary>
    [Id(5)] public Rows<SetOnWall> Sets { get; init; }

    /// <summary>Towns and streets in the registry's order.</summary>
    [Id(6)] public Rows<TownOnWall> Towns { get; init; }

    /// <summary>The filings that have been late longest, at most twelve.</summary>
    [Id(7)] public Rows<LateOnWall> Late { get; init; }

    /// <summary>What happened last, newest first, at most twelve.</summary>
    [Id(8)] public Rows<MomentOnWall> Moments { get; init; }

    /// <summary>The district's newest approved values.</summary>
    [Id(9)] public Rows<ValueOnWall> Values { get; init; }

    /// <summary>逾期风险: of the filings that are due soon and not sent those that are most likely to be late, at most twelve.</summary>
    [Id(10)] public Rows<RiskOnWall> Risks { get; init; }

    /// <summary>预计逾期: how many of those that are due soon are likely to be late: the sum of their chances.</summary>
    [Id(11)] public double ExpectedLate { get; init; }
}

[GenerateSerializer, Immutable, Alias("opscenter.filings.SetOnWall")]
public sealed record SetOnWall
{
    [Id(0)] public required string Code { get; init; }

    [Id(1)] public required string Name { get; init; }

    [Id(2)] public required string Period { get; init; }

    [Id(3)] public required DateTimeOffset DueAt { get; init; }

    [Id(4)] public required DateTimeOffset LockAt { get; init; }

    [Id(5)] public required FilingProgress Progress { get; init; }

    /// <summary>Of the newest round.</summary>
    [Id(6)] public required FilingRates Rates { get; init; }
}

/// <param name="Progress">Of the rounds that are not locked yet: the town's own filings and its villages'.</param>
/// <param name="Rates">Of this year.</param>
/// <param name="Overview">区域纵览: the town's newest approved values.</param>
/// <param name="Sets">Of the newest round of each set that the town or its villages owe, in the order of
/// <see cref="FilingWallTheme.Sets"/>.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.TownOnWall")]
public sealed record TownOnWall(
    [property: Id(0)] PlaceCode Code, [property: Id(1)] string Name, [property: Id(2)] FilingProgress Progress,
    [property: Id(3)] FilingRates Rates,
    [property: Id(4)] Rows<ValueOnWall> Overview, [property: Id(5)] Rows<TownSetOnWall> Sets);

/// <param name="Code">Of the set.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.TownSetOnWall")]
public sealed record TownSetOnWall(
    [property: Id(0)] string Code, [property: Id(1)] FilingProgress Progress, [property: Id(2)] FilingRates Rates);

[GenerateSerializer, Immutable, Alias("opscenter.filings.LateOnWall")]
public sealed record LateOnWall(
    [property: Id(0)] string Place, [property: Id(1)] string Town, [property: Id(2)] string Set, [property: Id(3)] string Period,
    [property: Id(4)] FilingStage Stage,
    [property: Id(5)] DateTimeOffset DueAt);

/// <param name="Chance">Of being late, 0-1, see <see cref="FilingRisk"/>.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.RiskOnWall")]
public sealed record RiskOnWall(
    [property: Id(0)] string Place, [property: Id(1)] string Town, [property: Id(2)] string Set, [property: Id(3)] string Period,
    [property: Id(4)] DateTimeOffset DueAt,
    [property: Id(5)] double Chance);

/// <param name="Stage">What it came to.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.MomentOnWall")]
public sealed record MomentOnWall(
    [property: Id(0)] DateTimeOffset At, [property: Id(1)] string Place, [property: Id(2)] string Set, [property: Id(3)] string Period,
    [property: Id(4)] FilingStage Stage);

[GenerateSerializer, Immutable, Alias("opscenter.filings.ValueOnWall")]
public sealed record ValueOnWall
{
    [Id(0)] public required string Indicator { get; init; }

    [Id(1)] public required string Name { get; init; }

    [Id(2)] public required string Unit { get; init; }

    [Id(3)] public required string Period { get; init; }

    [Id(4)] public required decimal Value { get; init; }

    /// <summary>上期; null: not known.</summary>
    [Id(5)] public required decimal? Previous { get; init; }

    /// <summary>上年同期; null: not known.</summary>
    [Id(6)] public required decimal? YearBefore { get; init; }
}

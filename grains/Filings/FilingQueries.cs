using System.Collections.Immutable;
using OpsCenter.Indicators;
using OpsCenter.Kernel;

namespace OpsCenter.Filings;

/// <summary>What somebody must still fill in, send or mend now, in no order: reminders rest on it.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.filings.OwedFilingsQuery")]
public sealed record OwedFilingsQuery : IQuery<ImmutableArray<OwedFiling>>
{
    public string Projection => FilingKeys.Projection;
}

/// <summary>The rounds, newest period first.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.filings.RoundsQuery")]
public sealed record RoundsQuery : IQuery<ImmutableArray<RoundRow>>
{
    public string Projection => FilingKeys.Projection;
}

/// <summary>A filing that waits for its filler.</summary>
/// <param name="Stage"><see cref="FilingStage.Due"/>, <see cref="FilingStage.Draft"/>, <see cref="FilingStage.Returned"/> or <see cref="FilingStage.Reopened"/>.</param>
/// <param name="DueAt">By when: the round's date, or that of the return or the reopening.</param>
/// <param name="Since">When it came to be owed: the round's opening, or the return or the reopening. A return again is owed again.</param>
/// <param name="LockAt">From when on nothing can be sent.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.OwedFiling")]
public sealed record OwedFiling(
    [property: Id(0)] string Set, [property: Id(1)] Period Period, [property: Id(2)] string Place, [property: Id(3)] FilingStage Stage,
    [property: Id(4)] DateTimeOffset DueAt, [property: Id(5)] DateTimeOffset Since, [property: Id(6)] DateTimeOffset LockAt);

/// <summary>Which filings, the most urgent first. What is empty or null does not matter.</summary>
/// <param name="Place">Code; those of the places below it are meant too.</param>
/// <param name="Department">The department that reviews the set.</param>
/// <param name="Stages">Empty: all.</param>
/// <param name="Late">Past their due date and not sent.</param>
/// <param name="Skip">How many to pass over.</param>
/// <param name="Take">How many at most, 1 to 1,000.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.FilingQuery")]
public sealed record FilingQuery(
    [property: Id(0)] string Set, [property: Id(1)] Period? Period, [property: Id(2)] string Place, [property: Id(3)] string Department,
    [property: Id(4)] ImmutableArray<FilingStage> Stages, [property: Id(5)] bool Late, [property: Id(6)] int Skip, [property: Id(7)] int Take)
    : IQuery<FilingPage>
{
    public string Projection => FilingKeys.Projection;
}

/// <param name="Total">How many there are in all.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.FilingPage")]
public sealed record FilingPage([property: Id(0)] ImmutableArray<FilingRow> Rows, [property: Id(1)] int Total);

/// <summary>A filing in a list.</summary>
/// <param name="SubmittedAt">Last time; null: never.</param>
/// <param name="Required">Cells that must not be empty; of one that was never sent 0.</param>
/// <param name="Filled">Of these, those that are not.</param>
/// <param name="Returns">Times that cells were returned.</param>
/// <param name="Approvals">Times that it was approved.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.FilingRow")]
public sealed record FilingRow(
    [property: Id(0)] string Set, [property: Id(1)] Period Period, [property: Id(2)] string Place, [property: Id(3)] FilingStage Stage,
    [property: Id(4)] DateTimeOffset DueAt, [property: Id(5)] DateTimeOffset? SubmittedAt, [property: Id(6)] bool IsLate, [property: Id(7)] int Required,
    [property: Id(8)] int Filled, [property: Id(9)] int Returns, [property: Id(10)] int Approvals);

/// <summary>A round in a list.</summary>
/// <param name="Owed">Places that owe.</param>
/// <param name="Sent">Of these, those that have sent and whose filing is not back.</param>
/// <param name="Approved">Of these, those that are through.</param>
/// <param name="Reports">Times that it went to the platform above.</param>
/// <param name="Untold">Filings that are in a report and have not been told of it yet.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.RoundRow")]
public sealed record RoundRow(
    [property: Id(0)] string Set, [property: Id(1)] Period Period, [property: Id(2)] DateTimeOffset OpenedAt, [property: Id(3)] DateTimeOffset DueAt,
    [property: Id(4)] DateTimeOffset LockAt, [property: Id(5)] int Owed, [property: Id(6)] int Sent, [property: Id(7)] int Approved,
    [property: Id(8)] int Returned, [property: Id(9)] int Late, [property: Id(10)] int Reports, [property: Id(11)] int Untold);

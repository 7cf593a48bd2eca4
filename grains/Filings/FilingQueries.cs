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
[GenerateSerializer, Immutable, Alias("opscenter.filings.OwedFiling")]
public sealed record OwedFiling
{
    [Id(0)] public required string Set { get; init; }

    [Id(1)] public required Period Period { get; init; }

    [Id(2)] public required PlaceCode Place { get; init; }

    /// <summary>
    /// <see cref="FilingStage.Due"/>, <see cref="FilingStage.Draft"/>, <see cref="FilingStage.Returned"/> or
    /// <see cref="FilingStage.Reopened"/>.
    /// </summary>
    [Id(3)] public required FilingStage Stage { get; init; }

    /// <summary>By when: the round's date, or that of the return or the reopening.</summary>
    [Id(4)] public required DateTimeOffset DueAt { get; init; }

    /// <summary>When it came to be owed: the round's opening, or the return or the reopening. A return again is owed again.</summary>
    [Id(5)] public required DateTimeOffset Since { get; init; }

    /// <summary>From when on nothing can be sent.</summary>
    [Id(6)] public required DateTimeOffset LockAt { get; init; }
}

/// <summary>Which filings, the most urgent first. What is empty or null does not matter.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.filings.FilingQuery")]
public sealed record FilingQuery : IQuery<FilingPage>
{
    [Id(0)] public required string Set { get; init; }

    [Id(1)] public required Period? Period { get; init; }

    /// <summary>Code; those of the places below it are meant too.</summary>
    [Id(2)] public required PlaceCode Place { get; init; }

    /// <summary>The department that reviews the set.</summary>
    [Id(3)] public required DepartmentCode Department { get; init; }

    /// <summary>Empty: all.</summary>
    [Id(4)] public required ImmutableArray<FilingStage> Stages { get; init; }

    /// <summary>Past their due date and not sent.</summary>
    [Id(5)] public required bool Late { get; init; }

    /// <summary>How many to pass over.</summary>
    [Id(6)] public required int Skip { get; init; }

    /// <summary>How many at most, 1 to 1,000.</summary>
    [Id(7)] public required int Take { get; init; }

    public string Projection => FilingKeys.Projection;
}

/// <param name="Total">How many there are in all.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.FilingPage")]
public sealed record FilingPage([property: Id(0)] ImmutableArray<FilingRow> Rows, [property: Id(1)] int Total);

/// <summary>A filing in a list.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.filings.FilingRow")]
public sealed record FilingRow
{
    [Id(0)] public required string Set { get; init; }

    [Id(1)] public required Period Period { get; init; }

    [Id(2)] public required PlaceCode Place { get; init; }

    [Id(3)] public required FilingStage Stage { get; init; }

    [Id(4)] public required DateTimeOffset DueAt { get; init; }

    /// <summary>Last time; null: never.</summary>
    [Id(5)] public required DateTimeOffset? SubmittedAt { get; init; }

    [Id(6)] public required bool IsLate { get; init; }

    /// <summary>Cells that must not be empty; of one that was never sent 0.</summary>
    [Id(7)] public required int Required { get; init; }

    /// <summary>Of these, those that are not.</summary>
    [Id(8)] public required int Filled { get; init; }

    /// <summary>Times that cells were returned.</summary>
    [Id(9)] public required int Returns { get; init; }

    /// <summary>Times that it was approved.</summary>
    [Id(10)] public required int Approvals { get; init; }
}

/// <summary>A round in a list.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.filings.RoundRow")]
public sealed record RoundRow
{
    [Id(0)] public required string Set { get; init; }

    [Id(1)] public required Period Period { get; init; }

    [Id(2)] public required DateTimeOffset OpenedAt { get; init; }

    [Id(3)] public required DateTimeOffset DueAt { get; init; }

    [Id(4)] public required DateTimeOffset LockAt { get; init; }

    /// <summary>Places that owe.</summary>
    [Id(5)] public required int Owed { get; init; }

    /// <summary>Of these, those that have sent and whose filing is not back.</summary>
    [Id(6)] public required int Sent { get; init; }

    /// <summary>Of these, those that are through.</summary>
    [Id(7)] public required int Approved { get; init; }

    [Id(8)] public required int Returned { get; init; }

    [Id(9)] public required int Late { get; init; }

    /// <summary>Times that it went to the platform above.</summary>
    [Id(10)] public required int Reports { get; init; }

    /// <summary>Filings that are in a report and have not been told of it yet.</summary>
    [Id(11)] public required int Untold { get; init; }
}

using System.Collections.Immutable;
using OpsCenter.Indicators;
using OpsCenter.Kernel;

namespace OpsCenter.Filings;

/// <summary>A round: what all its filings share.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.filings.RoundState")]
public sealed record RoundState
{
    [Id(0)] public bool IsOpen { get; init; }

    [Id(1)] public string Set { get; init; } = "";

    [Id(2)] public Period Period { get; init; }

    [Id(3)] public DateOnly Edition { get; init; }

    /// <summary>Who owes now.</summary>
    [Id(4)] public ImmutableArray<PlaceCode> Places { get; init; } = [];

    [Id(5)] public DateTimeOffset DueAt { get; init; }

    [Id(6)] public DateTimeOffset LockAt { get; init; }

    [Id(7)] public DateTimeOffset OpenedAt { get; init; }

    /// <summary>What went to the platform above, oldest first.</summary>
    [Id(8)] public ImmutableArray<RoundReported> Reports { get; init; } = [];

    public static readonly RoundState Closed = new()
    {
        IsOpen = false,
        Set = "",
        Period = default,
        Edition = default,
        Places = [],
        DueAt = default,
        LockAt = default,
        OpenedAt = default,
        Reports = [],
    };

    /// <summary>Filings that are in a report and have not been told of it yet, oldest report first.</summary>
    [Id(9)] public ImmutableArray<UntoldFiling> Untold { get; init; } = [];
}

/// <summary>A filing that the round owes word of a report.</summary>
/// <param name="Report">Number of the report within the round.</param>
/// <param name="Place">Code.</param>
/// <param name="Approval">What of it is in the report, see <see cref="ReportedFiling"/>.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.UntoldFiling")]
public sealed record UntoldFiling([property: Id(0)] int Report, [property: Id(1)] PlaceCode Place, [property: Id(2)] int Approval);

public enum FilingStage
{
    /// <summary>待填</summary>
    Due,

    /// <summary>草稿</summary>
    Draft,

    /// <summary>待镇街审核</summary>
    TownReview,

    /// <summary>待部门审核</summary>
    DepartmentReview,

    /// <summary>待区复核</summary>
    BureauReview,

    /// <summary>退回待改</summary>
    Returned,

    /// <summary>已通过</summary>
    Approved,

    /// <summary>更正中</summary>
    Reopened,

    /// <summary>已报送</summary>
    Reported,
}

/// <summary>A cell now.</summary>
/// <param name="Cell">As it is.</param>
/// <param name="SavedAt">When it was changed last.</param>
/// <param name="Returned">Why it was returned; empty: it was not, or it was changed since.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.CellState")]
public sealed record CellState([property: Id(0)] Cell Cell, [property: Id(1)] DateTimeOffset SavedAt, [property: Id(2)] string Returned);

/// <summary>What a place owes of a round, as far as it has got.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.filings.FilingState")]
public sealed record FilingState
{
    [Id(0)] public FilingStage Stage { get; init; }

    /// <summary>By indicator.</summary>
    [Id(1)] public ImmutableDictionary<string, CellState> Cells { get; init; } = ImmutableDictionary<string, CellState>.Empty;

    /// <summary>The due date of a return or a reopening; null: the round's.</summary>
    [Id(2)] public DateTimeOffset? OwnDueAt { get; init; }

    /// <summary>及时 rests on it: when it was first sent.</summary>
    [Id(3)] public DateTimeOffset? FirstSubmittedAt { get; init; }
    [Id(4)] public DateTimeOffset? SubmittedAt { get; init; }
    [Id(5)] public int Submissions { get; init; }

    /// <summary>Times that cells were returned.</summary>
    [Id(6)] public int Returns { get; init; }

    /// <summary>What the rules said at the last attempt to send it; empty after one that they let pass.</summary>
    [Id(7)] public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>Every approval, oldest first; the last is in force.</summary>
    [Id(8)] public ImmutableArray<FilingApproved> Approvals { get; init; } = [];

    /// <summary>The newest report that it was in; 0: none.</summary>
    [Id(9)] public int Report { get; init; }

    public bool IsEditable => Stage is FilingStage.Due or FilingStage.Draft or FilingStage.Returned or FilingStage.Reopened;

    /// <summary>The step that has it; null: no review does.</summary>
    public ReviewStep? Step => Stage switch
    {
        FilingStage.TownReview => ReviewStep.Town,
        FilingStage.DepartmentReview => ReviewStep.Department,
        FilingStage.BureauReview => ReviewStep.Bureau,
        _ => null,
    };
}

using System.Collections.Immutable;
using OpsCenter.Indicators;
using OpsCenter.Kernel;

namespace OpsCenter.Filings;

/// <summary>Something that happened to a period's round (期次) or to a filing (填报).</summary>
[GenerateSerializer, Immutable, Alias("opscenter.filings.FilingFact")]
public abstract record FilingEvent;

// ---- A round: a set asked for a period (440203/round/{set}/{period}) ----

/// <summary>
/// 下发: every place of the set owes a filing from now on. The filings themselves need no event: what is asked of them stands here.
/// </summary>
/// <param name="Edition">The indicators' edition it asks by, to the end.</param>
/// <param name="Places">Codes of those who owe, in the registry's order.</param>
/// <param name="DueAt">截止</param>
/// <param name="LockAt">锁定</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.RoundOpened")]
public sealed record RoundOpened(
    [property: Id(0)] string Set, [property: Id(1)] Period Period, [property: Id(2)] DateOnly Edition,
    [property: Id(3)] ImmutableArray<PlaceCode> Places,
    [property: Id(4)] DateTimeOffset DueAt, [property: Id(5)] DateTimeOffset LockAt) : FilingEvent;

/// <summary>The due date was moved, by decree.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.filings.RoundDueMoved")]
public sealed record RoundDueMoved(
    [property: Id(0)] DateTimeOffset DueAt, [property: Id(1)] DateTimeOffset LockAt, [property: Id(2)] string Reason) : FilingEvent;

/// <summary>The registry has changed meanwhile: these owe too, those do not any more.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.filings.RoundPlacesChanged")]
public sealed record RoundPlacesChanged(
    [property: Id(0)] ImmutableArray<PlaceCode> Added, [property: Id(1)] ImmutableArray<PlaceCode> Removed, [property: Id(2)] string Reason)
        : FilingEvent;

/// <summary>报送: the approved values of the round went to the platform above.</summary>
/// <param name="Report">Number of the report within the round, from 1.</param>
/// <param name="Layout">Name of the layout.</param>
/// <param name="FileName">As it was handed out.</param>
/// <param name="Hash">SHA-256 of the file, lower-case hexadecimal.</param>
/// <param name="Places">Filings in it.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.RoundReported")]
public sealed record RoundReported(
    [property: Id(0)] int Report, [property: Id(1)] string Layout, [property: Id(2)] string FileName, [property: Id(3)] string Hash,
    [property: Id(4)] int Places) : FilingEvent;

/// <summary>Which filings a report holds. The round owes each of them word of it, until it is <see cref="FilingsTold"/>.</summary>
/// <param name="Report">Number of the report within the round.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.ReportListed")]
public sealed record ReportListed([property: Id(0)] int Report, [property: Id(1)] ImmutableArray<ReportedFiling> Filings) : FilingEvent;

/// <param name="Place">Code.</param>
/// <param name="Approval">It is in the report as approved that time, from 1.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.ReportedFiling")]
public sealed record ReportedFiling([property: Id(0)] PlaceCode Place, [property: Id(1)] int Approval);

/// <summary>The filings of these places know that they are in the report.</summary>
/// <param name="Report">Number of the report within the round.</param>
/// <param name="Places">Codes.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.FilingsTold")]
public sealed record FilingsTold([property: Id(0)] int Report, [property: Id(1)] ImmutableArray<PlaceCode> Places) : FilingEvent;

// ---- A filing: what a place owes of a round (440203/filing/{set}/{period}/{place}) ----

/// <summary>A cell as it was saved.</summary>
/// <param name="Indicator">Code.</param>
/// <param name="Number">Null: it is empty, or a text.</param>
/// <param name="Text">Empty: it is empty, or a number.</param>
/// <param name="Explanation">说明</param>
/// <param name="Revision">Counts up with every change of the cell, from 1.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.Cell")]
public sealed record Cell(
    [property: Id(0)] string Indicator, [property: Id(1)] decimal? Number, [property: Id(2)] string Text,
    [property: Id(3)] string Explanation,
    [property: Id(4)] int Revision)
{
    public bool IsEmpty() => Number is null && Text.Length == 0;
}

/// <summary>暂存: a draft of these cells.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.filings.CellsSaved")]
public sealed record CellsSaved([property: Id(0)] ImmutableArray<Cell> Cells) : FilingEvent;

/// <summary>It was to be sent, and the rules say no. What was found counts for 准确率.</summary>
/// <param name="Cells">Cells that were to be sent.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.ChecksFailed")]
public sealed record ChecksFailed([property: Id(0)] int Cells, [property: Id(1)] ImmutableArray<Finding> Findings) : FilingEvent;

/// <summary>上报</summary>
/// <param name="Submission">From 1; more than 1 after a return or a reopening.</param>
/// <param name="DueAt">The due date that it was to meet.</param>
/// <param name="Required">Cells that must not be empty.</param>
/// <param name="Filled">Of these, those that are not.</param>
/// <param name="Cells">Cells that were sent.</param>
/// <param name="First">The first step that reviews it.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.FilingSubmitted")]
public sealed record FilingSubmitted(
    [property: Id(0)] int Submission, [property: Id(1)] DateTimeOffset DueAt, [property: Id(2)] int Required, [property: Id(3)] int Filled,
    [property: Id(4)] int Cells, [property: Id(5)] ReviewStep First) : FilingEvent;

/// <summary>审核通过, and the next step has it.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.filings.ReviewPassed")]
public sealed record ReviewPassed([property: Id(0)] ReviewStep Step, [property: Id(1)] ReviewStep Next) : FilingEvent;

/// <summary>退回: these cells must be done again, by then.</summary>
/// <param name="Step">Who returns them.</param>
/// <param name="DueAt">The new due date.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.CellsReturned")]
public sealed record CellsReturned(
    [property: Id(0)] ReviewStep Step, [property: Id(1)] ImmutableArray<ReturnedCell> Cells, [property: Id(2)] DateTimeOffset DueAt)
        : FilingEvent;

/// <param name="Indicator">Code.</param>
/// <param name="Reason">Why, for the sender.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.ReturnedCell")]
public sealed record ReturnedCell([property: Id(0)] string Indicator, [property: Id(1)] string Reason);

/// <summary>终审通过: exactly these values are approved.</summary>
/// <param name="Approval">From 1; a later change is a new one.</param>
/// <param name="Values">All cells that are not empty, as they were reviewed.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.FilingApproved")]
public sealed record FilingApproved(
    [property: Id(0)] int Approval, [property: Id(1)] ReviewStep Step, [property: Id(2)] ImmutableArray<Cell> Values) : FilingEvent;

/// <summary>更正: approved values shall be changed; the old approval stays, and stays visible.</summary>
/// <param name="DueAt">By when.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.FilingReopened")]
public sealed record FilingReopened([property: Id(0)] string Reason, [property: Id(1)] DateTimeOffset DueAt) : FilingEvent;

/// <summary>It went to the platform above, as approved the <paramref name="Approval"/>th time.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.filings.FilingReported")]
public sealed record FilingReported([property: Id(0)] int Report, [property: Id(1)] int Approval) : FilingEvent;

/// <summary>Who reviews.</summary>
public enum ReviewStep
{
    /// <summary>镇街审核</summary>
    Town,

    /// <summary>部门审核</summary>
    Department,

    /// <summary>区政数局复核</summary>
    Bureau,
}

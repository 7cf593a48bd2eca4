using System.Collections.Immutable;
using OpsCenter.Kernel;

namespace OpsCenter.Filings;

/// <summary>A request to a round or a filing.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.filings.RoundCommand")]
public abstract record RoundCommand;

/// <summary>下发; nothing when it is open already.</summary>
/// <param name="DueAt">Null: by the set's own limits.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.OpenRound")]
public sealed record OpenRound([property: Id(0)] DateTimeOffset? DueAt) : RoundCommand;

[GenerateSerializer, Immutable, Alias("opscenter.filings.MoveRoundDue")]
public sealed record MoveRoundDue([property: Id(0)] DateTimeOffset DueAt, [property: Id(1)] string Reason) : RoundCommand;

/// <summary>Follows the registry as it is now; nothing when it does already.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.filings.FollowRegistry")]
public sealed record FollowRegistry([property: Id(0)] string Reason) : RoundCommand;

/// <summary>报送: the round keeps what went above, and tells each filing that is in it.</summary>
/// <param name="Layout">Name of the layout; empty: none.</param>
/// <param name="FileName">As it is handed out.</param>
/// <param name="Hash">SHA-256 of the file, lower-case hexadecimal.</param>
/// <param name="Filings">What the file holds, at least one.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.RecordReport")]
public sealed record RecordReport(
    [property: Id(0)] string Layout, [property: Id(1)] string FileName, [property: Id(2)] string Hash,
    [property: Id(4)] ImmutableArray<ReportedFiling> Filings) : RoundCommand;

/// <summary>These filings know of the report. Nothing of those that are not owed word of it (any more).</summary>
[GenerateSerializer, Immutable, Alias("opscenter.filings.ConfirmTold")]
public sealed record ConfirmTold([property: Id(0)] int Report, [property: Id(1)] ImmutableArray<PlaceCode> Places) : RoundCommand;

[GenerateSerializer, Immutable, Alias("opscenter.filings.FilingCommand")]
public abstract record FilingCommand;

/// <summary>A change of a cell by somebody who saw it at a revision; 0: who has not seen it filled.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.filings.CellEdit")]
public sealed record CellEdit(
    [property: Id(0)] string Indicator, [property: Id(1)] decimal? Number, [property: Id(2)] string Text,
    [property: Id(3)] string Explanation,
    [property: Id(4)] int SeenRevision);

/// <summary>
/// 暂存. All or nothing: an edit of a cell that somebody else has changed meanwhile is refused, with that value in the sentence.
/// </summary>
[GenerateSerializer, Immutable, Alias("opscenter.filings.SaveCells")]
public sealed record SaveCells([property: Id(0)] ImmutableArray<CellEdit> Edits) : FilingCommand;

/// <summary>上报, with what is to be saved first. When a rule says no, the edits are kept, and what was found is an event.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.filings.SubmitFiling")]
public sealed record SubmitFiling([property: Id(0)] ImmutableArray<CellEdit> Edits) : FilingCommand;

/// <summary>
/// 审核通过 by the step that has it. Exactly what was seen is approved: send it with <see cref="Kernel.Command{TCommand}.IfVersion"/>.
/// </summary>
/// <param name="Steps">Where who asks for it may review this filing: it is done for the step that has it, if that is among them.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.PassReview")]
public sealed record PassReview([property: Id(1)] ImmutableArray<ReviewStep> Steps) : FilingCommand
{
    public PassReview(ReviewStep step) : this([step]) { }
}

/// <param name="Steps">As of <see cref="PassReview"/>.</param>
/// <param name="Cells">What is to be done again, and why.</param>
/// <param name="DueAt">Null: by the set's own limit.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.ReturnCells")]
public sealed record ReturnCells(
    [property: Id(3)] ImmutableArray<ReviewStep> Steps, [property: Id(1)] ImmutableArray<ReturnedCell> Cells,
    [property: Id(2)] DateTimeOffset? DueAt) : FilingCommand
{
    public ReturnCells(ReviewStep step, ImmutableArray<ReturnedCell> cells, DateTimeOffset? dueAt) : this([step], cells, dueAt) { }
}

[GenerateSerializer, Immutable, Alias("opscenter.filings.ReopenFiling")]
public sealed record ReopenFiling([property: Id(0)] string Reason, [property: Id(1)] DateTimeOffset? DueAt) : FilingCommand;

/// <summary>Safe to repeat.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.filings.NoteReported")]
public sealed record NoteReported([property: Id(0)] int Report, [property: Id(1)] int Approval) : FilingCommand;

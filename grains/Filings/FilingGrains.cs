using System.Collections.Immutable;
using OpsCenter.Indicators;
using OpsCenter.Kernel;

namespace OpsCenter.Filings;

/// <summary>A round: <c>440203/round/village-yearly/2026</c>.</summary>
[Alias("opscenter.filings.IRound")]
public interface IRound : IActor<RoundCommand>
{
    Task<RoundState> GetAsync();

    /// <summary>The round with what is approved of it now: what a report would hold.</summary>
    /// <exception cref="RetryException">One of its filings cannot be asked now.</exception>
    Task<RoundApprovals> ApprovalsAsync();

    /// <summary>Tells filings that have not heard yet of a report that they are in; the due scan asks for it.</summary>
    /// <returns>How many it has told; those that it could not reach are told at a later look.</returns>
    Task<int> TellFilingsAsync();
}

/// <param name="Round">What is asked, of whom, by when.</param>
/// <param name="Filings">Of every place that owes, in the round's order.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.RoundApprovals")]
public sealed record RoundApprovals([property: Id(0)] RoundState Round, [property: Id(1)] ImmutableArray<PlaceApproval> Filings);

/// <param name="Place">Code.</param>
/// <param name="Approval">The newest; null: it was never approved.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.PlaceApproval")]
public sealed record PlaceApproval([property: Id(0)] PlaceCode Place, [property: Id(1)] FilingApproved? Approval);

/// <summary>
/// What a place owes: <c>440203/filing/village-yearly/2026/440203102201</c>. It comes to be by the first thing that happens to it.
/// </summary>
[Alias("opscenter.filings.IFiling")]
public interface IFiling : IActor<FilingCommand>
{
    /// <summary>The committed state; that of one that nothing has happened to is <see cref="FilingStage.Due"/>.</summary>
    Task<(FilingState State, long Version)> ReadAsync();

    /// <summary>All that a clerk sees of it, checked as it stands. Null: its round is not open.</summary>
    /// <exception cref="RetryException">Something that it rests on cannot be asked now.</exception>
    Task<FilingSheet?> SheetAsync();

    /// <summary>
    /// Carries out commands as <see cref="IActor{TCommand}.Handle"/> does, and answers with what the caller would ask for next: one visit
    /// for a cell that is saved. Whoever may not do it must not come here: the filing knows nobody's rights.
    /// </summary>
    /// <param name="commands">What is asked.</param>
    /// <param name="caller">Who asks for it: the account's name.</param>
    /// <exception cref="RetryException">
    /// Nothing is known to be durable, or something that the sheet rests on cannot be asked now; the same commands, with their ids, may be
    /// sent again.
    /// </exception>
    Task<FilingAnswer> ActAsync([Immutable] Command<FilingCommand>[] commands, string caller);

    /// <summary>Its newest approval; null: it was never approved.</summary>
    Task<FilingApproved?> ApprovalAsync();

    /// <summary>Its newest approved values, else what was sent last; empty: neither.</summary>
    Task<ImmutableDictionary<string, decimal>> FiguresAsync();
}

/// <summary>What became of commands to a filing, and the filing after them.</summary>
/// <param name="Answers">One for each command.</param>
/// <param name="Sheet">As it stands after the commit, also when a command was refused; null: its round is not open.</param>
[GenerateSerializer, Immutable, Alias("opscenter.filings.FilingAnswer")]
public sealed record FilingAnswer([property: Id(0)] ImmutableArray<Answer> Answers, [property: Id(1)] FilingSheet? Sheet);

/// <summary>A filing as it is filled in and reviewed.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.filings.FilingSheet")]
public sealed record FilingSheet
{
    /// <summary>What its round asks.</summary>
    [Id(0)] public required RoundState Round { get; init; }

    [Id(1)] public required FilingState State { get; init; }

    [Id(2)] public required long Version { get; init; }

    /// <summary>By when.</summary>
    [Id(3)] public required DateTimeOffset DueAt { get; init; }

    /// <summary>From when on nothing can be changed or sent.</summary>
    [Id(4)] public required DateTimeOffset LockAt { get; init; }

    /// <summary>Who reviews it, in order.</summary>
    [Id(5)] public required ImmutableArray<ReviewStep> Steps { get; init; }

    /// <summary>What is known around it.</summary>
    [Id(6)] public required KnownFigures Known { get; init; }

    /// <summary>What the rules say of its cells now.</summary>
    [Id(7)] public required ImmutableArray<Finding> Findings { get; init; }
}

/// <summary>
/// Opens a district's rounds when their periods have ended, lets open rounds follow the registry, and lets those that have reported tell
/// the filings that have not heard of it. A look comes to the rounds that were opened or changed and the filings that were told.
/// </summary>
[Alias("opscenter.filings.IRoundDueScan")]
public interface IRoundDueScan : IDueScan;

[GenerateSerializer, Immutable, Alias("opscenter.filings.RoundRef")]
public readonly record struct RoundRef([property: Id(0)] string Set, [property: Id(1)] Period Period);

/// <summary>Keys of the filings' actors.</summary>
public static class FilingKeys
{
    /// <summary>Name of the filings' projection.</summary>
    public const string Projection = "indicators";

    public static string Round(DistrictCode district, string set, Period period) => $"{district}/round/{set}/{period}";
    public static string Filing(DistrictCode district, string set, Period period, PlaceCode place) =>
        $"{district}/filing/{set}/{period}/{place}";

    /// <summary>What stands in the name of a filing's stream; null: it is none.</summary>
    public static (string Set, Period Period, PlaceCode Place)? ParseFiling(string name) =>
        name.Split('/') is [var set, var period, var place] && Period.TryParse(period, out var parsed) ? (set, parsed, new(place)) : null;

    /// <summary>What stands in the name of a round's stream; null: it is none.</summary>
    public static RoundRef? ParseRound(string name) =>
        name.Split('/') is [var set, var period] && Period.TryParse(period, out var parsed) ? new RoundRef(set, parsed) : null;
}

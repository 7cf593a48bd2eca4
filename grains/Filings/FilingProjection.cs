using System.Collections.Immutable;
using System.Text.Json;
using OpsCenter.Indicators;
using OpsCenter.Kernel;
using OpsCenter.Places;

namespace OpsCenter.Filings;

/// <summary>Makes the filings' read side of a district.</summary>
public sealed class FilingProjectionFactory(FilingRules rules) : IProjectionFactory
{
    public int Schema => 1;

    public IProjection Create(string district) => new FilingProjection(district, rules);
}

/// <summary>The filings of a district: one wall, and what lists and reminders ask for.</summary>
internal sealed class FilingProjection(string district, FilingRules rules) : IProjection
{
    public const string Wall = "indicators/wall", Board = "indicators/board", Owed = "owed", Rounds = "rounds";

    /// <summary>Rounds come monthly: a wall is not stale because nobody files for a week.</summary>
    private static readonly TimeSpan StaleAfter = TimeSpan.FromDays(62);

    private readonly string registry = PlaceKeys.Registry(district), asked = IndicatorKeys.Book(district);
    private readonly int round = $"{district}/round/".Length, filing = $"{district}/filing/".Length;
    private readonly FilingBook book = new(rules);

    public string Name => "indicators";

    public IEnumerable<string> Themes => book.HasBegun ? [Wall, Board] : [];

    public void Apply(JournalRow row, object @event)
    {
        switch (@event)
        {
            case PlacesDefined when row.Stream == registry:
            case IndicatorsDefined when row.Stream == asked:
                book.Apply("", @event, row.OccurredAt, row.RecordedAt);
                break;
            case RoundOpened or RoundDueMoved or RoundPlacesChanged or RoundReported:
                book.Apply(row.Stream[round..], @event, row.OccurredAt, row.RecordedAt);
                break;
            case FilingFact:
                book.Apply(row.Stream[filing..], @event, row.OccurredAt, row.RecordedAt);
                break;
        }
    }

    public ThemeView? Render(string theme, string argument, DateTimeOffset now)
    {
        if (!book.HasBegun) return null;
        Theme? rendered = (theme, argument) switch
        {
            (Wall, "") => FilingRendering.Wall(district, book, now),
            (Board, Owed) => new FilingBoardAnswer { Owed = FilingRendering.Owed(book, now) },
            (Board, Rounds) => new FilingBoardAnswer { Rounds = FilingRendering.Rounds(book, now) },
            (Board, ['{', ..]) => new FilingBoardAnswer { Page = FilingRendering.List(book, JsonSerializer.Deserialize(argument, FilingsJson.Default.FilingQuery)!, now) },
            _ => null,
        };
        if (rendered is null) return null;
        var isStale = book.DataTime is { } newest && now - newest > StaleAfter;
        return new(rendered, new(book.DataTime, now, book.DataTime is null ? null : book.CommittedAt, isStale));
    }

    /// <summary>The wall is small, and sent whole.</summary>
    public ThemeDelta? Difference(Theme before, Theme after) => null;

    public void Save(BinaryWriter writer) => book.Save(writer);

    public void Load(BinaryReader reader) => book.Load(reader);
}

/// <summary>Asks the district's projector, which has all of it folded.</summary>
[Orleans.Concurrency.StatelessWorker]
internal sealed class FilingBoardGrain : Grain, IFilingBoard
{
    public async Task<ImmutableArray<OwedFiling>> OwedAsync(bool asCommitted) =>
        [.. AnswerOf(asCommitted ? await Projector.QueryCommittedAsync(FilingProjection.Board, FilingProjection.Owed) : await Projector.QueryAsync(FilingProjection.Board, FilingProjection.Owed))?.Owed ?? []];

    public async Task<ImmutableArray<RoundRow>> RoundsAsync() => [.. (await AskAsync(FilingProjection.Rounds))?.Rounds ?? []];

    public async Task<FilingPage> ListAsync(FilingQuery query) =>
        (await AskAsync(JsonSerializer.Serialize(query, FilingsJson.Default.FilingQuery)))?.Page ?? new([], 0);

    private IDistrictProjector Projector => GrainFactory.GetGrain<IDistrictProjector>(this.GetPrimaryKeyString());

    private async Task<FilingBoardAnswer?> AskAsync(string argument) => AnswerOf(await Projector.QueryAsync(FilingProjection.Board, argument));

    private static FilingBoardAnswer? AnswerOf(ThemeView? view) => view?.Theme as FilingBoardAnswer;
}

using OpsCenter.Indicators;
using OpsCenter.Kernel;
using OpsCenter.Places;

namespace OpsCenter.Filings;

/// <summary>Makes the filings' read side of a district.</summary>
public sealed class FilingProjectionFactory(FilingOptions rules) : IProjectionFactory
{
    public string Name => FilingKeys.Projection;

    public int Schema => 2;

    public IReadOnlyList<Type> Reads { get; } = [typeof(PlacesDefined), typeof(IndicatorsDefined), typeof(FilingEvent)];

    public IProjection Create(DistrictCode district) => new FilingProjection(district, rules);
}

/// <summary>The filings of a district: one wall, and what lists and reminders ask for.</summary>
internal sealed class FilingProjection(DistrictCode district, FilingOptions rules) : IProjection
{
    private const string Wall = "indicators/wall";

    /// <summary>Rounds come monthly: a wall is not stale because nobody files for a week.</summary>
    private static readonly TimeSpan StaleAfter = TimeSpan.FromDays(62);

    private readonly string registry = PlaceKeys.Registry(district), asked = IndicatorKeys.Book(district);
    private readonly int round = $"{district}/round/".Length, filing = $"{district}/filing/".Length;
    private readonly FilingBook book = new(rules);

    public IEnumerable<string> Themes => book.HasBegun ? [Wall] : [];

    public void Apply(JournalRow row, object @event)
    {
        switch (@event)
        {
            case PlacesDefined when row.Stream == registry:
            case IndicatorsDefined when row.Stream == asked:
                book.Apply("", @event, row.OccurredAt, row.RecordedAt);
                break;
            case RoundOpened or RoundDueMoved or RoundPlacesChanged or RoundReported or ReportListed or FilingsTold:
                book.Apply(row.Stream[round..], @event, row.OccurredAt, row.RecordedAt);
                break;
            case FilingEvent:
                book.Apply(row.Stream[filing..], @event, row.OccurredAt, row.RecordedAt);
                break;
        }
    }

    public ThemeView? Render(string theme, DateTimeOffset now)
    {
        if (!book.HasBegun || theme != Wall) return null;
        var isStale = book.DataTime is { } newest && now - newest > StaleAfter;
        return new(FilingRendering.Wall(district, book, now),
            new(book.DataTime, now, book.DataTime is null ? null : book.CommittedAt, isStale));
    }

    public object? Answer(IQuery query, DateTimeOffset now) => query switch
    {
        OwedFilingsQuery => book.HasBegun ? FilingRendering.Owed(book, now) : [],
        RoundsQuery => book.HasBegun ? FilingRendering.Rounds(book, now) : [],
        FilingQuery asked => book.HasBegun ? FilingRendering.List(book, asked, now) : new FilingPage([], 0),
        _ => throw new ArgumentException($"Filings do not answer {query.GetType().Name}."),
    };

    /// <summary>The wall is small, and sent whole.</summary>
    public ThemeDelta? Difference(Theme before, Theme after) => null;

    public void Save(BinaryWriter writer) => book.Save(writer);

    public void Load(BinaryReader reader) => book.Load(reader);
}

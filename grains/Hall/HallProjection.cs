using OpsCenter.Kernel;
using OpsCenter.Quarantine;
using Orleans.Serialization;

namespace OpsCenter.Hall;

/// <summary>Makes the halls' read side of a district.</summary>
public sealed class HallProjectionFactory(HallOptions rules, HallAlertOptions alerts, Serializer serializer) : IProjectionFactory
{
    public string Name => HallKeys.Projection;

    public int Schema => 1;

    public IReadOnlyList<Type> Reads { get; } = [typeof(HallEvent), typeof(RecordQuarantined), typeof(RecordReleased)];

    public IProjection Create(DistrictCode district) => new HallProjection(district, rules, alerts, serializer);
}

/// <summary>The halls of a district, folded from what their windows, queues and managers have recorded.</summary>
internal sealed class HallProjection(DistrictCode district, HallOptions rules, HallAlertOptions alerts, Serializer serializer) : IProjection
{
    private readonly SortedDictionary<string, HallBoard> halls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (HallBoard Board, string Code)> places = [];

    public IEnumerable<string> Themes => halls.Keys.Select(HallKeys.Theme);

    public void Apply(JournalRow row, object @event)
    {
        switch (@event)
        {
            case HallDefined defined:
                Board(StreamId.Parse(row.Stream).Name).Define(defined);
                break;
            case HallEvent fact:
                var (board, code) = Place(row.Stream);
                board.Apply(code, fact, row.OccurredAt, row.RecordedAt);
                break;
            // The district has quarantines of others too; a hall's records come after its description.
            case RecordQuarantined when halls.TryGetValue(StreamId.Parse(row.Stream).Name, out var hall):
                hall.Quarantined++;
                break;
            case RecordReleased when halls.TryGetValue(StreamId.Parse(row.Stream).Name, out var hall):
                hall.Quarantined--;
                break;
        }
    }

    public ThemeView? Render(string theme, DateTimeOffset now) => halls.GetValueOrDefault(HallKeys.HallOf(theme))?.Render(now);

    public object? Answer(IQuery query, DateTimeOffset now) => query switch
    {
        HallDayQuery { Date: { } date } day => halls.GetValueOrDefault(day.Hall)?.Render(date, now)?.Theme,
        HallDayQuery day => halls.GetValueOrDefault(day.Hall)?.Render(now)?.Theme,
        _ => throw new ArgumentException($"Halls do not answer {query.GetType().Name}."),
    };

    public ThemeDelta? Difference(Theme before, Theme after) => ((HallTheme)after).Since((HallTheme)before);

    public void Save(BinaryWriter writer)
    {
        writer.Write(halls.Count);
        foreach (var (hall, board) in halls)
        {
            writer.Write(hall);
            board.Save(writer);
        }
    }

    public void Load(BinaryReader reader)
    {
        for (var count = reader.ReadInt32(); count > 0; count--) Board(reader.ReadString()).Load(reader);
    }

    private HallBoard Board(string hall) =>
        halls.TryGetValue(hall, out var board) ? board : halls[hall] = new(district, hall, rules, alerts, serializer);

    /// <summary>Windows and queues are named <c>hall/code</c>.</summary>
    private (HallBoard Board, string Code) Place(string stream)
    {
        if (places.TryGetValue(stream, out var place)) return place;
        var name = StreamId.Parse(stream).Name;
        var slash = name.IndexOf('/');
        return places[stream] = slash < 0 ? (Board(name), name) : (Board(name[..slash]), name[(slash + 1)..]);
    }
}

using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>Makes a hotline's read side of a district.</summary>
public sealed class HotlineProjectionFactory(HotlineBoardOptions rules) : IProjectionFactory
{
    public string Name => HotlineKeys.Projection;

    public int Schema => 2;

    public IReadOnlyList<Type> Reads { get; } = [typeof(HotlineDefined), typeof(OrderEvent)];

    public IProjection Create(DistrictCode district) => new HotlineProjection(district, rules);
}

/// <summary>
/// The hotline of a district: one wall, a desk of the centre, and a desk for each department, folded from its orders' facts.
/// </summary>
internal sealed class HotlineProjection(DistrictCode district, HotlineBoardOptions rules) : IProjection
{
    public const string CentreDesk = "centre", Desk = "hotline/desk/";

    private const string Wall = "hotline/wall", Centre = Desk + CentreDesk;
    private const int MaxYears = 10;
    private readonly string orders = HotlineKeys.Order(district, "");
    private readonly HotlineBoard board = new(rules);

    /// <summary>In the order in which they came to be.</summary>
    private readonly HashSet<string> themes = [];
    private int namedDepartments = 1;

    public IEnumerable<string> Themes => themes;

    public void Apply(JournalRow row, object @event)
    {
        switch (@event)
        {
            case HotlineDefined defined: board.Define(defined.Definition); break;
            case OrderEvent fact: board.Apply(row.Stream[orders.Length..], fact, row.Actor, row.OccurredAt, row.RecordedAt); break;
            default: return;
        }
        NameThemes();
    }

    public ThemeView? Render(string theme, DateTimeOffset now)
    {
        if (!themes.Contains(theme)) return null;
        TurnTo(now);
        Theme rendered = theme switch
        {
            Wall => HotlineRendering.Wall(district, board),
            Centre => HotlineRendering.Centre(board) with { District = district },
            _ => HotlineRendering.Department(board, theme[Desk.Length..]) with { District = district },
        };
        return new(rendered, board.Clock.Times(now, rules.StaleAfter));
    }

    public object? Answer(IQuery query, DateTimeOffset now)
    {
        TurnTo(now);
        return query switch
        {
            OpenOrdersQuery => themes.Count > 0 ? HotlineRendering.Wall(district, board).Counts.Open : 0,
            DepartmentRatesQuery asked =>
                asked.Department.Value != CentreDesk && themes.Contains(Desk + asked.Department.Value) && asked.First <= asked.Last
                    && asked.Last.Year - asked.First.Year <= MaxYears
                ? HotlineRendering.Rates(board, asked.Department, new(asked.First, asked.Last))
                : null,
            _ => throw new ArgumentException($"The hotline does not answer {query.GetType().Name}."),
        };
    }

    /// <summary>Desks are small, and sent whole.</summary>
    public ThemeDelta? Difference(Theme before, Theme after) =>
        after is HotlineWallTheme wall ? wall.Since((HotlineWallTheme)before) : null;

    public void Save(BinaryWriter writer)
    {
        writer.Write(themes.Count > 0);
        board.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        var hasBegun = reader.ReadBoolean();
        board.Load(reader);
        if (hasBegun) NameThemes();
    }

    private void TurnTo(DateTimeOffset now) => board.TurnTo(board.Clock.SourceTime(now));

    private void NameThemes()
    {
        if (themes.Count == 0) themes.UnionWith([Wall, Centre]);
        for (var departments = board.Keys.Departments; namedDepartments < departments.Count;
        namedDepartments++) themes.Add(Desk + departments[namedDepartments]);
    }
}

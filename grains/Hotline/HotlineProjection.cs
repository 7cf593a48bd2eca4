using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>Makes a hotline's read side of a district.</summary>
public sealed class HotlineProjectionFactory(HotlineBoardRules rules) : IProjectionFactory
{
    public int Schema => 2;

    public IProjection Create(string district) => new HotlineProjection(district, rules);
}

/// <summary>The hotline of a district: one wall, a desk of the centre, and a desk for each department, folded from its orders' facts.</summary>
internal sealed class HotlineProjection(string district, HotlineBoardRules rules) : IProjection
{
    public const string CentreDesk = "centre", Desk = "hotline/desk/";

    private const string Wall = "hotline/wall", Centre = Desk + CentreDesk;
    private readonly string orders = HotlineKeys.Order(district, "");
    private readonly HotlineBoard board = new(rules);

    /// <summary>In the order in which they came to be.</summary>
    private readonly HashSet<string> themes = [];
    private int namedDepartments = 1;

    public string Name => "hotline";

    public IEnumerable<string> Themes => themes;

    public void Apply(JournalRow row, object @event)
    {
        switch (@event)
        {
            case HotlineDefined defined: board.Define(defined.Definition); break;
            case OrderFact fact: board.Apply(row.Stream[orders.Length..], fact, row.Actor, row.OccurredAt, row.RecordedAt); break;
            default: return;
        }
        NameThemes();
    }

    public ThemeView? Render(string theme, string argument, DateTimeOffset now)
    {
        if (!themes.Contains(theme)) return null;
        // Only of a department's desk something else can be asked: its rates of some months.
        var months = theme.StartsWith(Desk, StringComparison.Ordinal) && theme != Centre ? HotlineMonths.Parse(argument) : null;
        if (argument.Length > 0 && months is null) return null;
        board.TurnTo(board.Clock.SourceTime(now));
        Theme rendered = theme switch
        {
            Wall => HotlineRendering.Wall(district, board),
            Centre => HotlineRendering.Centre(board) with { District = district },
            _ when months is { } asked => HotlineRendering.Months(board, theme[Desk.Length..], asked),
            _ => HotlineRendering.Department(board, theme[Desk.Length..]) with { District = district },
        };
        return new(rendered, board.Clock.Times(now, rules.StaleAfter));
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

    private void NameThemes()
    {
        if (themes.Count == 0) themes.UnionWith([Wall, Centre]);
        for (var departments = board.Keys.Departments; namedDepartments < departments.Count; namedDepartments++) themes.Add(Desk + departments[namedDepartments]);
    }
}

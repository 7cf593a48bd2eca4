using Spectre.Console;

namespace OpsCenter.Benchmarks.Reporting;

/// <summary>One measured figure.</summary>
/// <param name="What">What was measured, and how.</param>
/// <param name="Store">The database, or empty.</param>
/// <param name="Result">The figure with its unit.</param>
/// <param name="Limit">What the machine can do at most, measured in the same run; empty where there is no such thing.</param>
/// <param name="Target">What is to be reached.</param>
/// <param name="IsReached">Null: there is no target.</param>
internal sealed record Figure(string What, string Store, string Result, string Limit, string Target, bool? IsReached);

/// <summary>All figures of a run, as a table for the eye and in Markdown.</summary>
internal sealed class Report
{
    private readonly List<Figure> figures = [];

    public bool IsReached => figures.All(figure => figure.IsReached != false);

    public void Add(Figure figure)
    {
        figures.Add(figure);
        AnsiConsole.WriteLine($"  {figure.What}{(figure.Store.Length > 0 ? $", {figure.Store}" : "")}: {figure.Result}");
    }

    /// <summary>Something worth knowing that is no figure of the table.</summary>
    public static void Note(string text) => AnsiConsole.WriteLine($"    {text}");

    public void Print(string machine)
    {
        var table = new Table().Title(Markup.Escape(machine));
        foreach (var column in Columns) table.AddColumn(column);
        foreach (var figure in figures) table.AddRow([.. Cells(figure).Select(Markup.Escape)]);
        AnsiConsole.Write(table);

        Console.WriteLine();
        Console.WriteLine($"Measured on {machine}.");
        Console.WriteLine();
        Console.WriteLine(Line(Columns));
        Console.WriteLine(Line(Columns.Select(_ => "---")));
        foreach (var figure in figures) Console.WriteLine(Line(Cells(figure)));
    }

    private static string[] Columns => ["figure", "store", "measured", "limit in the same run", "target", "reached"];

    private static string[] Cells(Figure figure) =>
        [figure.What, figure.Store, figure.Result, figure.Limit, figure.Target,
            figure.IsReached switch { true => "yes", false => "NO", null => "" }];

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}

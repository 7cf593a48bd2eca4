using System.CommandLine;
using OpsCenter.Silo.Hosting;

namespace OpsCenter.Silo.CommandLine;

/// <summary><c>settings</c>: the table of all settings, from the option records. The operator's manual holds what it writes.</summary>
internal static class SettingsCommand
{
    /// <summary>Between these lines of a document the table stands.</summary>
    internal const string Begin = "<!-- settings: written by `opscenter settings --into` -->", End = "<!-- end of settings -->";

    public static Command Create()
    {
        var into = new Option<FileInfo?>("--into")
        {
            Description = $"Put the table into this document, between the lines {Begin} and {End}",
        };
        var command = new Command("settings", "Print a table of all settings: name, default, what is allowed, meaning");
        command.Options.Add(into);
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(into), cancellation));
        return command;
    }

    /// <summary>The table, a line for each setting.</summary>
    internal static string Table() => SettingsTable.Markdown(All());

    internal static IReadOnlyList<Setting> All() => SettingsTable.Of(OpsCenterHost.OptionSections(), OpsCenterHost.ShippedSettings());

    /// <summary>The document with this table between the two lines.</summary>
    /// <exception cref="ArgumentException">It has no such lines.</exception>
    internal static string Replace(string document, string table)
    {
        var begin = document.IndexOf(Begin, StringComparison.Ordinal);
        var end = document.IndexOf(End, StringComparison.Ordinal);
        return begin >= 0 && end > begin
            ? $"{document[..(begin + Begin.Length)]}\n{table}{document[end..]}"
            : throw new ArgumentException($"文件中没有标记行 / The document has no lines {Begin} and {End}.");
    }

    private static async Task<int> RunAsync(FileInfo? into, CancellationToken cancellation)
    {
        if (into is null)
        {
            await Console.Out.WriteAsync(Table());
            return 0;
        }
        var document = await File.ReadAllTextAsync(into.FullName, cancellation);
        await File.WriteAllTextAsync(into.FullName, Replace(document, Table()), cancellation);
        return 0;
    }
}

using System.CommandLine;
using System.Diagnostics;
using OpsCenter.Gateway;
using OpsCenter.Silo.Hosting;
using OpsCenter.Silo.Storage;
using Spectre.Console;

namespace OpsCenter.Silo.CommandLine;

/// <summary>
/// <c>rebuild</c>: rebuilds the subjects' read tables from the journal, each by its name. On SQLite the product must be stopped (its
/// data folder is for one process); on PostgreSQL it may run.
/// </summary>
internal static class RebuildCommand
{
    public static Command Create()
    {
        var command = new Command("rebuild", "Rebuild what is derived from the journal; the journal itself is only read");
        foreach (var table in ISubjectTables.All.SelectMany(tables => tables.Rebuildable))
        {
            var district = new Option<string?>("--district") { Description = "Only this district (default: all)" };
            var one = new Command(table.Name, table.Description) { TreatUnmatchedTokensAsErrors = false };
            one.Options.Add(district);
            one.SetAction((parsed, cancellation) => RunAsync(table, parsed.GetValue(district), [.. parsed.UnmatchedTokens], cancellation));
            command.Subcommands.Add(one);
        }
        return command;
    }

    private static async Task<int> RunAsync(RebuildableTable table, string? district, string[] settings, CancellationToken cancellation)
    {
        OpsCenterCommandLine.RefuseStrayWords(settings);
        var options = OpsCenterHost.Storage(settings).Validated();
        await using var parts = IStorageParts.Of(options);
        await parts.PrepareAsync(cancellation);
        await using var journal = parts.CreateJournalStore();
        await journal.OpenAsync(cancellation);

        var started = Stopwatch.GetTimestamp();
        var events = 0L;
        await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
        {
            Dictionary<string, ProgressTask> bars = [];
            void Read(string one, long read, long total)
            {
                if (!bars.TryGetValue(one, out var bar)) bars[one] = bar = progress.AddTask(Markup.Escape(one));
                (bar.MaxValue, bar.Value) = (Math.Max(1, Math.Max(read, total)), Math.Max(read, total == 0 ? 1 : 0));
                bar.Description = $"{Markup.Escape(one)} {read:N0}";
            }
            events = await table.RunAsync(
                new(options, journal, SubjectRegistration.Catalogue(Subjects.Actors), district is null ? null : new(district), Read),
                cancellation);
        });
        AnsiConsole.MarkupLineInterpolated(
            $"[green]{table.Name} 已重建 / {table.Name}: rebuilt[/]   {events:N0} 条事件 / events, {Stopwatch.GetElapsedTime(
                started).TotalSeconds:0.0} s");
        return 0;
    }
}

using System.CommandLine;
using System.Diagnostics;
using OpsCenter.Silo.Hosting;
using OpsCenter.Silo.Hotline;
using OpsCenter.Silo.Storage;
using Orleans.Serialization;
using Spectre.Console;

namespace OpsCenter.Silo.CommandLine;

/// <summary>
/// <c>rebuild orders</c>: makes the lists of orders anew from the journal. On SQLite the product must be stopped (its data
/// folder is for one process); on PostgreSQL it may run.
/// </summary>
internal static class RebuildCommand
{
    public static Command Create()
    {
        var district = new Option<string?>("--district") { Description = "Only this district (default: all)" };
        var orders = new Command("orders", "The lists of the hotline's orders (embedded: stop the product first; on PostgreSQL it may run)")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        orders.Options.Add(district);
        orders.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(district), [.. parsed.UnmatchedTokens], cancellation));
        var command = new Command("rebuild", "Make anew what is derived from the journal; the journal itself is only read");
        command.Subcommands.Add(orders);
        return command;
    }

    private static async Task<int> RunAsync(string? district, string[] settings, CancellationToken cancellation)
    {
        OpsCenterCommandLine.RefuseStrayWords(settings);
        await using var parts = IStorageParts.Of(OpsCenterHost.Storage(settings).Validated());
        await parts.PrepareAsync(cancellation);
        await using var journal = parts.CreateJournalStore();
        await journal.OpenAsync(cancellation);
        await using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        await using var table = parts.CreateOrderTable(services.GetRequiredService<Serializer>());
        await table.PrepareAsync(cancellation);

        var started = Stopwatch.GetTimestamp();
        var events = 0L;
        await AnsiConsole.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).StartAsync(async progress =>
        {
            Dictionary<string, ProgressTask> bars = [];
            events = await new OrderRebuild(journal, table, ActorRegistration.Catalogue()).RunAsync(
                district,
                (one, read, total) =>
                {
                    if (!bars.TryGetValue(one, out var bar)) bars[one] = bar = progress.AddTask(Markup.Escape(one));
                    (bar.MaxValue, bar.Value) = (Math.Max(1, Math.Max(read, total)), Math.Max(read, total == 0 ? 1 : 0));
                    bar.Description = $"{Markup.Escape(one)} {read:N0}";
                },
                cancellation);
        });
        AnsiConsole.MarkupLineInterpolated($"[green]工单列表已重建 / The lists of orders are new[/]   {events:N0} 条事件 / events, {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
        return 0;
    }
}

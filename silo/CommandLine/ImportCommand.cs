using System.CommandLine;
using OpsCenter.Gateway.Import;
using OpsCenter.Silo.Demo;
using OpsCenter.V1;
using Spectre.Console;

namespace OpsCenter.Silo.CommandLine;

/// <summary><c>import</c>: hands over a queue system's file through the public door, with a progress bar and a report.</summary>
internal static class ImportCommand
{
    private const int RowsAtATime = 5000;

    public static Command Create()
    {
        var server = new Server();
        var file = new Argument<FileInfo>("file") { Description = "CSV or XLSX" };
        var mapping = new Option<FileInfo>("--mapping") { Description = "YAML that says what the columns mean (samples: silo/samples/mappings)", Required = true };
        var refused = new Option<FileInfo?>("--refused") { Description = "Write the refused rows and why to this CSV" };
        var command = new Command("import", "Hand over a day of a queue system as a file; importing it twice changes nothing (as source)");
        command.Arguments.Add(file);
        command.Options.Add(mapping);
        command.Options.Add(refused);
        server.AddTo(command, withHall: true);
        command.SetAction(async (parsed, cancellation) =>
        {
            var source = parsed.GetValue(file)!;
            if (!source.Exists) throw new ArgumentException($"There is no file {source.FullName} / 文件不存在");
            if (ReadMapping(parsed.GetValue(mapping)!) is not { } map) return 1;
            using var channel = await server.OpenAsync(parsed, cancellation);
            var report = new ImportReport();
            var feed = new HallFeed(new Ingest.IngestClient(channel), server.District(parsed), server.Hall(parsed), report.Count);
            await using var content = source.OpenRead();
            await using var refusedTo = parsed.GetValue(refused)?.Create() ?? Stream.Null;
            using var refusedRows = new RefusedRowsFile(refusedTo);
            await AnsiConsole.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).StartAsync(async progress =>
            {
                var bar = progress.AddTask(source.Name, maxValue: Math.Max(1, source.Length));
                foreach (var rows in HallFactFile.Read(map, source.Name, content).Chunk(RowsAtATime))
                {
                    foreach (var row in rows)
                    {
                        report.Count(row);
                        refusedRows.Write(row);
                    }
                    await feed.SendAsync(rows.SelectMany(row => row.Facts), cancellation);
                    bar.Value = content.CanRead ? content.Position : source.Length;
                    bar.Description = $"{Markup.Escape(source.Name)} {report.Rows:N0}";
                }
                bar.Value = bar.MaxValue;
            });
            Print(report);
            return report.RefusedRows + report.Rejected + report.Quarantined > 0 ? 2 : 0;
        });
        return command;
    }

    private static FactMapping? ReadMapping(FileInfo file)
    {
        if (!file.Exists) throw new ArgumentException($"--mapping: there is no file {file.FullName}");
        using var content = file.OpenRead();
        var reading = FactMappingFile.Read(content);
        foreach (var error in reading.Errors) AnsiConsole.MarkupLineInterpolated($"[red]{error.Place}[/]  {error.Message}");
        return reading.Errors.Count == 0 ? reading.Mapping : null;
    }

    private static void Print(ImportReport report)
    {
        var table = new Table().AddColumns("", "条 / count");
        table.AddRow("行 / rows", $"{report.Rows:N0}");
        table.AddRow("拒收的行 / refused rows", $"{report.RefusedRows:N0}");
        table.AddRow("空行 / empty rows", $"{report.EmptyRows:N0}");
        table.AddRow("事件 / facts", $"{report.Facts:N0}");
        table.AddRow("已计入 / accepted", $"{report.Accepted:N0}");
        table.AddRow("已有，未重复计 / repeated", $"{report.Repeated:N0}");
        table.AddRow("隔离待修 / quarantined", $"{report.Quarantined:N0}");
        table.AddRow("未收 / rejected", $"{report.Rejected:N0}");
        AnsiConsole.Write(table);
        foreach (var (reason, count) in report.Reasons.Take(10)) AnsiConsole.MarkupLineInterpolated($"{count,8:N0} × {reason}");
    }
}

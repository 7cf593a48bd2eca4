using System.CommandLine;
using OpsCenter.Gateway;
using OpsCenter.Gateway.Platform.Import;
using Spectre.Console;

namespace OpsCenter.Silo.CommandLine;

/// <summary>
/// <c>import</c>: hands over a file through the public door, with a progress bar and a report. The mapping tells what its rows hold.
/// </summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var server = new Server();
        var file = new Argument<FileInfo>("file") { Description = "CSV (also .csv.gz) or XLSX" };
        var mapping = new Option<FileInfo>(
            "--mapping")
        { Description = "YAML that says what the columns mean (samples: silo/samples/mappings)", Required = true };
        var refused = new Option<FileInfo?>("--refused") { Description = "Write the refused rows and why to this CSV" };
        var command = new Command(
            "import",
            "Hand over a queue system's log or a hotline's orders as a file, as the mapping says; importing it twice changes nothing (as "
                + "source)");
        command.Arguments.Add(file);
        command.Options.Add(mapping);
        command.Options.Add(refused);
        server.AddTo(command, withHall: true);
        command.SetAction(async (parsed, cancellation) =>
        {
            var source = parsed.GetValue(file)!;
            if (!source.Exists) throw new ArgumentException($"There is no file {source.FullName} / 文件不存在");
            var map = ReadMapping(parsed.GetValue(mapping)!);
            if (map.Import is not { } import) return 1;
            using var channel = await server.OpenAsync(parsed, cancellation);
            var report = new ImportReport();
            await using var content = source.OpenRead();
            await using var refusedTo = parsed.GetValue(refused)?.Create() ?? Stream.Null;
            using var refusedRows = new RefusedRowsFile(refusedTo);
            var target = new ImportTarget(channel, server.District(parsed), server.Hall(parsed), report.Count,
                TimeProvider.System.GetUtcNow());
            await ShowAsync(source, content, report, refusedRows,
                read => import.RunAsync(target, source.Name, content, read, cancellation));
            Print(report);
            return report.RefusedRows + report.Rejected + report.Quarantined > 0 ? 2 : 0;
        });
        return command;
    }

    private static MappingReading ReadMapping(FileInfo file)
    {
        if (!file.Exists) throw new ArgumentException($"--mapping: there is no file {file.FullName}");
        using var content = file.OpenRead();
        var reading = MappingFile.Read(content, [.. Subjects.All.Select(subject => subject.Import).OfType<ImportKind>()]);
        foreach (var error in reading.Errors) AnsiConsole.MarkupLineInterpolated($"[red]{error.Place}[/]  {error.Message}");
        return reading;
    }

    /// <summary>From the file to the door, with a bar that shows how far it is.</summary>
    private static Task ShowAsync(
        FileInfo source, Stream content, ImportReport report, RefusedRowsFile refused, Func<Action<IReadOnlyList<ImportRow>>, Task> run) =>
        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
        {
            var bar = progress.AddTask(Markup.Escape(source.Name), maxValue: Math.Max(1, source.Length));
            await run(rows =>
            {
                foreach (var row in rows)
                {
                    report.Count(row);
                    refused.Write(row);
                }
                bar.Value = content.CanRead ? content.Position : source.Length;
                bar.Description = $"{Markup.Escape(source.Name)} {report.Rows:N0}";
            });
            bar.Value = bar.MaxValue;
        });

    private static void Print(ImportReport report)
    {
        var table = new Table().AddColumns("", "条 / count");
        table.AddRow("行 / rows", $"{report.Rows:N0}");
        table.AddRow("拒收的行 / refused rows", $"{report.RefusedRows:N0}");
        table.AddRow("空行 / empty rows", $"{report.EmptyRows:N0}");
        table.AddRow("记录 / records", $"{report.Records:N0}");
        table.AddRow("已计入 / accepted", $"{report.Accepted:N0}");
        table.AddRow("已有，未重复计 / repeated", $"{report.Repeated:N0}");
        table.AddRow("隔离待修 / quarantined", $"{report.Quarantined:N0}");
        table.AddRow("未收 / rejected", $"{report.Rejected:N0}");
        AnsiConsole.Write(table);
        foreach (var (reason, count) in report.Reasons.Take(10)) AnsiConsole.MarkupLineInterpolated($"{count,8:N0} × {reason}");
    }
}

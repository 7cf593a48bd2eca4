using System.CommandLine;
using Google.Protobuf;
using Grpc.Core;
using Spectre.Console;

namespace OpsCenter.Silo.CommandLine;

/// <summary><c>calendar</c>: decrees the working days of a year; deadlines of open orders follow.</summary>
internal static class CalendarCommand
{
    public static Command Create()
    {
        var server = new Server();
        var file = new Argument<FileInfo>("file") { Description = "A year's days as JSON, in the form of grains/Kernel/Calendar/years" };
        var check = new Option<bool>("--check") { Description = "Only check; change nothing" };
        var command = new Command("calendar", "Decree the working days of a year (国务院办公厅节假日安排), when it is newer than the product (as operator)");
        command.Arguments.Add(file);
        command.Options.Add(check);
        server.AddTo(command, withDistrict: true);
        command.SetAction(async (parsed, cancellation) =>
        {
            var content = await File.ReadAllBytesAsync(parsed.GetValue(file)!.FullName, cancellation);
            using var channel = await server.OpenAsync(parsed, cancellation);
            try
            {
                var answer = await new V1.Hotline.HotlineClient(channel).DecreeCalendarAsync(
                    new() { District = server.District(parsed), Content = UnsafeByteOperations.UnsafeWrap(content), DryRun = parsed.GetValue(check) },
                    cancellationToken: cancellation);
                foreach (var change in answer.Changes) AnsiConsole.MarkupLineInterpolated($"• {change}");
                AnsiConsole.MarkupLineInterpolated(parsed.GetValue(check)
                    ? (FormattableString)$"[green]检查通过，未生效 / checked, not in force[/]"
                    : $"[green]{answer.Year} 年工作日安排已生效 / the working days of {answer.Year} are in force[/]");
                return 0;
            }
            catch (RpcException refused) when (Sentences.PrintErrors(refused))
            {
                return 1;
            }
        });
        return command;
    }
}

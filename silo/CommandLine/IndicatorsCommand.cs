using System.CommandLine;
using Google.Protobuf;
using Grpc.Core;

namespace OpsCenter.Silo.CommandLine;

/// <summary><c>indicators</c> and <c>places</c>: check what is asked of towns and villages, and the places there are, and put it in force.</summary>
internal static class IndicatorsCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "Indicators and sets: YAML or XLSX" };
        return Create("indicators", "Define what towns and villages fill in: indicators, rules, sets (as operator)", file, [], async (client, district, content, dryRun, parsed, cancellation) =>
        {
            var answer = await client.DefineIndicatorsAsync(
                new() { District = district, FileName = parsed.GetValue(file)!.Name, Content = content, DryRun = dryRun }, cancellationToken: cancellation);
            return (answer.Changes, $"{answer.From}: {answer.Indicators} 个指标，{answer.Sets} 张套表 / {answer.Indicators} indicators, {answer.Sets} sets");
        });
    }

    public static Command CreatePlaces()
    {
        var file = new Argument<FileInfo>("file") { Description = "Places: CSV with code, name, level, parent (and merged_into)" };
        var from = new Option<string>("--from") { Description = "In force from this day, e.g. 2026-01-01", Required = true };
        var source = new Option<string>("--source") { Description = "Where the list was taken from", DefaultValueFactory = _ => "" };
        return Create("places", "Define the towns and villages there are, from a day on (as operator)", file, [from, source], async (client, district, content, dryRun, parsed, cancellation) =>
        {
            var answer = await client.DefinePlacesAsync(
                new()
                {
                    District = district,
                    From = parsed.GetValue(from)!,
                    Source = parsed.GetValue(source)!,
                    FileName = parsed.GetValue(file)!.Name,
                    Content = content,
                    DryRun = dryRun,
                },
                cancellationToken: cancellation);
            return (answer.Changes, $"{answer.Towns} 个镇街，{answer.Villages} 个村居 / {answer.Towns} towns, {answer.Villages} villages");
        });
    }

    private static Command Create(
        string name, string description, Argument<FileInfo> file, Option[] options,
        Func<V1.Indicators.IndicatorsClient, string, ByteString, bool, ParseResult, CancellationToken, Task<(IEnumerable<string> Changes, string Sum)>> define)
    {
        var server = new Server();
        var check = new Option<bool>("--check") { Description = "Only check; change nothing" };
        var command = new Command(name, description);
        command.Arguments.Add(file);
        foreach (var option in options) command.Options.Add(option);
        command.Options.Add(check);
        server.AddTo(command, withDistrict: true);
        command.SetAction(async (parsed, cancellation) =>
        {
            var content = await File.ReadAllBytesAsync(parsed.GetValue(file)!.FullName, cancellation);
            using var channel = await server.OpenAsync(parsed, cancellation);
            try
            {
                var (changes, sum) = await define(new(channel), server.District(parsed), UnsafeByteOperations.UnsafeWrap(content), parsed.GetValue(check), parsed, cancellation);
                foreach (var change in changes) Console.WriteLine(change);
                Console.WriteLine(parsed.GetValue(check) ? $"已检查，没有改动 / checked only. {sum}" : sum);
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

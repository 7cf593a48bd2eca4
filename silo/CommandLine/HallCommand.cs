using System.CommandLine;
using Google.Protobuf;
using Grpc.Core;
using OpsCenter.V1;

namespace OpsCenter.Silo.CommandLine;

/// <summary><c>hall</c>: checks a description of the hall and puts it in force, without a restart.</summary>
internal static class HallCommand
{
    public static Command Create()
    {
        var server = new Server();
        var file = new Argument<FileInfo>("file") { Description = "The hall's description: YAML or XLSX" };
        var check = new Option<bool>("--check") { Description = "Only check; change nothing" };
        var command = new Command("hall", "Describe a hall: zones, businesses, windows, staff, opening hours (as operator)");
        command.Arguments.Add(file);
        command.Options.Add(check);
        server.AddTo(command, withHall: true);
        command.SetAction(async (parsed, cancellation) =>
        {
            var content = await File.ReadAllBytesAsync(parsed.GetValue(file)!.FullName, cancellation);
            using var channel = await server.OpenAsync(parsed, cancellation);
            try
            {
                var answer = await new Halls.HallsClient(channel).DefineHallAsync(
                    new()
                    {
                        District = server.District(parsed),
                        Hall = server.Hall(parsed),
                        FileName = parsed.GetValue(file)!.Name,
                        Content = UnsafeByteOperations.UnsafeWrap(content),
                        DryRun = parsed.GetValue(check),
                    },
                    cancellationToken: cancellation);
                Sentences.Print(answer.Warnings, answer.Changes, parsed.GetValue(check), answer.Definition.Version);
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

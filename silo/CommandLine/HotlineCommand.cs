using System.CommandLine;
using Google.Protobuf;
using Grpc.Core;

namespace OpsCenter.Silo.CommandLine;

/// <summary><c>hotline</c>: checks a description of the 12345 hotline and puts it in force, without a restart.</summary>
internal static class HotlineCommand
{
    public static Command Create()
    {
        var server = new Server();
        var file = new Argument<FileInfo>("file") { Description = "The hotline's description: YAML or XLSX" };
        var check = new Option<bool>("--check") { Description = "Only check; change nothing" };
        var command = new Command("hotline", "Describe the 12345 hotline: departments, duty lists, kinds of place, limits (as operator)");
        command.Arguments.Add(file);
        command.Options.Add(check);
        server.AddTo(command, withDistrict: true);
        command.SetAction(async (parsed, cancellation) =>
        {
            var content = await File.ReadAllBytesAsync(parsed.GetValue(file)!.FullName, cancellation);
            using var channel = await server.OpenAsync(parsed, cancellation);
            try
            {
                var answer = await new V1.Hotline.HotlineClient(channel).DefineHotlineAsync(
                    new()
                    {
                        District = server.District(parsed),
                        FileName = parsed.GetValue(file)!.Name,
                        Content = UnsafeByteOperations.UnsafeWrap(content),
                        DryRun = parsed.GetValue(check),
                    },
                    cancellationToken: cancellation);
                Sentences.Print(answer.Warnings, answer.Changes, parsed.GetValue(check), answer.Hotline.Version);
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

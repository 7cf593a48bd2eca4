using System.CommandLine;
using Google.Protobuf;
using Grpc.Core;
using OpsCenter.Gateway;

namespace OpsCenter.Silo.CommandLine;

/// <summary>The verbs that check a file which describes something, and put it in force, without a restart: each subject's own.</summary>
internal static class DefineCommands
{
    public static Command Create(DefinitionVerb verb)
    {
        var server = new Server();
        var file = new Argument<FileInfo>("file") { Description = verb.File };
        var options = verb.Options.ToDictionary(option => option.Name, option => option.Default is { } given
            ? new Option<string>(option.Name) { Description = option.Description, DefaultValueFactory = _ => given }
            : new Option<string>(option.Name) { Description = option.Description, Required = true });
        var check = new Option<bool>("--check") { Description = "Only check; change nothing" };
        var command = new Command(verb.Name, verb.Description);
        command.Arguments.Add(file);
        foreach (var option in options.Values) command.Options.Add(option);
        command.Options.Add(check);
        server.AddTo(command, withDistrict: true, verb.IsAboutHall);
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = parsed.GetValue(file)!;
            var content = UnsafeByteOperations.UnsafeWrap(await File.ReadAllBytesAsync(path.FullName, cancellation));
            using var channel = await server.OpenAsync(parsed, cancellation);
            try
            {
                var isCheck = parsed.GetValue(check);
                var call = new DefinitionCall
                {
                    Channel = channel,
                    District = server.District(parsed),
                    Hall = verb.IsAboutHall ? server.Hall(parsed) : "",
                    FileName = path.Name,
                    Content = content,
                    IsCheck = isCheck,
                    OptionOf = name => parsed.GetValue(options[name])!,
                };
                Sentences.Print(await verb.DefineAsync(call, cancellation), isCheck);
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

using System.CommandLine;
using OpsCenter.Gateway;
using OpsCenter.Silo.Demo;
using OpsCenter.Silo.Hosting;
using OpsCenter.Silo.Storage;

namespace OpsCenter.Silo.CommandLine;

/// <summary>The verbs. Whatever a verb does not know is a setting: <c>--Gateway:HttpPort 9090</c>.</summary>
public static class OpsCenterCommandLine
{
    /// <summary>The process's exit code: 0, or 1 with one sentence on standard error.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("OpsCenter 营商服务和大数据运营管理中心后台 — without a verb: the product itself")
        {
            TreatUnmatchedTokensAsErrors =
            false
        };
        root.SetAction((parsed, cancellation) => ServeAsync([.. parsed.UnmatchedTokens], HostRole.All, cancellation));

        var gateway = new Command("gateway",
            "The gateway alone, as a client of the cluster (Storage:Provider = postgres)")
        { TreatUnmatchedTokensAsErrors = false };
        gateway.SetAction((parsed, cancellation) => ServeAsync([.. parsed.UnmatchedTokens], HostRole.Gateway, cancellation));
        root.Subcommands.Add(gateway);
        root.Subcommands.Add(DemoCommand.Create());
        foreach (var definition in Subjects.All.SelectMany(subject => subject.Definitions))
            root.Subcommands.Add(DefineCommands.Create(definition));
        root.Subcommands.Add(ImportCommand.Create());
        root.Subcommands.Add(AccountCommands.Create());
        root.Subcommands.Add(TokenCommand.Create());
        root.Subcommands.Add(RebuildCommand.Create());
        root.Subcommands.Add(SettingsCommand.Create());

        try
        {
            // No limit on how long a stop takes: the host has its own, and what is acknowledged must be written down.
            return await root.Parse(arguments)
                .InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (OperationCanceledException)
        {
            return 1;
        }
        catch (Exception failure)
        {
            await Console.Error.WriteLineAsync(failure switch
            {
                Grpc.Core.RpcException call => call.Status.Detail,
                StorageException or ArgumentException => failure.Message,
                _ => failure.GetBaseException() is var cause && cause != failure ? $"{failure.Message} ({cause.Message})" : failure.Message,
            });
            return 1;
        }
    }

    /// <summary>Settings come as <c>--Name value</c> or <c>--Name=value</c>; any other word is a verb mistyped.</summary>
    /// <exception cref="ArgumentException">There is such a word.</exception>
    internal static void RefuseStrayWords(string[] settings)
    {
        var mayBeValue = false;
        foreach (var word in settings)
        {
            // A setting's name has its section in front, so --speeed or --help2 is no setting.
            var isName = word.StartsWith("--", StringComparison.Ordinal) && word.Split('=', 2)[0].Contains(':');
            if (!isName && !mayBeValue)
                throw new ArgumentException(
                    $"不认识“{word}” / '{word}' is no verb; opscenter --help lists them. Settings are written --Section:Name value.");
            mayBeValue = isName && !word.Contains('=');
        }
    }

    private static async Task<int> ServeAsync(string[] settings, HostRole role, CancellationToken cancellation)
    {
        RefuseStrayWords(settings);
        await using var app = OpsCenterHost.Build(settings, role);
        await app.StartAsync(cancellation);
        if (role == HostRole.All) await Welcome.PrintAsync(app);
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }
}

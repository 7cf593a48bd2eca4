using System.CommandLine;
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
        var root = new RootCommand("OpsCenter 营商服务和大数据运营管理中心后台 — without a verb: the product itself") { TreatUnmatchedTokensAsErrors = false };
        root.SetAction((parsed, cancellation) => ServeAsync([.. parsed.UnmatchedTokens], HostRole.All, cancellation));

        var gateway = new Command("gateway", "The gateway alone, as a client of the cluster (Storage:Provider = postgres)") { TreatUnmatchedTokensAsErrors = false };
        gateway.SetAction((parsed, cancellation) => ServeAsync([.. parsed.UnmatchedTokens], HostRole.Gateway, cancellation));
        root.Subcommands.Add(gateway);
        root.Subcommands.Add(DemoCommand.Create());
        root.Subcommands.Add(HallCommand.Create());
        root.Subcommands.Add(ImportCommand.Create());
        root.Subcommands.Add(TokenCommand.Create());

        try
        {
            return await root.Parse(arguments).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception failure) when (failure is StorageException or ArgumentException or IOException or Grpc.Core.RpcException)
        {
            await Console.Error.WriteLineAsync(failure is Grpc.Core.RpcException call ? call.Status.Detail : failure.Message);
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
            var isName = word.StartsWith("--", StringComparison.Ordinal);
            if (!isName && !mayBeValue)
                throw new ArgumentException($"不认识“{word}” / '{word}' is no verb; opscenter --help lists them. Settings are written --Section:Name value.");
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

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpsCenter.Tests.Infrastructure;

namespace OpsCenter.Benchmarks.Host;

/// <summary>
/// What the product's start and idle memory are to be compared with: ASP.NET Core and a silo, both without anything of ours.
/// </summary>
internal static class BareHost
{
    public const string Verb = "bare-host";

    /// <param name="arguments">Port of the pages.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(int.Parse(arguments[0])));
        builder.UseOrleans(silo => silo.UseLocalhostClustering(FreePorts.Next(), FreePorts.Next()));
        await using var app = builder.Build();
        app.MapGet("/", () => Results.Text("bare"));
        await app.StartAsync();
        Console.WriteLine("@ready");
        await Console.In.ReadToEndAsync();
        return 0;
    }
}

using OpsCenter.Gateway;
using OpsCenter.Gateway.Platform.Identity;
using Spectre.Console;

namespace OpsCenter.Silo.CommandLine;

/// <summary>What a person needs to know after the start: the address, and on the first start the one-time passwords.</summary>
internal static class Welcome
{
    public static async Task PrintAsync(WebApplication app)
    {
        var gateway = app.Services.GetRequiredService<GatewaySettings>();
        var scheme = gateway.CertificateFile is null ? "http" : "https";
        AnsiConsole.MarkupLineInterpolated(
            $"[bold]网页 / pages[/]  {scheme}://localhost:{gateway.HttpPort}    [bold]gRPC[/]  {scheme}://localhost:{gateway.GrpcPort}");
        var created = await app.Services.GetRequiredService<FirstStart>().RunAsync();
        if (created.Count == 0) return;
        var table = new Table { Title = new("一次性密码，只显示这一次 / One-time passwords, shown only this once") };
        table.AddColumns("账号 / account", "用途 / for", "一次性密码 / password");
        foreach (var account in created) table.AddRow(account.Name, account.DisplayName, $"[bold]{account.Password}[/]");
        AnsiConsole.Write(table);
        foreach (var wall in created.Where(account => account.Name == "wall"))
            // Plain: a link must not be broken into lines.
            Console.WriteLine($"打开大屏 / open the wall  {scheme}://localhost:{gateway.HttpPort}/#signin={wall.Name}:{wall.Password}");
    }
}

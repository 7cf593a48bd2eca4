using System.CommandLine;
using Grpc.Core;
using Grpc.Net.Client;
using OpsCenter.V1;
using Spectre.Console;

namespace OpsCenter.Silo.CommandLine;

/// <summary>The options by which a verb finds a running OpsCenter and says who it is.</summary>
internal sealed class Server
{
    private readonly Option<string> address = new("--server")
    {
        Description = "The gateway's gRPC address",
        DefaultValueFactory = _ => "http://localhost:8081"
    };
    private readonly Option<string> user = new(
        "--user")
    { Description = "Sign in with this account; the password is asked for, or read from OPSCENTER_PASSWORD" };
    private readonly Option<string> token = new("--token") { Description = "A bearer token instead of an account; or OPSCENTER_TOKEN" };
    private readonly Option<string> district = new("--district") { Description = "District code", DefaultValueFactory = _ => "440203" };
    private readonly Option<string> hall = new("--hall") { Description = "Hall code", DefaultValueFactory = _ => "H1" };

    /// <param name="command">The verb.</param>
    /// <param name="withDistrict">It is about a district.</param>
    /// <param name="withHall">It is about a hall, of a district.</param>
    public void AddTo(Command command, bool withDistrict = false, bool withHall = false)
    {
        command.Options.Add(address);
        command.Options.Add(user);
        command.Options.Add(token);
        if (withDistrict || withHall) command.Options.Add(district);
        if (withHall) command.Options.Add(hall);
    }

    public string District(ParseResult parsed) => parsed.GetValue(district)!;

    public string Hall(ParseResult parsed) => parsed.GetValue(hall)!;

    /// <summary>An open way to the gateway, signed in.</summary>
    public async Task<GrpcChannel> OpenAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var at = parsed.GetValue(address)!;
        if (!Uri.TryCreate(at, UriKind.Absolute, out _))
            throw new ArgumentException($"--server must be an address such as http://localhost:8081, not '{at}'.");
        var bearer = parsed.GetValue(token) ?? Environment.GetEnvironmentVariable("OPSCENTER_TOKEN");
        if (string.IsNullOrEmpty(bearer)) bearer = await SignInAsync(at, parsed.GetValue(user), cancellation);
        return ServerConnection.Open(at, bearer);
    }

    private static async Task<string> SignInAsync(string address, string? name, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(name))
            throw new ArgumentException("Say who you are: --user NAME, or --token TOKEN (or OPSCENTER_TOKEN) / 请用 --user 或 --token 说明身份");
        var password = Environment.GetEnvironmentVariable("OPSCENTER_PASSWORD");
        if (string.IsNullOrEmpty(password) && Console.IsInputRedirected)
            throw new ArgumentException("There is nobody to ask for the password: set OPSCENTER_PASSWORD / 请用环境变量 OPSCENTER_PASSWORD 提供密码");
        if (string.IsNullOrEmpty(password))
            password = await AnsiConsole.PromptAsync(new TextPrompt<string>($"{Markup.Escape(name)} 的密码 / password:").Secret(),
                cancellation);
        using var channel = GrpcChannel.ForAddress(ServerConnection.Safe(address));
        var sessions = new Sessions.SessionsClient(channel);
        try
        {
            return (await sessions.SignInAsync(new() { Name = name, Password = password }, cancellationToken: cancellation)).Token;
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.FailedPrecondition && !Console.IsInputRedirected)
        {
            // A one-time password: a new one is due.
            AnsiConsole.MarkupLineInterpolated($"{refused.Status.Detail}");
            var chosen = await AnsiConsole.PromptAsync(new TextPrompt<string>("新密码 / new password:").Secret(), cancellation);
            return (await sessions.SignInAsync(new() { Name = name, Password = password, NewPassword = chosen },
                cancellationToken: cancellation)).Token;
        }
    }
}

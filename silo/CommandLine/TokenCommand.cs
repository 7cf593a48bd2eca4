using System.CommandLine;

namespace OpsCenter.Silo.CommandLine;

/// <summary><c>token</c>: a bearer token for a machine, printed once.</summary>
internal static class TokenCommand
{
    public static Command Create()
    {
        var server = new Server();
        var name = new Argument<string>("name") { Description = "The machine's account, made when there is none" };
        var role = new Option<string>("--role") { Description = "source, screen, operator, …", DefaultValueFactory = _ => "source" };
        var place = new Option<string>("--place")
        {
            Description = "District, town, department (440203/ZJJ) or *",
            DefaultValueFactory = _ => "440203"
        };
        var days = new Option<int>("--days") { Description = "How long it is good for", DefaultValueFactory = _ => 365 };
        var command = new Command("token", "A bearer token for a queue system, a metrics collector, a screen (as administrator)");
        command.Arguments.Add(name);
        command.Options.Add(role);
        command.Options.Add(place);
        command.Options.Add(days);
        server.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var channel = await server.OpenAsync(parsed, cancellation);
            var created = await new V1.Accounts.AccountsClient(channel).CreateTokenAsync(
                new()
                {
                    Name = parsed.GetValue(name),
                    Grant = new() { Role = parsed.GetValue(role), Place = parsed.GetValue(place) },
                    Days = parsed.GetValue(days),
                },
                cancellationToken: cancellation);
            Console.WriteLine(created.Token);
            return 0;
        });
        return command;
    }
}

using Microsoft.Extensions.DependencyInjection;
using OpsCenter.Accounts;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Tests.Hotline;
using OpsCenter.V1;

namespace OpsCenter.Tests.Setup;

/// <summary>The whole product as it is after its first start: nobody has told it anything.</summary>
public sealed class EmptyProduct : HotlineInstallation
{
    private readonly Dictionary<string, string> passwords = [];

    /// <summary>A description is believed at once.</summary>
    protected override IEnumerable<string> Settings => ["--Hotline:RulebookFor=00:00:00"];

    public override async ValueTask InitializeAsync()
    {
        await StartAsync();
        foreach (var first in await Services.GetRequiredService<FirstStart>().RunAsync()) passwords[first.Name] = first.Password;
    }

    /// <summary>Somebody of the first start, with the password that it printed.</summary>
    public async Task<SetupVisitor> FirstAsync(string name)
    {
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(Address);
        var session =
            await new Sessions.SessionsClient(channel).SignInAsync(
                new() { Name = name, Password = passwords[name], NewPassword = "Erste-Stunde-2026" });
        return new(Open(session.Token));
    }

    /// <summary>Somebody with a role at a place.</summary>
    public async Task<SetupVisitor> VisitorAsync(string role, string place = District) => new(
        Open((await Services.GetRequiredService<LocalAccounts>().IssueTokenAsync(
            $"{role}-{place.Replace("*", "all").Replace('/', '-')}", new AccountGrant(role, place), TimeSpan.FromDays(1), "test")).Token));
}

/// <summary>Somebody at the public door of the product.</summary>
public sealed record SetupVisitor(Grpc.Net.Client.GrpcChannel Channel)
{
    public V1.Setup.SetupClient Setup => new(Channel);

    public async Task<SetupInfo> LookAsync(string district = HotlineInstallation.District) =>
        await Setup.GetSetupAsync(new() { District = district });

    public async Task<SetupStep> StepAsync(string key) => (await LookAsync()).Steps.Single(step => step.Key == key);

    public async Task<DefinitionFile> FileAsync(string name, string district = HotlineInstallation.District) =>
        await Setup.GetSetupFileAsync(new() { District = district, Name = name });

    /// <summary>Hands in the file of a step, as the page does.</summary>
    public async Task<IReadOnlyList<string>> HandInAsync(string step, DefinitionFile file, bool dryRun = false)
    {
        const string District = HotlineInstallation.District;
        return step switch
        {
            "hall" =>
                (await new Halls.HallsClient(Channel).DefineHallAsync(
                    new() { District = District, Hall = "H1", FileName = file.FileName, Content = file.Content, DryRun = dryRun })).Changes,
            "hotline" =>
                (await new V1.Hotline.HotlineClient(Channel).DefineHotlineAsync(
                    new() { District = District, FileName = file.FileName, Content = file.Content, DryRun = dryRun })).Changes,
            "calendar" => (await new Calendars.CalendarsClient(Channel).DecreeCalendarAsync(
                new() { District = District, Content = file.Content, DryRun = dryRun })).Changes,
            "places" => (await new V1.Indicators.IndicatorsClient(Channel).DefinePlacesAsync(
                new()
                {
                    District = District,
                    From = "2023-06-30",
                    FileName = file.FileName,
                    Content = file.Content,
                    DryRun = dryRun
                })).Changes,
            "indicators" =>
                (await new V1.Indicators.IndicatorsClient(Channel).DefineIndicatorsAsync(
                    new() { District = District, FileName = file.FileName, Content = file.Content, DryRun = dryRun })).Changes,
            "people" =>
                (await new Reminders.RemindersClient(Channel).ImportPeopleAsync(
                    new() { District = District, FileName = file.FileName, Content = file.Content, DryRun = dryRun })).Changes,
            _ => throw new ArgumentException($"{step} takes no file."),
        };
    }
}

using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MiniExcelLibs;
using OpsCenter.Accounts;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Silo.CommandLine;
using OpsCenter.Silo.Hosting;
using OpsCenter.Tests.Files;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.V1;
using Xunit;

namespace OpsCenter.Tests.Accounts;

/// <summary>The whole product on SQLite in this process after its first start, with the hotline and the places of 武江区 as they
/// ship.</summary>
public sealed class AccountsInstallation : IAsyncLifetime
{
    public const string District = "440203";

    private readonly string folder = Directory.CreateTempSubdirectory("accounts").FullName;
    private readonly int grpc = FreePorts.Next(), http = FreePorts.Next();
    private readonly List<GrpcChannel> channels = [];
    private WebApplication? app;

    public string Address => $"http://localhost:{grpc}";

    public IServiceProvider Services => app!.Services;

    /// <summary>As the administrator of the first start.</summary>
    public V1.Accounts.AccountsClient Administrator { get; private set; } = null!;

    /// <summary>The administrator's bearer token.</summary>
    public string Token { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        app = OpsCenterHost.Build(
        [
            $"--Storage:DataFolder={folder}", $"--Gateway:HttpPort={http}", $"--Gateway:GrpcPort={grpc}",
                $"--Identity:Districts:0={District}",
            "--Identity:PasswordRounds=1000", "--Identity:SignInsPerMinute=10000", "--Identity:SessionCache=00:00:00",
                "--Serilog:MinimumLevel:Default=Error",
        ]);
        await app.StartAsync();
        var first = (await Services.GetRequiredService<FirstStart>().RunAsync()).Single(account => account.Name == "admin");
        Token = (await SignInAsync("admin", first.Password, "Eigen-2026-Pass")).Token;
        Administrator = new(Open(Token));
        var manager = Open(await TokenAsync("manager", "operator", District));
        await new V1.Hotline.HotlineClient(manager)
            .DefineHotlineAsync(new() { District = District, FileName = "wujiang-hotline.yaml", Content = Sample("wujiang-hotline.yaml") });
        await new V1.Indicators.IndicatorsClient(manager).DefinePlacesAsync(
            new()
            {
                District = District,
                From = "2023-06-30",
                Source = "统计用区划代码",
                FileName = "wujiang-places.csv",
                Content = Sample("wujiang-places.csv")
            });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in channels) channel.Dispose();
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
        Directory.Delete(folder, recursive: true);
    }

    public Task<string> TokenAsync(string name, string role, string place) => TokenAsync(name, new AccountGrant(role, place));

    public async Task<string> TokenAsync(string name, AccountGrant grant) =>
        (await Services.GetRequiredService<LocalAccounts>().IssueTokenAsync(name, grant, TimeSpan.FromDays(1), "test")).Token;

    public async Task<Session> SignInAsync(string name, string password, string newPassword = "") =>
        await new Sessions.SessionsClient(Anonymous).SignInAsync(new() { Name = name, Password = password, NewPassword = newPassword });

    public GrpcChannel Open(string token)
    {
        var channel = ServerConnection.Open(Address, token);
        lock (channels) channels.Add(channel);
        return channel;
    }

    /// <summary>A new account, with one role.</summary>
    /// <returns>Its one-time password.</returns>
    public async Task<string> NewAsync(string name, string role = "clerk", string place = District, string displayName = "示例") =>
        (await Administrator.CreateAccountAsync(new()
        {
            Name = name,
            DisplayName = displayName,
            Grants = { new Grant { Role = role, Place = place } }
        })).OneTimePassword;

    public async Task<Account> GetAsync(string name) =>
        Assert.Single((await Administrator.ListAccountsAsync(new() { Query = name, PageSize = 1000 })).Accounts, account =>
        account.Name == name);

    public async Task<ImportAccountsResponse> ImportAsync(byte[] content, int removals = 0, bool dryRun = false) =>
        await Administrator.ImportAccountsAsync(
        new() { FileName = "账号.xlsx", Content = ByteString.CopyFrom(content), DryRun = dryRun, ConfirmedRemovals = removals });

    /// <summary>Everything of an account that the journal holds, as text.</summary>
    public async Task<string> HistoryAsync(string name)
    {
        var auditor = new V1.History.HistoryClient(Open(await TokenAsync("history-auditor", "auditor", "system")));
        return (await auditor.ListHistoryAsync(new() { Stream = $"system/account/{name}", PageSize = 1000 })).ToString();
    }

    /// <summary>A workbook of rows: 账号, 姓名/用途, 角色, 地点, 状态.</summary>
    public static byte[] File(params string[][] rows)
    {
        using var file = new MemoryStream();
        file.SaveAs(rows.Select(row => new Dictionary<string,
            object>
        { ["账号"] = row[0], ["姓名/用途"] = row[1], ["角色"] = row[2], ["地点"] = row[3], ["状态"] = row.ElementAtOrDefault(4) ?? "" }),
            sheetName: "账号");
        return file.ToArray();
    }

    /// <summary>The rows of a sheet, by heading.</summary>
    public static List<IDictionary<string, object>> Rows(ByteString content, string sheet)
    {
        using var stream = new MemoryStream(content.ToByteArray());
        return [.. stream.Query(useHeaderRow: true, sheetName: sheet).Cast<IDictionary<string, object>>()];
    }

    /// <summary>The status, the reason and the sentence with which a call is refused.</summary>
    public static async Task<(StatusCode Status, string Reason, string Sentence)> RefusedAsync(Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(call);
        return (refused.StatusCode, Failure.ReasonOf(refused), refused.Status.Detail);
    }

    /// <summary>The cells that a file is refused for, each with its sentence.</summary>
    public static async Task<Dictionary<string, string>> WrongCellsAsync(Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        return refused.GetRpcStatus()!.GetDetail<Google.Rpc.BadRequest>()!.FieldViolations.GroupBy(each => each.Field)
            .ToDictionary(each => each.Key, each => each.First().Description);
    }

    private GrpcChannel Anonymous => field ??= GrpcChannel.ForAddress(Address);

    private static ByteString Sample(string name) => ByteString.CopyFrom(System.IO.File.ReadAllBytes(SampleFiles.PathOf(name)));
}

[CollectionDefinition("accounts")]
public sealed class AccountsCollection : ICollectionFixture<AccountsInstallation>;

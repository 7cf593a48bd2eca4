using System.Text.Json;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OpsCenter.Accounts;
using OpsCenter.Audit;
using OpsCenter.Gateway.Platform.Audit;
using OpsCenter.Kernel;
using OpsCenter.Tests.Kernel;
using OpsCenter.V1;
using Xunit;

namespace OpsCenter.Tests.Identity;

[Collection("identity")]
public class AuditTests(GatewayFixture gateway)
{
    private V1.Audit.AuditClient Audit => new(gateway.Channel);

    [Fact]
    public async Task A_changing_call_is_in_the_trail_when_it_is_answered()
    {
        var auditor = await gateway.PersonAsync("auditor-1", new AccountGrant("auditor", "system"));
        var admin = await gateway.PersonAsync("admin-5", new AccountGrant("administrator", "*"));
        await new V1.Accounts.AccountsClient(gateway.Channel).CreateAccountAsync(
            new() { Name = "noted", DisplayName = "x", Grants = { new Grant { Role = "clerk", Place = "440203" } } }, admin);
        var entry = Assert.Single(await ReadAsync(auditor), entry => entry.Detail.StartsWith("noted:", StringComparison.Ordinal));
        Assert.Equal(("admin-5", "/opscenter.v1.Accounts/CreateAccount", "system", "OK", "noted: clerk@440203", "127.0.0.1"),
            (entry.Actor, entry.Method, entry.Place, entry.Outcome, entry.Detail, entry.Remote));
        Assert.Contains(await ReadAsync(auditor),
            entry => entry is { Actor: "admin-5", Method: "/opscenter.v1.Sessions/SignIn", Outcome: "OK" });
    }

    [Fact]
    public async Task A_refused_call_comes_into_the_trail_of_the_district()
    {
        var auditor = await gateway.PersonAsync("auditor-2", new AccountGrant("auditor", "440203"));
        var leader = await gateway.PersonAsync("leader-2", new AccountGrant("leader", "440203"));
        await Assert.ThrowsAsync<RpcException>(async () =>
            await new V1.History.HistoryClient(gateway.Channel).ListHistoryAsync(new() { Stream = "440203/window/H1/A1" }, leader));
        AuditEntry? entry = null;
        await Eventually.True(
            async () => (entry = (await ReadAsync(auditor, "440203")).FirstOrDefault(entry => entry.Actor == "leader-2")) is not null,
            "the refusal is in the trail");
        Assert.Equal(("PermissionDenied", "NOT_PERMITTED"), (entry!.Outcome, entry.Detail));
    }

    [Fact]
    public async Task What_does_not_fit_is_counted()
    {
        var trail = new AuditTrail(gateway.Services.GetRequiredService<IGrainFactory>(), new() { AuditQueue = 3 });
        for (var i = 0; i < 10; i++) trail.NoteRefusal(new()
        {
            At = gateway.Time.GetUtcNow(),
            Actor = "anonymous",
            Method = "/m",
            Place = "system",
            Outcome = "Unauthenticated",
            Detail = "",
            Remote = "",
        });
        var (entries, dropped) = trail.TakeRefusals(500);
        Assert.Equal((3, 7L), (entries.Count, dropped));
        Assert.Empty(trail.TakeRefusals(500).Entries);

        for (var i = 0; i < 16; i++) trail.NoteRefusal(entries[0]);
        var auditor = await gateway.PersonAsync("auditor-6", new AccountGrant("auditor", "system"));
        using var writer = new RefusalWriter(trail, gateway.Time, NullLogger<RefusalWriter>.Instance);
        await writer.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.True(
            async () => (await ReadAsync(auditor)).Any(entry => entry.Detail.Contains("13 refused calls were not recorded one by one")),
            "what did not fit is counted");
        await writer.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_waits_is_written_when_the_process_stops()
    {
        var trail = new AuditTrail(gateway.Services.GetRequiredService<IGrainFactory>(), new() { AuditQueue = 2000 });
        for (var i = 0; i < 1200; i++) trail.NoteRefusal(new()
        {
            At = new(2026, 3, 3, 1, 0, 0, TimeSpan.Zero),
            Actor = "anonymous",
            Method = "/m",
            Place = "system",
            Outcome = "Unauthenticated",
            Detail = "",
            Remote = "",
        });
        using var writer = new RefusalWriter(trail, gateway.Time, NullLogger<RefusalWriter>.Instance);
        await writer.StartAsync(TestContext.Current.CancellationToken);
        await writer.StopAsync(TestContext.Current.CancellationToken);
        var page = await gateway.Services.GetRequiredService<IGrainFactory>().GetGrain<IHistoryReader>(0)
            .ReadAsync("system/audit/2026-03-03", 1199, 10);
        Assert.Single(page.Rows);
    }

    [Theory]
    [InlineData("440203102", "OK", "440203")]
    [InlineData("440203", "PermissionDenied", "440203")]
    [InlineData("999999", "PermissionDenied", "system")]
    [InlineData("../..", "OK", "system")]
    [InlineData("", "OK", "system")]
    public void An_entry_belongs_to_a_district_that_there_is(string place, string outcome, string district)
    {
        var trail = gateway.Services.GetRequiredService<AuditTrail>();
        var at = new DateTimeOffset(2026, 11, 24, 0, 30, 0, TimeSpan.FromHours(8));
        Assert.Equal($"{district}/audit/2026-11-23", trail.KeyOf(new()
        {
            At = at,
            Actor = "a",
            Method = "/m",
            Place = place,
            Outcome = outcome,
            Detail = "",
            Remote = "",
        }));
    }

    [Fact]
    public async Task A_trail_is_read_page_by_page()
    {
        var auditor = await gateway.PersonAsync("auditor-3", new AccountGrant("auditor", "*"));
        var trail = gateway.Services.GetRequiredService<AuditTrail>();
        var at = new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
        await trail.WriteAsync("440203/audit/2026-03-02", [.. Enumerable.Range(0, 7).Select(i => new AuditRecorded
        {
            At = at, Actor = "a", Method = "/m", Place = "440203", Outcome = "OK", Detail = $"{i}", Remote = "",
        })]);
        var seen = new List<string>();
        for (long after = 0; ;)
        {
            var page = await Audit.ListAuditAsync(new() { District = "440203", Date = "2026-03-02", After = after, PageSize = 3 }, auditor);
            seen.AddRange(page.Entries.Select(entry => entry.Detail));
            after = page.NextAfter;
            if (!page.More) break;
        }
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6"], seen);
        Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<RpcException>(async () =>
            await Audit.ListAuditAsync(new() { District = "440203", Date = "2.3.2026" }, auditor))).StatusCode);
    }

    [Fact]
    public async Task History_shows_events_and_hides_secrets()
    {
        var auditor = await gateway.PersonAsync("auditor-4", new AccountGrant("auditor", "system"));
        await gateway.SessionAsync("watched", new AccountGrant("operator", "440203"));
        var history = await new V1.History.HistoryClient(gateway.Channel).ListHistoryAsync(new() { Stream = "system/account/watched" },
            auditor);
        Assert.Equal(
            ["account.created", "account.password-set", "account.password-set", "account.signed-in"],
            history.Events.Select(entry => entry.Kind));
        Assert.True(history.ChainIntact);
        Assert.Equal([1L, 2, 3, 4], history.Events.Select(entry => entry.Version));
        Assert.All(history.Events, entry => Assert.Matches("^[0-9a-f]{64}$", entry.Hash));
        var text = history.ToString();
        var hash = (await gateway.Services.GetRequiredService<IGrainFactory>().GetGrain<IAccount>(AccountKeys.Account("watched"))
            .GetCredentialAsync())!.Hash!;
        Assert.DoesNotContain(JsonEncodedText.Encode(hash).ToString(), text);
        Assert.DoesNotContain(hash[..20], text);
        Assert.DoesNotContain("\"session\"", text);
        var second =
            await new V1.History.HistoryClient(gateway.Channel).ListHistoryAsync(
                new() { Stream = "system/account/watched", AfterVersion = 2, PageSize = 1 }, auditor);
        using var rest = new HttpClient { BaseAddress = gateway.Http };
        rest.DefaultRequestHeaders.Add("Authorization", auditor.GetValue("authorization"));
        Assert.Contains("account.created", await rest.GetStringAsync("/v1/history/system/account/watched?pageSize=1"));
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await rest.GetAsync("/v1/history/440203/window/H1/A1")).StatusCode);
        Assert.Equal((3L, true, true), (second.Events.Single().Version, second.More, second.ChainIntact));
    }

    [Fact]
    public async Task History_notices_a_row_that_was_forged()
    {
        var auditor = await gateway.PersonAsync("auditor-5", new AccountGrant("auditor", "440203"));
        const string stream = "440203/audit/2020-01-01";
        var store = gateway.Services.GetRequiredService<IJournalStore>();
        var at = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var payload =
            """{"at":"2020-01-01T00:00:00Z","actor":"a","method":"m","place":"p","outcome":"OK","detail":"","remote":""}"""u8.ToArray();
        var hash = HashChain.Next(HashChain.Start, 1, at, "audit.recorded", "a", "", payload);
        await store.WriteAsync(new PendingRow[]
        {
            new()
            {
                Stream = stream, Version = 1, District = new("440203"), Kind = "audit.recorded", OccurredAt = at, RecordedAt = at,
                Actor = "a", SourceId = "", Payload = payload, Hash = hash,
            },
            new()
            {
                Stream = stream, Version = 2, District = new("440203"), Kind = "audit.recorded", OccurredAt = at, RecordedAt = at,
                Actor = "a", SourceId = "", Payload = payload, Hash = new byte[32],
            },
        });
        var client = new V1.History.HistoryClient(gateway.Channel);
        Assert.True((await client.ListHistoryAsync(new() { Stream = stream, PageSize = 1 }, auditor)).ChainIntact);
        Assert.False((await client.ListHistoryAsync(new() { Stream = stream }, auditor)).ChainIntact);
        Assert.False((await client.ListHistoryAsync(new() { Stream = stream, AfterVersion = 1 }, auditor)).ChainIntact);
    }

    private async Task<List<AuditEntry>> ReadAsync(Metadata auditor, string district = "system") =>
        [.. (await Audit.ListAuditAsync(new() { District = district, PageSize = 1000 }, auditor)).Entries];
}

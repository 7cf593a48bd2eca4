using System.Text;
using OpsCenter.Accounts;
using OpsCenter.Audit;
using OpsCenter.Kernel;
using Xunit;

namespace OpsCenter.Tests.Accounts;

/// <summary>Events as the journals of installations hold them. Lines are added, never changed: an old event always loads.</summary>
public class OldEventsTests
{
    private const string Events = """
        account.created {"displayName":"张伟","grants":[{"role":"operator","place":"440203"}]}
        account.granted {"grant":{"role":"source","place":"440203"}}
        account.grant-revoked {"grant":{"role":"town","place":"440203102"}}
        account.renamed {"displayName":"张伟"}
        account.unlocked {}
        account.password-set {"hash":"AQAAAAIAAYagAAAAE","oneTime":true}
        account.password-used-up {}
        account.sign-in-failed {}
        account.locked {"until":"2026-11-24T01:15:00+00:00"}
        account.signed-in {"session":"6fdc8d3c3ab34d8d9c1f3e6d1f3f4b6a","expiresAt":"2026-11-24T13:00:00+00:00"}
        account.session-renewed {"session":"6fdc8d3c3ab34d8d9c1f3e6d1f3f4b6a","expiresAt":"2026-11-24T14:00:00+00:00"}
        account.signed-out {"session":"6fdc8d3c3ab34d8d9c1f3e6d1f3f4b6a"}
        account.token-issued {"session":"6fdc8d3c3ab34d8d9c1f3e6d1f3f4b6a","expiresAt":"2027-11-24T13:00:00+00:00"}
        account.disabled {}
        account.enabled {}
        accounts.listed {"name":"zhang.wei"}
        audit.recorded {"at":"2026-11-24T01:00:00+00:00","actor":"admin","method":"/opscenter.v1.Accounts/CreateAccount","place":"system","outcome":"OK","detail":"zhang.wei: operator@440203","remote":"127.0.0.1"}
        """;

    private readonly EventCatalogue catalogue = AuditJson.AddTo(AccountJson.AddTo(new EventCatalogue()));

    private static (string Kind, string Payload)[] Lines =>
        [.. Events.Split('\n').Select(line => line.Split(' ', 2)).Select(parts => (parts[0], parts[1].Trim()))];

    [Fact]
    public void Every_kind_is_in_the_list() => Assert.Equal(catalogue.Kinds.Order(), Lines.Select(line => line.Kind).Distinct().Order());

    [Fact]
    public void Every_old_event_loads_whole()
    {
        foreach (var (kind, payload) in Lines)
        {
            var @event = catalogue.Read(kind, Encoding.UTF8.GetBytes(payload));
            Assert.NotNull(@event);
            var again = catalogue.Write(@event);
            Assert.Equal(kind, again.Kind);
            Assert.Equal(System.Text.Json.Nodes.JsonNode.Parse(payload)!.ToJsonString(),
                System.Text.Json.Nodes.JsonNode.Parse(again.Payload)!.ToJsonString());
        }
    }

    [Fact]
    public void Secrets_are_known_as_such() =>
        Assert.Equal(["hash"], catalogue.SecretsOf("account.password-set"));
}

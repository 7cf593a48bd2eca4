using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using OpsCenter.Accounts;
using OpsCenter.Gateway.Platform.Identity;
using Xunit;

namespace OpsCenter.Tests.Identity;

/// <summary>People of an OpenID Connect provider: their claims become grants.</summary>
public class ProviderTests
{
    private readonly IdentityOptions options = new() { Authority = "https://id.example" };

    [Fact]
    public async Task Roles_stand_at_the_place_in_them_or_beside_them()
    {
        var caller = await FindAsync(new("preferred_username", "zhang"), new("name", "张伟"), new("roles", "operator@440203"),
            new("roles", "leader"), new("place", "4402"), new("exp", "1800000000"));
        Assert.Equal(("zhang", "张伟", null as string), (caller!.Name, caller.DisplayName, caller.Session));
        Assert.Equal([new AccountGrant("operator", "440203"), new AccountGrant("leader", "4402")], caller.Grants);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1800000000), caller.ExpiresAt);
    }

    [Fact]
    public async Task What_is_no_role_of_ours_gives_nothing()
    {
        var caller = await FindAsync(new("preferred_username", "zhang"), new("roles", "root@*"), new("roles", "operator@somewhere"),
            new("roles", "leader"));
        Assert.Empty(caller!.Grants);
    }

    [Fact]
    public async Task Without_a_name_nobody_calls() => Assert.Null(await FindAsync(new Claim("roles", "operator@440203")));

    [Theory]
    [InlineData("not an address")]
    [InlineData("/relative:path")]
    public void A_wrong_setting_stops_the_start(string authority) =>
        Assert.Contains("Identity:Authority",
            Assert.Throws<ArgumentException>(() => new IdentityOptions { Authority = authority }.Validated()).Message);

    private async Task<Caller?> FindAsync(params Claim[] claims)
    {
        // No account is ever asked, so there is no cluster.
        var finder = new CallerFinder(new AccountCache(null!, options, TimeProvider.System), options, TimeProvider.System);
        return await finder.FindAsync(new DefaultHttpContext { User = new(new ClaimsIdentity(claims, "Bearer")) });
    }
}

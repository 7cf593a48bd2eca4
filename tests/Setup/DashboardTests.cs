using System.Net;
using System.Net.Http.Headers;
using OpsCenter.Tests.Hotline;
using Xunit;

namespace OpsCenter.Tests.Setup;

/// <summary>The page of the actors, which is built when it is first opened.</summary>
public sealed class DashboardTests(EmptyProduct product) : IClassFixture<EmptyProduct>
{
    [Fact]
    public async Task It_opens_with_all_it_needs_for_whoever_may_look_and_for_nobody_else()
    {
        using var client = new HttpClient { BaseAddress = product.Http };
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client, "dashboard/"));
        await AsAsync("clerk", $"{HotlineInstallation.District}102");
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(client, "dashboard/"));

        await AsAsync("operator", HotlineInstallation.District);
        var page = await client.GetStringAsync(new Uri("dashboard/", UriKind.Relative));
        var parts = System.Text.RegularExpressions.Regex.Matches(page, "(?:src|href)=\"([^\"]+\\.(?:js|css))\"")
            .Select(match => match.Groups[1].Value).ToArray();
        Assert.NotEmpty(parts);
        foreach (var part in parts)
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, new Uri(new Uri(product.Http, "dashboard/"), part).AbsolutePath));

        async Task AsAsync(string role, string place) =>
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer",
                await product.TokenAsync($"looks-{role}", role, place));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }
}

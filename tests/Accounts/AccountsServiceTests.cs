using Google.Protobuf;
using Grpc.Core;
using OpsCenter.Accounts;
using OpsCenter.V1;
using Xunit;
using static OpsCenter.Tests.Accounts.AccountsInstallation;

namespace OpsCenter.Tests.Accounts;

/// <summary>Accounts one by one, through the public door.</summary>
[Collection("accounts")]
public sealed class AccountsServiceTests(AccountsInstallation site)
{
    private static Grant At(string role, string place) => new() { Role = role, Place = place };

    [Fact]
    public async Task A_right_is_given_and_taken_away_and_counts_at_once()
    {
        var session = await site.SignInAsync("one.by.one", await site.NewAsync("one.by.one"), "Right-Password-1");
        var halls = new Halls.HallsClient(site.Open(session.Token));
        await DeniedAsync(halls);
        var account = await site.Administrator.GrantRoleAsync(new() { Name = "One.By.One", Grant = At("leader", District) });
        Assert.Equal([At("clerk", District), At("leader", District)], account.Grants);
        await halls.ListHallsAsync(new() { District = District });
        account = await site.Administrator.RevokeGrantAsync(new() { Name = "one.by.one", Grant = At("leader", District) });
        Assert.Equal([At("clerk", District)], account.Grants);
        await DeniedAsync(halls);
        Assert.Equal(
            (StatusCode.FailedPrecondition, "LAST_GRANT"),
            Short(await RefusedAsync(async () =>
                await site.Administrator.RevokeGrantAsync(new() { Name = "one.by.one", Grant = At("clerk", District) }))));

        Assert.Equal("李娜", (await site.Administrator.RenameAccountAsync(new() { Name = "one.by.one", DisplayName = " 李娜 " })).DisplayName);
        Assert.True((await site.Administrator.DisableAccountAsync(new() { Name = "one.by.one", Disabled = true })).Disabled);
        Assert.Equal("ACCOUNT_DISABLED", (await RefusedAsync(() => site.SignInAsync("one.by.one", "Right-Password-1"))).Reason);
        Assert.False((await site.Administrator.DisableAccountAsync(new() { Name = "one.by.one", Disabled = false })).Disabled);
        await site.SignInAsync("one.by.one", "Right-Password-1");

        var audit = new V1.Audit.AuditClient(site.Open(await site.TokenAsync("service-auditor", "auditor", "system")));
        var entries = (await audit.ListAuditAsync(new() { District = "system", PageSize = 1000 }))
            .Entries.Where(entry => entry.Detail.Contains("one.by.one", StringComparison.OrdinalIgnoreCase)).ToArray();
        Assert.All(
            (string[])["CreateAccount", "GrantRole", "RevokeGrant", "RenameAccount", "DisableAccount"],
            method => Assert.Contains(entries, entry => entry.Method == $"/opscenter.v1.Accounts/{method}"
                && entry is { Actor: "admin", Outcome: "OK" }));
        Assert.Contains(entries, entry => entry is { Outcome: "FailedPrecondition" }
            && entry.Detail.StartsWith("LAST_GRANT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lock_is_ended_by_the_administrator()
    {
        await site.SignInAsync("locked.one", await site.NewAsync("locked.one"), "Right-Password-1");
        for (var i = 0; i < 5; i++) await RefusedAsync(() => site.SignInAsync("locked.one", "Wrong-Password-1"));
        Assert.Equal("ACCOUNT_LOCKED", (await RefusedAsync(() => site.SignInAsync("locked.one", "Right-Password-1"))).Reason);
        Assert.Equal(["locked.one"], (await site.Administrator.ListAccountsAsync(new()
        {
            Query = "locked.one",
            Standing = AccountStanding.Locked
        })).Accounts.Select(account => account.Name));
        Assert.Null((await site.Administrator.UnlockAccountAsync(new() { Name = "locked.one" })).LockedUntil);
        await site.SignInAsync("locked.one", "Right-Password-1");
    }

    [Fact]
    public async Task Nobody_else_comes_to_accounts()
    {
        foreach (var role in AccountOptions.Roles.Remove("administrator"))
        {
            var place = role switch { "department" => $"{District}/ZJJ", "town" => "440203102", _ => District };
            var client = new V1.Accounts.AccountsClient(site.Open(await site.TokenAsync($"matrix-{role}", role, place)));
            foreach (var (call, method) in Calls(client, "admin", "x",
                At("clerk", District))) Assert.True(StatusCode.PermissionDenied == (await RefusedAsync(call)).Status, $"{role} {method}");
        }
        // Of a district alone: accounts are the installation's.
        var local = new V1.Accounts.AccountsClient(site.Open(await site.TokenAsync("matrix-local", "administrator", District)));
        foreach (var (call, method) in Calls(local, "admin", "x",
            At("clerk", District))) Assert.True(StatusCode.PermissionDenied == (await RefusedAsync(call)).Status, method);
    }

    public static TheoryData<string> Names =>
        ["", " ", new string('a', 10 * 1024), string.Concat(Enumerable.Repeat("𠮷", 5000)), "a\nb", "a\u0001", "a/b", "../admin", "a b",
            "="];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_name_that_cannot_be_is_refused_with_a_sentence(string name)
    {
        foreach (var (call, method) in Calls(site.Administrator, name, "示例", At("clerk", District))
            .Where(each => each.Method is not ("List" or "Places" or "File" or "Template" or "Import")))
            AssertInvalid(await RefusedAsync(call), method);
    }

    [Theory]
    [InlineData("", District)]
    [InlineData("root", District)]
    [InlineData("clerk", "")]
    [InlineData("clerk", "440203\n")]
    [InlineData("clerk", "nowhere")]
    [InlineData("clerk", "440")]
    [InlineData("clerk", "440299")]
    [InlineData("clerk", "440203102999")]
    [InlineData("town", "440203199")]
    [InlineData("town", District)]
    [InlineData("department", District + "/NIX")]
    [InlineData("department", "440204/ZJJ")]
    [InlineData("department", District)]
    [InlineData("operator", "\u0001")]
    public async Task A_right_that_cannot_be_is_refused_with_a_sentence(string role, string place)
    {
        AssertInvalid(await RefusedAsync(async () =>
            await site.Administrator.CreateAccountAsync(new() { Name = "never", DisplayName = "x", Grants = { At(role, place) } })),
            "create");
        AssertInvalid(await RefusedAsync(async () =>
            await site.Administrator.GrantRoleAsync(new() { Name = "admin", Grant = At(role, place) })), "grant");
        Assert.DoesNotContain((await site.Administrator.ListAccountsAsync(new() { PageSize = 1000 })).Accounts, account =>
            account.Name == "never");
    }

    [Fact]
    public async Task Whatever_else_cannot_be_is_refused_with_a_sentence()
    {
        var huge = string.Concat(Enumerable.Repeat("\U00020BB7", 2560));
        foreach (var (call, what) in new (Func<Task> Call, string What)[]
        {
            (async () => await site.Administrator.CreateAccountAsync(new() { Name = "never", DisplayName = "x" }), "no grants"),
            (async () => await site.Administrator.CreateAccountAsync(new() { Name = "never", DisplayName = "",
                Grants = { At("clerk", District) } }), "no display name"),
            (async () => await site.Administrator.CreateAccountAsync(new() { Name = "never", DisplayName = huge,
                Grants = { At("clerk", District) } }), "huge display name"),
            (async () => await site.Administrator.CreateAccountAsync(new() { Name = "never", DisplayName = "a\tb",
                Grants = { At("clerk", District) } }), "tab"),
            (async () => await site.Administrator.CreateAccountAsync(new() { Name = "never", DisplayName = "x",
                Grants = { Enumerable.Repeat(At("clerk", District), 51) } }), "51 grants"),
            (async () => await site.Administrator.CreateAccountAsync(new() { Name = "never", DisplayName = "x",
                Grants = { At(huge, huge) } }), "huge grant"),
            (async () => await site.Administrator.GrantRoleAsync(new() { Name = "admin" }), "no grant"),
            (async () => await site.Administrator.RevokeGrantAsync(new() { Name = "admin" }), "nothing to revoke"),
            (async () => await site.Administrator.GrantRoleAsync(new() { Name = "admin", Grant = At("clerk", huge) }), "huge place"),
            (async () => await site.Administrator.RenameAccountAsync(new() { Name = "admin", DisplayName = huge }), "huge name"),
            (async () => await site.Administrator.RenameAccountAsync(new() { Name = "admin", DisplayName = "\u0000" }), "zero"),
            (async () => await site.Administrator.ListAccountsAsync(new() { Query = huge }), "huge query"),
            (async () => await site.Administrator.ListAccountsAsync(new() { Role = "root" }), "unknown role"),
            (async () => await site.Administrator.ListAccountsAsync(new() { Place = "x\u0001" }), "no place"),
            (async () => await site.Administrator.ListAccountsAsync(new() { PageSize = -1 }), "page size"),
            (async () => await site.Administrator.ListAccountsAsync(new() { Standing = (AccountStanding)77 }), "standing"),
            (async () => await site.Administrator.ListGrantPlacesAsync(new() { Within = "44020x" }), "district"),
            (async () => await site.Administrator.GetAccountsTemplateAsync(new() { Within = "440299" }), "another district"),
            (async () => await site.Administrator.ImportAccountsAsync(new()), "no file"),
            (async () => await site.Administrator.ImportAccountsAsync(new() { FileName = "a.xlsx",
                Content = ByteString.CopyFromUtf8(huge) }), "no workbook"),
            (async () => await site.Administrator.ImportAccountsAsync(new() { FileName = huge + "\u0001", Content = ByteString.Empty }),
                "no known ending"),
            (async () => await site.Administrator.ImportAccountsAsync(new() { FileName = "a.xlsx",
                Content = ByteString.CopyFrom(new byte[(3 << 20) + 1]) }), "too large"),
        })
            AssertInvalid(await RefusedAsync(call), what);
        Assert.Equal(StatusCode.NotFound,
            (await RefusedAsync(async () => await site.Administrator.UnlockAccountAsync(new() { Name = "nobody.at.all" }))).Status);
        Assert.Equal("DUTIES_NOT_SEPARATE",
            (await RefusedAsync(async () =>
            await site.Administrator.GrantRoleAsync(new() { Name = "admin", Grant = At("auditor", "system") }))).Reason);
    }

    [Fact]
    public async Task A_list_is_narrowed_and_turned_page_by_page()
    {
        foreach (var i in Enumerable.Range(1, 7)) await site.NewAsync($"paged-{i}", "clerk", $"44020310220{i}", $"翻页·{i}");
        await site.Administrator.DisableAccountAsync(new() { Name = "paged-7", Disabled = true });
        var names = new List<string>();
        for (var request = new ListAccountsRequest { Query = "翻页", PageSize = 3 }; ;)
        {
            var page = await site.Administrator.ListAccountsAsync(request);
            Assert.Equal(7, page.Total);
            Assert.InRange(page.Accounts.Count, 1, 3);
            names.AddRange(page.Accounts.Select(account => account.Name));
            if ((request.PageToken = page.NextPageToken).Length == 0) break;
        }
        Assert.Equal(Enumerable.Range(1, 7).Select(i => $"paged-{i}"), names);

        async Task<int> Count(ListAccountsRequest request) => (await site.Administrator.ListAccountsAsync(request)).Total;
        Assert.Equal(6, await Count(new() { Query = "翻页", Standing = AccountStanding.Waiting }));
        Assert.Equal(1, await Count(new() { Query = "翻页", Standing = AccountStanding.Disabled }));
        Assert.Equal(7, await Count(new() { Query = "翻页", Role = "clerk", Place = "440203102" }));
        Assert.Equal(0, await Count(new() { Query = "翻页", Place = "440203101" }));
        Assert.Equal(0, await Count(new() { Query = "翻页", Role = "town" }));
        // By the name of the place and the word for the role, too.
        Assert.Contains("paged-1", (await site.Administrator.ListAccountsAsync(new() { Query = "续源村 信息员" }))
            .Accounts.Select(account => account.Name));
        var counts = (await site.Administrator.ListAccountsAsync(new() { Query = "nobody has this name" })).Counts;
        Assert.Equal(8, counts.All - counts.Added);
    }

    [Fact]
    public async Task The_places_that_can_be_given_are_told_with_their_names()
    {
        await site.NewAsync("places-sjj", "department", $"{District}/SJJ");
        var answer = await site.Administrator.ListGrantPlacesAsync(new());
        Assert.Equal((34, 7, 89), (Count("department"), Count("town"), Count("village")));
        Assert.Equal("武江区", Assert.Single(answer.Places, place => place.Place == District).Name);
        Assert.Equal(("龙归镇", "town"), answer.Places.Where(place => place.Place == "440203102").Select(place => (place.Name, place.Kind))
            .Single());
        Assert.True(answer.Places.Single(place => place.Place == $"{District}/SJJ").Accounts >= 1);
        Assert.Equal(AccountOptions.Roles.Order(StringComparer.Ordinal),
            answer.Roles.Select(role => role.Code).Order(StringComparer.Ordinal));

        int Count(string kind) => answer.Places.Count(place => place.Kind == kind);
    }

    /// <summary>Two administrators who disable each other in the same moment: one of them remains.</summary>
    [Fact]
    public async Task Somebody_who_can_administer_accounts_remains()
    {
        await using var alone = new AccountsInstallation();
        await alone.InitializeAsync();
        Assert.Equal("LAST_ADMINISTRATOR",
            (await RefusedAsync(async () => await alone.Administrator.DisableAccountAsync(new() { Name = "admin", Disabled = true })))
            .Reason);
        await alone.Administrator.GrantRoleAsync(new() { Name = "admin", Grant = At("screen", District) });
        var (status, reason, sentence) =
            await RefusedAsync(async () => await alone.Administrator.RevokeGrantAsync(new()
            {
                Name = "admin",
                Grant = At("administrator", "*")
            }));
        Assert.Equal((StatusCode.FailedPrecondition, "LAST_ADMINISTRATOR"), (status, reason));
        Assert.Contains("最后一个", sentence);

        // Somebody who only has tokens cannot be asked for a new password: that does not count.
        await alone.TokenAsync("machine", "administrator", "*");
        Assert.Equal("LAST_ADMINISTRATOR",
            (await RefusedAsync(async () => await alone.Administrator.DisableAccountAsync(new() { Name = "admin", Disabled = true })))
            .Reason);

        await alone.NewAsync("deputy", "administrator", "*");
        for (var round = 0; round < 10; round++)
        {
            var machine = new V1.Accounts.AccountsClient(alone.Open(await alone.TokenAsync("machine", "administrator", "*")));
            var refused = await Task.WhenAll(new[] { "admin", "deputy" }.Select(async name =>
            {
                try
                {
                    await machine.DisableAccountAsync(new() { Name = name, Disabled = true });
                    return 0;
                }
                catch (RpcException refusal) when (Gateway.Platform.Errors.Failure.ReasonOf(refusal) == "LAST_ADMINISTRATOR")
                {
                    return 1;
                }
            }));
            Assert.Equal(1, refused.Sum());
            foreach (var name in (string[])["admin", "deputy"]) await machine.DisableAccountAsync(new() { Name = name, Disabled = false });
        }
    }

    private static (StatusCode, string) Short((StatusCode Status, string Reason, string Sentence) refused) =>
        (refused.Status, refused.Reason);

    private static void AssertInvalid((StatusCode Status, string Reason, string Sentence) refused, string what)
    {
        Assert.True(refused.Status == StatusCode.InvalidArgument, $"{what}: {refused}");
        // In both languages, and readable: nothing of what was handed in is thrown back at length.
        Assert.Matches(@"[\u4e00-\u9fff].* / .*[a-z]", refused.Sentence);
        Assert.InRange(refused.Sentence.Length, 10, 400);
    }

    private static async Task DeniedAsync(Halls.HallsClient halls) =>
        Assert.Equal(StatusCode.PermissionDenied,
            (await RefusedAsync(async () => await halls.ListHallsAsync(new() { District = District }))).Status);

    /// <summary>Every method of the service.</summary>
    private static IEnumerable<(Func<Task> Call, string Method)> Calls(
        V1.Accounts.AccountsClient client, string name, string displayName, Grant grant) =>
    [
        (async () => await client.ListAccountsAsync(new()), "List"),
        (async () => await client.CreateAccountAsync(new() { Name = name, DisplayName = displayName, Grants = { grant } }), "Create"),
        (async () => await client.ResetPasswordAsync(new() { Name = name }), "Reset"),
        (async () => await client.CreateTokenAsync(new() { Name = name, Grant = grant }), "Token"),
        (async () => await client.DisableAccountAsync(new() { Name = name, Disabled = true }), "Disable"),
        (async () => await client.DisableAccountAsync(new() { Name = name }), "Enable"),
        (async () => await client.GrantRoleAsync(new() { Name = name, Grant = grant }), "Grant"),
        (async () => await client.RevokeGrantAsync(new() { Name = name, Grant = grant }), "Revoke"),
        (async () => await client.RenameAccountAsync(new() { Name = name, DisplayName = displayName }), "Rename"),
        (async () => await client.UnlockAccountAsync(new() { Name = name }), "Unlock"),
        (async () => await client.ListGrantPlacesAsync(new()), "Places"),
        (async () => await client.GetAccountsFileAsync(new()), "File"),
        (async () => await client.GetAccountsTemplateAsync(new()), "Template"),
        (async () => await client.ImportAccountsAsync(new() { FileName = "a.xlsx", DryRun = true }), "Import"),
    ];
}

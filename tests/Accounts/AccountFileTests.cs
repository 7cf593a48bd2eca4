using Grpc.Core;
using OpsCenter.V1;
using Xunit;
using static OpsCenter.Tests.Accounts.AccountsInstallation;

namespace OpsCenter.Tests.Accounts;

/// <summary>Accounts by file, through the public door.</summary>
[Collection("accounts")]
public sealed class AccountFileTests(AccountsInstallation site)
{
    [Fact]
    public async Task All_departments_towns_and_villages_get_their_accounts_in_one_upload()
    {
        await using var fresh = new AccountsInstallation();
        await fresh.InitializeAsync();
        var template = await fresh.Administrator.GetAccountsTemplateAsync(new());
        Assert.Equal(34 + 7 + 89, template.Accounts);
        var proposed = Rows(template.Content, "账号");
        Assert.Equal(("zjj", "区住建管理局", "承办单位", "440203/ZJJ", "区住建管理局", "正常"), Row(proposed[0]));
        Assert.Contains(("440203102", "龙归镇", "镇街", "440203102", "龙归镇", "正常"), proposed.Select(Row));
        Assert.Contains(("440203102201", "续源村村民委员会", "信息员", "440203102201", "续源村村民委员会", "正常"), proposed.Select(Row));

        // Checked only: nothing is there yet.
        var check = await fresh.ImportAsync(template.Content.ToByteArray(), dryRun: true);
        Assert.Equal((130, 130, 0, 130, 0), (check.Accounts, check.Created, check.Removals, check.Changes.Count, check.Passwords.Length));
        var before = (await fresh.Administrator.ListAccountsAsync(new())).Counts;
        Assert.Equal(1, before.Added);

        var done = await fresh.ImportAsync(template.Content.ToByteArray());
        Assert.Equal(check.Changes, done.Changes);
        Assert.Empty(done.Undone);
        Assert.EndsWith(".xlsx", done.PasswordsFileName);
        var passwords = Rows(done.Passwords, "一次性密码").ToDictionary(row => (string)row["账号"], row => (string)row["一次性密码"]);
        Assert.Equal(130, passwords.Count);
        Assert.Equal(130, passwords.Values.Distinct().Count());
        Assert.Equal((131, 130), (await Counts(fresh)));

        // One of them comes, with the password for once, and chooses his own.
        Assert.Equal("PASSWORD_CHANGE_REQUIRED", (await RefusedAsync(() => fresh.SignInAsync("440203102201", passwords["440203102201"])))
            .Reason);
        var session = await fresh.SignInAsync("440203102201", passwords["440203102201"], "Eigen-2026-Pass");
        Assert.Equal([new Grant { Role = "clerk", Place = "440203102201" }], session.Grants);
        Assert.Equal("WRONG_NAME_OR_PASSWORD", (await RefusedAsync(() => fresh.SignInAsync("440203102201", passwords["440203102201"])))
            .Reason);
        Assert.DoesNotContain(passwords["zjj"], await fresh.HistoryAsync("zjj"));

        // Nobody is left to propose, and what is there goes out and comes back without a change.
        Assert.Equal(0, (await fresh.Administrator.GetAccountsTemplateAsync(new())).Accounts);
        Assert.Empty((await fresh.ImportAsync(template.Content.ToByteArray())).Changes);
        var everything = await fresh.Administrator.GetAccountsFileAsync(new());
        var again = await fresh.ImportAsync(everything.Content.ToByteArray());
        Assert.Equal((everything.Accounts, 0, 0), (again.Accounts, again.Changes.Count, again.Passwords.Length));

        var audit = new V1.Audit.AuditClient(fresh.Open(await fresh.TokenAsync("auditor-of-files", "auditor", "system")));
        var entry = (await audit.ListAuditAsync(new() { District = "system", PageSize = 1000 }))
            .Entries.First(entry => entry.Method.EndsWith("ImportAccounts") && entry.Detail.Contains("imported"));
        Assert.Equal(("admin", "OK", "imported (130 accounts, 130 new, 130 changes, 0 taken away, 0 not done)"),
            (entry.Actor, entry.Outcome, entry.Detail));

        static (string, string, string, string, string, string) Row(IDictionary<string, object> row) =>
            ((string)row["账号"], (string)row["姓名/用途"], (string)row["角色"], (string)row["地点"], (string)row["地点名称"], (string)row["状态"]);
        static async Task<(int, int)> Counts(AccountsInstallation of) => (await of.Administrator.ListAccountsAsync(new()))
            .Counts is var counts ? (counts.Added, counts.Waiting - 7) : default;
    }

    [Theory]
    [InlineData("𠮷野家·测试")]
    [InlineData("=1+1")]
    [InlineData("+86 号线")]
    [InlineData("-大厅")]
    [InlineData("@某人")]
    [InlineData("'引号\"与'单引号")]
    [InlineData("<b>&amp;</b>")]
    [InlineData("a / b，c;d")]
    [InlineData("000123")]
    [InlineData("1E5")]
    [InlineData("2026-12-01")]
    [InlineData("TRUE")]
    [InlineData("_x000D_")]
    [InlineData("🏳️‍🌈 👨‍👩‍👧")]
    public async Task Names_of_every_kind_come_back_as_they_went_out(string displayName)
    {
        var name = $"nasty-{Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(displayName))}";
        name = name.Length <= 64 ? name : name[..64];
        await site.NewAsync(name, displayName: displayName);
        var file = await site.Administrator.GetAccountsFileAsync(new());
        Assert.Contains(Rows(file.Content, "账号"), row => Equals(row["账号"], name) && Equals(row["姓名/用途"], displayName));
        var unchanged = await site.ImportAsync(file.Content.ToByteArray(), dryRun: true);
        Assert.Empty(unchanged.Changes);
        // And by a file it can be given, to the letter.
        await site.Administrator.RenameAccountAsync(new() { Name = name, DisplayName = "别的" });
        await site.ImportAsync(file.Content.ToByteArray());
        Assert.Equal(displayName, (await site.GetAsync(name)).DisplayName);
    }

    [Fact]
    public async Task Each_wrong_cell_is_named_and_nothing_is_done()
    {
        await site.NewAsync("cells-known", displayName: "已有");
        var wrong = await WrongCellsAsync(() => site.ImportAsync(File(
            ["cells-new", "好的", "承办单位", "440203/ZJJ", "正常"],
            ["", "没有账号", "信息员", "440203"],
            ["坏/名", "坏名", "信息员", "440203"],
            ["cells-a", "换\n行", "信息员", "440203"],
            ["cells-b", "角色错", "承办单价", "440203/ZJJ"],
            ["cells-c", "单位错", "承办单位", "440203/ZJK"],
            ["cells-d", "村居错", "clerk", "440203102999"],
            ["cells-e", "镇街错", "town", "440203"],
            ["cells-f", "状态错", "信息员", "440203", "在职"],
            ["cells-g", "", "信息员", "440203"],
            ["cells-h", "甲", "信息员", "440203"],
            ["cells-h", "乙", "信息员", "440203102"],
            ["cells-i", "重复", "信息员", "440203"],
            ["cells-i", "重复", "clerk", "440203"],
            ["cells-j", "两职", "管理员", "*"],
            ["cells-j", "两职", "审计员", "system"],
            ["cells-k", "别处", "leader", "440399"],
            ["cells-known", "已有", "", ""],
            ["cells-l", new string('长', 65), "leader", "440203"])));
        Assert.Equal(
            ["账号!A3", "账号!A4", "账号!B5", "账号!C6", "账号!D7", "账号!D8", "账号!D9", "账号!E10", "账号!B11", "账号!B13", "账号!C15", "账号!C16", "账号!D18",
                "账号!C19", "账号!D19", "账号!B20"],
            wrong.Keys.OrderBy(place => int.Parse(place[4..], System.Globalization.CultureInfo.InvariantCulture))
                .ThenBy(place => place[3]));
        Assert.Contains("是否应为“承办单位”", wrong["账号!C6"]);
        Assert.Contains("没有单位“440203/ZJK”，是否应为", wrong["账号!D7"]);
        Assert.Contains("区划名录中没有", wrong["账号!D8"]);
        Assert.All(wrong.Values, sentence => Assert.Matches(@"[\u4e00-\u9fff].* / .*[a-z]", sentence));
        Assert.DoesNotContain((await site.Administrator.ListAccountsAsync(new() { PageSize = 1000 })).Accounts, account =>
            account.Name.StartsWith("cells-", StringComparison.Ordinal) && account.Name != "cells-known");
    }

    [Fact]
    public async Task What_is_taken_away_is_confirmed_in_number()
    {
        await site.NewAsync("taken-1", displayName: "甲");
        await site.NewAsync("taken-2", displayName: "乙");
        await site.Administrator.GrantRoleAsync(new() { Name = "taken-1", Grant = new() { Role = "leader", Place = District } });
        var file = File(["taken-1", "甲", "领导", District, "正常"], ["taken-2", "乙·新", "信息员", District, "停用"],
            ["taken-2", "", "信息员", "440203102", ""]);
        var check = await site.ImportAsync(file, dryRun: true);
        Assert.Equal((2, 0, 2), (check.Accounts, check.Created, check.Removals));
        Assert.Equal(
            [
                "taken-1（甲）收回 信息员 440203 武江区 / clerk@440203 is taken from taken-1",
                "taken-2 由“乙”改为“乙·新” / taken-2 has another name",
                "taken-2（乙·新）授予 信息员 440203102 龙归镇 / taken-2 is given clerk@440203102",
                "停用 taken-2（乙·新） / taken-2 is disabled",
            ],
            check.Changes);
        foreach (var number in (int[])[0, 1, 3])
            Assert.Equal((StatusCode.FailedPrecondition, "REMOVALS_NOT_CONFIRMED"),
                await RefusedAsync(() => site.ImportAsync(file, number)) is var refused ? (refused.Status, refused.Reason) : default);
        Assert.Equal(2, (await site.GetAsync("taken-1")).Grants.Count);

        Assert.Equal(check.Changes, (await site.ImportAsync(file, 2)).Changes);
        Assert.Equal([new Grant { Role = "leader", Place = District }], (await site.GetAsync("taken-1")).Grants);
        Assert.True((await site.GetAsync("taken-2")).Disabled);
        Assert.Empty((await site.ImportAsync(file)).Changes);
    }

    [Fact]
    public async Task A_file_cannot_leave_nobody_who_administers()
    {
        var wrong = await WrongCellsAsync(() =>
            site.ImportAsync(File(["admin", "系统管理员", "领导", District], ["heir", "继任", "管理员", "*", "停用"]), 1));
        Assert.Contains("没有人能管理账号", wrong[""]);
        Assert.False((await site.GetAsync("admin")).Disabled);
    }

    [Fact]
    public async Task An_account_may_be_new_and_disabled()
    {
        var done = await site.ImportAsync(File(["later", "以后启用", "信息员", District, "停用"]));
        Assert.Equal((1, 0), (done.Created, done.Removals));
        var password = (string)Rows(done.Passwords, "一次性密码").Single()["一次性密码"];
        Assert.Equal("ACCOUNT_DISABLED", (await RefusedAsync(() => site.SignInAsync("later", password, "Eigen-2026-Pass"))).Reason);
        await site.Administrator.DisableAccountAsync(new() { Name = "later" });
        await site.SignInAsync("later", password, "Eigen-2026-Pass");
    }

    [Fact]
    public async Task The_same_file_at_once_makes_each_account_once()
    {
        var file = File([.. Enumerable.Range(0, 20).Select(i => (string[])[$"race-{i}", "竞争", "信息员", District])]);
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ =>
        {
            try
            {
                return await site.ImportAsync(file);
            }
            catch (RpcException gone) when (gone.StatusCode == StatusCode.Aborted)
            {
                return new();
            }
        }));
        // Each password that was handed out opens its account, and there is just one for each.
        var handed = answers.Where(answer => answer.Passwords.Length > 0).SelectMany(answer => Rows(answer.Passwords, "一次性密码")).ToArray();
        Assert.Equal(20, handed.Select(row => (string)row["账号"]).Distinct().Count());
        Assert.Equal(20, handed.Length);
        foreach (var row in handed) await site.SignInAsync((string)row["账号"], (string)row["一次性密码"], "Eigen-2026-Pass");
    }
}

using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using OpsCenter.Accounts;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Tests.Hotline;
using OpsCenter.Tests.Kernel;
using OpsCenter.V1;
using Xunit;

namespace OpsCenter.Tests.Setup;

/// <summary>
/// What is set up and what is missing, through the public door: of an empty product, a half and a full one; and who sees what of it.
/// </summary>
public sealed class SetupServiceTests(EmptyProduct product) : IClassFixture<EmptyProduct>
{
    private static readonly string[] Keys = ["hall", "hotline", "calendar", "places", "indicators", "people", "accounts", "displays",
        "channels"];

    [Fact]
    public async Task From_an_empty_product_to_a_full_one_each_step_says_how_far_it_has_got()
    {
        await using var own = new Owned();
        await own.Product.InitializeAsync();
        var bureau = await own.Product.FirstAsync("operator");
        var admin = await own.Product.FirstAsync("admin");

        // Empty: all but the calendar, which ships.
        var empty = await bureau.LookAsync();
        Assert.Equal(Keys, empty.Steps.Select(step => step.Key));
        Assert.All(empty.Steps
            .Where(step => step.Key is "hall" or "hotline" or "places" or "indicators" or "people" or "accounts" or "channels"), step =>
            Assert.Equal((SetupState.SetupMissing, "", ""), (step.State, step.Summary, step.Wanting)));
        Assert.StartsWith("2017–", Step(empty, "calendar").Summary);
        Assert.Equal((SetupState.SetupPartly, "大屏账号还没有登录过"),
            (Step(await admin.LookAsync(), "displays").State, Step(await admin.LookAsync(), "displays").Wanting));

        // Half: what was handed in is there with its numbers, and nothing else has changed.
        foreach (var step in (string[])["hall", "hotline"])
            Assert.NotEmpty(await bureau.HandInAsync(step, await bureau.FileAsync(Step(empty, step).Sample.Name)));
        await Eventually.Passes(async () => Assert.Equal("武江区政务服务中心：30 个窗口，10 项业务，30 名人员", (await bureau.StepAsync("hall")).Summary));
        var half = await bureau.LookAsync();
        Assert.Equal((SetupState.SetupDone, "34 个承办单位，71 条职责"), (Step(half, "hotline").State, Step(half, "hotline").Summary));
        Assert.Equal(SetupState.SetupMissing, Step(half, "places").State);
        Assert.Equal(SetupState.SetupMissing, Step(half, "people").State);

        // Full, but for what only a configuration gives.
        foreach (var step in (string[])["places", "indicators", "people"])
            Assert.NotEmpty(await bureau.HandInAsync(step, await bureau.FileAsync(Step(empty, step).Sample.Name)));
        await DecreeUntilKnownAsync(bureau);
        await own.Product.Services.GetRequiredService<LocalAccounts>()
            .CreateAsync("zjj", "区住建管理局", [new AccountGrant("department", "440203/ZJJ")], "test");
        await own.Product.Services.GetRequiredService<LocalAccounts>()
            .IssueTokenAsync("wall-2", new AccountGrant("screen", HotlineInstallation.District), TimeSpan.FromDays(1), "test");
        var full = await bureau.LookAsync();
        Assert.Equal(("7 个镇街，89 个村居", SetupState.SetupDone), (Step(full, "places").Summary, Step(full, "places").State));
        Assert.Equal(("43 个指标，11 张套表", SetupState.SetupDone), (Step(full, "indicators").Summary, Step(full, "indicators").State));
        Assert.Equal(("17 人", SetupState.SetupDone), (Step(full, "people").Summary, Step(full, "people").State));
        Assert.Equal((SetupState.SetupDone, ""), (Step(full, "calendar").State, Step(full, "calendar").Wanting));
        Assert.Equal(["channels"], full.Steps.Where(step => step.State != SetupState.SetupDone).Select(step => step.Key));
        Assert.Equal("1 个账号，1 个还没有首次登录", Step(await admin.LookAsync(), "accounts").Summary);
        Assert.Equal("1 个大屏账号已启用", Step(await admin.LookAsync(), "displays").Summary);
    }

    [Fact]
    public async Task Whoever_may_not_do_a_step_is_told_whom_to_ask_and_sees_no_numbers_that_are_not_his()
    {
        var bureau = await (await product.VisitorAsync("operator")).LookAsync();
        Assert.All(bureau.Steps.Where(step => step.Key is not ("accounts" or "displays")), step => Assert.True(step.MayDo, step.Key));
        Assert.Equal((false, "administrator"), (Step(bureau, "accounts").MayDo, Assert.Single(Step(bureau, "accounts").Roles)));
        Assert.Equal(("", ""), (Step(bureau, "displays").Summary, Step(bureau, "displays").Wanting));

        // The administrator gives rights and sees nothing of the business but that it stands there.
        var admin = await (await product.VisitorAsync("administrator", "*")).LookAsync();
        Assert.Equal((false, "", 0),
            (Step(admin, "calendar").MayDo, Step(admin, "calendar").Summary, Step(admin, "calendar").Templates.Count));
        Assert.Equal(["operator"], Step(admin, "hall").Roles);
        Assert.Null(Step(admin, "hall").Sample);

        // A leader looks, and sets nothing up.
        var leader = await (await product.VisitorAsync("leader")).LookAsync();
        Assert.DoesNotContain(leader.Steps, step => step.MayDo || step.Templates.Count > 0);
        Assert.StartsWith("2017–", Step(leader, "calendar").Summary);
    }

    [Theory]
    [InlineData("dispatcher", "440203")]
    [InlineData("clerk", "440203102201")]
    [InlineData("department", "440203/ZJJ")]
    [InlineData("screen", "440203")]
    [InlineData("source", "440203")]
    [InlineData("collector", "*")]
    [InlineData("auditor", "*")]
    [InlineData("operator", "440204")]
    public async Task Others_are_refused(string role, string place)
    {
        var other = await product.VisitorAsync(role, place);
        Assert.Equal((StatusCode.PermissionDenied, "NOT_PERMITTED"), await HotlineGateway.RefusedAsync(() => other.LookAsync()));
        Assert.Equal((StatusCode.PermissionDenied, "NOT_PERMITTED"),
            await HotlineGateway.RefusedAsync(() => other.FileAsync("hall-template.yaml")));
    }

    [Fact]
    public async Task A_file_is_for_whoever_may_do_its_step()
    {
        Assert.Equal((StatusCode.PermissionDenied, "NOT_PERMITTED"),
            await HotlineGateway.RefusedAsync(async () => await (await product.VisitorAsync("leader")).FileAsync("hall-template.yaml")));
        Assert.Equal(
            (StatusCode.PermissionDenied, "NOT_PERMITTED"),
            await HotlineGateway.RefusedAsync(
                async () => await (await product.VisitorAsync("administrator", "*")).FileAsync("wujiang-people.xlsx")));
    }

    [Theory]
    [InlineData("", StatusCode.NotFound)]
    [InlineData("no-such-file.xlsx", StatusCode.NotFound)]
    [InlineData("../../../etc/passwd", StatusCode.NotFound)]
    [InlineData("HALL-TEMPLATE.YAML", StatusCode.NotFound)]
    [InlineData("hall-template.yaml\0", StatusCode.NotFound)]
    [InlineData("模板；'; drop table", StatusCode.NotFound)]
    public async Task A_name_that_is_none_is_told_in_a_sentence(string name, StatusCode status)
    {
        var bureau = await product.VisitorAsync("operator");
        var refused = await Assert.ThrowsAsync<RpcException>(() => bureau.FileAsync(name));
        Assert.Equal(status, refused.StatusCode);
        Assert.Contains("没有名为", refused.Status.Detail);
        Assert.DoesNotContain('\0', refused.Status.Detail);
    }

    [Fact]
    public async Task A_name_of_a_megabyte_is_told_shortly()
    {
        var bureau = await product.VisitorAsync("operator");
        var refused = await Assert.ThrowsAsync<RpcException>(() => bureau.FileAsync(new string('x', 1 << 20)));
        Assert.Equal(StatusCode.NotFound, refused.StatusCode);
        Assert.InRange(refused.Status.Detail.Length, 1, 300);
    }

    [Theory]
    [InlineData("999999", StatusCode.NotFound)]
    [InlineData("44020", StatusCode.InvalidArgument)]
    [InlineData("44020３", StatusCode.InvalidArgument)]
    [InlineData("区", StatusCode.InvalidArgument)]
    public async Task A_district_that_is_none_is_told_to_whoever_is_of_all_districts(string district, StatusCode status)
    {
        var admin = await product.VisitorAsync("administrator", "*");
        Assert.Equal(status, (await Assert.ThrowsAsync<RpcException>(() => admin.LookAsync(district))).StatusCode);
        Assert.Equal(status, (await Assert.ThrowsAsync<RpcException>(() => admin.FileAsync("hall-template.yaml", district))).StatusCode);
    }

    [Fact]
    public async Task An_account_of_all_districts_need_not_know_one()
    {
        Assert.Equal(HotlineInstallation.District, (await (await product.VisitorAsync("administrator", "*")).LookAsync("")).District);
        // Everybody else names his own.
        Assert.Equal(StatusCode.PermissionDenied,
            (await Assert.ThrowsAsync<RpcException>(async () => await (await product.VisitorAsync("operator")).LookAsync(""))).StatusCode);
    }

    [Fact]
    public async Task It_is_in_rest_too()
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", await product.TokenAsync("rest", "operator"));
        var text = await http.GetStringAsync(new Uri(product.Http, $"/v1/districts/{HotlineInstallation.District}/setup"));
        Assert.Contains("\"key\":", text);
        Assert.Contains("SETUP_MISSING", text);
        Assert.Contains("hall-template.yaml",
            await http.GetStringAsync(
                new Uri(product.Http, $"/v1/districts/{HotlineInstallation.District}/setup/files/hall-template.yaml")));
    }

    /// <summary>Whatever the day of this test, the decrees on this year and the next are known afterwards.</summary>
    private static async Task DecreeUntilKnownAsync(SetupVisitor bureau)
    {
        for (var years = 0; years < 80 && Step(await bureau.LookAsync(), "calendar").State != SetupState.SetupDone; years++)
            await bureau.HandInAsync("calendar", await bureau.FileAsync("calendar-template.json"));
    }

    private static SetupStep Step(SetupInfo info, string key) => info.Steps.Single(step => step.Key == key);

    /// <summary>A product of a test's own.</summary>
    private sealed class Owned : IAsyncDisposable
    {
        public EmptyProduct Product { get; } = new();

        public ValueTask DisposeAsync() => Product.DisposeAsync();
    }
}

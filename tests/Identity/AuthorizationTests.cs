using Grpc.Core;
using OpsCenter.Accounts;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.V1;
using Xunit;

namespace OpsCenter.Tests.Identity;

[Collection("identity")]
public class AuthorizationTests(GatewayFixture gateway)
{
    [Fact]
    public async Task A_method_without_a_rule_is_refused_even_to_the_administrator()
    {
        var caller = await gateway.PersonAsync("admin-2", new AccountGrant("administrator", "*"));
        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await gateway.Channel.CreateCallInvoker()
                .AsyncUnaryCall(UndeclaredService.Method, null, new CallOptions(caller), new SignOutRequest()));
        Assert.Equal((StatusCode.PermissionDenied, "METHOD_NOT_DECLARED"), (failure.StatusCode, Failure.ReasonOf(failure)));
    }

    [Fact]
    public async Task A_service_of_another_assembly_is_judged_by_what_stands_on_its_method()
    {
        var caller = await gateway.PersonAsync("leader-1", new AccountGrant("leader", "440203"));
        Assert.Equal("H1", (await ProbeAsync(Probe.Declared, new() { District = "440203", Hall = "H1" }, caller)).Hall);
        await DeniedAsync(async () => await ProbeAsync(Probe.Declared, new() { District = "440204" }, caller));
        var failure =
            await Assert.ThrowsAsync<RpcException>(async () => await ProbeAsync(Probe.Declared, new() { District = "440203" }, []));
        Assert.Equal(StatusCode.Unauthenticated, failure.StatusCode);
    }

    [Fact]
    public async Task Health_is_open_to_everybody_and_reflection_to_those_who_see_diagnostics()
    {
        var health = new global::Grpc.Health.V1.Health.HealthClient(gateway.Channel);
        await health.CheckAsync(new());
        Assert.Equal(StatusCode.OK, await ReflectAsync(await gateway.PersonAsync("operator-1", new AccountGrant("operator", "440203"))));
        Assert.Equal(StatusCode.PermissionDenied,
            await ReflectAsync(await gateway.PersonAsync("analyst-1", new AccountGrant("analyst", "440203"))));
        Assert.Equal(StatusCode.Unauthenticated, await ReflectAsync([]));

        async Task<StatusCode> ReflectAsync(Metadata caller)
        {
            using var call = new global::Grpc.Reflection.V1Alpha.ServerReflection.ServerReflectionClient(
                gateway.Channel).ServerReflectionInfo(caller);
            try
            {
                await call.RequestStream.WriteAsync(new() { ListServices = "" });
                await call.RequestStream.CompleteAsync();
                while (await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken))
                    Assert.Contains(call.ResponseStream.Current.ListServicesResponse.Service,
                        service => service.Name == "opscenter.v1.Accounts");
                return StatusCode.OK;
            }
            catch (RpcException refused)
            {
                return refused.StatusCode;
            }
        }
    }

    [Fact]
    public async Task A_method_that_does_not_say_who_may_call_it_is_refused_and_the_log_names_it()
    {
        var caller = await gateway.PersonAsync("admin-6", new AccountGrant("administrator", "*"), new AccountGrant("operator", "*"));
        foreach (var (method, why) in new[] { (Probe.Silent, "does not say who may call it"),
            (Probe.Wrong, "GetHallRequest has no field 'distrikt'") })
        {
            var failure =
                await Assert.ThrowsAsync<RpcException>(async () => await ProbeAsync(method, new() { District = "440203" }, caller));
            Assert.Equal((StatusCode.PermissionDenied, "METHOD_NOT_DECLARED"), (failure.StatusCode, Failure.ReasonOf(failure)));
            Assert.Contains(gateway.Errors.Lines,
                line => line.StartsWith($"{method.FullName} is refused", StringComparison.Ordinal) && line.Contains(why));
        }
    }

    [Fact]
    public async Task Nobody_comes_in_without_a_token()
    {
        foreach (var headers in new Metadata[] { [], GatewayFixture.Bearer("nonsense"), GatewayFixture.Bearer("a.b.c") })
        {
            var failure =
                await Assert.ThrowsAsync<RpcException>(
                    async () => await new V1.Accounts.AccountsClient(gateway.Channel).ListAccountsAsync(new(), headers));
            Assert.Equal((StatusCode.Unauthenticated, "SIGN_IN_REQUIRED"), (failure.StatusCode, Failure.ReasonOf(failure)));
        }
    }

    [Fact]
    public async Task A_right_holds_at_its_place_and_below()
    {
        var history = new V1.History.HistoryClient(gateway.Channel);
        var city = await gateway.PersonAsync("city-operator", new AccountGrant("operator", "4402"));
        var other = await gateway.PersonAsync("other-operator", new AccountGrant("operator", "440204"));
        Assert.Empty((await history.ListHistoryAsync(new() { Stream = "440203/window/H1/A1" }, city)).Events);
        await DeniedAsync(async () => await history.ListHistoryAsync(new() { Stream = "440203/window/H1/A1" }, other));
        await DeniedAsync(async () => await history.ListHistoryAsync(new() { Stream = "system/account/admin" }, city));
        await DeniedAsync(async () => await history.ListHistoryAsync(new() { Stream = "" }, city));
    }

    [Fact]
    public async Task Administrators_administer_and_read_no_business()
    {
        var caller = await gateway.PersonAsync("admin-3", new AccountGrant("administrator", "*"));
        var accounts = new V1.Accounts.AccountsClient(gateway.Channel);
        var created = await accounts.CreateAccountAsync(
            new() { Name = "clerk-1", DisplayName = "窗口", Grants = { new Grant { Role = "clerk", Place = "440203" } } }, caller);
        Assert.True(created.Account.PasswordIsOneTime);
        Assert.Matches("^[0-9a-z-]{19}$", created.OneTimePassword);
        Assert.Contains((await accounts.ListAccountsAsync(new(), caller)).Accounts, account => account.Name == "clerk-1");
        Assert.NotEqual(created.OneTimePassword, (await accounts.ResetPasswordAsync(new() { Name = "clerk-1" }, caller)).OneTimePassword);
        Assert.True((await accounts.DisableAccountAsync(new() { Name = "clerk-1", Disabled = true }, caller)).Disabled);
        await DeniedAsync(
            async () => await new V1.History.HistoryClient(gateway.Channel).ListHistoryAsync(new() { Stream = "440203/window/H1/A1" },
                caller));
        await DeniedAsync(
            async () => await new V1.Audit.AuditClient(gateway.Channel).ListAuditAsync(new() { District = "440203" }, caller));
    }

    [Fact]
    public async Task Refusals_name_the_field()
    {
        var caller = await gateway.PersonAsync("admin-4", new AccountGrant("administrator", "*"));
        var accounts = new V1.Accounts.AccountsClient(gateway.Channel);
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await accounts.CreateAccountAsync(
            new() { Name = "x", DisplayName = "x", Grants = { new Grant { Role = "clerk", Place = "nowhere" } } }, caller));
        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
        Assert.Equal("grants", failure.GetRpcStatus()!.GetDetail<Google.Rpc.BadRequest>()!.FieldViolations.Single().Field);
        var unknown =
            await Assert.ThrowsAsync<RpcException>(async () => await accounts.ResetPasswordAsync(new() { Name = "nobody" }, caller));
        Assert.Equal((StatusCode.NotFound, "UNKNOWN_ACCOUNT"), (unknown.StatusCode, Failure.ReasonOf(unknown)));
    }

    [Fact]
    public void An_address_may_try_only_so_often()
    {
        using var limiter = new SignInLimiter(new() { SignInsPerMinute = 3 });
        var here = System.Net.IPAddress.Parse("2001:db8::1");
        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(_ => limiter.TryPass(here)));
        Assert.False(limiter.TryPass(System.Net.IPAddress.Parse("2001:db8::2")));
        Assert.True(limiter.TryPass(System.Net.IPAddress.Parse("2001:db8:0:1::1")));
        Assert.True(limiter.TryPass(System.Net.IPAddress.Parse("192.0.2.1")));
    }

    private async Task<GetHallRequest> ProbeAsync(Method<GetHallRequest, GetHallRequest> method, GetHallRequest request, Metadata caller) =>
        await gateway.Channel.CreateCallInvoker().AsyncUnaryCall(method, null, new CallOptions(caller), request);

    private static async Task DeniedAsync(Func<Task> call) =>
        Assert.Equal(StatusCode.PermissionDenied, (await Assert.ThrowsAsync<RpcException>(call)).StatusCode);
}

using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using OpsCenter.V1;
using Order = OpsCenter.V1.Order;

namespace OpsCenter.Gateway.Hotline;

/// <summary>What people do with orders: move them on, and look at what is personal.</summary>
public sealed class OrderHandler(
    IClusterClient cluster, OrderScopes scopes, OrderReading reading, OrderPrivacy privacy, DistrictClock clock)
{
    private const int LeastReason = 4, MaxReason = 200, MaxRequestId = 64;

    public async Task<Order> ActAsync(ActOnOrderRequest request, Caller caller)
    {
        var district = request.District.ToDistrict();
        if (OrderActions.NameOf(request) is not { } action) throw Failure.Invalid(("action", "请指明要做什么 / Say what is to be done"));
        if (request.RequestId.Length > MaxRequestId)
            throw Failure.Invalid(("request_id", $"请求编号最多 {MaxRequestId} 个字 / A request id has at most {MaxRequestId} characters"));
        if (request.Version < 0) throw Failure.Invalid(("version", "版本不得为负 / A version is not negative"));
        var scope = await scopes.RequireAsync(caller, district);
        var permission = OrderActions.PermissionOf(action);
        if (permission != Permission.HandleOrders) caller.Require(permission, request.District);
        var (state, _) = await reading.FindAsync(scope, request.Number);
        var department = permission == Permission.HandleOrders ? OrderActions.DepartmentOf(request, state, scope) : default;
        var asked = OrderActions.CommandOf(request, department, privacy.CallerOf(district, request.Number, state.Content), privacy);
        var command = new Command<OrderCommand>(caller.SourceId("desk", request.RequestId), clock.GetUtcNow(),
            asked)
        { IfVersion = request.Version };
        var order = cluster.GetGrain<IOrder>(HotlineKeys.Order(district, request.Number));
        if ((await order.Handle([command], caller.Name))[0].Refusal is { } refusal) throw Failure.Refused(refusal);
        var (after, version) = await order.ReadAsync();
        return await reading.OfAsync(scope, request.Number, after, version);
    }

    public async Task<RevealedOrder> RevealAsync(RevealOrderRequest request, Caller caller)
    {
        var district = request.District.ToDistrict();
        var scope = await scopes.RequireAsync(caller, district);
        if (request.Reason.Trim().Length < LeastReason || request.Reason.Length > MaxReason)
            throw Failure.Invalid(
                ("reason", $"请说明查看理由，{LeastReason}–{MaxReason} 个字 / A reason of {LeastReason}-{MaxReason} characters is needed"));
        var (state, _) = await reading.FindAsync(scope, request.Number);
        if (!scope.MayReveal(state)) throw Caller.Denied(Permission.RevealPersonal);
        return privacy.Reveal(district, request.Number, state);
    }
}

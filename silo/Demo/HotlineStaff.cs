using Grpc.Core;
using Grpc.Net.Client;
using OpsCenter.Analytics.Simulation.Orders;
using OpsCenter.V1;
using HotlineClient = OpsCenter.V1.Hotline.HotlineClient;

namespace OpsCenter.Silo.Demo;

/// <summary>
/// The people of a simulated hotline. When an order's simulated time has come, somebody looks at it through the public door and does
/// what its stage asks for: dispatch, claim or refuse, rule, answer, review, call back. Whoever sits at a desk of the demo may be faster.
/// </summary>
/// <param name="district">District code.</param>
/// <param name="door">Opens a channel for a caller with a role at a place (a department's: <c>440203/ZJJ</c>).</param>
/// <param name="speed">How many times as fast as it would be.</param>
/// <param name="time">The clock to wait by.</param>
internal sealed class HotlineStaff(string district, Func<string, string, Task<GrpcChannel>> door, double speed, TimeProvider time)
{
    /// <summary>Refusals of a disputed order; the second goes to joint adjudication.</summary>
    private const int MostRefusals = 2;

    private static readonly TimeSpan Soon = TimeSpan.FromHours(2), Tick = TimeSpan.FromMilliseconds(200);

    private readonly PriorityQueue<SimulatedOrder, DateTimeOffset> agenda = new();
    private readonly Dictionary<string, HotlineClient> desks = [];
    private HotlineInfo hotline = new();

    /// <summary>It has come in: from now on it goes its way.</summary>
    public void Take(SimulatedOrder order) => LookAgain(order, order.DispatchedAt - order.ReceivedAt);

    /// <summary>Does what is due, until it is stopped.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        hotline = await (await DeskAsync("dispatcher", district)).GetHotlineAsync(new() { District = district }, cancellationToken: cancellation);
        using var timer = new PeriodicTimer(Tick, time);
        while (await timer.WaitForNextTickAsync(cancellation))
            while (Due() is { } order) await LookAsync(order, cancellation);
    }

    private SimulatedOrder? Due()
    {
        lock (agenda) return agenda.TryPeek(out _, out var at) && at <= time.GetUtcNow() ? agenda.Dequeue() : null;
    }

    private void LookAgain(SimulatedOrder order, TimeSpan after)
    {
        lock (agenda) agenda.Enqueue(order, time.GetUtcNow() + after / speed);
    }

    private async Task LookAsync(SimulatedOrder order, CancellationToken cancellation)
    {
        try
        {
            var now = await (await DeskAsync("dispatcher", district)).GetOrderAsync(new() { District = district, Number = order.Number }, cancellationToken: cancellation);
            if (Wish(order, now) is not var (role, place, wish)) return;
            (wish.District, wish.Number) = (district, order.Number);
            now = await (await DeskAsync(role, place)).ActOnOrderAsync(wish, cancellationToken: cancellation);
            LookAgain(order, UntilNext(order, now.Summary.Stage));
        }
        catch (RpcException late) when (late.StatusCode is StatusCode.FailedPrecondition or StatusCode.PermissionDenied or StatusCode.Aborted or StatusCode.Unavailable)
        {
            // Somebody was faster, or the product is away for a moment: look again.
            LookAgain(order, Soon);
        }
    }

    /// <summary>What the stage asks for, and whose it is to do; null: nothing more.</summary>
    private (string Role, string Place, ActOnOrderRequest Wish)? Wish(SimulatedOrder order, Order now)
    {
        var holder = $"{district}/{now.Summary.Department}";
        return now.Summary.Stage switch
        {
            OrderStage.AwaitingAcceptance => ("dispatcher", district, new() { Accept = new() }),
            OrderStage.AwaitingDispatch => ("dispatcher", district, new() { Dispatch = new() { Lead = LeadFor(order, now.Refusals.Count) } }),
            OrderStage.AwaitingClaim when Refusal(order, now) is { } refusal => ("department", holder, new() { Refuse = refusal }),
            OrderStage.AwaitingClaim => ("department", holder, new() { Claim = new() }),
            OrderStage.RefusalPending => ("dispatcher", district, new() { JudgeRefusal = new() { Uphold = true, Reason = "退单理由成立，改派" } }),
            OrderStage.Adjudication => ("adjudicator", district, new() { Rule = Ruling(order) }),
            OrderStage.InProgress => ("department", holder, new() { Answer = new() { Text = order.Answer } }),
            OrderStage.AwaitingReview => ("reviewer", district, new() { Review = new() { Approve = true } }),
            OrderStage.AwaitingCallback => ("callback", district, new() { Callback = Callback(order, now) }),
            _ => null,
        };
    }

    /// <summary>A department that may refuse a disputed order does so, with a clause of its own duty list.</summary>
    private RefuseAction? Refusal(SimulatedOrder order, Order now)
    {
        if (!order.IsDisputed || !now.MayRefuse || now.Precedent is not null || now.Refusals.Count >= MostRefusals) return null;
        var duties = hotline.Departments.FirstOrDefault(department => department.Code == now.Summary.Department)?.Duties;
        var other = LeadFor(order, now.Refusals.Count + 1);
        return duties is { Count: > 0 } && other != now.Summary.Department
            ? new() { Clause = duties[0].Clause, Proposed = other, Reason = "按本单位权责清单，此类事项不由本单位办理" }
            : null;
    }

    private RuleAction Ruling(SimulatedOrder order)
    {
        var responsible = Responsible(order);
        return new()
        {
            Department = responsible.Code,
            Clause = responsible.Duties.FirstOrDefault(duty => duty.Topics.Any(topic => order.Topic.StartsWith(topic, StringComparison.Ordinal)))?.Clause
                ?? responsible.Duties.FirstOrDefault()?.Clause ?? "",
            Reason = "会商裁定由该单位牵头办理，相关单位配合",
            MakesPrecedent = true,
        };
    }

    /// <summary>Done again, it is solved.</summary>
    private static CallbackAction Callback(SimulatedOrder order, Order now)
    {
        var callback = new CallbackAction { Reached = order.Reached };
        if (order.Solved is { } solved) callback.Solved = solved || now.Summary.Round > 1;
        if (order.Satisfied is { } satisfied) callback.Satisfied = satisfied;
        return callback;
    }

    private DepartmentInfo Responsible(SimulatedOrder order) => hotline.Departments.First(department => department.Name == order.Department);

    /// <summary>Who gets it; a disputed order goes to and fro between the department and the town.</summary>
    private string LeadFor(SimulatedOrder order, int refusals) =>
        order.IsDisputed && refusals % 2 == 0 && hotline.Departments.FirstOrDefault(department => department.Town == order.Town) is { } town ? town.Code : Responsible(order).Code;

    private static TimeSpan UntilNext(SimulatedOrder order, OrderStage stage) => stage switch
    {
        OrderStage.AwaitingDispatch => order.DispatchedAt - order.ReceivedAt,
        OrderStage.AwaitingClaim => order.ClaimedAt - order.DispatchedAt,
        OrderStage.InProgress => order.AnsweredAt - order.ClaimedAt,
        OrderStage.AwaitingCallback => order.ClosedAt - order.AnsweredAt,
        _ => Soon,
    };

    private async Task<HotlineClient> DeskAsync(string role, string place) =>
        desks.TryGetValue($"{role}@{place}", out var desk) ? desk : desks[$"{role}@{place}"] = new(await door(role, place));
}

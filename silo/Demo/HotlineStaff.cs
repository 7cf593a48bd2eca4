using Grpc.Core;
using OpsCenter.Analytics.Simulation.Orders;
using OpsCenter.V1;
using HotlineClient = OpsCenter.V1.Hotline.HotlineClient;

namespace OpsCenter.Silo.Demo;

/// <summary>
/// The people of a simulated hotline. When an order's time has come, somebody looks at it through the public door and does what its stage
/// asks for: dispatch or merge, claim or refuse, rule, contact, ask for more time, answer, review, call back, archive. Whoever sits at a
/// desk of the demo may be faster.
/// </summary>
internal sealed class HotlineStaff(DemoPeople people)
{
    /// <summary>Refusals of a disputed order; the second goes to joint adjudication.</summary>
    private const int MaxRefusals = 2;

    /// <summary>Shares of orders that something out of the ordinary happens to.</summary>
    private const double Assisted = 0.08, WronglyRefused = 0.03, Delayed = 0.06, DelayDenied = 0.15, Held = 0.01, Urged = 0.03,
        AnswerReturned = 0.05, Merged = 0.8;

    private static readonly TimeSpan Soon = TimeSpan.FromHours(2), Tick = TimeSpan.FromMilliseconds(200),
        UntilArchived = TimeSpan.FromDays(2), UntilHeldEnds = TimeSpan.FromDays(5);

    private readonly PriorityQueue<SimulatedOrder, DateTimeOffset> agenda = new();
    private readonly Lock gate = new();

    /// <summary>What was done once with an order and is not done again, by the order's number; gone with the order.</summary>
    private readonly Dictionary<string, HashSet<string>> done = [];

    private HotlineInfo hotline = new();

    /// <summary>It has come in: from now on it goes its way.</summary>
    public void Take(SimulatedOrder order) => LookAt(order, order.DispatchedAt > people.Now ? order.DispatchedAt : people.Now);

    /// <summary>Does what is due, until it is stopped.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var dispatcher = await DeskAsync("dispatcher", people.District);
        await people.InsistAsync("The hotline",
            async () => hotline = await dispatcher.GetHotlineAsync(new() { District = people.District }, cancellationToken: cancellation),
            cancellation);
        using var timer = new PeriodicTimer(Tick);
        while (await timer.WaitForNextTickAsync(cancellation))
            while (Due() is { } order) await LookAsync(order, cancellation);
    }

    private SimulatedOrder? Due()
    {
        lock (gate) return agenda.TryPeek(out _, out var at) && at <= people.Now ? agenda.Dequeue() : null;
    }

    private void LookAt(SimulatedOrder order, DateTimeOffset at)
    {
        lock (gate) agenda.Enqueue(order, at);
    }

    private async Task LookAsync(SimulatedOrder order, CancellationToken cancellation)
    {
        try
        {
            var now = await (await DeskAsync("dispatcher", people.District)).GetOrderAsync(
                new() { District = people.District, Number = order.Number }, cancellationToken: cancellation);
            if (TimeOf(order, now) is var time && time > people.Now)
            {
                LookAt(order, time);
                return;
            }
            if (Next(order, now) is not var (role, place, act))
            {
                done.Remove(order.Number);
                if (now.Summary.Stage == OrderStage.Merged) LookAt(order, people.Now + (6 * Soon));
                return;
            }
            (act.District, act.Number) = (people.District, order.Number);
            now = await (await DeskAsync(role, place)).ActOnOrderAsync(act, cancellationToken: cancellation);
            LookAt(order, After(order, now));
        }
        catch (Exception late) when (!cancellation.IsCancellationRequested)
        {
            // Somebody was faster, an order on hold waits, or the product is away for a moment: look again.
            if (late is not RpcException) throw;
            LookAt(order, people.Now + Soon);
        }
    }

    /// <summary>When somebody is there to do what the stage asks for: the platform's desks always, departments in office hours.</summary>
    private DateTimeOffset TimeOf(SimulatedOrder order, Order now) => now.Summary.Stage switch
    {
        OrderStage.AwaitingAcceptance or OrderStage.AwaitingDispatch => people.Now,
        _ => people.Timetable.AtWork(people.Now, people.Chance(order.Number, "morning", now.Summary.Stage.ToString())),
    };

    /// <summary>What the stage asks for, and whose it is to do; null: nothing more.</summary>
    private (string Role, string Place, ActOnOrderRequest Act)? Next(SimulatedOrder order, Order now)
    {
        var holder = $"{people.District}/{now.Summary.Department}";
        return now.Summary.Stage switch
        {
            OrderStage.AwaitingAcceptance => Dispatcher(new() { Accept = new() }),
            OrderStage.AwaitingDispatch when order.Earlier.Length > 0 && Is(order, "merged", Merged) && Once(order, "merge") =>
                Dispatcher(new() { Merge = new() { Parent = order.Earlier, Reason = "同一诉求重复来电，并单办理" } }),
            OrderStage.AwaitingDispatch => Dispatcher(new() { Dispatch = Dispatch(order, now) }),
            OrderStage.AwaitingClaim when Refusal(order, now) is { } refusal => ("department", holder, new() { Refuse = refusal }),
            OrderStage.AwaitingClaim => ("department", holder, new() { Claim = new() }),
            OrderStage.RefusalPending => Dispatcher(new()
            {
                JudgeRefusal = order.IsDisputed
                    ? new() { Uphold = true, Reason = "退单理由成立，改派" }
                    : new() { Uphold = false, Reason = "属本单位职责，请继续办理" },
            }),
            OrderStage.Adjudication => ("adjudicator", people.District, new() { Rule = Ruling(order) }),
            OrderStage.InProgress => InProgress(order, now, holder),
            OrderStage.AwaitingReview when Is(order, "returned", AnswerReturned) && Once(order, "return") =>
                ("reviewer", people.District, new() { Review = new() { Approve = false, Reason = "答复未说明处理结果，请补充" } }),
            OrderStage.AwaitingReview => ("reviewer", people.District, new() { Review = new() { Approve = true } }),
            OrderStage.AwaitingCallback => ("callback", people.District, new() { Callback = Callback(order, now) }),
            OrderStage.OrderClosed => Dispatcher(new() { Archive = new() }),
            _ => null,
        };
    }

    /// <summary>
    /// The department speaks with the citizen first; some ask for time, some matters rest; whoever assists answers before the lead does.
    /// </summary>
    private (string Role, string Place, ActOnOrderRequest Act) InProgress(SimulatedOrder order, Order now, string holder)
    {
        if (now.Summary.DelayPending)
            return Dispatcher(new() { JudgeDelay = new() { Grant = !Is(order, "denied", DelayDenied), Reason = "已核实办理进度" } });
        if (order.ContactedAt is not null && Once(order, "contact"))
            return ("department", holder, new() { Contact = new() { Note = "已电话联系来电人，告知办理安排" } });
        if (Is(order, "urged", Urged) && Once(order, "urge"))
            return Dispatcher(new() { Urge = new() { Note = "来电人再次反映，请尽快办理" } });
        if (Is(order, "delayed", Delayed) && !now.DelayUsed && Once(order, "delay"))
            return ("department", holder, new() { AskDelay = new() { WorkingDays = 3, Reason = "需协调物业与业主委员会，现场处置需时" } });
        if (Is(order, "held", Held) && Once(order, "hold"))
            return Dispatcher(new()
            {
                Hold = new()
                {
                    Reason = "涉及跨区协调，疑难挂账",
                    Until = LocalTime.DateOf(people.Now + UntilHeldEnds)
                        .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                },
            });
        return now.Assists.FirstOrDefault(assist => assist.Answer.Length == 0) is { } assist && Once(order, $"assist {assist.Department}")
            ? ("department", $"{people.District}/{assist.Department}", new() { AnswerAssist = new() { Text = "已配合现场核查，情况属实，已提出处置意见。" } })
            : ("department", holder, new() { Answer = new() { Text = order.Answer } });
    }

    private (string Role, string Place, ActOnOrderRequest Act) Dispatcher(ActOnOrderRequest act) => ("dispatcher", people.District, act);

    private DispatchAction Dispatch(SimulatedOrder order, Order now)
    {
        var dispatch = new DispatchAction { Lead = LeadFor(order, now.Refusals.Count) };
        // The town helps where a department leads, and the other way round.
        var other = TownOf(order)?.Code is { } town && town != dispatch.Lead ? town : Responsible(order).Code;
        if (other != dispatch.Lead && Is(order, "assisted", Assisted)) dispatch.Assisting.Add(other);
        return dispatch;
    }

    /// <summary>
    /// A department that may refuse a disputed order does so, with a clause of its own duty list; a few refuse what is theirs.
    /// </summary>
    private RefuseAction? Refusal(SimulatedOrder order, Order now)
    {
        if (!now.MayRefuse || now.Precedent is not null) return null;
        if (order.IsDisputed ? now.Refusals.Count >= MaxRefusals : now.Refusals.Count > 0 || !Is(order, "wrongly", WronglyRefused))
            return null;
        var duties = hotline.Departments.FirstOrDefault(department => department.Code == now.Summary.Department)?.Duties;
        var other = order.IsDisputed ? LeadFor(order, now.Refusals.Count + 1) : TownOf(order)?.Code ?? "";
        return duties is { Count: > 0 } && other.Length > 0 && other != now.Summary.Department
            ? new() { Clause = duties[0].Clause, Proposed = other, Reason = "按本单位权责清单，此类事项不由本单位办理" }
            : null;
    }

    private RuleAction Ruling(SimulatedOrder order)
    {
        var responsible = Responsible(order);
        return new()
        {
            Department = responsible.Code,
            Clause = responsible.Duties
                .FirstOrDefault(duty => duty.Topics.Any(topic => order.Topic.StartsWith(topic, StringComparison.Ordinal)))?.Clause
                ?? responsible.Duties.FirstOrDefault()?.Clause ?? "",
            Reason = "会商裁定由该单位牵头办理，相关单位配合",
            MakesPrecedent = true,
        };
    }

    /// <summary>Done again (重办), it is solved.</summary>
    private static CallbackAction Callback(SimulatedOrder order, Order now)
    {
        var callback = new CallbackAction { Reached = order.Reached };
        if (order.Solved is { } solved) callback.Solved = solved || now.Summary.Round > 1;
        if (order.Satisfied is { } satisfied) callback.Satisfied = satisfied;
        return callback;
    }

    private DepartmentInfo Responsible(SimulatedOrder order) =>
        hotline.Departments.First(department => department.Name == order.Department);

    private DepartmentInfo? TownOf(SimulatedOrder order) => hotline.Departments.FirstOrDefault(department => department.Town == order.Town);

    /// <summary>Who gets it; a disputed order goes to and fro between the department and the town.</summary>
    private string LeadFor(SimulatedOrder order, int refusals) =>
        order.IsDisputed && refusals % 2 == 0 && TownOf(order) is { } town ? town.Code : Responsible(order).Code;

    /// <summary>When the next step is due: at the order's own time, or as long after the last as it would have taken.</summary>
    private DateTimeOffset After(SimulatedOrder order, Order now)
    {
        var (own, takes) = now.Summary.Stage switch
        {
            OrderStage.AwaitingDispatch => (order.DispatchedAt, order.DispatchedAt - order.ReceivedAt),
            OrderStage.AwaitingClaim => (order.ClaimedAt, order.ClaimedAt - order.DispatchedAt),
            OrderStage.InProgress when order.ContactedAt is { } contacted && !Has(order, "contact") =>
                (contacted, contacted - order.ClaimedAt),
            OrderStage.InProgress when now.Summary.DelayPending => (DateTimeOffset.MinValue, Soon),
            OrderStage.InProgress => (order.AnsweredAt, order.AnsweredAt - order.ClaimedAt),
            OrderStage.AwaitingCallback => (order.ClosedAt, order.ClosedAt - order.AnsweredAt),
            OrderStage.OrderClosed => (DateTimeOffset.MinValue, UntilArchived),
            _ => (DateTimeOffset.MinValue, Soon),
        };
        return own > people.Now ? own : people.Now + (own == DateTimeOffset.MinValue || takes < Soon ? takes : Soon);
    }

    private bool Is(SimulatedOrder order, string what, double share) => people.Chance(order.Number, what) < share;

    private bool Has(SimulatedOrder order, string what) => done.TryGetValue(order.Number, out var known) && known.Contains(what);

    /// <summary>True the first time.</summary>
    private bool Once(SimulatedOrder order, string what)
    {
        if (!done.TryGetValue(order.Number, out var known)) done[order.Number] = known = [];
        return known.Add(what);
    }

    private async Task<HotlineClient> DeskAsync(string role, string place) => new(await people.ChannelAsync(role, place));
}

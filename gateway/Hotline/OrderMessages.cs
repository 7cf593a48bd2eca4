using Google.Protobuf.WellKnownTypes;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using OpsCenter.V1;
using Order = OpsCenter.V1.Order;

namespace OpsCenter.Gateway.Hotline;

/// <summary>Orders as a caller sees them: masked, with names for codes; of a secret order what its scope allows.</summary>
/// <param name="Scope">Who looks.</param>
/// <param name="Book">Names, clauses and the calendar.</param>
/// <param name="Now">Our clock.</param>
public sealed record OrderMessages(OrderScope Scope, Rulebook Book, DateTimeOffset Now)
{
    /// <summary>What stands where the words of a secret order would.</summary>
    public const string Concealed = "保密工单";

    public OrderSummary Summary(OrderRow row) => Summary(row, isRead: false);

    private OrderSummary Summary(OrderRow row, bool isRead)
    {
        var summary = new OrderSummary
        {
            Number = row.Number,
            Stage = row.Stage.ToMessage(),
            Type = row.Type.ToMessage(),
            Topic = row.Topic,
            Title = row.Title,
            Excerpt = row.Excerpt,
            Place = row.Place.Value,
            PlaceName = PlaceName(row.Place),
            PlaceKind = row.PlaceKind,
            Address = row.Address,
            Department = row.Lead.Value,
            DepartmentName = Name(row.Lead),
            Assisting = { row.Assists.Select(department => department.Value) },
            ReceivedAt = row.ReceivedAt.ToTimestamp(),
            DispatchedAt = row.DispatchedAt?.ToTimestamp(),
            Since = row.StageSince.ToTimestamp(),
            DueAt = row.DueAt?.ToTimestamp(),
            StageDueAt = row.StageDueAt?.ToTimestamp(),
            Mark = row.Mark.ToMessage(),
            Flags = { row.Flags.Select(flag => flag.ToMessage()) },
            Supervised = row.IsSupervised,
            DelayPending = row.DelayPending,
            Held = row.IsHeld,
            Refusals = row.Refusals,
            Round = row.Round,
            Parent = row.Parent,
            LastWord = OrderWords.WithNames(row.LastWord, Name),
        };
        return !isRead && Scope.IsConcealed(row) ? Conceal(summary) : summary;
    }

    /// <param name="number">Of the order.</param>
    /// <param name="state">As committed.</param>
    /// <param name="version">Of its stream.</param>
    /// <param name="precedent">The one that it was dispatched by; null: none.</param>
    /// <param name="isRead">The words of a secret order are shown to who has it on the desk, which is recorded.</param>
    public Order Of(string number, OrderState state, long version, Precedent? precedent, bool isRead = false)
    {
        var (concealed, hidesWords) = (!isRead && Scope.IsConcealed(state), Scope.HidesWords(state));
        string Words(string text) => hidesWords ? "" : text;
        var order = new Order
        {
            Summary = Summary(OrderRow.Of(Scope.District, number, state, version), isRead),
            Content = concealed ? "" : state.Content.Text,
            CallerName = concealed ? "" : state.Content.CallerName,
            CallerPhone = concealed ? "" : state.Content.CallerPhone,
            Channel = state.Content.Channel,
            EarlierNumber = state.Content.Earlier,
            Handling = Deadline(state.Handling),
            StageClock = Deadline(state.StageClock),
            Assists =
            {
                state.Assists.Select(assist => new OrderAssist
                {
                    Department = assist.Department.Value,
                    DepartmentName = Name(assist.Department),
                    Note = Words(assist.Note),
                    Deadline = assist.Answer is null ? Deadline(assist.Clock) : null,
                    Answer = Words(assist.Answer?.Masked ?? ""),
                }),
            },
            Refusals =
            {
                state.Refusals.Select(refused => new OrderRefusal
                {
                    Department = refused.Department.Value,
                    DepartmentName = Name(refused.Department),
                    Clause = refused.Clause,
                    ClauseText = ClauseText(refused.Department, refused.Clause),
                    Proposed = refused.Proposed.Value,
                    ProposedName = Name(refused.Proposed),
                    Reason = Words(refused.Reason),
                }),
            },
            MayRefuse = state.MayRefuse,
            DelayUsed = state.DelayUsed,
            DelayDays = state.DelayDays,
            Answer = Words(state.Answer?.Masked ?? ""),
            ClaimedAt = state.ClaimedAt?.ToTimestamp(),
            AnsweredAt = state.AnsweredAt?.ToTimestamp(),
            ClosedAt = state.ClosedAt?.ToTimestamp(),
            CallbackAttempts = state.CallbackAttempts,
            Precedent = precedent is null ? null : Precedent(precedent),
            Children = { state.Children },
            HoldReason = Words(state.Hold?.Reason ?? ""),
            HeldUntil = state.Hold?.Until.ToTimestamp(),
            PausedDays = state.PausedDays,
            Actions = { OrderActions.Of(state, Scope) },
            CanReveal = Scope.MayReveal(state),
            Urges = state.Urges,
            Version = version,
        };
        if (hidesWords) order.Summary.LastWord = "";
        if (state.Reached is { } reached) order.Reached = reached;
        if (state.Solved is { } solved) order.Solved = solved;
        if (state.Satisfied is { } satisfied) order.Satisfied = satisfied;
        return order;
    }

    public PrecedentInfo Precedent(Precedent precedent) => new()
    {
        Key = precedent.Key,
        Version = precedent.Version,
        Topic = precedent.Topic,
        PlaceKind = precedent.PlaceKind,
        Department = precedent.Department.Value,
        DepartmentName = Name(precedent.Department),
        Clause = precedent.Clause,
        ClauseText = ClauseText(precedent.Department, precedent.Clause),
        Reason = precedent.Reason,
        Order = precedent.Order,
        RuledAt = precedent.RuledAt.ToTimestamp(),
        RuledBy = precedent.RuledBy,
        Revoked = precedent.IsRevoked,
    };

    private OrderSummary Conceal(OrderSummary summary)
    {
        (summary.Title, summary.Excerpt, summary.Address) = (Concealed, "", "");
        if (!Scope.Can(Platform.Identity.Permission.MoveOrders)) summary.LastWord = "";
        return summary;
    }

    private OrderDeadline? Deadline(OrderClock? clock) => clock is null ? null : new()
    {
        StartedAt = clock.StartedAt.ToTimestamp(),
        WarnAt = clock.Deadline.WarnAt.ToTimestamp(),
        DueAt = clock.Deadline.DueAt.ToTimestamp(),
        RedAt = clock.Deadline.RedAt.ToTimestamp(),
        Mark = clock.Mark.ToMessage(),
        Rule = clock.Deadline.Rule,
        WorkingDaysLeft = Math.Round(Book.Calendar.Between(Now, clock.Deadline.DueAt), 2),
    };

    private string Name(DepartmentCode department) => department.IsEmpty ? "" : Book.NameOf(department);

    /// <summary>Towns are known as far as they are departments.</summary>
    private string PlaceName(PlaceCode place) => place.Value.Length < 9
        ? ""
        : Book.Definition?.Departments.FirstOrDefault(department => !department.Town.IsEmpty && department.Town.Holds(place))?.Name ?? "";

    private string ClauseText(DepartmentCode department, string clause) =>
        Book.Department(department)?.Duties.FirstOrDefault(duty => duty.Clause == clause)?.Text ?? "";
}

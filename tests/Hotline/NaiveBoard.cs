using OpsCenter.Hotline;
using OpsCenter.Kernel;

namespace OpsCenter.Tests.Hotline;

/// <summary>
/// The wall and the desks computed a second time, from the list of all facts, by the definitions in the public contract and without
/// any sum that is kept up: slow, plain, and independent of the code it checks.
/// </summary>
internal sealed class NaiveBoard
{
    private static readonly (OrderType Type, string Code, string Name)[] Types =
    [
        (OrderType.Inquiry, "INQUIRY", "咨询"), (OrderType.Request, "REQUEST", "求助"), (OrderType.Complaint, "COMPLAINT", "投诉"),
        (OrderType.Report, "REPORT", "举报"), (OrderType.Suggestion, "SUGGESTION", "建议"), (OrderType.Unknown, "", "未分类"),
    ];

    private readonly DateTimeOffset at;
    private readonly DateOnly today;
    private readonly HotlineDefinition definition;
    private readonly NaiveOrder[] orders;

    /// <param name="dataTime">Years before the last but one of the data are not remembered.</param>
    public NaiveBoard(IEnumerable<Recorded> journal, HotlineDefinition definition, DateTimeOffset at, DateTimeOffset dataTime)
    {
        (this.at, this.definition, today) = (at, definition, LocalTime.DateOf(at));
        orders = [.. journal.GroupBy(recorded => recorded.Number).Select(facts => new NaiveOrder(facts.Key, [.. facts], at))];
        FirstDay = orders.Select(order => order.Day).Where(day => day.Year >= LocalTime.DateOf(dataTime).Year - 1).Order().Cast<DateOnly?>()
            .FirstOrDefault();
    }

    private DateOnly? FirstDay { get; }

    private IEnumerable<NaiveOrder> Open => orders.Where(order => order.State.IsOpen);

    public HotlineWallTheme Wall()
    {
        var sameDay = today.AddYears(-1);
        return new()
        {
            District = new(BoardStage.District),
            Name = definition.Name,
            Date = today,
            Counts = Counts(_ => true, refused => true),
            Year = Rates(day => day.Year == today.Year, null),
            LastYear = Rates(day => day.Year == today.Year - 1 && day <= sameDay, null),
            Month = Rates(day => day.Year == today.Year && day.Month == today.Month, null),
            Types = new([.. Types.Select(type => Slice(type.Code, type.Name, order => order.State.Content.Type == type.Type))
                .Where(slice => slice.Code.Length > 0 || IsSomething(slice))]),
            Topics = new([.. orders.Select(order => order.State.Content.TopLevelTopic).Distinct()
                .Select(topic => Slice(topic, topic.Length > 0 ? topic : "未分类", order => order.State.Content.TopLevelTopic == topic))
                .Where(IsSomething).OrderByDescending(slice => slice.ReceivedThisYear)
                .ThenBy(slice => slice.Code, StringComparer.Ordinal)]),
            Towns = new(
                [.. orders.Select(order => order.Town)
                    .Union(definition.Departments.Select(department => department.Town.Value).Where(town => town.Length > 0))
                .Select(town => Slice(town, town.Length > 0 ? TownName(town) : "未注明", order => order.Town == town))
                .Where(slice => IsSomething(slice) || definition.Departments
                    .Any(department => department.Town.Value == slice.Code && slice.Code.Length > 0))
                .OrderBy(slice => slice.Code, StringComparer.Ordinal)]),
            Departments = new([.. definition.Departments.OrderBy(department => department.Code.Value, StringComparer.Ordinal)
                .Select(department => Slice(department.Code.Value, department.Name, order => order.State.Lead == department.Code)
                    with { Rates = Rates(day => day.Year == today.Year, department.Code.Value) })]),
            Days = new([.. Enumerable.Range(-29, 30).Select(today.AddDays).Select(day => new HotlineDay(
                day, orders.Count(order => order.Day == day), orders.Count(order => order.ClosedOn == day)))]),
            Hours = new([.. Enumerable.Range(0, 24).Select(hour => new HotlineHour(
                hour, orders.Count(order => order.Day == today && order.Local.Hour == hour), Usual(hour)))]),
            Months = new([.. Enumerable.Range(1, 12).Select(month => new HotlineMonth(
                month, orders.Count(order => order.Day.Year == today.Year && order.Day.Month == month),
                orders.Count(order => order.Day.Year == today.Year - 1 && order.Day.Month == month)))]),
            Rising = Rising(),
            Oldest = new(
                [.. Open.OrderBy(order => order.ReceivedAt).ThenBy(order => order.Number, StringComparer.Ordinal).Take(10)
                    .Select(order => Row(order))]),
            Unclaimed = new(
                [.. Open.Where(order => order.IsUnclaimed).OrderBy(order => order.State.StageSince)
                    .ThenBy(order => order.Number, StringComparer.Ordinal).Take(10)
                .Select(order => Row(order)
                    with { Mark = order.State.StageClock!.Deadline.MarkAt(at), DueAt = order.State.StageClock.Deadline.DueAt })]),
        };
    }

    public HotlineDeskTheme Desk(string code)
    {
        var isCentre = code == "centre";
        return new()
        {
            District = new(BoardStage.District),
            Desk = code,
            Name = isCentre ? definition.Name : definition.Departments.Single(department => department.Code.Value == code).Name,
            Change = orders.Sum(order => isCentre ? order.Facts : order.FactsConcerning(code)),
            Counts = isCentre ? Counts(_ => true, _ => true) : Counts(order => order.State.Lead.Value == code, refused => refused == code),
            Assisting = Open.Sum(
                order => order.State.Assists.Count(assist => assist.Answer is null && (isCentre || assist.Department.Value == code))),
            DelaysPending = Open.Count(order => order.State.DelayPending && (isCentre || order.State.Lead.Value == code)),
            Year = Rates(day => day.Year == today.Year, isCentre ? null : code),
        };
    }

    private HotlineCounts Counts(Func<NaiveOrder, bool> isMine, Func<string, bool> isMyRefusal)
    {
        var (mine, open) = (orders.Where(isMine).ToArray(), Open.Where(isMine).ToArray());
        int At(OrderStage stage) => open.Count(order => order.State.Stage == stage);
        var unclaimed = open.Where(order => order.IsUnclaimed).ToArray();
        return new()
        {
            ReceivedToday = mine.Count(order => order.Day == today),
            ReceivedTodayLastYear = mine.Count(order => order.Day == today.AddYears(-1) && order.Minute < Minute),
            ReceivedThisYear = mine.Count(order => order.Day.Year == today.Year),
            ReceivedLastYear = mine.Count(IsLastYearByNow),
            ClosedToday = mine.Count(order => order.ClosedOn == today),
            RefusedToday = orders.Sum(order => order.Refusals.Count(refusal => refusal.Day == today && isMyRefusal(refusal.Department))),
            Open = open.Length,
            AwaitingAcceptance = At(OrderStage.AwaitingAcceptance),
            AwaitingDispatch = At(OrderStage.AwaitingDispatch),
            Unclaimed = unclaimed.Length,
            UnclaimedOverdue = unclaimed.Count(order => at >= order.State.StageClock!.Deadline.DueAt),
            OldestUnclaimedSince = unclaimed.Length == 0 ? null : unclaimed.Min(order => order.State.StageSince),
            RefusalPending = At(OrderStage.RefusalPending),
            Adjudication = At(OrderStage.Adjudication),
            InProgress = At(OrderStage.InProgress),
            AwaitingReview = At(OrderStage.AwaitingReview),
            AwaitingCallback = At(OrderStage.AwaitingCallback),
            Merged = At(OrderStage.Merged),
            Held = open.Count(order => order.State.Hold is not null),
            DueToday = open.Count(order => order.ClockRuns && LocalTime.DateOf(order.DueAt) == today),
            Warning = open.Count(order => order.Mark == ClockMark.Warning),
            Yellow = open.Count(order => order.Mark == ClockMark.Yellow),
            Red = open.Count(order => order.Mark == ClockMark.Red),
            Urgent = open.Count(order => order.State.Has(OrderFlag.Urgent)),
        };
    }

    /// <param name="department">Null: the district.</param>
    private HotlineRates Rates(Func<DateOnly, bool> isIn, string? department)
    {
        bool Mine(DateOnly day, string who) => isIn(day) && (department is null || department == who);
        var claims = orders.SelectMany(order => order.Claims).Where(claim => Mine(claim.Day, claim.Department)).ToArray();
        var contacts = orders.SelectMany(order => order.Contacts).Where(contact => Mine(contact.Day, contact.Department)).ToArray();
        var toClose = orders.Where(order => order.ToCloseOn is { } day && Mine(day, order.State.Lead.Value)).ToArray();
        var closed = orders.Where(order => order.ClosedOn is { } day && Mine(day, order.State.Lead.Value)).ToArray();
        var assessed = closed.Where(order => !order.State.Has(OrderFlag.NotAssessed)).ToArray();
        return new()
        {
            ToClaim = claims.Length,
            ClaimedInTime = claims.Count(claim => claim.IsInTime),
            ToClose = toClose.Length,
            ClosedInTime = toClose.Count(order => order.IsInTime),
            Assessed = assessed.Length,
            Solved = assessed.Count(order => order.State.Solved == true),
            Rated = assessed.Count(order => order.State.Satisfied is not null),
            Satisfied = assessed.Count(order => order.State.Satisfied == true),
            Closed = closed.Length,
            Redispatched = closed.Count(order => order.State.Dispatches > 1),
            ToContact = contacts.Length,
            ContactedInTime = contacts.Count(contact => contact.IsInTime),
        };
    }

    private HotlineSlice Slice(string code, string name, Func<NaiveOrder, bool> isMine)
    {
        var (mine, open) = (orders.Where(isMine).ToArray(), Open.Where(isMine).ToArray());
        return new()
        {
            Code = code,
            Name = name,
            ReceivedToday = mine.Count(order => order.Day == today),
            ReceivedThisYear = mine.Count(order => order.Day.Year == today.Year),
            ReceivedLastYear = mine.Count(IsLastYearByNow),
            Open = open.Length,
            Unclaimed = open.Count(order => order.IsUnclaimed),
            Overdue = open.Count(order => order.Mark is ClockMark.Yellow or ClockMark.Red),
        };
    }

    private static bool IsSomething(HotlineSlice slice) =>
        slice.ReceivedToday + slice.ReceivedThisYear + slice.ReceivedLastYear + slice.Open > 0;

    private int Minute => (int)at.ToOffset(LocalTime.Offset).TimeOfDay.TotalMinutes;

    /// <summary>Called last year before the same minute of the same date.</summary>
    private bool IsLastYearByNow(NaiveOrder order) =>
        order.Day.Year == today.Year - 1 && (order.Day.Month, order.Day.Day, order.Minute).CompareTo((today.Month, today.Day, Minute)) < 0;

    private double? Usual(int hour)
    {
        var days = Enumerable.Range(1, 20).Select(back => today.AddDays(-back)).Where(day => day >= FirstDay).ToArray();
        return days.Length == 0
            ? null
            : Math.Round(days.Average(day => orders.Count(order => order.Day == day && order.Local.Hour == hour)), 1);
    }

    private Rows<HotTopic> Rising()
    {
        var begins = today.AddDays(-6);
        var weeks = Enumerable.Range(1, 8).Select(week => begins.AddDays(-7 * week)).Where(monday => monday >= FirstDay).ToArray();
        if (weeks.Length == 0) return new([]);
        var topics = orders.GroupBy(order => order.State.Content.Topic).Where(topic => topic.Key.Length > 0).Select(topic =>
        {
            var recent = topic.Where(order => order.Day >= begins && order.Day <= today).ToArray();
            var usual = weeks.Average(begin => topic.Count(order => order.Day >= begin && order.Day < begin.AddDays(7)));
            var score = (recent.Length - usual) / Math.Sqrt(usual + 1);
            var town = recent.GroupBy(order => order.Town).OrderByDescending(town => town.Count())
                .ThenBy(town => town.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
            return (Score: score,
                Row: new HotTopic(topic.Key, recent.Length, Math.Round(usual, 2), Math.Round(score, 2), TownName(town ?? "")));
        });
        return new([.. topics.Where(topic => topic.Row.Recent >= 3 && topic.Score >= 2)
            .OrderByDescending(topic => topic.Score).ThenBy(topic => topic.Row.Topic, StringComparer.Ordinal).Take(10)
            .Select(topic => topic.Row)]);
    }

    private WallOrder Row(NaiveOrder order) => new()
    {
        Number = order.Number,
        Topic = order.State.Content.Topic,
        Town = TownName(order.Town),
        Department = definition.Departments
            .SingleOrDefault(department => department.Code == order.State.Lead)?.Name ?? order.State.Lead.Value,
        Stage = order.State.Stage,
        Mark = order.Mark,
        ReceivedAt = order.ReceivedAt,
        Since = order.State.StageSince,
        DueAt = order.State.Stage == OrderStage.AwaitingCallback ? null : order.DueAt,
    };

    private string TownName(string code) =>
        code.Length == 0 ? "" : definition.Departments.SingleOrDefault(department => department.Town.Value == code)?.Name ?? code;
}

using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>From the board at its moment to what the screens show. What each number means stands in hotline.proto.</summary>
internal static class HotlineRendering
{
    private const int ShownDays = 30, ShownOrders = 10;

    public static HotlineWallTheme Wall(DistrictCode district, HotlineBoard board)
    {
        var (today, date) = (board.Today, DateOnly.FromDayNumber(board.Today));
        var (year, month) = (BoardTime.FirstOf(date.Year), new DateOnly(date.Year, date.Month, 1));
        return new()
        {
            District = district,
            Name = board.Names.Hotline,
            Date = date,
            Counts = board.Open.All.ToCounts(board.Sums[Dimension.All, 0], OfDay(board, Kpi.Closed), OfDay(board, Kpi.Refused)),
            Year = Rates(board, year, BoardTime.FirstOf(date.Year + 1)),
            LastYear = Rates(board, BoardTime.FirstOf(date.Year - 1), date.AddYears(-1).DayNumber + 1),
            Month = Rates(board, month.DayNumber, month.AddMonths(1).DayNumber),
            Types = Types(board),
            Topics = Topics(board),
            Towns = Towns(board),
            Departments = Departments(board, date.Year),
            Days = new([.. Enumerable.Range(today - ShownDays + 1, ShownDays).Select(day => new HotlineDay(
                DateOnly.FromDayNumber(day), board.Receipts.CountOf(day), board.Book.OfDay(Kpi.Closed, day)))]),
            Hours = Hours(board),
            Months = new(
                [.. Enumerable.Range(1, 12)
                    .Select(number => new HotlineMonth(number, OfMonth(board, date.Year, number), OfMonth(board, date.Year - 1, number)))]),
            Rising = new([.. board.Rising.On(today).Select(topic => new HotTopic(
                board.Keys.Topics[topic.Topic], topic.Recent, Math.Round(topic.Usual, 2), Math.Round(topic.Score, 2),
                board.Names.Town(board.Keys.Towns[topic.Town])))]),
            Oldest = new([.. board.Open.Oldest.Take(ShownOrders).Select(order => Row(board, order))]),
            Unclaimed = new([.. board.Open.Unclaimed.Take(ShownOrders).Select(order => Row(board, order) with
            {
                Mark = order.Claim.MarkAt(board.Moment),
                DueAt = Micros.ToTime(order.Claim.DueAt),
            })]),
        };
    }

    public static HotlineDeskTheme Centre(HotlineBoard board)
    {
        var (tally, year) = (board.Open.All, DateOnly.FromDayNumber(board.Today).Year);
        return new()
        {
            Desk = HotlineProjection.CentreDesk,
            Name = board.Names.Hotline,
            Change = tally.Change,
            Counts = tally.ToCounts(board.Sums[Dimension.All, 0], OfDay(board, Kpi.Closed), OfDay(board, Kpi.Refused)),
            Assisting = tally.Assisting,
            DelaysPending = tally.DelaysPending,
            Year = Rates(board, BoardTime.FirstOf(year), BoardTime.FirstOf(year + 1)),
        };
    }

    public static HotlineRates Rates(HotlineBoard board, DepartmentCode department, HotlineMonths months) =>
        RatesOf(board, months, board.Keys.DepartmentOf(department));

    public static HotlineDeskTheme Department(HotlineBoard board, string code)
    {
        var department = board.Keys.Departments.IdOf(code);
        var tally = board.Open.Department(department);
        return new()
        {
            Desk = code,
            Name = board.Names.Department(code),
            Change = tally.Change,
            Counts = tally.ToCounts(
                board.Sums[Dimension.Department, department],
                board.Book.OfDay(Kpi.Closed, board.Today, department), board.Book.OfDay(Kpi.Refused, board.Today, department)),
            Assisting = tally.Assisting,
            DelaysPending = tally.DelaysPending,
            Year = RatesOf(board, HotlineMonths.OfYear(DateOnly.FromDayNumber(board.Today).Year), department),
        };
    }

    private static int OfDay(HotlineBoard board, Kpi kpi) => board.Book.OfDay(kpi, board.Today);

    private static int OfMonth(HotlineBoard board, int year, int month) =>
        new DateOnly(year, month, 1) is var first ? board.Receipts.CountOf(first.DayNumber, first.AddMonths(1).DayNumber) : 0;

    private static HotlineRates Rates(HotlineBoard board, int from, int to)
    {
        var sums = RateBook.NewSums();
        board.Book.AddDays(from, to, sums);
        board.Open.Pending.AddDays(from, to, sums);
        return RateBook.Rates(sums);
    }

    private static HotlineRates RatesOf(HotlineBoard board, HotlineMonths months, int department)
    {
        var (first, last) = (BoardTime.MonthOf(months.First), BoardTime.MonthOf(months.Last));
        var sums = RateBook.NewSums();
        board.Book.AddMonths(first, last, department, sums);
        board.Open.Pending.AddMonths(first, last, department, sums);
        return RateBook.Rates(sums);
    }

    private static Rows<HotlineSlice> Types(HotlineBoard board) => new([.. Enum.GetValues<OrderType>().Order(UnknownLast)
        .Select(type => Slice(
            type == OrderType.Unknown ? "" : $"{type}".ToUpperInvariant(), type.Chinese(), board.Sums[Dimension.Type, (int)type],
            board.Open.Type(type)))
        .Where(slice => slice.Code.Length > 0 || IsSomething(slice))]);

    /// <summary>The most frequent first.</summary>
    private static Rows<HotlineSlice> Topics(HotlineBoard board) => new([.. Enumerable.Range(0, board.Keys.TopLevels.Count)
        .Select(topic => (topic, code: board.Keys.TopLevels[topic]))
        .Select(topic => Slice(topic.code, topic.code.Length > 0 ? topic.code : "未分类", board.Sums[Dimension.Topic, topic.topic],
            board.Open.Topic(topic.topic)))
        .Where(IsSomething).OrderByDescending(slice => slice.ReceivedThisYear).ThenBy(slice => slice.Code, StringComparer.Ordinal)]);

    /// <summary>All that are defined, and all that have something, in order of codes.</summary>
    private static Rows<HotlineSlice> Towns(HotlineBoard board) => new([.. Enumerable.Range(0, board.Keys.Towns.Count)
        .Select(town => (town, code: board.Keys.Towns[town]))
        .Select(town => Slice(town.code, town.code.Length > 0 ? board.Names.Town(town.code) : "未注明", board.Sums[Dimension.Town, town.town],
            board.Open.Town(town.town)))
        .Where(slice => IsSomething(slice) || board.Names.IsTown(slice.Code)).OrderBy(slice => slice.Code, StringComparer.Ordinal)]);

    /// <summary>All that are defined, and all that have something, in order of codes.</summary>
    private static Rows<HotlineSlice> Departments(HotlineBoard board, int year) =>
        new([.. Enumerable.Range(1, board.Keys.Departments.Count - 1)
        .Select(department => (department, code: board.Keys.Departments[department]))
        .Select(department =>
            Slice(department.code, board.Names.Department(department.code), board.Sums[Dimension.Department, department.department],
                board.Open.Department(department.department))
                with { Rates = RatesOf(board, HotlineMonths.OfYear(year), department.department) })
        .Where(slice => IsSomething(slice) || slice.Rates != default || board.Names.IsDepartment(slice.Code))
        .OrderBy(slice => slice.Code, StringComparer.Ordinal)]);

    private static Rows<HotlineHour> Hours(HotlineBoard board)
    {
        // Days before the first call say nothing of what is usual.
        var days = board.Receipts.FirstDay is { } first ? Math.Clamp(board.Today - first, 0, board.Rules.UsualDays) : 0;
        return new([.. Enumerable.Range(0, 24).Select(hour => new HotlineHour(
            hour, board.Receipts.HourOf(board.Today, hour),
            days == 0 ? null
                : Math.Round(Enumerable.Range(board.Today - days, days).Sum(day => board.Receipts.HourOf(day, hour)) / (double)days, 1)))]);
    }

    private static HotlineSlice Slice(string code, string name, Received received, DeskTally open) => new()
    {
        Code = code,
        Name = name,
        ReceivedToday = received.Today,
        ReceivedThisYear = received.ThisYear,
        ReceivedLastYear = received.LastYear,
        Open = open.Open,
        Unclaimed = open.Unclaimed,
        Overdue = open.Overdue,
    };

    private static bool IsSomething(HotlineSlice slice) =>
        slice.ReceivedThisYear > 0 || slice.ReceivedLastYear > 0 || slice.ReceivedToday > 0 || slice.Open > 0;

    private static WallOrder Row(HotlineBoard board, BoardOrder order) => new()
    {
        Number = order.Number,
        Topic = board.Keys.Topics[order.Topic],
        Town = board.Names.Town(board.Keys.Towns[order.Town]),
        Department = board.Names.Department(board.Keys.Departments[order.Lead]),
        Stage = order.Stage,
        Mark = order.MarkAt(board.Moment),
        ReceivedAt = Micros.ToTime(order.ReceivedAt),
        Since = Micros.ToTime(order.StageSince),
        DueAt = order.IsApproved ? null : Micros.ToTime(order.Handling.DueAt),
    };

    private static readonly IComparer<OrderType> UnknownLast = Comparer<OrderType>.Create((x, y) => Rank(x).CompareTo(Rank(y)));

    private static int Rank(OrderType type) => type == OrderType.Unknown ? int.MaxValue : (int)type;
}

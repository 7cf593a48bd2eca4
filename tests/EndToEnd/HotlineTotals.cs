using System.Globalization;
using OpsCenter.Kernel;
using OpsCenter.V1;

namespace OpsCenter.Tests.EndToEnd;

/// <summary>
/// What the 12345 wall has to show, counted with plain code from nothing but what the platform has sent: every number of the page under the
/// name that it has there, as the page writes it.
/// </summary>
internal sealed class HotlineTotals
{
    private static readonly OrderType[] Types = [OrderType.Inquiry, OrderType.Request, OrderType.Complaint, OrderType.Report,
        OrderType.Suggestion];
    private static readonly string[] Rates = ["claim", "closing", "solved", "satisfied", "redispatch", "contact"];
    private readonly SentOrder[] orders;
    private readonly HotlineInfo hotline;

    /// <param name="sent">Of two records of one order the later one counts.</param>
    public HotlineTotals(IEnumerable<OrderRecord> sent, HotlineInfo hotline)
    {
        this.hotline = hotline;
        orders = [.. sent.GroupBy(record => record.Number)
            .Select(records => new SentOrder(records.Last(), CodeOf(records.Last().Department)))];
    }

    private IEnumerable<SentOrder> Open => orders.Where(order => order.IsOpen);

    private IEnumerable<SentOrder> Unclaimed => Open.Where(order => order.IsUnclaimed);

    public Dictionary<string, string> At(DateTimeOffset now)
    {
        var numbers = new Dictionary<string, string>();
        void Set(string metric, double? value) => numbers[metric] = value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
        var (today, minute) = (LocalTime.DateOf(now), (int)now.ToOffset(LocalTime.Offset).TimeOfDay.TotalMinutes);
        bool IsLastYearByNow(SentOrder order) => order.Day.Year == today.Year - 1
            && (order.Day.Month, order.Day.Day, order.Minute).CompareTo((today.Month, today.Day, minute)) < 0;
        bool IsOverdue(SentOrder order) => order.IsOpen && order.MarkAt(now) is "yellow" or "red";

        Set("counts.received_today", orders.Count(order => order.Day == today));
        Set("counts.received_today_last_year", orders.Count(order => order.Day == today.AddYears(-1) && order.Minute < minute));
        Set("counts.received_this_year", orders.Count(order => order.Day.Year == today.Year));
        Set("counts.received_last_year", orders.Count(IsLastYearByNow));
        Set("counts.closed_today", orders.Count(order => order.ClosedAt is { } closed && LocalTime.DateOf(closed) == today));
        Set("counts.open", Open.Count());
        Set("counts.due_today", Open.Count(order => order.AnsweredAt is null && LocalTime.DateOf(order.DueAt) == today));
        foreach (var mark in new[] { "warning", "yellow", "red" }) Set($"counts.{mark}", Open.Count(order => order.MarkAt(now) == mark));
        Set("counts.overdue", orders.Count(IsOverdue));
        Set("counts.unclaimed", Unclaimed.Count());
        Set("stages.unclaimed", Unclaimed.Count());
        Set("counts.unclaimed_overdue", Unclaimed.Count(order => now >= order.ClaimDueAt));
        Set("counts.awaiting_dispatch", Open.Count(order => order.DispatchedAt is null));
        Set("counts.in_progress", Open.Count(order => order.ClaimedAt is not null && order.AnsweredAt is null));
        Set("counts.awaiting_review", Open.Count(order => order.AnsweredAt is not null));
        Set("counts.urgent", Open.Count(order => order.Record.Urgent));
        // The platform's orders come accepted, and nothing was done here.
        foreach (var none in new[] { "awaiting_acceptance", "refusal_pending", "adjudication", "awaiting_callback", "refused_today", "held",
            "merged" }) Set($"counts.{none}", 0);

        SetRates("year", day => day.Year == today.Year, null, isWhole: true);
        SetRates("last_year", day => day.Year == today.Year - 1 && day <= today.AddYears(-1), null);
        SetRates("month", day => day.Year == today.Year && day.Month == today.Month, null);
        foreach (var department in hotline.Departments)
        {
            var mine = orders.Where(order => order.Lead == department.Code).ToArray();
            var metric = $"department.{department.Code}";
            Set($"{metric}.received_this_year", mine.Count(order => order.Day.Year == today.Year));
            Set($"{metric}.open", mine.Count(order => order.IsOpen));
            Set($"{metric}.unclaimed", mine.Count(order => order.IsUnclaimed));
            Set($"{metric}.overdue", mine.Count(IsOverdue));
            SetRates(metric, day => day.Year == today.Year, department.Code);
        }

        foreach (var type in Types) SetSlice($"types.{SentOrder.CodeOf(type)}", order => order.Record.Type == type);
        foreach (var topic in orders.Select(order => order.Topic).Distinct()) SetSlice($"topics.{topic}", order => order.Topic == topic);
        foreach (var town in hotline.Departments.Select(department => department.Town).Where(town => town.Length > 0))
            SetSlice($"towns.{town}", order => order.Record.Place == town);

        for (var day = today.AddDays(-29); day <= today; day = day.AddDays(1))
        {
            Set($"days.{day:yyyy-MM-dd}.received", orders.Count(order => order.Day == day));
            Set($"days.{day:yyyy-MM-dd}.closed", orders.Count(order => order.ClosedAt is { } closed && LocalTime.DateOf(closed) == day));
        }
        for (var month = 1; month <= 12; month++)
        {
            Set($"months.{month}.received", orders.Count(order => order.Day.Year == today.Year && order.Day.Month == month));
            Set($"months.{month}.received_last_year", orders.Count(order => order.Day.Year == today.Year - 1 && order.Day.Month == month));
        }
        // Two years of orders: there are 20 days before today.
        var usual = Enumerable.Range(1, 20).Select(back => today.AddDays(-back)).ToHashSet();
        for (var hour = 0; hour < 24; hour++)
        {
            Set($"hours.{hour}.received", orders.Count(order => order.Day == today && order.Minute / 60 == hour));
            Set($"hours.{hour}.usual", Math.Round(orders.Count(order => usual.Contains(order.Day) && order.Minute / 60 == hour) / 20.0, 1));
        }
        SetRising();
        foreach (var order in Open.OrderBy(order => order.ReceivedAt).ThenBy(order => order.Record.Number, StringComparer.Ordinal).Take(10))
            numbers[$"oldest.{order.Record.Number}"] = order.MarkAt(now);
        foreach (var order in Unclaimed.OrderBy(order => order.DispatchedAt).ThenBy(order => order.Record.Number, StringComparer.Ordinal)
            .Take(10))
            numbers[$"unclaimed.{order.Record.Number}"] = order.ClaimMarkAt(now);
        return numbers;

        void SetSlice(string metric, Func<SentOrder, bool> isIn)
        {
            Set($"{metric}.received_today", orders.Count(order => isIn(order) && order.Day == today));
            Set($"{metric}.received_this_year", orders.Count(order => isIn(order) && order.Day.Year == today.Year));
        }

        void SetRates(string metric, Func<DateOnly, bool> isIn, string? department, bool isWhole = false)
        {
            foreach (var rate in Rates)
            {
                var (part, whole) = Rate(rate, isIn, department, now);
                Set($"{metric}.{rate}_rate", whole == 0 ? null : (double)part / whole);
                if (!isWhole) continue;
                Set($"{metric}.{rate}.part", part);
                Set($"{metric}.{rate}.whole", whole);
            }
        }

        // More in the last 7 days than in the mean of the 8 weeks before.
        void SetRising()
        {
            var begins = today.AddDays(-6);
            var rising = orders.GroupBy(order => order.Record.Topic).Select(topic =>
                {
                    var recent = topic.Count(order => order.Day >= begins && order.Day <= today);
                    var before = topic.Count(order => order.Day >= begins.AddDays(-56) && order.Day < begins) / 8.0;
                    return (Topic: topic.Key, Recent: recent, Usual: before, Score: (recent - before) / Math.Sqrt(before + 1));
                })
                .Where(topic => topic.Recent >= 3 && topic.Score >= 2).OrderByDescending(topic => topic.Score)
                .ThenBy(topic => topic.Topic, StringComparer.Ordinal).Take(10);
            foreach (var (place, topic) in rising.Index())
            {
                Set($"rising.{place + 1}.recent", topic.Recent);
                Set($"rising.{place + 1}.usual", Math.Round(topic.Usual, 2));
            }
        }
    }

    private (int Part, int Whole) Rate(string rate, Func<DateOnly, bool> isIn, string? department, DateTimeOffset now)
    {
        var mine = orders.Where(order => department is null || order.Lead == department);
        bool IsOn(DateTimeOffset? moment) => moment is { } at && isIn(LocalTime.DateOf(at));
        var closed = mine.Where(order => IsOn(order.ClosedAt)).ToArray();
        switch (rate)
        {
            case "claim":
                var toClaim = mine.Where(order => order.IsToClaim(now) && IsOn(order.DispatchedAt)).ToArray();
                return (toClaim.Count(order => order.ClaimedAt < order.ClaimDueAt), toClaim.Length);
            case "closing":
                var toClose = mine.Where(order => order.ToCloseOn(now) is { } day && isIn(day)).ToArray();
                return (toClose.Count(order => !order.IsOpen && !order.WasLate), toClose.Length);
            case "solved": return (closed.Count(order => order.Record is { HasSolved: true, Solved: true }), closed.Length);
            case "satisfied":
                return (closed.Count(order => order.Record is { HasSatisfied: true, Satisfied: true }),
                    closed.Count(order => order.Record.HasSatisfied));
            case "redispatch": return (0, closed.Length);
            default:
                var toContact = mine.Where(order => order.IsToContact(now) && IsOn(order.ClaimedAt)).ToArray();
                return (toContact.Count(order => order.WasContactedInTime), toContact.Length);
        }
    }

    private string CodeOf(string department) => department.Length == 0
        ? ""
        : hotline.Departments
        .Single(known => known.Code == department || known.Name == department || known.Aliases.Contains(department)).Code;
}

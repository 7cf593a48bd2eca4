using System.Globalization;
using OpsCenter.Kernel;

namespace OpsCenter.Hall;

/// <summary>From a hall's day to what the screen shows at a moment of it.</summary>
internal static class HallRendering
{
    public static HallTheme Render(
        DistrictCode district, string hall, HallPlan plan, HallAlertOptions rules, HallDay day, DateOnly date, DateTimeOffset at,
        UsualDay usual, long quarantined)
    {
        var now = Micros.Of(at);
        var windows = plan.Definition.Windows.Select(window => (Definition: window, Day: day.Window(window.Code))).ToArray();
        var situations = windows.ToDictionary(window => window.Definition.Code, window => window.Day.At(now));
        var loads = plan.Definition.Zones.ToDictionary(
            zone => zone.Code,
            zone => Load.Of(rules, windows.Where(window => window.Definition.Zone == zone.Code)
                .Select(window => situations[window.Definition.Code])));
        var hours = plan.HoursOf(date);

        return new()
        {
            District = district,
            Hall = hall,
            Name = plan.Definition.Name,
            Date = date,
            DefinitionVersion = plan.Version,
            Total = day.Total.ToCounts(Load.Of(rules, situations.Values).Figures),
            Zones = new(
                [.. plan.Definition.Zones
                    .Select(zone => new ZoneRow(zone.Code, zone.Name, day.Zone(zone.Code).ToCounts(loads[zone.Code].Figures)))]),
            Queues = new(
                [.. plan.Definition.Queues
                    .Select(queue => new QueueRow(queue.Code, queue.Name, queue.Zone, day.Queue(queue.Code).ToCounts(default)))]),
            Windows = new(
                [.. windows.Select(
                    window => Row(plan, window.Definition, window.Day, situations[window.Definition.Code],
                        loads.GetValueOrDefault(window.Definition.Zone), day))]),
            Hours = Hours(day, hours, usual),
            Alerts = new([.. Alerts(plan, rules, day, loads, at)]),
            Quarantined = quarantined,
            OpensAt = hours?.Opens.ToUniversalTime(),
            ClosesAt = hours?.Closes.ToUniversalTime(),
            UsualDays = usual.Days,
        };
    }

    private static WindowRow Row(HallPlan plan, Window window, WindowDay day, WindowSituation situation, Load load, HallDay hallDay) =>
        new()
        {
            Code = window.Code,
            Name = window.Name,
            Zone = window.Zone,
            Status = situation.Status,
            Since = situation.Since == 0 ? null : Micros.ToTime(situation.Since),
            Ticket = situation.Ticket,
            Staff = situation.Staff.Length == 0 ? "" : plan.NameOf(situation.Staff),
            Served = day.Served,
            Utilisation = Round(situation.Utilisation, 2),
            MeanService = day.MeanService,
            Deviation = load.Deviation(situation),
            Waiting = window.Queues.Sum(queue => hallDay.Queue(queue).Waiting),
        };

    private static Rows<HourRow> Hours(HallDay day, (DateTimeOffset Opens, DateTimeOffset Closes)? open, UsualDay usual)
    {
        var first = open is { } span ? span.Opens.Hour : 24;
        var last = open is { } end ? (end.Closes.Minute > 0 ? end.Closes.Hour : end.Closes.Hour - 1) : -1;
        var rows = new List<HourRow>();
        for (var hour = 0; hour < 24; hour++)
        {
            var tally = day.Hours[hour];
            if (tally.Taken == 0 && tally.Served == 0 && (hour < first || hour > last)) continue;
            rows.Add(new(hour, tally.Taken, tally.Served, usual.Taken(hour), usual.Served(hour), tally.MeanWait));
        }
        return new([.. rows]);
    }

    private static IEnumerable<Alert> Alerts(
        HallPlan plan, HallAlertOptions rules, HallDay day, Dictionary<string, Load> loads, DateTimeOffset at)
    {
        foreach (var queue in plan.Definition.Queues)
        {
            if (day.Queue(queue.Code).Oldest is not { } oldest) continue;
            var since = Micros.ToTime(oldest.Since);
            if (at - since < rules.WaitWarning) continue;
            var isCritical = at - since >= rules.WaitCritical;
            var limit = isCritical ? rules.WaitCritical : rules.WaitWarning;
            yield return new(
                $"wait/{queue.Code}", isCritical ? AlertLevel.Critical : AlertLevel.Warning,
                $"{queue.Name}：{oldest.Ticket} 号等候超过 {limit.TotalMinutes:0} 分钟", queue.Zone, queue.Code, since + limit);
        }
        foreach (var zone in plan.Definition.Zones)
        {
            var (waiting, open) = (day.Zone(zone.Code).Waiting, loads[zone.Code].Figures.Open);
            if (waiting > 0 && waiting > rules.WaitingPerWindow * open)
                yield return new(
                    $"crowd/{zone.Code}", AlertLevel.Warning,
                    open == 0 ? $"{zone.Name}：{waiting} 人等候，无窗口开放"
                        : $"{zone.Name}：{waiting} 人等候，开放 {open} 个窗口，平均每窗超过 {rules.WaitingPerWindow} 人，请跨窗支援",
                    zone.Code, zone.Code, null);
            if (loads[zone.Code].Figures.Imbalance is { } imbalance && imbalance > rules.Imbalance)
                yield return new(
                    $"imbalance/{zone.Code}", AlertLevel.Notice,
                    string.Create(CultureInfo.InvariantCulture, $"{zone.Name}：忙闲不均系数超过 {rules.Imbalance:0.0#}"), zone.Code, zone.Code,
                    null);
        }
    }

    private static double? Round(double? value, int digits) => value is { } number ? Math.Round(number, digits) : null;

    /// <summary>The load of a group of windows.</summary>
    private readonly record struct Load(WindowFigures Figures, double Mean, double Deviations, long MinimumOnDuty)
    {
        public static Load Of(HallAlertOptions rules, IEnumerable<WindowSituation> windows)
        {
            var minimum = (long)rules.MinimumOnDuty.TotalMicroseconds;
            var (open, busy, onDuty, judged) = (0, 0L, 0L, new List<double>());
            foreach (var window in windows)
            {
                if (window.Status is not (WindowStatus.Closed or WindowStatus.Paused)) open++;
                busy += window.Busy;
                onDuty += window.OnDuty;
                if (window.OnDuty >= minimum && window.Utilisation is { } utilisation) judged.Add(utilisation);
            }
            var mean = judged.Count == 0 ? 0 : judged.Average();
            var deviation = judged.Count == 0 ? 0 : Math.Sqrt(judged.Average(value => (value - mean) * (value - mean)));
            return new(
                new(open, onDuty == 0 ? null : Math.Round((double)busy / onDuty, 2),
                    judged.Count < 2 || mean == 0 ? null : Math.Round(deviation / mean, 2)),
                mean, judged.Count < 2 ? 0 : deviation, minimum);
        }

        public double? Deviation(WindowSituation window) =>
            Deviations > 0 && window.OnDuty >= MinimumOnDuty && window.Utilisation is { } own ? Math.Round((own - Mean) / Deviations, 1)
                : null;
    }
}

/// <summary>The mean of the last days with tickets, by hour (以往同时段均值).</summary>
internal sealed class UsualDay(IReadOnlyList<(int[] Taken, int[] Served)> days)
{
    public int Days => days.Count;

    public double? Taken(int hour) => Days == 0 ? null : Math.Round(days.Average(day => day.Taken[hour]), 1);

    public double? Served(int hour) => Days == 0 ? null : Math.Round(days.Average(day => day.Served[hour]), 1);
}

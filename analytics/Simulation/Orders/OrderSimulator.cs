using System.Globalization;

namespace OpsCenter.Analytics.Simulation.Orders;

/// <summary>
/// Composes the orders of a day: a Poisson process whose rate goes by weekday and hour, each with a matter, a place and its way.
/// </summary>
public static class OrderSimulator
{
    private static readonly string[] Surnames = ["王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "林", "郭", "何",
        "高", "罗", "欧阳"];
    private static readonly string[] GivenNames = ["伟", "芳", "娜", "敏", "静", "强", "磊", "洋", "艳", "勇", "军", "杰", "娟", "涛", "明", "超", "秀英",
        "桂兰", "建国", "志强", "小红", "海燕"];
    private static readonly (string Name, double Weight)[] Channels = [("电话", 0.72), ("微信", 0.14), ("网站", 0.06), ("粤省事", 0.08)];

    /// <summary>The orders received on a local day, in the order of their calls. The same arguments give the same orders.</summary>
    /// <param name="plan">What can happen.</param>
    /// <param name="date">The local date, midnight to midnight.</param>
    /// <param name="offset">Local time minus UTC.</param>
    /// <param name="seed">Any number.</param>
    /// <exception cref="ArgumentException">The plan cannot be simulated; the message says why, in one sentence each.</exception>
    public static IReadOnlyList<SimulatedOrder> Day(OrderPlan plan, DateOnly date, TimeSpan offset, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var errors = plan.Errors().ToList();
        if (errors.Count > 0) throw new ArgumentException(string.Join(" ", errors));
        var random = SimulationRandom.For(plan.District, date, seed);
        var orders = new List<SimulatedOrder>();
        foreach (var at in Calls(plan, date, offset, random))
        {
            var number = $"GD{date:yyyyMMdd}{orders.Count + 1:000000}";
            orders.Add(random.Chance(plan.Way.Repeat) && orders.Count > 0
                ? Again(orders[random.Below(orders.Count)], number, at, plan.Way, random)
                : Compose(plan, number, at, random));
        }
        return orders;
    }

    private static List<DateTimeOffset> Calls(OrderPlan plan, DateOnly date, TimeSpan offset, SimulationRandom random)
    {
        var calls = new List<DateTimeOffset>();
        var perDay = plan.PerDay * plan.WeekdayFactors[(int)date.DayOfWeek];
        var weights = plan.HourWeights.Sum();
        for (var hour = 0; hour < 24; hour++)
        {
            var perHour = perDay * plan.HourWeights[hour] / weights;
            if (perHour <= 0) continue;
            var begins = new DateTimeOffset(date.ToDateTime(new(hour, 0)), offset);
            for (var at = random.Exponential(3600 / perHour); at < 3600; at += random.Exponential(3600 / perHour))
                calls.Add(begins.AddMilliseconds(Math.Floor(at * 1000)));
        }
        return calls;
    }

    private static SimulatedOrder Compose(OrderPlan plan, string number, DateTimeOffset at, SimulationRandom random)
    {
        var town = Weighted(plan.Towns, town => town.Weight, random);
        var matter = Weighted(plan.Matters, matter => matter.Weight, random);
        var type = (SimulatedOrderType)(1 + WeightedIndex(matter.TypeWeights, random));
        var (road, estate) = (Of(town.Roads, random), Of(town.Estates, random));
        var (hour, days, count) = (random.Below(24), 2 + random.Below(20), 1 + random.Below(180));
        string Filled(string text) => text
            .Replace("{town}", town.Name).Replace("{road}", road).Replace("{estate}", estate)
            .Replace("{hour}", hour.ToString(CultureInfo.InvariantCulture)).Replace("{days}", days.ToString(CultureInfo.InvariantCulture))
            .Replace("{number}", count.ToString(CultureInfo.InvariantCulture));
        var order = new SimulatedOrder
        {
            Number = number,
            ReceivedAt = at,
            Type = type,
            Topic = matter.Topic,
            PlaceKind = matter.PlaceKind,
            Title = Filled(Of(matter.Titles, random)),
            Text = Filled(Of(matter.Texts, random)),
            CallerName = Of(Surnames, random) + Of(GivenNames, random),
            CallerPhone = $"1380013{random.Below(10_000):0000}",
            Town = town.Code,
            Address = $"{town.Name}{road}{(matter.PlaceKind.Length > 0 ? estate : "")}{1 + random.Below(28)}号",
            Latitude = Math.Round(town.Latitude + random.Uniform(-0.018, 0.018), 6),
            Longitude = Math.Round(town.Longitude + random.Uniform(-0.018, 0.018), 6),
            Channel = Weighted(Channels, channel => channel.Weight, random).Name,
            IsUrgent = random.Chance(plan.Way.Urgent),
            Earlier = "",
            IsDisputed = matter.IsDisputed,
            Department = matter.Department.Length > 0 ? matter.Department : town.Name,
            DispatchedAt = at,
            ClaimedAt = at,
            ContactedAt = null,
            AnsweredAt = at,
            Answer = Filled(Of(matter.Answers, random)),
            ClosedAt = at,
            Reached = false,
            Solved = null,
            Satisfied = null,
        };
        return OnItsWay(order, plan.Way, random);
    }

    /// <summary>The same caller on the same matter, or a neighbour in nearly the same words.</summary>
    private static SimulatedOrder Again(SimulatedOrder first, string number, DateTimeOffset at, OrderWay way, SimulationRandom random)
    {
        var isNeighbour = random.Chance(0.5);
        return OnItsWay(
            first with
            {
                Number = number,
                ReceivedAt = at,
                Earlier = first.Earlier.Length > 0 ? first.Earlier : first.Number,
                Text = isNeighbour ? first.Text + "望尽快处理。" : $"再次来电：{first.Text}",
                CallerName = isNeighbour ? Of(Surnames, random) + Of(GivenNames, random) : first.CallerName,
                CallerPhone = isNeighbour ? $"1380013{random.Below(10_000):0000}" : first.CallerPhone,
            },
            way, random);
    }

    private static SimulatedOrder OnItsWay(SimulatedOrder order, OrderWay way, SimulationRandom random)
    {
        DateTimeOffset After(DateTimeOffset from, LogNormal duration) => from.AddSeconds(Math.Ceiling(random.Draw(duration)));
        var dispatched = After(order.ReceivedAt, order.IsUrgent ? way.Dispatch.Scaled(0.2) : way.Dispatch);
        var claim = order.IsDisputed ? way.DisputedClaim : way.Claim;
        var claimed = After(dispatched, order.IsUrgent ? claim.Scaled(0.2) : claim);
        var answered = After(claimed, order.Type == SimulatedOrderType.Inquiry ? way.InquiryAnswer : way.Answer);
        var contacted = After(claimed, order.IsUrgent ? way.Contact.Scaled(0.2) : way.Contact);
        var reached = random.Chance(way.Reached);
        var solved = reached ? random.Chance(way.Solved) : (bool?)null;
        var rated = reached && random.Chance(way.Rated);
        return order with
        {
            DispatchedAt = dispatched,
            ClaimedAt = claimed,
            ContactedAt = contacted < answered ? contacted : null,
            AnsweredAt = answered,
            ClosedAt = After(answered, way.Close),
            Reached = reached,
            Solved = solved,
            Satisfied = rated ? solved == true && random.Chance(way.Satisfied) : null,
        };
    }

    private static T Of<T>(IReadOnlyList<T> choices, SimulationRandom random) => choices[random.Below(choices.Count)];

    private static T Weighted<T>(IReadOnlyList<T> choices, Func<T, double> weight, SimulationRandom random) =>
        choices[WeightedIndex([.. choices.Select(weight)], random)];

    private static int WeightedIndex(IReadOnlyList<double> weights, SimulationRandom random)
    {
        var left = random.Uniform() * weights.Sum();
        for (var index = 0; index < weights.Count - 1; index++)
        {
            left -= weights[index];
            if (left < 0) return index;
        }
        return weights.Count - 1;
    }
}

using OpsCenter.Hotline;

namespace OpsCenter.Tests.Hotline.Table;

/// <summary>
/// States of orders drawn at random, and lists that somebody might ask for. Few words and few codes, so that much is alike.
/// </summary>
internal sealed class RandomOrders(int seed)
{
    public const string District = "440203";

    public static readonly DateTimeOffset Begin = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Departments = ["ZJJ", "HBJ", "JJDD", "LG", "XH", "CGJ"];

    private static readonly string[] Topics =
        ["城乡建设/物业管理/物业收费", "城乡建设/物业管理/装修噪音", "城乡建设/违法建设", "环境污染/噪音/夜间施工", "环境污染/大气/油烟", "交通/停车/乱停放", "教育", ""];

    private static readonly string[] Places = ["440203102", "440203102201", "440203101", "440203001", "440203", "4402", ""];

    private static readonly string[] Words =
        ["小区", "噪音", "装修", "物业", "停车", "夜间", "施工", "业主", "收费", "道路", "A3区", "b座", "50%", "_", "路", "灯", "，", "。", "😀", "𠮷野家", "O'Brien",
            "\"引号\"", "x"];

    private readonly Random random = new(seed);

    /// <summary>A new order.</summary>
    public OrderState New() => Move(new()
    {
        // To the second: many share one.
        ReceivedAt = Begin.AddSeconds(random.Next(200) * 1800),
        Content = Content(),
        Round = 1 + random.Next(3),
    });

    /// <summary>The same order after something has happened to it.</summary>
    public OrderState Move(OrderState before)
    {
        var stage = (OrderStage)random.Next(1, 13);
        var isOpen = new OrderState { Stage = stage }.IsOpen;
        var at = before.ReceivedAt.AddHours(random.Next(400));
        return before with
        {
            Stage = stage,
            StageSince = at,
            Handling = Clock(ClockKind.Handling, at),
            StageClock = isOpen && random.Next(5) > 0 ? Clock(ClockKind.Claim, at) : null,
            Lead = new(random.Next(6) == 0 ? "" : One(Departments)),
            Assists = [.. Departments.Where(_ => random.Next(6) == 0)
                .Select(code => new Assist(new(code), "", Clock(ClockKind.Assist, at), null))],
            DelayPending = isOpen && random.Next(5) == 0,
            Flags = [.. Enum.GetValues<OrderFlag>().Where(_ => random.Next(5) == 0)],
            Hold = isOpen && random.Next(12) == 0 ? new Hold("难", at, at.AddDays(3)) : null,
            Parent = random.Next(8) == 0 ? $"GD{random.Next(5):00000}" : "",
            Result = random.Next(3),
            Delivered = random.Next(2),
            PendingPrecedent = random.Next(15) == 0 ? new Ruling("城乡建设", "住宅小区", "2.3", new("ZJJ"), "") : null,
            ClosedAt = isOpen ? null : at,
            LastWord = One(Words),
            Content = random.Next(10) == 0 ? Content() : before.Content,
        };
    }

    public OrderQuery Query() => new()
    {
        District = new(District),
        Stages = random.Next(3) == 0 ? [.. Enum.GetValues<OrderStage>().Where(_ => random.Next(3) == 0)] : [],
        Department = new(random.Next(3) == 0 ? One(Departments) : ""),
        Topic = random.Next(4) == 0 && One(Topics) is var topic ? topic[..random.Next(topic.Length + 1)] : "",
        Place = new(random.Next(4) == 0 && One(Places) is var place ? place[..random.Next(place.Length + 1)] : ""),
        Text = random.Next(2) == 0
            ? string.Join(random.Next(2) == 0 ? " " : "\u3000", Enumerable.Range(0, 1 + random.Next(3)).Select(_ => SearchWord()))
            : "",
        Mark = random.Next(6) == 0 ? (ClockMark)random.Next(4) : ClockMark.None,
        OnlyOpen = random.Next(3) == 0,
        OnlyDelayPending = random.Next(10) == 0,
        OnlyUrgent = random.Next(10) == 0,
        ReceivedFrom = random.Next(5) == 0 ? Begin.AddSeconds(random.Next(200) * 1800) : null,
        ReceivedTo = random.Next(5) == 0 ? Begin.AddSeconds(random.Next(200) * 1800) : null,
        Parent = random.Next(15) == 0 ? $"GD{random.Next(5):00000}" : "",
        Sort = (OrderSort)random.Next(3),
        PageSize = 1 + random.Next(random.Next(2) == 0 ? 10 : 200),
    };

    // Half the words are cut out of what two neighbours make: they lie across them.
    private string SearchWord()
    {
        var word = One(Words);
        if (random.Next(2) == 0) return word.ToUpperInvariant();
        var pair = word + One(Words);
        var begin = random.Next(pair.Length);
        var cut = pair.Substring(begin, 1 + random.Next(Math.Min(20, pair.Length - begin)));
        // Nobody types half of a character.
        return char.IsLowSurrogate(cut[0]) || char.IsHighSurrogate(cut[^1]) ? word : cut;
    }

    private OrderContent Content() => new()
    {
        Type = (OrderType)random.Next(6),
        Topic = One(Topics),
        Place = new(One(Places)),
        PlaceKind = "住宅小区",
        Title = Text(6),
        Text = Text(random.Next(4) == 0 ? 120 : 20),
        Address = random.Next(4) == 0 ? "" : $"新华街道{One(Words)}{random.Next(9)}号",
        Point = random.Next(3) == 0 ? null : new(24.79 + random.Next(60) * 0.0004, 113.57 + random.Next(60) * 0.0004),
        PhoneHash = random.Next(4) == 0 ? "" : $"h{random.Next(40)}",
        Fingerprint = random.Next(4) == 0 ? 0 : Fingerprint(),
        CallerName = "张*",
    };

    // One of a few texts, with some bits turned.
    private ulong Fingerprint()
    {
        var fingerprint = (ulong)(1 + random.Next(30)) * 0x9E3779B97F4A7C15;
        for (var bits = random.Next(6); bits > 0; bits--) fingerprint ^= 1UL << random.Next(64);
        return fingerprint;
    }

    private string Text(int most) => string.Concat(Enumerable.Range(0, random.Next(most + 1)).Select(_ => One(Words)));

    private OrderClock Clock(ClockKind kind, DateTimeOffset at)
    {
        var due = at.AddHours(random.Next(100));
        return new(kind, at, new() { WarnAt = due.AddHours(-8), DueAt = due, RedAt = due.AddHours(16), Rule = "1wd" },
            (ClockMark)random.Next(4));
    }

    private T One<T>(T[] some) => some[random.Next(some.Length)];
}

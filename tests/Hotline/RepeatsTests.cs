using CsCheck;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using Xunit;

namespace OpsCenter.Tests.Hotline;

public sealed class RepeatsTests
{
    private const string Topic = SampleHotline.Noise;
    private static readonly DateTimeOffset Now = LocalTime.At(new(2026, 11, 24), new(10, 0));
    private static readonly GeoPoint Here = new(24.7966, 113.5880);

    /// <summary>A degree of latitude is some 111 km.</summary>
    private static GeoPoint North(double metres) => Here with { Latitude = Here.Latitude + metres / 111_195 };

    private static readonly OrderRow Order = Row("GD1") with { ReceivedAt = Now };

    private static OrderRow Row(string number) => new()
    {
        District = new("440203"),
        Number = number,
        Stage = OrderStage.InProgress,
        IsOpen = true,
        Topic = Topic,
        Address = "惠民北路",
        Point = Here,
        PhoneHash = "h1",
        Fingerprint = 0xF0F0_F0F0_F0F0_F0F0,
        ReceivedAt = Now.AddDays(-3),
    };

    /// <summary>The same caller, who has said it in other words.</summary>
    private static OrderRow Said(string number) => Row(number) with { Fingerprint = 0x0F0F_0F0F_0F0F_0F0F };

    private static OrderRow Merged(OrderRow row, string parent) => row with { Stage = OrderStage.Merged, Parent = parent };

    private static (string Number, string Reason)[] Find(params OrderRow[] candidates) =>
        [.. Repeats.Find(Order, candidates).Select(repeat => (repeat.Order.Number, repeat.Reason))];

    [Fact]
    public void The_same_caller_on_the_same_topic_within_200_metres_and_30_days_is_a_candidate()
    {
        Assert.Equal([("GD2", "同一来电、同一事项（装修噪音）、相距 40 米")], Find(Said("GD2") with { Point = North(40) }));
        Assert.Single(Find(Said("GD2") with { Point = North(199), ReceivedAt = Now.AddDays(-30) }));
        Assert.Empty(Find(Said("GD2") with { Point = North(201) }));
        Assert.Empty(Find(Said("GD2") with { ReceivedAt = Now.AddDays(-30).AddSeconds(-1) }));
        Assert.Empty(Find(Said("GD2") with { Topic = "城乡建设/环境噪声/施工噪音" }));
        Assert.Empty(Find(Said("GD2") with { PhoneHash = "h2" }));
        Assert.Empty(Find(Said("GD2") with { District = new("440204") }));
    }

    [Fact]
    public void Who_gave_no_phone_or_was_not_classified_is_not_the_same_as_others_who_did_not()
    {
        Assert.Empty(Repeats.Find(Order with { PhoneHash = "" }, [Said("GD2") with { PhoneHash = "" }]));
        Assert.Empty(Repeats.Find(Order with { Topic = "" }, [Said("GD2") with { Topic = "" }]));
        Assert.Empty(Repeats.Find(Order with { Fingerprint = 0, PhoneHash = "" }, [Said("GD2") with { Fingerprint = 0 }]));
    }

    [Fact]
    public void Where_a_point_is_missing_the_same_address_is_the_same_place()
    {
        var order = Order with { Address = "惠民北路 12号", Point = null };
        var found = Repeats.Find(order, [Said("GD2") with { Address = "惠民北路12号" }, Said("GD3") with { Address = "惠民南路12号" }]);
        Assert.Equal([("GD2", "同一来电、同一事项（装修噪音）、同一地址")], found.Select(repeat => (repeat.Order.Number, repeat.Reason)));
        Assert.Empty(Repeats.Find(order with { Address = "" }, [Said("GD2") with { Address = "" }]));
    }

    [Fact]
    public void A_near_identical_text_is_a_candidate_whoever_called()
    {
        var other = Row("GD2") with { PhoneHash = "h2", Topic = "其他", Point = North(9000) };
        Assert.Equal([("GD2", "内容相同")], Find(other));
        Assert.Equal([("GD2", "内容几乎相同")], Find(other with { Fingerprint = other.Fingerprint ^ 0b111 }));
        Assert.Empty(Find(other with { Fingerprint = other.Fingerprint ^ 0b1111 }));
    }

    [Fact]
    public void The_likeliest_comes_first() => Assert.Equal(
        [
            ("A", "同一来电、同一事项（装修噪音）、相距 150 米，内容几乎相同"),
            ("B", "同一来电、同一事项（装修噪音）、相距 0 米"),
            ("C", "同一来电、同一事项（装修噪音）、相距 120 米"),
            ("D", "内容相同"),
        ],
        Find(
            Row("D") with { PhoneHash = "h2" }, Said("C") with { Point = North(120) }, Said("B"),
            Row("A") with { Point = North(150), Fingerprint = Order.Fingerprint ^ 1 }));

    [Fact]
    public void What_is_closed_takes_no_other_in() => Assert.Empty(Find(Said("GD2") with { Stage = OrderStage.Closed, IsOpen = false }));

    [Fact]
    public void Of_one_that_was_merged_the_order_it_was_merged_into_is_proposed()
    {
        var parent = Row("GD9") with { PhoneHash = "h9", Fingerprint = 0, Point = North(50) };
        Assert.Equal([("GD9", "与已并入该单的 GD2 相比：同一来电、同一事项（装修噪音）、相距 0 米")], Find(Merged(Said("GD2"), "GD9"), parent));
        Assert.Empty(Find(Merged(Said("GD2"), "GD9")));
        Assert.Empty(Find(Merged(Said("GD2"), "GD9"), parent with { Stage = OrderStage.Closed, IsOpen = false }));
        // Its own child is no news, and a chain that ends nowhere is none.
        Assert.Empty(Find(Merged(Said("GD2"), Order.Number)));
        Assert.Empty(Find(Merged(Said("GD2"), "GD3"), Merged(Said("GD3"), "GD2")));
    }

    [Fact]
    public void What_is_merged_already_is_proposed_nothing() => Assert.Empty(Repeats.Find(Merged(Order, "GD9"), [Row("GD2"), Row("GD9")]));

    private static readonly Gen<OrderRow> Rows = Gen.Select(Gen.Int[0, 12], Gen.Int[0, 12], Gen.Int[0, 2], Gen.Int[0, 400], Gen.Int[0, 40],
        Gen.ULong[0, 31]).Select((number, parent, phone, metres, days, bits) =>
    {
        var row = Row($"GD{number}") with
        {
            PhoneHash = phone == 0 ? "" : $"h{phone}",
            Point = metres == 0 ? null : North(metres),
            ReceivedAt = Now.AddDays(-days),
            Fingerprint = Order.Fingerprint ^ bits,
        };
        return parent switch
        {
            < 6 => row,
            < 8 => row with { Stage = OrderStage.Closed, IsOpen = false },
            _ => Merged(row, $"GD{parent}"),
        };
    });

    [Fact]
    public void Whatever_there_is_each_proposal_can_be_merged_into_and_is_made_once() => Rows.Array[0, 30].Sample(rows =>
    {
        var found = Repeats.Find(Order, rows);
        Assert.Equal(found.Length, found.Select(repeat => repeat.Order.Number).Distinct().Count());
        Assert.All(found, repeat =>
        {
            Assert.True(repeat.Order is { IsOpen: true, Parent: "" } && repeat.Order.Number != Order.Number);
            Assert.NotEmpty(repeat.Reason);
        });
        Assert.Equal(found, Repeats.Find(Order, rows.DistinctBy(row => row.Number).Reverse()));
    });
}

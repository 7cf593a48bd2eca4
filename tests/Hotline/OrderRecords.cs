using Google.Protobuf.WellKnownTypes;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.V1;

namespace OpsCenter.Tests.Hotline;

/// <summary>Records as the city's platform sends them, about people that there are not.</summary>
internal static class OrderRecords
{
    private static int numbers;

    /// <summary>A number that no other test has.</summary>
    public static string NewNumber() => $"GD2026{Interlocked.Increment(ref numbers):000000}";

    /// <summary>A complaint of yesterday at ten.</summary>
    public static OrderRecord New(Action<OrderRecord>? change = null)
    {
        var record = new OrderRecord
        {
            Number = NewNumber(),
            ReceivedAt = Ago(24),
            Type = V1.OrderType.Complaint,
            Topic = SampleHotline.Noise,
            Title = "小区装修噪音扰民",
            Content = "我叫张小三，住新华南路12号阳光花园3栋501房，楼上每天装修，请联系13800138000",
            CallerName = "张小三",
            CallerPhone = "13800138000",
            CallerIdNumber = "440203198001011234",
            Place = "440203001",
            PlaceKind = SampleHotline.Estate,
            Address = "新华南路12号阳光花园3栋501房",
            Channel = "电话",
        };
        change?.Invoke(record);
        return record;
    }

    /// <summary>Hours before now, whole seconds.</summary>
    public static Timestamp Ago(double hours) => Timestamp.FromDateTimeOffset(
        DateTimeOffset.FromUnixTimeSeconds(TestDay.Now.AddHours(-hours).ToUnixTimeSeconds()));

    /// <summary>The whole way, by the platform.</summary>
    public static OrderRecord Closed(Action<OrderRecord>? change = null) => New(record =>
    {
        record.Department = "区住建局";
        record.DispatchedAt = Ago(23);
        record.ClaimedAt = Ago(22);
        record.AnsweredAt = Ago(3);
        record.Answer = "已与张小三（13800138000）联系，责令施工方按时段施工。";
        record.ClosedAt = Ago(1);
        record.Solved = true;
        record.Satisfied = true;
        change?.Invoke(record);
    });
}

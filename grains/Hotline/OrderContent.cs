using System.Text.Json.Serialization;
using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>What kind of demand (诉求类型); limits and statistics go by it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OrderType>))]
public enum OrderType
{
    /// <summary>Not said: treated as <see cref="Request"/>.</summary>
    Unknown,

    /// <summary>咨询</summary>
    Inquiry,

    /// <summary>求助</summary>
    Request,

    /// <summary>投诉</summary>
    Complaint,

    /// <summary>举报</summary>
    Report,

    /// <summary>建议</summary>
    Suggestion,
}

/// <summary>A text that may hold personal data.</summary>
/// <param name="Masked">What everybody may read.</param>
/// <param name="Sealed">The whole, sealed by the gateway with the order as its context; only the gateway can open it. Empty: the masked
/// text is the whole.</param>
/// <param name="Order">Number of the order that it was sealed with, when another has inherited it; null: the order that it stands
/// in.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.SealedText")]
public sealed record SealedText([property: Id(0)] string Masked, [property: Id(1)] string Sealed, [property: Id(2)] string? Order = null)
{
    public static SealedText Empty { get; } = new("", "");
}

/// <summary>A point on the map: degrees, as the source has them (its datum is the source's own; only distances are computed).</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.GeoPoint")]
public readonly record struct GeoPoint([property: Id(0)] double Latitude, [property: Id(1)] double Longitude)
{
    /// <summary>Great-circle distance in metres, on a sphere of 6,371 km.</summary>
    public double MetresTo(GeoPoint other)
    {
        static double Radians(double degrees) => degrees * Math.PI / 180;
        var (sinLatitude, sinLongitude) =
            (Math.Sin(Radians(other.Latitude - Latitude) / 2), Math.Sin(Radians(other.Longitude - Longitude) / 2));
        var half = sinLatitude * sinLatitude
            + Math.Cos(Radians(Latitude)) * Math.Cos(Radians(other.Latitude)) * sinLongitude * sinLongitude;
        return 2 * 6_371_000 * Math.Asin(Math.Min(1, Math.Sqrt(half)));
    }
}

/// <summary>
/// What the caller wants, as everybody may read it: masked by the gateway. What is personal is in <see cref="Sealed"/> only.
/// </summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OrderContent")]
public sealed record OrderContent
{
    [Id(0)] public OrderType Type { get; init; }

    /// <summary>Levels joined by <c>/</c>, e.g. <c>城乡建设/城市建设和市政管理/园林绿化环卫</c>; empty: not classified.</summary>
    [Id(1)] public string Topic { get; init; } = "";

    [Id(2)] public string Title { get; init; } = "";

    [Id(3)] public string Text { get; init; } = "";

    /// <summary>Statistics code of the town (or village) it is about; empty: not known.</summary>
    [Id(4)] public PlaceCode Place { get; init; }

    /// <summary>What kind of place (场所), e.g. 住宅小区, 非市政道路; empty: not said.</summary>
    [Id(5)] public string PlaceKind { get; init; } = "";

    /// <summary>Down to the road or village.</summary>
    [Id(6)] public string Address { get; init; } = "";

    [Id(7)] public GeoPoint? Point { get; init; }

    /// <summary>Where it came from (来源渠道), e.g. 电话, 微信, 网站.</summary>
    [Id(8)] public string Channel { get; init; } = "";

    /// <summary>Masked, e.g. 张*.</summary>
    [Id(9)] public string CallerName { get; init; } = "";

    /// <summary>Masked, e.g. 138****8000.</summary>
    [Id(10)] public string CallerPhone { get; init; } = "";

    /// <summary>Keyed hash of the phone, to find repeats without knowing it; empty: no phone.</summary>
    [Id(11)] public string PhoneHash { get; init; } = "";

    /// <summary>Fingerprint of the text (see <c>TextFingerprint</c>), to find near-identical texts; 0: no text.</summary>
    [Id(12)] public ulong Fingerprint { get; init; }

    /// <summary>Name, phone, address and text as they came, sealed with the order as context.</summary>
    [Id(13)] public string Sealed { get; init; } = "";

    /// <summary>The number of an earlier order on the same matter, by the platform (oldOrderNum).</summary>
    [Id(14)] public string Earlier { get; init; } = "";

    [Id(15)] public bool IsUrgent { get; init; }

    [Id(16)] public bool IsSecret { get; init; }

    /// <summary>
    /// Keyed hash of what is in <see cref="Sealed"/>: it tells whether the same was sealed again, which looks different each time; empty:
    /// nothing is sealed.
    /// </summary>
    [Id(17)] public string Digest { get; init; } = "";

    /// <summary>First level of <see cref="Topic"/>.</summary>
    [JsonIgnore] public string TopLevelTopic => Topic.Split('/', 2)[0];
}

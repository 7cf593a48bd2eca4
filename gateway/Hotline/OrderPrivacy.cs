using System.Buffers.Text;
using System.Text;
using Google.Protobuf;
using OpsCenter.Gateway.Platform.Privacy;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Hotline;

/// <summary>
/// What is personal in orders: masked for everybody, sealed for the few who may ask with a reason. Seals are bound to the order; what is
/// sealed of one order does not open as another's.
/// </summary>
public sealed class OrderPrivacy(PrivacyKeys keys)
{
    private readonly Sealer sealer = new(keys);

    /// <summary>A text of a department, e.g. an answer.</summary>
    /// <param name="district">Of the order.</param>
    /// <param name="number">Of the order.</param>
    /// <param name="text">In clear.</param>
    /// <param name="name">The caller's name in clear, which departments like to write in answers; empty: not known.</param>
    public SealedText Seal(DistrictCode district, string number, string text, string name = "")
    {
        var masked = TextMask.Of(text, name);
        return new(masked, masked == text ? "" : sealer.Seal(TextContext(district, number), Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>The whole text.</summary>
    /// <exception cref="SealException">It cannot be opened.</exception>
    public string Open(DistrictCode district, string number, SealedText text) =>
        text.Sealed.Length == 0
            ? text.Masked
            : Encoding.UTF8.GetString(sealer.Open(TextContext(district, text.Order ?? number), text.Sealed));

    /// <summary>What the caller wants, masked, with what is personal sealed in it. The record has been checked.</summary>
    public OrderContent Conceal(DistrictCode district, OrderRecord record)
    {
        var content = new OrderContent
        {
            Type = (OpsCenter.Hotline.OrderType)(int)record.Type,
            Topic = record.Topic,
            Title = TextMask.Of(record.Title, record.CallerName),
            Text = TextMask.Of(record.Content, record.CallerName),
            Place = new(record.Place),
            PlaceKind = record.PlaceKind,
            Address = AddressMask.Of(record.Address),
            Point = record.Location is { } point ? new GeoPoint(point.Latitude, point.Longitude) : null,
            Channel = record.Channel,
            CallerName = NameMask.Of(record.CallerName),
            CallerPhone = PhoneNumber.Mask(record.CallerPhone),
            PhoneHash = PhoneHash(district, record.CallerPhone),
            Fingerprint = TextFingerprint.Of(record.Content.Length > 0 ? record.Content : record.Title),
            Earlier = record.EarlierNumber,
            IsUrgent = record.Urgent,
            IsSecret = record.Secret,
        };
        // Only what masking has taken away.
        static string Hidden(string whole, string masked) => whole == masked ? "" : whole;
        var hidden = new RevealedOrder
        {
            CallerName = Hidden(record.CallerName, content.CallerName),
            CallerPhone = Hidden(record.CallerPhone, content.CallerPhone),
            CallerIdNumber = record.CallerIdNumber,
            Address = Hidden(record.Address, content.Address),
            Title = Hidden(record.Title, content.Title),
            Content = Hidden(record.Content, content.Text),
        };
        return hidden.CalculateSize() == 0
            ? content
            : content with
            {
                Sealed = sealer.Seal(ContentContext(district, record.Number), hidden.ToByteArray()),
                Digest = DigestOf(ContentContext(district, record.Number), hidden),
            };
    }

    /// <summary>Everything in clear. Who may see it, why, and that it is written down is the caller's to care for.</summary>
    /// <exception cref="SealException">It cannot be opened.</exception>
    public RevealedOrder Reveal(DistrictCode district, string number, OrderState state)
    {
        var content = state.Content;
        var order = content.Sealed.Length == 0
            ? new RevealedOrder()
            : RevealedOrder.Parser.ParseFrom(sealer.Open(ContentContext(district, number), content.Sealed));
        static string Whole(string hidden, string masked) => hidden.Length > 0 ? hidden : masked;
        order.CallerName = Whole(order.CallerName, content.CallerName);
        order.CallerPhone = Whole(order.CallerPhone, content.CallerPhone);
        order.Address = Whole(order.Address, content.Address);
        order.Title = Whole(order.Title, content.Title);
        order.Content = Whole(order.Content, content.Text);
        order.Answer = state.Answer is { } answer ? Open(district, number, answer) : "";
        return order;
    }

    /// <summary>
    /// The caller's name in clear, to be masked in what is written of the order; empty: there is none, or its seal cannot be opened, which
    /// keeps nobody from working.
    /// </summary>
    public string CallerOf(DistrictCode district, string number, OrderContent content)
    {
        if (content.Sealed.Length == 0) return "";
        try
        {
            return RevealedOrder.Parser.ParseFrom(sealer.Open(ContentContext(district, number), content.Sealed)).CallerName;
        }
        catch (SealException)
        {
            return "";
        }
    }

    /// <summary>Keyed hash by which the orders of one phone are found without knowing it (blind index); empty: no phone.</summary>
    public string PhoneHash(DistrictCode district, string phone) =>
        PhoneNumber.Canonical(phone) is { Length: > 0 } number
            ? Base64Url.EncodeToString(Digest.Of(keys.IndexKey, $"phone {district} {number}").AsSpan(0, 16))
            : "";

    private string DigestOf(string context, IMessage message) =>
        Base64Url.EncodeToString(Digest.Of(keys.IndexKey, context, message.ToByteArray()).AsSpan(0, 16));

    private static string TextContext(DistrictCode district, string number) => $"text {district}/{number}";

    private static string ContentContext(DistrictCode district, string number) => $"content {district}/{number}";
}

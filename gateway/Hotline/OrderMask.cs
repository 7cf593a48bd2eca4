using Google.Protobuf.WellKnownTypes;
using OpsCenter.Gateway.Platform.Ingest;
using OpsCenter.Gateway.Platform.Privacy;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Hotline;

/// <summary>A record of an order as whoever looks through the quarantine sees it: nothing personal stands in it in clear.</summary>
internal static class OrderMask
{
    private const int MaxText = 500;

    /// <summary>Its texts are cut; times that there are not are left out.</summary>
    public static OrderRecord Of(OrderRecord record)
    {
        var masked = record.Clone();
        string Text(string text) => TextMask.Of(text.Length > MaxText ? text[..MaxText] : text, record.CallerName);
        masked.Title = Text(record.Title);
        masked.Content = Text(record.Content);
        masked.Answer = Text(record.Answer);
        masked.CallerName = NameMask.Of(record.CallerName);
        masked.CallerPhone = PhoneNumber.Mask(record.CallerPhone);
        masked.CallerIdNumber = NumberMask.Of(record.CallerIdNumber);
        masked.Address = AddressMask.Of(record.Address);
        // A shifted column may bring anything anywhere.
        masked.Topic = Text(record.Topic);
        masked.Place = Places(record.Place) ? record.Place : Text(record.Place);
        masked.PlaceKind = Text(record.PlaceKind);
        masked.Channel = Text(record.Channel);
        masked.Department = Text(record.Department);
        masked.EarlierNumber = OrderRecordReader.IsNumber(record.EarlierNumber) ? record.EarlierNumber : Text(record.EarlierNumber);
        masked.ReceivedAt = Moment(record.ReceivedAt);
        masked.DispatchedAt = Moment(record.DispatchedAt);
        masked.ClaimedAt = Moment(record.ClaimedAt);
        masked.ContactedAt = Moment(record.ContactedAt);
        masked.AnsweredAt = Moment(record.AnsweredAt);
        masked.ClosedAt = Moment(record.ClosedAt);
        return masked;
    }

    private static Timestamp? Moment(Timestamp? time) => time.IsMoment() ? time : null;

    private static bool Places(string place) => Platform.Identity.Territory.IsPlace(place);
}

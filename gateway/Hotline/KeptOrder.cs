using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using OpsCenter.Gateway.Platform.Ingest;
using OpsCenter.Gateway.Platform.Privacy;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Hotline;

/// <summary>A record of an order as quarantine keeps it: masked for whoever looks, and sealed as a whole for when it is mended.</summary>
/// <param name="Masked">Its texts are cut; times that there are not are left out, the reason tells of them.</param>
/// <param name="Sealed">All of it.</param>
internal sealed record KeptOrder(OrderRecord Masked, string Sealed)
{
    private const int MaxText = 500;
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default);
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    public static KeptOrder Of(string district, OrderRecord record, OrderPrivacy privacy)
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
        return new(masked, privacy.SealRecord(district, record.Number, record));
    }

    /// <summary>JSON, in which nothing personal stands in clear.</summary>
    public string Write() => $$"""{"sealed":"{{Sealed}}","order":{{Formatter.Format(Masked)}}}""";

    public static KeptOrder Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new(
            Parser.Parse<OrderRecord>(document.RootElement.GetProperty("order").GetRawText()), document.RootElement.GetProperty("sealed").GetString() ?? "");
    }

    private static Timestamp? Moment(Timestamp? time) => time.IsMoment() ? time : null;

    private static bool Places(string place) => Platform.Identity.Territory.IsPlace(place);
}

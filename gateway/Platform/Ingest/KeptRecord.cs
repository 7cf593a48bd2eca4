using System.Text.Json;
using Google.Protobuf;

namespace OpsCenter.Gateway.Platform.Ingest;

/// <summary>A record as quarantine keeps it.</summary>
/// <param name="Shown">As people see it: without what is personal, and without times that there are not; the reason tells of them.</param>
/// <param name="Sealed">All of it, for when it is mended; empty: nothing of it is personal.</param>
/// <typeparam name="TRecord">A record of the public contract.</typeparam>
internal readonly record struct KeptRecord<TRecord>(TRecord Shown, string Sealed) where TRecord : IMessage<TRecord>, new()
{
    /// <summary>Name of the masked record beside its seal. Journals hold it.</summary>
    private const string Masked = "order";

    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default);
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    /// <summary>JSON: the record, or its seal and the masked record.</summary>
    public string Write() =>
        Sealed.Length == 0 ? Formatter.Format(Shown) : $$"""{"sealed":"{{Sealed}}","{{Masked}}":{{Formatter.Format(Shown)}}}""";

    public static KeptRecord<TRecord> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty("sealed", out var seal)
            ? new(Parser.Parse<TRecord>(document.RootElement.GetProperty(Masked).GetRawText()), seal.GetString() ?? "")
            : new(Parser.Parse<TRecord>(json), "");
    }
}

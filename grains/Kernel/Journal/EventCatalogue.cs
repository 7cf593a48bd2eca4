using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OpsCenter.Kernel;

/// <summary>
/// Between events and what the journal keeps of them: a stable name and JSON. Changes to an event are additive only; what
/// cannot be added becomes a new kind, and the old one stays readable for ever.
/// </summary>
public sealed class EventCatalogue
{
    private readonly Dictionary<Type, (string Kind, Lazy<JsonTypeInfo> Json)> byType = [];
    private readonly Dictionary<string, Lazy<JsonTypeInfo>> byKind = [];
    private readonly Dictionary<string, string[]> secrets = [];

    /// <summary>The known kinds.</summary>
    public IReadOnlyCollection<string> Kinds => byKind.Keys;

    /// <param name="kind">Stable name of the event.</param>
    /// <param name="json">How it is written; asked for with the first event of the kind, since a process starts sooner than a hundred kinds
    /// are laid out.</param>
    /// <param name="secret">JSON fields that no answer shows (hashes of passwords, names of sessions); a field of a field as
    /// <c>content.sealed</c>.</param>
    public EventCatalogue Add<TEvent>(string kind, Func<JsonTypeInfo<TEvent>> json, params string[] secret)
    {
        if (secret.Length > 0) secrets.Add(kind, secret);
        var layout = new Lazy<JsonTypeInfo>(json);
        byType.Add(typeof(TEvent), (kind, layout));
        byKind.Add(kind, layout);
        return this;
    }

    /// <summary>The kinds of events of a type and of those derived from it.</summary>
    public IEnumerable<string> KindsOf(Type type) =>
        byType.Where(entry => type.IsAssignableFrom(entry.Key)).Select(entry => entry.Value.Kind);

    /// <summary>The fields of this kind that no answer shows.</summary>
    public IReadOnlyList<string> SecretsOf(string kind) => secrets.GetValueOrDefault(kind) ?? [];

    public (string Kind, byte[] Payload) Write(object @event)
    {
        var (kind, json) = byType.TryGetValue(@event.GetType(), out var found)
            ? found
            : throw new InvalidOperationException($"{@event.GetType().Name} is not in the event catalogue.");
        return (kind, JsonSerializer.SerializeToUtf8Bytes(@event, json.Value));
    }

    /// <summary>The event, or null when the kind is not (or no longer, or not yet) known here.</summary>
    public object? Read(string kind, ReadOnlySpan<byte> payload) =>
        byKind.TryGetValue(kind, out var json) ? JsonSerializer.Deserialize(payload, json.Value) : null;
}

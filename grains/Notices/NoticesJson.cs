using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpsCenter.Kernel;

namespace OpsCenter.Notices;

/// <summary>The reminders' events and states as JSON, generated at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(PersonPut))]
[JsonSerializable(typeof(PersonRemoved))]
[JsonSerializable(typeof(NoticeQueued))]
[JsonSerializable(typeof(NoticeChanged))]
[JsonSerializable(typeof(NoticeSent))]
[JsonSerializable(typeof(NoticeFailed))]
[JsonSerializable(typeof(NoticeDied))]
[JsonSerializable(typeof(NoticeDropped))]
[JsonSerializable(typeof(NoticeResent))]
[JsonSerializable(typeof(AddressBookState))]
[JsonSerializable(typeof(OutboxState))]
public sealed partial class NoticesJson : JsonSerializerContext
{
    /// <summary>The names under which the journal keeps the reminders' events. They never change.</summary>
    public static EventCatalogue AddTo(EventCatalogue catalogue)
    {
        var json = new NoticesJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        return catalogue
            .Add("notices.person-put", () => json.PersonPut, secret: ["person.contacts"])
            .Add("notices.person-removed", () => json.PersonRemoved)
            .Add("notices.queued", () => json.NoticeQueued)
            .Add("notices.changed", () => json.NoticeChanged)
            .Add("notices.sent", () => json.NoticeSent)
            .Add("notices.failed", () => json.NoticeFailed)
            .Add("notices.died", () => json.NoticeDied)
            .Add("notices.dropped", () => json.NoticeDropped)
            .Add("notices.resent", () => json.NoticeResent);
    }
}

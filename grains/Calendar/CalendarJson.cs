using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using OpsCenter.Kernel;

namespace OpsCenter.Calendar;

/// <summary>The calendar's events and state as JSON, generated at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(YearDecreed))]
[JsonSerializable(typeof(CalendarState))]
public sealed partial class CalendarJson : JsonSerializerContext
{
    /// <summary>The names under which the journal keeps the events. They never change.</summary>
    public static EventCatalogue AddTo(EventCatalogue catalogue) => catalogue.Add(
        "calendar.decreed",
        // The journal is no web page: a Chinese character stays three bytes instead of the six of an escape.
        () => new CalendarJson(new(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).YearDecreed);
}

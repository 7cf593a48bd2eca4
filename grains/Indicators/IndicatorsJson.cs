using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpsCenter.Kernel;

namespace OpsCenter.Indicators;

/// <summary>The events and the state of what a district asks as JSON, generated at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(IndicatorsDefined))]
[JsonSerializable(typeof(IndicatorsState))]
public sealed partial class IndicatorsJson : JsonSerializerContext
{
    /// <summary>The names under which the journal keeps the events. They never change.</summary>
    public static EventCatalogue AddTo(EventCatalogue catalogue) =>
        catalogue.Add("indicators.defined",
            () => new IndicatorsJson(
                new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).IndicatorsDefined);

    /// <summary>Two that are written alike are alike.</summary>
    internal static string TextOf(IndicatorsDefined defined) => JsonSerializer.Serialize(defined, Default.IndicatorsDefined);
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpsCenter.Kernel;

namespace OpsCenter.Places;

/// <summary>The registry's events and state as JSON, generated at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(PlacesDefined))]
[JsonSerializable(typeof(PlacesState))]
public sealed partial class PlacesJson : JsonSerializerContext
{
    /// <summary>The names under which the journal keeps the events. They never change.</summary>
    public static EventCatalogue AddTo(EventCatalogue catalogue) =>
        catalogue.Add("places.defined",
            () => new PlacesJson(
                new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).PlacesDefined);
}

using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace OpsCenter.Kernel;

/// <summary>Editions as a plain array. The context that writes them must know the edition by itself.</summary>
public sealed class EditionsJson : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Editions<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Of<T> : JsonConverter<Editions<T>> where T : class, IEdition
    {
        public override Editions<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException();
            var editions = new List<T>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                editions.Add(JsonSerializer.Deserialize(ref reader, Edition(options)) ?? throw new JsonException());
            return [.. editions];
        }

        public override void Write(Utf8JsonWriter writer, Editions<T> value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var edition in value) JsonSerializer.Serialize(writer, edition, Edition(options));
            writer.WriteEndArray();
        }

        private static JsonTypeInfo<T> Edition(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
    }
}

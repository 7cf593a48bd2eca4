using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;

namespace OpsCenter.Gateway.Platform.OpenApi;

/// <summary>
/// Messages and enums as JSON Schema, in the JSON form of proto3 (protobuf.dev, "ProtoJSON format"): names in camelCase,
/// 64-bit integers as strings, instants as RFC 3339, bytes as base64.
/// </summary>
internal sealed class JsonSchemas
{
    private readonly SortedDictionary<string, JsonObject?> known = new(StringComparer.Ordinal);

    /// <summary>Every schema that was asked for, and what it refers to.</summary>
    public JsonObject ToJson() => new(known.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));

    /// <summary>A reference to a message's schema, or the schema itself for the well-known types.</summary>
    public JsonObject Of(MessageDescriptor message)
    {
        if (WellKnown(message.FullName) is { } simple) return simple;
        var name = NameOf(message);
        if (known.TryAdd(name, null)) known[name] = Object(message, []);
        return Reference(name);
    }

    /// <summary>A message's fields but for some, in place.</summary>
    public JsonObject Object(MessageDescriptor message, HashSet<string> without)
    {
        var properties = new JsonObject();
        foreach (var field in message.Fields.InDeclarationOrder())
            if (!without.Contains(field.Name)) properties[field.JsonName] = Of(field);
        var schema = new JsonObject { ["type"] = "object" };
        Describe(schema, Contract.Comment(message));
        if (properties.Count > 0) schema["properties"] = properties;
        return schema;
    }

    /// <summary>A field's schema with its description.</summary>
    public JsonObject Of(FieldDescriptor field)
    {
        var schema = field.IsMap
            ? new JsonObject { ["type"] = "object", ["additionalProperties"] = Single(field.MessageType.FindFieldByNumber(2)) }
            : field.IsRepeated ? new JsonObject { ["type"] = "array", ["items"] = Single(field) } : Single(field);
        var comment = Contract.Comment(field);
        if (field.RealContainingOneof is { } choice)
            comment = $"{comment}\nAt most one of: {string.Join(", ", choice.Fields.Select(other => other.JsonName))}.".Trim();
        Describe(schema, comment);
        return schema;
    }

    public static void Describe(JsonObject json, string text)
    {
        if (text.Length > 0) json["description"] = text;
    }

    private JsonObject Single(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message or FieldType.Group => Of(field.MessageType),
        FieldType.Enum => Of(field.EnumType),
        FieldType.String => new() { ["type"] = "string" },
        FieldType.Bool => new() { ["type"] = "boolean" },
        FieldType.Bytes => new() { ["type"] = "string", ["contentEncoding"] = "base64" },
        FieldType.Double => new() { ["type"] = "number", ["format"] = "double" },
        FieldType.Float => new() { ["type"] = "number", ["format"] = "float" },
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => new() { ["type"] = "integer", ["format"] = "int32" },
        FieldType.UInt32 or FieldType.Fixed32 => new() { ["type"] = "integer", ["format"] = "int64", ["minimum"] = 0 },
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => new() { ["type"] = "string", ["format"] = "int64" },
        FieldType.UInt64 or FieldType.Fixed64 => new() { ["type"] = "string", ["format"] = "uint64" },
        var other => throw new NotSupportedException($"{field.FullName} is of type {other}."),
    };

    private JsonObject Of(EnumDescriptor @enum)
    {
        var name = NameOf(@enum);
        if (known.ContainsKey(name)) return Reference(name);
        var schema = new JsonObject
        {
            ["type"] = "string",
            ["enum"] = new JsonArray([.. @enum.Values.Select(value => JsonValue.Create(value.Name))]),
        };
        var values = @enum.Values.Select(value => (value.Name, Comment: Contract.Comment(value))).Where(value => value.Comment.Length > 0)
            .Select(value => $"- {value.Name}: {value.Comment}");
        Describe(schema, string.Join('\n', values.Prepend(Contract.Comment(@enum)).Where(line => line.Length > 0)));
        known[name] = schema;
        return Reference(name);
    }

    private static JsonObject? WellKnown(string name) => name switch
    {
        "google.protobuf.Timestamp" => new() { ["type"] = "string", ["format"] = "date-time" },
        "google.protobuf.Duration" => new() { ["type"] = "string", ["pattern"] = @"^-?[0-9]+(\.[0-9]{1,9})?s$" },
        "google.protobuf.FieldMask" => new() { ["type"] = "string" },
        "google.protobuf.Struct" => new() { ["type"] = "object", ["additionalProperties"] = true },
        "google.protobuf.Value" => [],
        "google.protobuf.ListValue" => new() { ["type"] = "array" },
        "google.protobuf.Any" => new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["@type"] = new JsonObject { ["type"] = "string" } },
            ["additionalProperties"] = true,
        },
        _ when name.StartsWith("google.protobuf.", StringComparison.Ordinal) =>
            throw new NotSupportedException($"{name} has no JSON schema yet."),
        _ => null,
    };

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    private static string NameOf(DescriptorBase type) => type.FullName.StartsWith(type.File.Package + ".", StringComparison.Ordinal)
        ? type.FullName[(type.File.Package.Length + 1)..]
        : type.FullName;
}

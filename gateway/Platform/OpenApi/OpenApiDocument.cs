using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Google.Api;
using Google.Protobuf.Reflection;
using OpsCenter.Gateway.Platform.Identity;

namespace OpsCenter.Gateway.Platform.OpenApi;

/// <summary>The REST side of the contract as OpenAPI 3.1, made from the protos: what the comments there say is said here.</summary>
public static partial class OpenApiDocument
{
    public static JsonObject Create()
    {
        var files = Contract.Read();
        var schemas = new JsonSchemas();
        var paths = new JsonObject();
        var tags = new JsonArray();
        foreach (var service in files.SelectMany(file => file.Services).OrderBy(service => service.Name, StringComparer.Ordinal))
        {
            tags.Add(Tag(service));
            foreach (var method in service.Methods)
                foreach (var (rule, index) in Contract.HttpRules(method).Select((rule, index) => (rule, index)))
                    Add(paths, method, rule, index, schemas);
        }
        var error = schemas.Of(Google.Rpc.Status.Descriptor);
        return new()
        {
            ["openapi"] = "3.1.0",
            ["info"] = Info(files),
            // Relative: where the document was read.
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["tags"] = tags,
            ["security"] = new JsonArray(new JsonObject { ["bearer"] = new JsonArray() }, new JsonObject { ["cookie"] = new JsonArray() }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas.ToJson(),
                ["responses"] = new JsonObject
                {
                    ["Failure"] = new JsonObject
                    {
                        ["description"] =
                            "A status with a sentence (Chinese / English); details hold google.rpc.ErrorInfo and, where they apply, "
                                + "BadRequest and RetryInfo.",
                        ["content"] = Content(error),
                    },
                },
                ["securitySchemes"] = new JsonObject
                {
                    ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["bearerFormat"] = "JWT" },
                    ["cookie"] = new JsonObject { ["type"] = "apiKey", ["in"] = "cookie", ["name"] = SessionCookie.Name },
                },
            },
        };
    }

    private static JsonObject Info(IReadOnlyList<FileDescriptor> files)
    {
        var info = new JsonObject
        {
            ["title"] = "OpsCenter",
            ["version"] = "v1",
            ["license"] = new JsonObject { ["name"] = "MIT", ["identifier"] = "MIT" },
        };
        JsonSchemas.Describe(info, string.Join("\n\n", files.Select(Contract.PackageComment).Where(text => text.Length > 0)));
        return info;
    }

    private static JsonObject Tag(Google.Protobuf.Reflection.ServiceDescriptor service)
    {
        var tag = new JsonObject { ["name"] = service.Name };
        var grpcOnly = service.Methods.Where(method => !Contract.HttpRules(method).Any()).Select(method => method.Name).ToArray();
        var text = Contract.Comment(service);
        if (grpcOnly.Length > 0) text = $"{text}\nOver gRPC only: {string.Join(", ", grpcOnly)}.".Trim();
        JsonSchemas.Describe(tag, text);
        return tag;
    }

    private static void Add(JsonObject paths, MethodDescriptor method, HttpRule rule, int index, JsonSchemas schemas)
    {
        var (verb, template) = rule.PatternCase switch
        {
            HttpRule.PatternOneofCase.Get => ("get", rule.Get),
            HttpRule.PatternOneofCase.Put => ("put", rule.Put),
            HttpRule.PatternOneofCase.Post => ("post", rule.Post),
            HttpRule.PatternOneofCase.Delete => ("delete", rule.Delete),
            HttpRule.PatternOneofCase.Patch => ("patch", rule.Patch),
            var other => throw new NotSupportedException($"{method.FullName} has an HTTP rule of kind {other}."),
        };
        var path = Variable().Replace(template, "{${name}}");
        if (paths[path] is not JsonObject item) paths[path] = item = [];
        item.Add(verb,
            Operation(method, rule, index, [.. Variable().Matches(template).Select(match => match.Groups["name"].Value)], schemas));
    }

    private static JsonObject Operation(MethodDescriptor method, HttpRule rule, int index, HashSet<string> inPath, JsonSchemas schemas)
    {
        var operation = new JsonObject
        {
            ["operationId"] = $"{method.Service.Name}_{method.Name}" + (index == 0 ? "" : $"_{index + 1}"),
            ["tags"] = new JsonArray(method.Service.Name),
            ["summary"] = Words(method.Name),
        };
        AccessWords.Describe(operation, method, Contract.Comment(method));
        var parameters = new JsonArray();
        foreach (var field in method.InputType.Fields.InDeclarationOrder())
            if (inPath.Contains(field.Name)) parameters.Add(Parameter(field, "path", required: true, schemas));
            else if (rule.Body.Length == 0) parameters.Add(Parameter(field, "query", required: false, schemas));
        if (parameters.Count > 0) operation["parameters"] = parameters;
        if (rule.Body.Length > 0)
            operation["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = Content(
                    rule.Body != "*" ? schemas.Of(method.InputType.FindFieldByName(rule.Body))
                    : inPath.Count > 0 ? schemas.Object(method.InputType, inPath)
                    : schemas.Of(method.InputType)),
            };
        operation["responses"] = new JsonObject
        {
            ["200"] = new JsonObject { ["description"] = "OK", ["content"] = Content(schemas.Of(method.OutputType)) },
            ["4XX"] = Failed(),
            ["default"] = Failed(),
        };
        return operation;

        static JsonObject Failed() => new() { ["$ref"] = "#/components/responses/Failure" };
    }

    /// <summary>A method's name as words: <c>GetHallDay</c> is "Get hall day".</summary>
    private static string Words(string name) =>
        name[..1] + WordStart().Replace(name[1..], match => $" {match.Value.ToLowerInvariant()}");

    private static JsonObject Parameter(FieldDescriptor field, string place, bool required, JsonSchemas schemas)
    {
        if (field.FieldType == FieldType.Message && !field.MessageType.FullName.StartsWith("google.protobuf.", StringComparison.Ordinal))
            throw new NotSupportedException($"{field.FullName} is a message and cannot stand in a {place}.");
        var schema = schemas.Of(field);
        var parameter = new JsonObject
        {
            ["name"] = place == "path" ? field.Name : field.JsonName,
            ["in"] = place,
            ["required"] = required
        };
        if (schema.Remove("description", out var text)) parameter["description"] = text;
        parameter["schema"] = schema;
        return parameter;
    }

    private static JsonObject Content(JsonObject schema) => new() { ["application/json"] = new JsonObject { ["schema"] = schema } };

    // {name} or {name=pattern}: `**` takes slashes too, which OpenAPI has no word for.
    [GeneratedRegex(@"\{(?<name>[a-z0-9_.]+)(=[^}]*)?\}")]
    private static partial Regex Variable();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex WordStart();
}

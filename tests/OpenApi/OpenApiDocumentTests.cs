using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Google.Api;
using OpsCenter.Gateway.Platform.OpenApi;
using OpsCenter.Tests.Identity;
using Xunit;

namespace OpsCenter.Tests.OpenApi;

public partial class OpenApiDocumentTests
{
    private static readonly JsonObject Document = OpenApiDocument.Create();

    [Fact]
    public void Every_http_rule_of_every_service_appears()
    {
        var rules = PermissionTableTests.Files.Where(file => file.Package == "opscenter.v1")
            .SelectMany(file => file.Services).SelectMany(service => service.Methods)
            .Select(method => (Method: method, Rule: method.GetOptions()?.GetExtension(AnnotationsExtensions.Http)))
            .Where(pair => pair.Rule is not null).ToArray();
        Assert.NotEmpty(rules);
        foreach (var (method, rule) in rules)
        {
            var (verb, template) = rule!.Get.Length > 0 ? ("get", rule.Get) : ("post", rule.Post);
            var operation = Document["paths"]![template.Replace("=**", "")]?[verb];
            Assert.True(operation is not null, $"{verb} {template} is missing");
            Assert.Equal($"{method.Service.Name}_{method.Name}", (string?)operation["operationId"]);
            // Every variable of the path is a parameter, and no field of the request is lost.
            var parameters = operation["parameters"]?.AsArray().Select(parameter => (string)parameter!["name"]!).ToHashSet() ?? [];
            Assert.Subset(parameters, Variable().Matches(template).Select(match => match.Groups[1].Value).ToHashSet());
            var body = operation["requestBody"]?["content"]!["application/json"]!["schema"];
            var properties = body is null ? [] : Resolve(body)["properties"]?.AsObject().Select(property => property.Key) ?? [];
            Assert.Equal(method.InputType.Fields.InDeclarationOrder().Count, parameters.Count + properties.Count());
        }
        var operations = Document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).ToArray();
        Assert.Equal(rules.Length, operations.Length);
    }

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        var references = Nodes(Document).OfType<JsonObject>().Select(node => node["$ref"]).OfType<JsonValue>().ToArray();
        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.NotEmpty(Find((string)reference!)));
    }

    [Fact]
    public void Schemas_follow_the_json_form_of_proto3()
    {
        var schemas = Document["components"]!["schemas"]!;
        Assert.Equal("date-time", (string?)schemas["HallFact"]!["properties"]!["occurredAt"]!["format"]);
        Assert.Equal("string", (string?)schemas["HallReceipt"]!["properties"]!["batch"]!["type"]);
        Assert.Equal("integer", (string?)schemas["Counts"]!["properties"]!["taken"]!["type"]);
        Assert.Equal("number", (string?)schemas["Counts"]!["properties"]!["meanWaitSeconds"]!["type"]);
        Assert.Equal("array", (string?)schemas["HallTheme"]!["properties"]!["windows"]!["type"]);
        Assert.Contains("TICKET_TAKEN", schemas["HallFactKind"]!["enum"]!.AsArray().Select(value => (string?)value));
        Assert.Equal("object", (string?)schemas["HistoryEvent"]!["properties"]!["payload"]!["type"]);
    }

    [Fact]
    public void The_comments_of_the_protos_are_its_descriptions()
    {
        Assert.Contains("statistics code", (string?)Document["info"]!["description"]);
        Assert.StartsWith("UNAUTHENTICATED for a wrong name", (string?)Document["paths"]!["/v1/session:signIn"]!["post"]!["description"]);
        Assert.Contains("取号", (string?)Document["components"]!["schemas"]!["HallFactKind"]!["description"]);
        Assert.Equal("Shown once.",
            (string?)Document["components"]!["schemas"]!["CreateAccountResponse"]!["properties"]!["oneTimePassword"]!["description"]);
        Assert.Contains("StreamHall",
            (string?)Document["tags"]!.AsArray().Single(tag => (string?)tag!["name"] == "Ingest")!["description"]);
    }

    [Fact]
    public void It_says_who_may_call()
    {
        Assert.Empty(Document["paths"]!["/v1/session:signIn"]!["post"]!["security"]!.AsArray());
        Assert.Equal(["auditor", "operator"], Document["paths"]!["/v1/history/{stream}"]!["get"]!["x-roles"]!.AsArray()
            .Select(role => (string?)role));
        Access("/v1/session:signIn", "post", """{"who":"ANYONE","changes":true}""",
            "谁可调用：任何人。调用记入审计。 / Who may call: anybody. Calls are in the audit trail.");
        Access("/v1/clock", "get", """{"who":"SIGNED_IN","changes":false}""", "谁可调用：已登录者。 / Who may call: everybody who has signed in.");
        Access("/v1/history/{stream}", "get",
            """{"who":"PERMITTED","changes":false,"permission":"READ_HISTORY","scope":"AT","stream":"stream"}""",
            "谁可调用：在 `stream` 所指地点有权查看历史者（auditor、operator）。 / Who may call: those who may read histories at the place in `stream` "
                + "(auditor, operator).");
        Access("/v1/districts/{district}/filings/{set}/{period}/{place}:save", "post",
            """{"who":"PERMITTED","changes":true,"permission":"FILL_FILINGS","scope":"WITHIN","place":"district"}""",
            "谁可调用：在 `district` 所指地点或其下有权填报者（clerk、town）。调用记入审计。"
            + " / Who may call: those who may fill in filings at the place in `district` or in a part of it (clerk, town). Calls are in "
            + "the audit trail.");
        Access("/v1/accounts", "get",
            """{"who":"PERMITTED","changes":false,"permission":"ADMINISTER_ACCOUNTS","scope":"AT","system":true}""",
            "谁可调用：在本系统有权管理账号者（administrator）。 / Who may call: those who may administer accounts in the installation itself "
                + "(administrator).");

        static void Access(string path, string verb, string forPrograms, string forPeople)
        {
            var operation = Document["paths"]![path]![verb]!;
            Assert.Equal(forPrograms, operation["x-opscenter-access"]!.ToJsonString());
            Assert.EndsWith(forPeople, (string?)operation["description"]);
        }
    }

    [Fact]
    public void Every_operation_says_who_may_call_it() => Assert.All(
        Document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()),
        operation =>
            Assert.Contains((string?)operation.Value!["x-opscenter-access"]?["who"], new[] { "PERMITTED", "SIGNED_IN", "ANYONE" }));

    private static JsonNode Resolve(JsonNode schema) => schema["$ref"] is { } reference ? Find((string)reference!).Single() : schema;

    private static JsonNode[] Find(string reference)
    {
        JsonNode? node = Document;
        foreach (var part in reference.TrimStart('#', '/').Split('/')) node = node?[part];
        return node is null ? [] : [node];
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode node) => node switch
    {
        JsonObject json => json.Where(pair => pair.Value is not null).SelectMany(pair => Nodes(pair.Value!)).Prepend(json),
        JsonArray array => array.Where(item => item is not null).SelectMany(item => Nodes(item!)),
        _ => [],
    };

    [GeneratedRegex(@"\{([a-z_]+)(=\*\*)?\}")]
    private static partial Regex Variable();
}

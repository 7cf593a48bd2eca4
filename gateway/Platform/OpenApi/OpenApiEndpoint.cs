using System.Text.Encodings.Web;
using System.Text.Json;
using OpsCenter.Gateway.Platform.Identity;

namespace OpsCenter.Gateway.Platform.OpenApi;

public static class OpenApiEndpoint
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    private static readonly Lazy<byte[]> Document = new(() => JsonSerializer.SerializeToUtf8Bytes(OpenApiDocument.Create(), Readable));

    /// <summary>Serves <c>/openapi/v1.json</c> to operators and administrators.</summary>
    public static IEndpointConventionBuilder MapOpsCenterOpenApi(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/openapi/v1.json", () => Results.Bytes(Document.Value, "application/json; charset=utf-8"))
            .RequireAuthorization(Policies.Diagnostics);
}

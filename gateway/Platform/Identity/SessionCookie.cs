namespace OpsCenter.Gateway.Platform.Identity;

/// <summary>The bearer token as browsers keep it: out of reach of scripts, never sent from another site.</summary>
public static class SessionCookie
{
    public const string Name = "opscenter";

    /// <summary>Nothing for native gRPC: its clients keep cookies too, one jar for all callers of a channel, and have the token.</summary>
    public static void Set(HttpContext http, string token, DateTimeOffset expiresAt)
    {
        if (!IsNativeGrpc(http.Request)) http.Response.Cookies.Append(Name, token, Options(http, expiresAt));
    }

    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(Name, Options(http, null));

    // gRPC-Web looks like gRPC from here on but for this header, which its clients always send.
    private static bool IsNativeGrpc(HttpRequest request) =>
        request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true
        && !request.Headers.ContainsKey("X-Grpc-Web") && !request.Headers.ContainsKey("Origin");

    private static CookieOptions Options(HttpContext http, DateTimeOffset? expiresAt) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
        Path = "/",
        Expires = expiresAt,
        IsEssential = true,
    };
}

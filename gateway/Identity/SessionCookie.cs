namespace OpsCenter.Gateway.Identity;

/// <summary>The bearer token as browsers keep it: out of reach of scripts, never sent from another site.</summary>
public static class SessionCookie
{
    public const string Name = "opscenter";

    public static void Set(HttpContext http, string token, DateTimeOffset expiresAt) => http.Response.Cookies.Append(Name, token, Options(http, expiresAt));

    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(Name, Options(http, null));

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

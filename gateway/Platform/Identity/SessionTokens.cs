using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OpsCenter.Gateway.Platform.Identity;

/// <summary>
/// Bearer tokens of local accounts: who and which session, signed. What the session may do is not in it; that is asked of
/// the account, so a change of grants or a sign-out needs no new token.
/// </summary>
public sealed class SessionTokens(SigningKeys keys, TimeProvider time)
{
    public const string Issuer = "opscenter";
    public const string Audience = "opscenter";
    public const string SessionClaim = "sid";

    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    public string Issue(string name, string session, DateTimeOffset expiresAt)
    {
        var now = time.GetUtcNow();
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = expiresAt.UtcDateTime,
            Claims = new Dictionary<string, object> { [JwtRegisteredClaimNames.Sub] = name, [SessionClaim] = session },
            SigningCredentials = keys.Current,
        });
    }

    /// <summary>What a token must be to be believed.</summary>
    public TokenValidationParameters Validation => new()
    {
        ValidIssuer = Issuer,
        ValidAudience = Audience,
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        IssuerSigningKeyResolver = (_, _, name, _) => keys.Find(name),
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        LifetimeValidator = (_, expires, _, _) => expires > time.GetUtcNow().UtcDateTime,
        NameClaimType = JwtRegisteredClaimNames.Sub,
    };
}

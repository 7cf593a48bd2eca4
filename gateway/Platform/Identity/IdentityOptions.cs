namespace OpsCenter.Gateway.Platform.Identity;

/// <summary>Who may come in: configuration, section <c>Identity</c>.</summary>
public sealed record IdentityOptions
{
    /// <summary>Address of an OpenID Connect provider; empty: local accounts.</summary>
    public string Authority { get; init; } = "";

    /// <summary>The audience that a token must be made out to.</summary>
    public string Audience { get; init; } = "opscenter";

    /// <summary>Whether the provider must be reached over https.</summary>
    public bool RequireHttps { get; init; } = true;

    /// <summary>The provider's claim that holds the account's name.</summary>
    public string NameClaim { get; init; } = "preferred_username";

    /// <summary>The provider's claim that holds what a person is called.</summary>
    public string DisplayNameClaim { get; init; } = "name";

    /// <summary>
    /// The provider's claim that holds roles: <c>operator@440203</c>, or <c>operator</c> with the place in <see cref="PlaceClaim"/>.
    /// </summary>
    public string RolesClaim { get; init; } = "roles";

    /// <summary>The provider's claim that holds the place of roles which name none.</summary>
    public string PlaceClaim { get; init; } = "place";

    /// <summary>
    /// Folder of the keys that sessions are signed and personal data is sealed with; all processes share it. Relative to the data folder.
    /// </summary>
    public string Keys { get; init; } = "keys";

    /// <summary>The districts of this installation; the accounts of the first start are for them.</summary>
    public string[] Districts { get; init; } = [];

    /// <summary>For how long another gateway's sign-out or disabling may go unnoticed here, at most 30 s.</summary>
    public TimeSpan SessionCache { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Sign-ins that one address may try in a minute.</summary>
    public int SignInsPerMinute { get; init; } = 20;

    /// <summary>Rounds of PBKDF2-HMAC-SHA512 for new passwords (OWASP 2023: 210,000).</summary>
    public int PasswordRounds { get; init; } = 210_000;

    /// <summary>Refused calls that may wait for the audit trail; what comes beyond is counted.</summary>
    public int AuditQueue { get; init; } = 4096;

    /// <summary>Stops the start when a setting makes no sense.</summary>
    public IdentityOptions Validated()
    {
        if (SessionCache < TimeSpan.Zero || SessionCache > TimeSpan.FromSeconds(30))
            throw new ArgumentException("Identity:SessionCache must be 0 to 30 seconds.");
        if (SignInsPerMinute < 1) throw new ArgumentException("Identity:SignInsPerMinute must be at least 1.");
        if (PasswordRounds < 1000) throw new ArgumentException("Identity:PasswordRounds must be at least 1,000.");
        if (AuditQueue < 1) throw new ArgumentException("Identity:AuditQueue must be at least 1.");
        if (Authority.Length > 0
            && !(Uri.TryCreate(Authority, UriKind.Absolute, out var authority) && authority.Scheme is ("https" or "http")))
            throw new ArgumentException("Identity:Authority must be an https (or http) address.");
        foreach (var district in Districts)
            if (district.Length != 6 || !district.All(char.IsAsciiDigit))
                throw new ArgumentException($"Identity:Districts: '{district}' is no district code of 6 digits.");
        return this;
    }
}

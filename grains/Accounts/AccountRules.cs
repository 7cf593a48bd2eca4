using System.Collections.Immutable;
using System.Text.RegularExpressions;
using OpsCenter.Kernel;

namespace OpsCenter.Accounts;

/// <summary>
/// The figures behind the rules of accounts (GB/T 22239-2019 8.1.4.1 身份鉴别: lockout, time-out): configuration, section
/// <c>Accounts</c>.
/// </summary>
public sealed partial record AccountRules
{
    /// <summary>The roles there are. What each may do is the gateway's table.</summary>
    public static readonly ImmutableSortedSet<string> Roles = ImmutableSortedSet.Create(
        StringComparer.Ordinal,
        "operator", "clerk", "department", "town", "leader", "analyst", "auditor", "administrator", "screen", "source", "collector");

    /// <summary>Wrong passwords in a row that lock an account.</summary>
    public int MaxFailures { get; init; } = 5;

    public TimeSpan LockFor { get; init; } = TimeSpan.FromMinutes(15);

    public TimeSpan PersonSession { get; init; } = TimeSpan.FromHours(12);

    public TimeSpan ScreenSession { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The longest life of a machine's token.</summary>
    public TimeSpan MaxTokenLife { get; init; } = TimeSpan.FromDays(1096);

    /// <summary>Sessions an account may have at once; a new sign-in ends the one that would expire first.</summary>
    public int MaxSessions { get; init; } = 32;

    /// <summary>Stops the start when a figure makes no sense.</summary>
    public AccountRules Validated()
    {
        if (MaxFailures is < 1 or > 100) throw new ArgumentException("Accounts:MaxFailures must be 1 to 100.");
        if (MaxSessions is < 1 or > 1000) throw new ArgumentException("Accounts:MaxSessions must be 1 to 1,000.");
        foreach (var (name, value) in new[]
        {
            (nameof(LockFor), LockFor), (nameof(PersonSession), PersonSession), (nameof(ScreenSession), ScreenSession), (nameof(MaxTokenLife), MaxTokenLife),
        })
            if (value <= TimeSpan.Zero) throw new ArgumentException($"Accounts:{name} must be longer than 0.");
        return this;
    }

    /// <summary>How names are compared and kept: lower case.</summary>
    public static string Normalise(string name) => name.Trim().ToLowerInvariant();

    /// <summary>1-64 letters, digits, <c>. _ - @</c>, beginning with a letter or digit.</summary>
    public static bool IsName(string name) => name.Length <= 64 && NamePattern().IsMatch(name);

    public static bool IsPlace(string place) => place is "*" or "system" || PlacePattern().IsMatch(place);

    /// <summary>Whether these grants may stand on one account; null: they may.</summary>
    public static Refusal? Check(ImmutableArray<AccountGrant> grants)
    {
        if (grants.IsDefaultOrEmpty || grants.Length > 50)
            return new("invalid_grants", "账号须有 1 至 50 项授权 / An account has 1 to 50 grants");
        foreach (var grant in grants)
        {
            if (!Roles.Contains(grant.Role))
                return new("unknown_role", $"没有角色“{Short(grant.Role)}” / There is no role '{Short(grant.Role)}'");
            if (!IsPlace(grant.Place))
                return new("invalid_place", $"“{Short(grant.Place)}”不是区划代码 / '{Short(grant.Place)}' is no place: 2-12 digits, system or *");
        }
        // 三权分立: who gives the rights does not check how they are used.
        return grants.Any(grant => grant.Role == "administrator") && grants.Any(grant => grant.Role == "auditor")
            ? new("duties_not_separate", "管理员与审计员不得为同一账号 / Administrator and auditor must be different accounts")
            : null;
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";

    [GeneratedRegex(@"^[\p{L}\p{Nd}][\p{L}\p{Nd}._@-]*\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[0-9]{2,12}\z")]
    private static partial Regex PlacePattern();
}

using System.Collections.Immutable;
using System.Text.RegularExpressions;
using OpsCenter.Kernel;

namespace OpsCenter.Accounts;

/// <summary>
/// The figures behind the rules of accounts (GB/T 22239-2019 8.1.4.1 身份鉴别: lockout, time-out): configuration, section
/// <c>Accounts</c>.
/// </summary>
public sealed partial record AccountOptions
{
    /// <summary>The roles there are. What each may do is the gateway's table.</summary>
    public static readonly ImmutableSortedSet<string> Roles = ImmutableSortedSet.Create(
        StringComparer.Ordinal,
        "operator", "clerk", "dispatcher", "adjudicator", "reviewer", "callback", "department", "town", "leader", "analyst", "auditor",
        "administrator", "screen", "source", "collector");

    /// <summary>Wrong passwords in a row that lock an account.</summary>
    public int MaxFailures { get; init; } = 5;

    /// <summary>For how long it is locked then.</summary>
    public TimeSpan LockFor { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>A person's session ends so long after its last use.</summary>
    public TimeSpan PersonSession { get; init; } = TimeSpan.FromHours(12);

    /// <summary>The same of a display's session.</summary>
    public TimeSpan ScreenSession { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The longest life of a machine's token.</summary>
    public TimeSpan MaxTokenLife { get; init; } = TimeSpan.FromDays(1096);

    /// <summary>Sessions an account may have at once; a new sign-in ends the one that would expire first.</summary>
    public int MaxSessions { get; init; } = 32;

    /// <summary>Stops the start when a figure makes no sense.</summary>
    public AccountOptions Validated()
    {
        if (MaxFailures is < 1 or > 100) throw new ArgumentException("Accounts:MaxFailures must be 1 to 100.");
        if (MaxSessions is < 1 or > 1000) throw new ArgumentException("Accounts:MaxSessions must be 1 to 1,000.");
        foreach (var (name, value) in new[]
        {
            (nameof(LockFor), LockFor), (nameof(PersonSession), PersonSession), (nameof(ScreenSession), ScreenSession),
            (nameof(MaxTokenLife), MaxTokenLife),
        })
            if (value <= TimeSpan.Zero) throw new ArgumentException($"Accounts:{name} must be longer than 0.");
        return this;
    }

    /// <summary>How names are compared and kept: lower case.</summary>
    public static string Normalise(string name) => name.Trim().ToLowerInvariant();

    /// <summary>1-64 letters, digits, <c>. _ - @</c>, beginning with a letter or digit.</summary>
    public static bool IsName(string name) => name.Length <= 64 && NamePattern().IsMatch(name);

    /// <summary>How the name of a person, screen or machine is kept: without blanks around it.</summary>
    public static string NormaliseDisplayName(string name) => name.Trim();

    /// <summary>Why a person, screen or machine cannot be called so; null: it can. 1-64 characters, each of them visible or a
    /// blank.</summary>
    public static Refusal? CheckDisplayName(string name)
    {
        if (name.Any(char.IsControl))
            return Refusal.Invalid(
                "invalid_display_name",
                "姓名或用途里不能有换行等控制字符",
                "A display name has no line breaks or other control characters");
        return name.EnumerateRunes().Count() is 0 or > 64 || string.IsNullOrWhiteSpace(name)
            ? Refusal.Invalid("invalid_display_name", "姓名或用途须为 1 至 64 个字符", "A display name has 1 to 64 characters")
            : null;
    }

    public static bool IsPlace(string place) => place is "*" or "system" || PlacePattern().IsMatch(place) || IsDepartment(place);

    /// <summary>Whether it lets somebody administer the installation's accounts.</summary>
    public static bool Administers(AccountGrant grant) => grant is { Role: "administrator", Place: "*" or "system" };

    /// <summary>A department of a district, <c>440203/ZJJ</c>; its code is one of the hotline's description.</summary>
    public static bool IsDepartment(string place) => DepartmentPattern().IsMatch(place);

    /// <summary>A town or street by its statistics code, <c>440203102</c>.</summary>
    public static bool IsTown(string place) => place.Length == 9 && PlacePattern().IsMatch(place);

    /// <summary>
    /// Why a role cannot be had at a place; null: it can. Whoever acts for a department (承办单位) is bound to that one, whoever
    /// acts for a town or street (镇街) to that one.
    /// </summary>
    public static Refusal? CheckPlace(AccountGrant grant) => grant.Role switch
    {
        "department" when !IsDepartment(grant.Place) => Refusal.Invalid(
            "invalid_place",
            $"承办单位的账号须绑定单位，如 440203/ZJJ，而不是“{Short(grant.Place)}”",
            $"A department's account is bound to it, e.g. 440203/ZJJ, not '{Short(grant.Place)}'"),
        "town" when !IsTown(grant.Place) => Refusal.Invalid(
            "invalid_place",
            $"镇街的账号须绑定 9 位区划代码，如 440203102，而不是“{Short(grant.Place)}”",
            $"A town's account is bound to its code of 9 digits, e.g. 440203102, not '{Short(grant.Place)}'"),
        not "department" when IsDepartment(grant.Place) => Refusal.Invalid(
            "invalid_place", $"角色“{Short(grant.Role)}”不能只授予一个承办单位", $"The role '{Short(grant.Role)}' is not for a single department"),
        _ => null,
    };

    /// <summary>
    /// Whether a grant makes sense. What an earlier version or an identity provider gives and does not, counts for nothing.
    /// </summary>
    public static bool IsGrant(AccountGrant grant) => Roles.Contains(grant.Role) && IsPlace(grant.Place) && CheckPlace(grant) is null;

    /// <summary>Whether these grants may stand on one account; null: they may.</summary>
    public static Refusal? Check(ImmutableArray<AccountGrant> grants)
    {
        if (grants.IsDefaultOrEmpty || grants.Length > 50)
            return Refusal.Invalid("invalid_grants", "账号须有 1 至 50 项授权", "An account has 1 to 50 grants");
        foreach (var grant in grants)
        {
            if (!Roles.Contains(grant.Role))
                return Refusal.Invalid("unknown_role", $"没有角色“{Short(grant.Role)}”", $"There is no role '{Short(grant.Role)}'");
            if (!IsPlace(grant.Place))
                return Refusal.Invalid(
                    "invalid_place",
                    $"“{Short(grant.Place)}”不是区划代码",
                    $"'{Short(grant.Place)}' is no place: 2-12 digits, district/department, system or *");
            if (CheckPlace(grant) is { } unfit) return unfit;
        }
        // 三权分立: who gives the rights does not check how they are used.
        return grants.Any(grant => grant.Role == "administrator") && grants.Any(grant => grant.Role == "auditor")
            ? Refusal.Invalid("duties_not_separate", "管理员与审计员不得为同一账号", "Administrator and auditor must be different accounts")
            : null;
    }

    /// <summary>For a sentence: at most 40 characters, none of them a control character, and no half of one.</summary>
    private static string Short(string text)
    {
        if (text.Length > 40) text = text[..(char.IsHighSurrogate(text[39]) ? 39 : 40)] + "…";
        return text.Any(char.IsControl) ? string.Concat(text.Select(sign => char.IsControl(sign) ? '␀' : sign)) : text;
    }

    [GeneratedRegex(@"^[\p{L}\p{Nd}][\p{L}\p{Nd}._@-]*\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[0-9]{2,12}\z")]
    private static partial Regex PlacePattern();

    // A district, and a code as the public contract has it (1-32 letters, digits, '-', '_', '.' and Chinese characters).
    [GeneratedRegex(@"^[0-9]{6}/[A-Za-z0-9\-_.\u4E00-\u9FFF\u3400-\u4DBF]{1,32}\z")]
    private static partial Regex DepartmentPattern();
}

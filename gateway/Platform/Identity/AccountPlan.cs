using System.Collections.Immutable;
using OpsCenter.Accounts;
using OpsCenter.Gateway.Platform.Files;

namespace OpsCenter.Gateway.Platform.Identity;

/// <summary>What a file makes of an account.</summary>
/// <param name="Before">Null: it is new.</param>
internal sealed record PlannedAccount(AccountLine Account, AccountView? Before)
{
    public IEnumerable<AccountGrant> Granted => Account.Grants.Except(Before?.Grants ?? []);

    public IEnumerable<AccountGrant> Revoked => Before?.Grants.Except(Account.Grants) ?? [];

    public bool IsDisabled => Account.Disabled && Before is not { Disabled: true };

    public bool IsChanged => Before is null || Granted.Any() || Revoked.Any() || Account.Disabled != Before.Disabled
        || Account.DisplayName != Before.DisplayName;

    /// <summary>Rights that are taken away, and whether it is disabled.</summary>
    public int Removals => Revoked.Count() + (Before is not null && IsDisabled ? 1 : 0);
}

/// <summary>What a file of accounts comes to, before anything is done.</summary>
internal sealed class AccountPlan
{
    public const int MaxNew = 1000;

    private const int MaxErrors = 500;
    private readonly KnownPlaces places;
    private readonly List<FileError> errors;
    private readonly List<PlannedAccount> accounts = [];

    /// <param name="rows">Of the file.</param>
    /// <param name="errors">What is wrong with it already.</param>
    /// <param name="before">All accounts.</param>
    /// <param name="places">Those in which the file's places lie.</param>
    public AccountPlan(IReadOnlyList<AccountRow> rows, IEnumerable<FileError> errors, IReadOnlyCollection<AccountView> before,
        KnownPlaces places)
    {
        (this.places, this.errors) = (places, [.. errors]);
        var known = before.ToDictionary(account => account.Name, StringComparer.Ordinal);
        foreach (var account in rows.GroupBy(row => NameOf(row.Name), StringComparer.Ordinal))
            Add(account.Key, [.. account], known.GetValueOrDefault(account.Key));
        if (this.errors.Count == 0) CheckWhole(before);
        // As they stand in the sheet, row by row.
        this.errors = [.. this.errors.OrderBy(error => CellOf(error.Place))];
    }

    /// <summary>What must be put right, with its cell; empty: the file can be put in force.</summary>
    public IReadOnlyList<FileError> Errors => errors.Count <= MaxErrors ? errors : errors[..MaxErrors];

    /// <summary>Those of the file.</summary>
    public IReadOnlyList<PlannedAccount> Accounts => accounts;

    public IReadOnlyList<PlannedAccount> New => [.. accounts.Where(account => account.Before is null)];

    public IReadOnlyList<PlannedAccount> Changed => [.. accounts.Where(account => account is { Before: not null, IsChanged: true })];

    public int Removals => accounts.Sum(account => account.Removals);

    /// <summary>One sentence each, Chinese and English.</summary>
    public IEnumerable<string> Changes() => accounts.Where(account => account.IsChanged).SelectMany(Changes);

    public static string NameOf(Placed cell) => AccountOptions.Normalise(cell.Code);

    /// <summary>Of several rows the first that says something.</summary>
    private static Placed First(IEnumerable<Placed> cells) => cells.FirstOrDefault(cell => !cell.IsEmpty);

    private static (int Row, int Column) CellOf(string place) =>
        CellName.TryParse(place.AsSpan(place.IndexOf('!', StringComparison.Ordinal) + 1), out var row, out var column)
            ? (row, column)
            : default;

    private void Wrong(string place, string chinese, string english) => errors.Add(FileError.At(place, chinese, english));

    private void Wrong(string place, Kernel.Refusal refusal) => errors.Add(new(place, refusal.Message));

    private void Add(string name, AccountRow[] rows, AccountView? before)
    {
        if (name.Length == 0)
        {
            foreach (var row in rows) Wrong(row.Name.Place, "缺少账号", "the account's name is missing");
            return;
        }
        if (!AccountOptions.IsName(name))
            Wrong(rows[0].Name.Place, $"“{Wording.Shown(name)}”不能作账号名，须为 1 至 64 个字母、数字或 . _ - @",
                $"\"{Wording.Shown(name)}\" is no name: 1 to 64 letters, digits, . _ - @");
        var grants = ImmutableArray.CreateBuilder<AccountGrant>(rows.Length);
        foreach (var row in rows)
            if (GrantOf(row, before) is { } grant)
            {
                if (grants.Contains(grant)) Wrong(row.Role.Place, "同一账号的这项授权写了两次", "the account has this role twice");
                grants.Add(grant);
            }
        // The order of what it has stays, so that a file that comes back as it went out changes nothing.
        var desired = new AccountLine(name, DisplayNameOf(rows, before), [.. grants], IsDisabled(rows, before));
        if (grants.Count == rows.Length && (before is null || !grants.All(before.Grants.Contains))
            && AccountOptions.Check(desired.Grants) is { } refusal)
            Wrong(rows[0].Role.Place, refusal);
        accounts.Add(new(desired, before));
    }

    private AccountGrant? GrantOf(AccountRow row, AccountView? before)
    {
        var count = errors.Count;
        var word = row.Role.Text.Trim();
        if (!RoleWords.Read.TryGetValue(word, out var role) && !RoleWords.Read.TryGetValue(row.Role.Code.ToLowerInvariant(), out role))
        {
            var (chinese, english) = Wording.Suggest(word, RoleWords.Read.Keys);
            if (word.Length == 0) Wrong(row.Role.Place, "缺少角色，可选的角色见工作表“角色”", "the role is missing; the sheet 角色 lists them");
            else Wrong(row.Role.Place, $"没有角色“{Wording.Shown(word)}”{chinese}，可选的角色见工作表“角色”",
                $"there is no role \"{Wording.Shown(word)}\"{english}");
        }
        var place = row.Place.Code;
        if (place.Length == 0) Wrong(row.Place.Place, "缺少地点代码", "the place is missing");
        if (errors.Count > count) return null;
        var grant = new AccountGrant(role!, place);
        // What it has already may stay, even where a department has been dissolved meanwhile.
        if (before?.Grants.Contains(grant) == true) return grant;
        if (AccountOptions.IsPlace(place) && AccountOptions.CheckPlace(grant) is { } unfit) Wrong(row.Place.Place, unfit);
        else if (places.Problem(place) is var (chinese, english)) Wrong(row.Place.Place, chinese, english);
        return errors.Count > count ? null : grant;
    }

    private string DisplayNameOf(AccountRow[] rows, AccountView? before)
    {
        var said = First(rows.Select(row => row.DisplayName));
        var name = AccountOptions.NormaliseDisplayName(said.Text ?? "");
        foreach (var other in rows.Select(row => row.DisplayName)
            .Where(cell => !cell.IsEmpty && AccountOptions.NormaliseDisplayName(cell.Text) != name))
            Wrong(other.Place, $"同一账号的姓名/用途不一致：前面写的是“{Wording.Shown(name)}”",
                $"the same account is called \"{Wording.Shown(name)}\" above");
        var same = before is null ? null : AccountOptions.NormaliseDisplayName(AccountFile.Cell(before.DisplayName));
        if (before is not null && (name.Length == 0 || name == same)) return before.DisplayName;
        if (name.Length == 0) Wrong(rows[0].DisplayName.Place, "新账号缺少姓名或用途", "a new account needs a display name");
        else if (AccountOptions.CheckDisplayName(name) is { } refusal) Wrong(said.Place, refusal);
        return name;
    }

    private bool IsDisabled(AccountRow[] rows, AccountView? before)
    {
        bool? disabled = null;
        foreach (var cell in rows.Select(row => row.State).Where(cell => !cell.IsEmpty))
            if (!AccountFile.States.TryGetValue(cell.Code.ToLowerInvariant(), out var said))
                Wrong(cell.Place, $"不认识状态“{Wording.Shown(cell.Text)}”，应为正常或停用",
                    $"the state \"{Wording.Shown(cell.Text)}\" is not known; active or disabled is expected");
            else if (said != (disabled ??= said)) Wrong(cell.Place, "同一账号的状态不一致", "the same account has another state above");
        return disabled ?? before?.Disabled ?? false;
    }

    /// <summary>What only all accounts together show.</summary>
    private void CheckWhole(IReadOnlyCollection<AccountView> before)
    {
        if (New.Count > MaxNew) Wrong("", $"一次最多新建 {MaxNew} 个账号，文件里有 {New.Count} 个",
            $"at most {MaxNew} new accounts at a time; the file has {New.Count}");
        if (before.Count + New.Count > AccountIndexDecider.MaxAccounts)
            Wrong("", $"账号总数不能超过 {AccountIndexDecider.MaxAccounts} 个", $"there can be at most {AccountIndexDecider.MaxAccounts} accounts");
        var named = accounts.ToDictionary(account => account.Account.Name, StringComparer.Ordinal);
        var remains = before.Any(account => account.CanAdminister
            && (!named.TryGetValue(account.Name, out var planned) || Administers(planned.Account)))
            || New.Any(account => Administers(account.Account));
        if (!remains && before.Any(account => account.CanAdminister))
            Wrong("", "文件生效后将没有人能管理账号，请至少保留一个管理员", "nobody could administer accounts afterwards; keep one administrator at least");
    }

    private static bool Administers(AccountLine account) => !account.Disabled && account.Grants.Any(AccountOptions.Administers);

    private IEnumerable<string> Changes(PlannedAccount planned)
    {
        var (account, before) = (planned.Account, planned.Before);
        var who = $"{account.Name}（{Plain(account.DisplayName)}）";
        if (before is null)
        {
            yield return $"新增 {who}：{string.Join('、', account.Grants.Select(Words))}{(account.Disabled
                ? "，停用"
                : "")} / {account.Name} is new: {string.Join(", ", account.Grants.Select(Code))}";
            yield break;
        }
        if (account.DisplayName != before.DisplayName)
            yield return $"{account.Name} 由“{Plain(before.DisplayName)}”改为“{Plain(account.DisplayName)}” / {account.Name} has another name";
        foreach (var grant in planned.Granted) yield return $"{who}授予 {Words(grant)} / {account.Name} is given {Code(grant)}";
        foreach (var grant in planned.Revoked) yield return $"{who}收回 {Words(grant)} / {Code(grant)} is taken from {account.Name}";
        if (account.Disabled != before.Disabled)
            yield return account.Disabled ? $"停用 {who} / {account.Name} is disabled" : $"启用 {who} / {account.Name} is enabled";
    }

    private string Words(AccountGrant grant) =>
        $"{RoleWords.NameOf(grant.Role)} {grant.Place}{(places.NameOf(grant.Place) is { Length: > 0 } name ? $" {Plain(name)}" : "")}";

    private static string Code(AccountGrant grant) => $"{grant.Role}@{grant.Place}";

    /// <summary>A name within a sentence in two languages, which " / " keeps apart.</summary>
    private static string Plain(string text) => AccountFile.Cell(text).Replace(" / ", "／", StringComparison.Ordinal);
}

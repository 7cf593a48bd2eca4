using System.Collections.Immutable;
using OpsCenter.Accounts;
using OpsCenter.Gateway.Platform.Files;

namespace OpsCenter.Gateway.Platform.Identity;

/// <summary>A row of a file: one role of an account.</summary>
internal sealed record AccountRow(Placed Name, Placed DisplayName, Placed Role, Placed Place, Placed State);

/// <summary>An account as a file shows it.</summary>
internal sealed record AccountLine(string Name, string DisplayName, ImmutableArray<AccountGrant> Grants, bool Disabled);

/// <summary>Accounts as a workbook: a sheet 账号 with a row for each role of an account, and a sheet 角色 that says what there is to choose
/// from.</summary>
internal static class AccountFile
{
    public const int MaxBytes = 3 << 20;

    private const string Sheet = "账号";

    private static readonly SheetColumn[] Columns =
    [
        new(["account", "账号"]), new(["name", "姓名/用途", "姓名", "用途"]), new(["role", "角色"]), new(["place", "地点", "地点代码"]),
            new(["state", "状态"], IsNeeded: false),
        // Beside the codes, for whoever reads; never read back.
        new(["place_name", "地点名称"], IsNeeded: false),
    ];

    private static readonly string[] Order = ["账号", "姓名/用途", "角色", "地点", "地点名称", "状态"];

    /// <summary>The states, as they are written and read; true: disabled.</summary>
    public static readonly Dictionary<string, bool> States =
        new() { ["正常"] = false, ["停用"] = true, ["active"] = false, ["disabled"] = true };

    /// <summary>The rows, or what is wrong. Never throws for what the file holds.</summary>
    public static (IReadOnlyList<AccountRow> Rows, List<FileError> Errors) Read(string fileName, byte[] content)
    {
        List<FileError> errors = [], warnings = [];
        List<AccountRow> rows = [];
        try
        {
            if (!fileName.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase))
                throw new UnreadableFileException("", $"不认识文件“{Wording.Shown(fileName)}”的格式，请用 .xlsx 文件",
                    "the file's format is not known; use .xlsx");
            if (content.Length > MaxBytes) throw new UnreadableFileException("", "文件超过 3 MiB", "the file is larger than 3 MiB");
            using var workbook = Workbook.Open(new MemoryStream(content, writable: false), new());
            if (!workbook.Sheets.Contains(Sheet))
                throw new UnreadableFileException("", $"没有工作表“{Sheet}”，请使用下载的文件",
                    $"the sheet \"{Sheet}\" is missing; use the file that can be downloaded");
            rows.AddRange(SheetTable.Read(workbook, Sheet, Columns, errors, warnings)
                .Select(row => new AccountRow(row[0], row[1], row[2], row[3], row[4])));
        }
        catch (UnreadableFileException unreadable)
        {
            errors.Add(unreadable.Error);
        }
        return (rows, errors);
    }

    /// <summary>As a file that changes nothing when it is read.</summary>
    public static byte[] Write(IEnumerable<AccountLine> accounts, KnownPlaces places)
    {
        var rows = accounts.SelectMany(account => account.Grants.Select(grant => Row(
            account.Name, Cell(account.DisplayName), RoleWords.NameOf(grant.Role), grant.Place, places.NameOf(grant.Place),
                Wording.Chinese(States, account.Disabled))));
        return XlsxText.Write(new() { [Sheet] = Filled(rows), ["角色"] = Roles() });
    }

    /// <summary>One-time passwords, to be cut into strips and handed out.</summary>
    public static byte[] WritePasswords(IEnumerable<(AccountLine, string)> accounts, KnownPlaces places) => XlsxText.Write(new()
    {
        ["一次性密码"] = accounts.Select<(AccountLine Account, string Password), Dictionary<string, object>>(each => new Dictionary<string, object>
        {
            ["账号"] = each.Account.Name,
            ["姓名/用途"] = Cell(each.Account.DisplayName),
            ["一次性密码"] = each.Password,
            ["权限"] = string.Join('、', each.Account.Grants.Select(grant =>
                $"{RoleWords.NameOf(grant.Role)} {(places.NameOf(grant.Place) is { Length: > 0 } name ? name : grant.Place)}")),
            ["说明"] = "首次登录时须设置自己的新密码",
        }).ToArray(),
    });

    /// <summary>A display name as a cell holds it: no control characters, which older accounts may have and no workbook can hold.</summary>
    public static string Cell(string displayName) => displayName.Any(char.IsControl)
        ? AccountOptions.NormaliseDisplayName(string.Concat(displayName.Select(sign => char.IsControl(sign) ? ' ' : sign)))
        : displayName;

    private static Dictionary<string, object> Row(params string[] values) => Order.Zip(values)
        .ToDictionary(cell => cell.First, cell => (object)cell.Second);

    /// <summary>A sheet without a row still names its columns.</summary>
    private static Dictionary<string, object>[] Filled(IEnumerable<Dictionary<string, object>> rows) =>
        rows.ToArray() is { Length: > 0 } filled ? filled : [Row("", "", "", "", "", "")];

    private static Dictionary<string, object>[] Roles() =>
        [.. RoleWords.All.Select(role =>
            new Dictionary<string, object> { ["角色"] = role.Name, ["代码"] = role.Code, ["用途"] = role.Use, ["地点"] = role.Place })];
}

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

    /// <summary>The states, as they are written and read; true: disabled.</summary>
    public static readonly Dictionary<string, bool> States =
        new() { ["正常"] = false, ["停用"] = true, ["active"] = false, ["disabled"] = true };

    private static readonly DefinitionFile<List<AccountRow>> Reader = new(MaxBytes, new("账号", "the accounts")) { Xlsx = FromXlsx };

    /// <summary>The rows, also of a file in which something is wrong, and what that is. Never throws for what the file holds.</summary>
    public static (IReadOnlyList<AccountRow> Rows, IReadOnlyList<FileError> Errors) Read(string fileName, byte[] content)
    {
        List<AccountRow> rows = [];
        var reading = Reader.Read(fileName, content, (read, _) => rows = read);
        return (rows, reading.Errors);
    }

    /// <summary>As a file that changes nothing when it is read.</summary>
    public static byte[] Write(IEnumerable<AccountLine> accounts, KnownPlaces places)
    {
        var rows = accounts.SelectMany(account => account.Grants, (account, grant) => (Account: account, Grant: grant)).ToArray();
        return XlsxText.Write(new()
        {
            [Sheet] = XlsxText.Rows(
                rows, ("账号", row => row.Account.Name), ("姓名/用途", row => Cell(row.Account.DisplayName)),
                ("角色", row => RoleWords.NameOf(row.Grant.Role)), ("地点", row => row.Grant.Place),
                ("地点名称", row => places.NameOf(row.Grant.Place)), ("状态", row => Wording.Chinese(States, row.Account.Disabled))),
            ["角色"] = XlsxText.Rows(
                RoleWords.All, ("角色", role => role.Name), ("代码", role => role.Code), ("用途", role => role.Use), ("地点", role => role.Place)),
        });
    }

    /// <summary>One-time passwords, to be cut into strips and handed out.</summary>
    public static byte[] WritePasswords(IEnumerable<(AccountLine, string)> accounts, KnownPlaces places) => XlsxText.Write(new()
    {
        ["一次性密码"] = XlsxText.Rows<(AccountLine Account, string Password)>(
            [.. accounts], ("账号", each => each.Account.Name), ("姓名/用途", each => Cell(each.Account.DisplayName)),
            ("一次性密码", each => each.Password), ("权限", each => string.Join('、', each.Account.Grants.Select(grant =>
                $"{RoleWords.NameOf(grant.Role)} {(places.NameOf(grant.Place) is { Length: > 0 } name ? name : grant.Place)}"))),
            ("说明", _ => "首次登录时须设置自己的新密码")),
    });

    /// <summary>A display name as a cell holds it: no control characters, which older accounts may have and no workbook can hold.</summary>
    public static string Cell(string displayName) => displayName.Any(char.IsControl)
        ? AccountOptions.NormaliseDisplayName(string.Concat(displayName.Select(sign => char.IsControl(sign) ? ' ' : sign)))
        : displayName;

    private static List<AccountRow> FromXlsx(Workbook workbook, FileFindings findings) => workbook.Sheets.Contains(Sheet)
        ? [.. SheetTable.Read(workbook, Sheet, Columns, findings.Errors, findings.Warnings)
            .Select(row => new AccountRow(row[0], row[1], row[2], row[3], row[4]))]
        : throw new UnreadableFileException(
            "", $"没有工作表“{Sheet}”，请使用下载的文件", $"the sheet \"{Sheet}\" is missing; use the file that can be downloaded");
}

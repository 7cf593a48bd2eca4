using System.Globalization;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Hall;

namespace OpsCenter.Gateway.Hall;

/// <summary>The description of a hall as a workbook: a sheet for each part, a heading in its first filled row.</summary>
internal static class HallXlsx
{
    private static readonly char[] Separators = ['、', ',', '，', ';', '；', '/', '|', ' ', '\u3000', '\n', '\r', '\t'];

    public static HallDraft Read(Workbook workbook, FileFindings findings)
    {
        var (errors, warnings) = findings;
        var draft = new HallDraft();
        foreach (var sheet in workbook.Sheets.Where(sheet => sheet != XlsxText.Explanation))
        {
            if (HallWords.PartOf(sheet) is not { } part)
            {
                warnings.Add(FileError.At(sheet, $"工作表“{Wording.Shown(sheet)}”未被读取", $"the sheet \"{Wording.Shown(sheet)}\" is not read"));
                continue;
            }

            if (!draft.Places.TryAdd(part, sheet))
            {
                errors.Add(FileError.At(
                    sheet, $"{HallWords.Chinese(part)}有两张工作表，请只留一张", $"two sheets for {HallWords.English(part)}; keep one"));
                continue;
            }

            foreach (var item in SheetTable.Read(workbook, sheet, Columns(part), errors, warnings)) Item(part, item, sheet, draft, errors);
        }

        foreach (var part in HallWords.All.Where(part => !draft.Places.ContainsKey(part)))
        {
            draft.Places[part] = HallWords.Chinese(part);
            if (part is HallPart.Name) draft.Name = new("", $"{HallWords.Chinese(part)}!A2");
        }

        return draft;
    }

    public static void Write(HallDefinition hall, Stream to)
    {
        var sheets = new Dictionary<string, object>
        {
            ["大厅"] = XlsxText.Rows([hall.Name], ("名称", name => name)),
            ["区域"] = XlsxText.Rows(hall.Zones, ("代码", zone => zone.Code), ("名称", zone => zone.Name)),
            ["业务"] = XlsxText.Rows(hall.Queues, ("代码", queue => queue.Code), ("名称", queue => queue.Name), ("区域", queue => queue.Zone)),
            ["窗口"] = XlsxText.Rows(
                hall.Windows,
                ("代码", window => window.Code), ("名称", window => window.Name), ("区域", window => window.Zone), (
                    "业务", window => string.Join('、', window.Queues))),
            ["人员"] = XlsxText.Rows(hall.Staff, ("工号", person => person.Code), ("姓名", person => person.Name)),
            ["开放时间"] = XlsxText.Rows(
                hall.OpeningHours,
                ("星期", span => OpeningHoursReading.Weekday(span.Weekday)),
                ("开始", span => span.Opens.ToString("HH:mm", CultureInfo.InvariantCulture)),
                ("结束", span => span.Closes.ToString("HH:mm", CultureInfo.InvariantCulture))),
        };
        // Written beside and copied: the library wants a stream that it may seek in, the receiver need not be one.
        to.Write(XlsxText.Write(sheets));
    }

    /// <summary>Several codes in one cell.</summary>
    public static IReadOnlyList<Placed> Split(Placed cell) => cell.Split(Separators);

    private static void Item(HallPart part, SheetItem item, string sheet, HallDraft draft, List<FileError> errors)
    {
        switch (part)
        {
            case HallPart.Name:
                if (draft.Name.Place.Length == 0) draft.Name = item[0];
                else errors.Add(FileError.At($"{sheet}!{item.Row}", "只能有一个大厅，请删去多余的行", "there is one hall; take out the other rows"));
                break;
            case HallPart.Zones:
                draft.Zones.Add(new(item[0], item[1]));
                break;
            case HallPart.Queues:
                draft.Queues.Add(new(item[0], item[1], item[2]));
                break;
            case HallPart.Windows:
                draft.Windows.Add(new(item[0], item[1], item[2], Split(item[3]), item[3].Place));
                break;
            case HallPart.Staff:
                draft.Staff.Add(new(item[0], item[1]));
                break;
            default:
                draft.Hours
                    .Add(item[3] is { IsEmpty: false } span ? new(item[0], span, new("", span.Place)) : new(item[0], item[1], item[2]));
                break;
        }
    }

    /// <summary>Opening hours are given by their ends or as whole spans, and may be cells that hold times.</summary>
    private static SheetColumn[] Columns(HallPart part)
    {
        var fields = HallWords.Fields(part);
        return part == HallPart.OpeningHours
            ?
            [
                new(fields[0], MayBeTime: true), new(fields[1], Unless: 3, MayBeTime: true), new(fields[2], Unless: 3, MayBeTime: true),
                new(fields[3], IsNeeded: false, MayBeTime: true),
            ]
            : [.. fields.Select(words => new SheetColumn(words))];
    }
}

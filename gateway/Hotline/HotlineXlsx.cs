using System.Globalization;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Hotline;

namespace OpsCenter.Gateway.Hotline;

/// <summary>The description of a hotline as a workbook: a sheet for each part, a heading in its first filled row.</summary>
internal static class HotlineXlsx
{
    private static readonly char[] Separators = ['、', ',', '，', ';', '；', '|', '\n', '\r', '\t'];

    // Topics hold 、 themselves (房产证登记、办理).
    private static readonly char[] TopicSeparators = [';', '；', '|', '\n', '\r', '\t'];

    public static HotlineDraft Read(Workbook workbook, FileFindings findings)
    {
        var (errors, warnings) = findings;
        var draft = new HotlineDraft();
        foreach (var sheet in workbook.Sheets.Where(sheet => sheet != XlsxText.Explanation))
        {
            if (HotlineWords.PartOf(sheet) is not { } part)
            {
                warnings.Add(FileError.At(sheet, $"工作表“{Wording.Shown(sheet)}”未被读取", $"the sheet \"{Wording.Shown(sheet)}\" is not read"));
                continue;
            }

            if (!draft.Places.TryAdd(part, sheet))
            {
                errors.Add(FileError.At(
                    sheet, $"{HotlineWords.Chinese(part)}有两张工作表，请只留一张", $"two sheets for {HotlineWords.English(part)}; keep one"));
                continue;
            }

            foreach (var item in SheetTable.Read(workbook, sheet, Columns(part), errors, warnings)) Item(part, item, sheet, draft, errors);
        }

        foreach (var part in HotlineWords.All) draft.Places.TryAdd(part, HotlineWords.Chinese(part));
        if (draft.Name.Place.Length == 0) draft.Name = new("", $"{draft.Places[HotlinePart.Name]}!A2");
        return draft;
    }

    /// <summary>
    /// A word that holds one of the marks between words is taken for several when it is read: see
    /// <see cref="HotlineDefinitionFile.WriteXlsx"/>.
    /// </summary>
    public static byte[] Write(HotlineDefinition hotline) => XlsxText.Write(new()
    {
        ["热线"] = XlsxText.Rows([hotline.Name], ("名称", name => name)),
        ["场所"] = XlsxText.Rows(hotline.PlaceKinds, ("名称", kind => kind)),
        ["单位"] = XlsxText.Rows(
            hotline.Departments,
            ("代码", department => department.Code.Value), ("名称", department => department.Name),
            ("别名", department => string.Join('、', department.Aliases)),
            ("镇街代码", department => department.Town.Value)),
        ["职责"] = XlsxText.Rows(
            [.. hotline.Departments.SelectMany(department => department.Duties, (department, duty) => (department.Code, Duty: duty))],
            ("单位", row => row.Code.Value), ("条款", row => row.Duty.Clause), ("内容", row => row.Duty.Text),
            ("事项", row => string.Join('；', row.Duty.Topics)),
            ("场所", row => string.Join('、', row.Duty.PlaceKinds)), ("关键词", row => string.Join('、', row.Duty.Keywords))),
        ["时限"] = XlsxText.Rows(
            [.. hotline.Limits.SelectMany(Limits)],
            ("生效日期", row => row.From), ("环节", row => row.Term), ("类型", row => row.Type), ("区划", row => row.Place),
            ("时限", row => row.Limit)),
    });

    private static IEnumerable<(string From, string Term, string Type, string Place, string Limit)> Limits(LimitSet set)
    {
        var from = set.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var limit in set.Handling)
            yield return (from, LimitTerms.Handling, limit.Type?.Chinese() ?? "", limit.Place.Value, limit.Limit.ToString());
        foreach (var term in LimitTerms.All) yield return (from, term.Chinese, "", "", term.Written(set));
    }

    /// <summary>Several texts in one cell.</summary>
    public static IReadOnlyList<Placed> Split(Placed cell) => cell.Split(Separators);

    /// <summary>Several topics in one cell, with ; or a new line between them.</summary>
    public static IReadOnlyList<Placed> SplitTopics(Placed cell) => cell.Split(TopicSeparators);

    private static void Item(HotlinePart part, SheetItem item, string sheet, HotlineDraft draft, List<FileError> errors)
    {
        switch (part)
        {
            case HotlinePart.Name:
                if (draft.Name.Place.Length == 0) draft.Name = item[0];
                else errors.Add(FileError.At($"{sheet}!{item.Row}", "只能有一条热线，请删去多余的行", "there is one hotline; take out the other rows"));
                break;
            case HotlinePart.PlaceKinds:
                draft.PlaceKinds.Add(item[0]);
                break;
            case HotlinePart.Departments:
                draft.Departments.Add(new(item[0], item[1], Split(item[2]), item[3]));
                break;
            case HotlinePart.Duties:
                draft.Duties.Add(new(item[0], item[1], item[2], SplitTopics(item[3]), Split(item[4]), Split(item[5])));
                break;
            default:
                draft.Limits.Add(new(item[0], item[1], item[2], item[3], item[4]));
                break;
        }
    }

    private static SheetColumn[] Columns(HotlinePart part) => part switch
    {
        HotlinePart.Name or HotlinePart.PlaceKinds => [new(HotlineWords.Name)],
        HotlinePart.Departments =>
        [
            new(HotlineWords.Code), new(HotlineWords.Name), new(HotlineWords.Aliases, IsNeeded: false),
            new(HotlineWords.Town, IsNeeded: false),
        ],
        HotlinePart.Duties =>
        [
            new(HotlineWords.Department), new(HotlineWords.Clause), new(HotlineWords.Text), new(HotlineWords.Topics, IsNeeded: false),
            new(HotlineWords.PlaceKinds, IsNeeded: false), new(HotlineWords.Keywords, IsNeeded: false),
        ],
        _ =>
        [
            new(HotlineWords.From, MayBeTime: true), new(HotlineWords.Term), new(HotlineWords.Type, IsNeeded: false),
            new(HotlineWords.Place, IsNeeded: false), new(HotlineWords.Limit),
        ],
    };
}

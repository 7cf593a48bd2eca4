using System.Collections.Immutable;
using OpsCenter.Filings;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Filings;

/// <summary>
/// A filing's form as a workbook: a sheet with a row for each indicator, and one that says what it is a form of. Whatever is in a file that
/// comes back is understood or refused with its cell named.
/// </summary>
internal static class FilingXlsx
{
    /// <summary>Of a form that comes back.</summary>
    public const int MaxBytes = 5 << 20;

    private const string Form = "填报", Identity = "标识";
    private const string Code = "指标代码", Name = "指标名称", Unit = "单位", Previous = "上期", YearBefore = "上年同期", Value = "本期数值",
        Explanation = "说明", Note = "口径与审核规则", Revision = "修订号";
    private const int MaxRows = 2000;

    public static byte[] Write(FilingForm form, Filing filing)
    {
        var rows = filing.Cells.Where(cell => !cell.IsComputed).Select(cell => new Dictionary<string, object>
        {
            [Code] = cell.Indicator,
            [Name] = cell.Name,
            [Unit] = cell.Unit,
            [Previous] = cell.Previous,
            [YearBefore] = cell.YearBefore,
            [Value] = cell.Value,
            [Explanation] = cell.Explanation,
            [Note] = string.Join("；", ((string[])[cell.Note, .. cell.Rules]).Where(text => text.Length > 0)),
            [Revision] = cell.Revision,
        }).ToArray();
        return XlsxText.Write(new()
        {
            [Form] = rows,
            [Identity] = IdentityOf(form).Select(row => new Dictionary<string, object> { ["项目"] = row.Item, ["值"] = row.Value }).ToArray(),
        });
    }

    /// <summary>The edits that a filled form comes to, one for each cell that people fill, or what is wrong, cell by cell.</summary>
    public static (ImmutableArray<CellEdit> Edits, IReadOnlyList<FileError> Problems) Read(byte[] content, FilingForm form)
    {
        var file = new DefinitionFile<List<CellEdit>>(MaxBytes, new("下载的模板", "the template"))
        {
            Xlsx = (workbook, findings) => EditsOf(workbook, form, findings.Errors),
        };
        var reading = file.Read("form.xlsx", content, (edits, _) => edits);
        return ([.. reading.Definition ?? []], reading.Errors);
    }

    private static List<CellEdit> EditsOf(Workbook workbook, FilingForm form, List<FileError> problems)
    {
        List<CellEdit> edits = [];
        CheckIdentity(workbook, form, problems);
        if (!workbook.Sheets.Contains(Form))
            problems.Add(FileError.At("", $"没有工作表“{Form}”，请使用下载的模板", $"the sheet \"{Form}\" is missing; use the template"));
        if (problems.Count == 0) ReadForm(workbook, form, edits, problems);
        return edits;
    }

    private static (string Item, string Value)[] IdentityOf(FilingForm form) =>
        [("套表", form.Set), ("报告期", form.Period.ToString()), ("地区代码", form.Place.Value)];

    /// <summary>A form of another period, place or set is not this one's.</summary>
    private static void CheckIdentity(Workbook workbook, FilingForm form, List<FileError> problems)
    {
        if (!workbook.Sheets.Contains(Identity))
        {
            problems.Add(
                FileError.At("", $"没有工作表“{Identity}”，请使用本期下载的模板", $"the sheet \"{Identity}\" is missing; use this period's template"));
            return;
        }
        var rows = workbook.Rows(Identity).Take(20).ToArray();
        foreach (var (item, value) in IdentityOf(form))
        {
            var row = rows.FirstOrDefault(row => row[0]?.Text.Trim() == item);
            var found = Wording.HalfWidth(row?[1]?.Text ?? "").Trim();
            if (found != value)
                problems.Add(FileError.At(
                    row is null ? Identity : $"{Identity}!B{row.Number}", $"{item}应为 {value}，文件中是“{Wording.Shown(found)}”，请使用本期的模板",
                    $"{value} is expected, not '{Wording.Shown(found)}'"));
        }
    }

    private static void ReadForm(Workbook workbook, FilingForm form, List<CellEdit> edits, List<FileError> problems)
    {
        foreach (var merged in workbook.Merged(Form))
            problems.Add(FileError.At($"{Form}!{merged}", "合并了单元格，请取消合并后再上传", "merged cells; split them"));
        Dictionary<string, int>? columns = null;
        var seen = new HashSet<string>();
        foreach (var row in workbook.Rows(Form).Take(MaxRows))
        {
            if (columns is null)
            {
                columns = row.Cells.GroupBy(cell => cell.Text.Trim()).ToDictionary(same => same.Key, same => same.First().Column);
                foreach (var heading in (string[])[Code, Value, Explanation, Revision])
                    if (!columns.ContainsKey(heading))
                        problems.Add(
                            FileError.At($"{Form}!{row.Number}", $"第一行没有列“{heading}”，请使用下载的模板", $"the column \"{heading}\" is missing"));
                if (problems.Count > 0) return;
                continue;
            }
            ReadRow(row, columns, form, seen, edits, problems);
        }
        if (columns is null) problems.Add(FileError.At(Form, "工作表是空的", "the sheet is empty"));
    }

    private static void ReadRow(
        SheetRow row, Dictionary<string, int> columns, FilingForm form, HashSet<string> seen, List<CellEdit> edits,
        List<FileError> problems)
    {
        string At(string column) => $"{Form}!{CellName.Of(row.Number, columns[column])}";
        var code = Wording.HalfWidth(row[columns[Code]]?.Text ?? "").Trim();
        var (value, explanation) = (row[columns[Value]], row[columns[Explanation]]?.Text.Trim() ?? "");
        if (code.Length == 0)
        {
            if (value is not null) problems.Add(FileError.At(At(Code), "这一行没有指标代码", "the row has no code"));
            return;
        }
        if (form.Sheet.Indicator(code) is not { } indicator || !form.Definition.Indicators.Contains(code))
        {
            problems.Add(FileError.At(
                At(Code), $"“{form.Definition.Name}”没有指标“{Wording.Shown(code)}”", $"the set has no indicator '{Wording.Shown(code)}'"));
            return;
        }
        if (!seen.Add(code))
        {
            problems.Add(FileError.At(At(Code), $"指标 {code} 出现了不止一次", $"{code} occurs more than once"));
            return;
        }
        if (indicator.Source.Length > 0) return;
        var kind = value?.Kind ?? CellKind.Text;
        if (kind is CellKind.Fault or CellKind.Boolean or CellKind.Time)
        {
            var what = kind switch { CellKind.Fault => "公式出错或未计算", CellKind.Boolean => "是 TRUE/FALSE", _ => "是日期或时间" };
            problems.Add(FileError.At(At(Value), $"{indicator.Name}：单元格{what}，请直接填写数值", $"{code} is not a plain value"));
            return;
        }
        var (number, text, wrong) = CellReading.Read(indicator, value?.Text ?? "");
        wrong ??= number is null && text.Length == 0 ? null : OpsCenter.Indicators.Checks.OfKind(indicator, new(number, text, explanation));
        if (wrong is not null)
        {
            problems.Add(FileError.At(At(Value), $"{indicator.Name}：{wrong}", $"{code} cannot be read as a {indicator.Kind}"));
            return;
        }
        if (!int.TryParse(row[columns[Revision]]?.Text.Trim() ?? "0", out var seenRevision))
        {
            problems.Add(FileError.At(At(Revision), "修订号被改动，请重新下载模板", "the revision was changed; use the template again"));
            return;
        }
        // What stands in the form as it was made changes nothing; a request that rests on what was changed since is refused with that
        // value.
        edits.Add(new(code, number, text, explanation, seenRevision));
    }
}

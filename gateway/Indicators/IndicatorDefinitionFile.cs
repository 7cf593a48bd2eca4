using System.Collections.Immutable;
using System.Globalization;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Indicators;
using OpsCenter.Kernel;
using OpsCenter.Places;

namespace OpsCenter.Gateway.Indicators;

/// <summary>
/// What is asked from a day on, in one file: YAML (<c>from, indicators, sets</c>) or XLSX (sheets 版本, 指标, 规则, 套表). Both say the same, in
/// Chinese or English words.
/// </summary>
public static class IndicatorDefinitionFile
{
    public const int MaxBytes = 4 << 20;

    private static readonly DefinitionFile<Draft> Reader = new(MaxBytes, new("指标的描述", "what is asked"))
    {
        Yaml = new(["from", "indicators", "sets"], FromYaml),
        Xlsx = FromXlsx,
    };

    private static readonly string[][] IndicatorFields =
    [
        ["code", "指标代码", "代码"], ["name", "指标名称", "名称"], ["unit", "计量单位", "单位"], ["kind", "类型"], ["decimals", "小数位数"], ["required", "必填"],
        ["cumulative", "累计"],
        ["note", "口径"], ["source", "来源"], ["rules", "规则"],
    ];

    private static readonly string[][] RuleFields = [["if", "规则", "表达式"], ["text", "提示", "说明"], ["effect", "处理"], ["levels", "适用层级", "层级"]];

    private static readonly string[][] SetFields =
    [
        ["code", "套表代码", "代码"], ["name", "套表名称", "名称"], ["frequency", "周期"], ["levels", "填报层级", "层级"], ["indicators", "指标"],
        ["department", "审核部门"], ["due", "截止"],
        ["lock", "锁定"], ["mending", "改正"],
    ];

    private static readonly char[] Separators = ['、', ',', '，', ';', '；', '|', '\n', '\r', '\t', ' '];

    private static readonly Dictionary<string, ValueKind> Kinds = new()
    {
        [""] = ValueKind.Number,
        ["number"] = ValueKind.Number,
        ["数值"] = ValueKind.Number,
        ["小数"] = ValueKind.Number,
        ["integer"] = ValueKind.Integer,
        ["整数"] = ValueKind.Integer,
        ["percent"] = ValueKind.Percent,
        ["百分数"] = ValueKind.Percent,
        ["text"] = ValueKind.Text,
        ["文字"] = ValueKind.Text,
    };

    private static readonly Dictionary<string, Frequency> Frequencies = new()
    {
        ["monthly"] = Frequency.Monthly,
        ["月报"] = Frequency.Monthly,
        ["月"] = Frequency.Monthly,
        ["quarterly"] = Frequency.Quarterly,
        ["季报"] = Frequency.Quarterly,
        ["季"] = Frequency.Quarterly,
        ["half-yearly"] = Frequency.HalfYearly,
        ["半年报"] = Frequency.HalfYearly,
        ["半年"] = Frequency.HalfYearly,
        ["yearly"] = Frequency.Yearly,
        ["年报"] = Frequency.Yearly,
        ["年"] = Frequency.Yearly,
    };

    private static readonly Dictionary<string, PlaceLevel> Levels = new()
    {
        ["district"] = PlaceLevel.District,
        ["区"] = PlaceLevel.District,
        ["县"] = PlaceLevel.District,
        ["town"] = PlaceLevel.Town,
        ["镇街"] = PlaceLevel.Town,
        ["镇"] = PlaceLevel.Town,
        ["village"] = PlaceLevel.Village,
        ["村居"] = PlaceLevel.Village,
        ["村"] = PlaceLevel.Village,
    };

    private static readonly Dictionary<string, RuleEffect> Effects = new()
    {
        [""] = RuleEffect.Refuse,
        ["refuse"] = RuleEffect.Refuse,
        ["不通过"] = RuleEffect.Refuse,
        ["explain"] = RuleEffect.Explain,
        ["须说明"] = RuleEffect.Explain,
    };

    private static readonly Dictionary<string, bool> Truths = new()
    {
        ["yes"] = true,
        ["true"] = true,
        ["是"] = true,
        ["no"] = false,
        ["false"] = false,
        ["否"] = false
    };

    /// <summary>Reads and checks; never throws for what the file holds.</summary>
    /// <param name="fileName">Its ending tells the format: .yaml, .yml or .xlsx.</param>
    /// <param name="content">The file.</param>
    public static DefinitionReading<IndicatorEdition> Read(string fileName, byte[] content) =>
        Reader.Read(fileName, content, (draft, findings) => draft.ToEdition(findings.Errors));

    /// <summary>As a workbook that says the same when it is read.</summary>
    public static byte[] Write(IndicatorEdition edition)
    {
        static Dictionary<string, object> Row(IEnumerable<string[]> fields, params object[] values) =>
            fields.Zip(values).ToDictionary(cell => cell.First[1], cell => cell.Second);
        return XlsxText.Write(new()
        {
            ["版本"] = new[] { Row([["from", "生效日期"]], edition.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) },
            ["指标"] = edition.Indicators.Select(each => Row(
                IndicatorFields, each.Code, each.Name, each.Unit, Wording.Chinese(Kinds, each.Kind), each.Decimals,
                Wording.Chinese(Truths, each.IsRequired), Wording.Chinese(Truths, each.IsCumulative), each.Note, each.Source)).ToArray(),
            ["规则"] = edition.Indicators.SelectMany(each => each.Rules, (each, rule) => Row(
                RuleFields.Prepend(IndicatorFields[0]), each.Code, rule.Expression, rule.Text, Wording.Chinese(Effects, rule.Effect),
                Joined(rule.Levels.Select(level => Wording.Chinese(Levels, level))))).ToArray(),
            ["套表"] = edition.Sets.Select(each => Row(
                SetFields, each.Code, each.Name, Wording.Chinese(Frequencies, each.Frequency),
                Joined(each.Levels.Select(level => Wording.Chinese(Levels, level))), Joined(each.Indicators), each.Department.Value,
                each.Due.ToString(), each.Lock.ToString(), each.Mending.ToString())).ToArray(),
        });
    }

    private static string Joined(IEnumerable<string> words) => string.Join('、', words);

    private static Draft FromYaml(YamlMap map, List<FileError> errors)
    {
        var top = YamlFields.Read(map, [["from", "生效日期"], ["indicators", "指标"], ["sets", "套表"]], errors);
        var draft = new Draft { From = top.Text(0) };
        foreach (var item in Items(top[1], errors))
        {
            var fields = YamlFields.Read(item, IndicatorFields, errors);
            var code = fields.Text(0);
            draft.Indicators
                .Add([.. Enumerable.Range(0, IndicatorFields.Length - 1)
                    .Select(field => fields[field] is null ? new Placed("", item.Place) : fields.Text(field))]);
            foreach (var one in Items(fields[IndicatorFields.Length - 1], errors))
            {
                var rule = YamlFields.Read(one, RuleFields, errors);
                draft.Rules
                    .Add([code, rule.Text(0), rule.Text(1), rule[2] is null ? new("", one.Place) : rule.Text(2),
                        rule[3] is null ? new("", one.Place) : rule.Joined(3)]);
            }
        }
        foreach (var item in Items(top[2], errors))
        {
            var fields = YamlFields.Read(item, SetFields, errors);
            draft.Sets
                .Add([.. Enumerable.Range(0, SetFields.Length)
                    .Select(field => fields[field] is null ? new Placed("", item.Place) : fields.Joined(field))]);
        }
        return draft;
    }

    private static Draft FromXlsx(Workbook workbook, FileFindings findings)
    {
        var (errors, warnings) = findings;
        var draft = new Draft { From = new("", "版本!A2") };
        IEnumerable<SheetItem> Rows(string sheet, IEnumerable<(string[] Words, bool IsNeeded)> columns)
        {
            if (workbook.Sheets.Contains(sheet))
                return SheetTable.Read(workbook, sheet,
                    [.. columns.Select(column => new SheetColumn(column.Words, column.IsNeeded, MayBeTime: column.Words[0] == "from"))],
                    errors, warnings);
            errors.Add(FileError.At("", $"没有工作表“{sheet}”", $"the sheet \"{sheet}\" is missing"));
            return [];
        }
        foreach (var row in Rows("版本", [(["from", "生效日期"], true)])) draft.From = row[0];
        foreach (var row in Rows("指标", IndicatorFields[..^1].Select((words, field) => (words, field < 2))))
            draft.Indicators.Add(row.Fields);
        if (workbook.Sheets.Contains("规则"))
            foreach (var row in Rows("规则", RuleFields.Select((words, field) => (words, field < 2)).Prepend((IndicatorFields[0], true))))
                draft.Rules.Add(row.Fields);
        foreach (var row in Rows("套表", SetFields.Select((words, field) => (words, field < 5)))) draft.Sets.Add(row.Fields);
        return draft;
    }

    private static IEnumerable<YamlMap> Items(YamlPart? value, List<FileError> errors)
    {
        if (value is null || value.IsEmpty) yield break;
        if (value is not YamlList list)
        {
            errors.Add(value.Error("此处应为列表，每项以“- ”开头", "a list is expected here, each item beginning with \"- \""));
            yield break;
        }
        foreach (var item in list.Items)
            if (item is YamlMap map) yield return map;
            else errors.Add(item.Error("此项应写成 键: 值", "write this item as keys and values"));
    }

    /// <summary>The file's texts, before anything is made of them.</summary>
    private sealed class Draft
    {
        public Placed From { get; set; }

        public List<Placed[]> Indicators { get; } = [];

        /// <summary>Code of the indicator first.</summary>
        public List<Placed[]> Rules { get; } = [];

        public List<Placed[]> Sets { get; } = [];

        public IndicatorEdition ToEdition(List<FileError> errors)
        {
            if (!DateOnly.TryParseExact(From.Code, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from))
                errors.Add(FileError.At(From.Place, "生效日期应如 2026-01-01", "a day like 2026-01-01 is expected"));
            var rules = Rules.Select(row => (Code: row[0].Code, Rule: RuleOf(row, errors))).ToLookup(row => row.Code, row => row.Rule);
            var indicators = Indicators.Select(row => IndicatorOf(row, rules[row[0].Code], errors)).ToImmutableArray();
            var codes = indicators.Select(indicator => indicator.Code).ToHashSet();
            foreach (var row in Rules.Where(row => !codes.Contains(row[0].Code)))
                errors.Add(FileError.At(row[0].Place, $"规则的指标“{Wording.Shown(row[0].Text)}”不存在",
                    $"there is no indicator \"{Wording.Shown(row[0].Text)}\""));
            return new(from, indicators, [.. Sets.Select(row => SetOf(row, codes, errors))]);
        }

        private static IndicatorDefinition IndicatorOf(Placed[] row, IEnumerable<RuleDefinition> rules, List<FileError> errors)
        {
            var kind = One(row[3], Kinds, errors);
            var (code, decimals) = (row[0].Code, kind == ValueKind.Integer ? 0 : 2);
            if (!IndicatorCodes.IsCode(code))
                errors.Add(FileError.At(row[0].Place, "指标代码应为大写字母开头的字母数字，最多 16 位", "a code has 1-16 capital letters and digits"));
            if (!row[4].IsEmpty
                && (!int.TryParse(row[4].Code, NumberStyles.None, CultureInfo.InvariantCulture, out decimals) || decimals > 6))
                errors.Add(FileError.At(row[4].Place, "小数位数应为 0–6", "decimals are 0-6"));
            if (!row[8].IsEmpty && !KnownSources.IsSource(row[8].Code))
                errors.Add(FileError.At(row[8].Place, $"不认识来源“{Wording.Shown(row[8].Text)}”",
                    $"there is no source \"{Wording.Shown(row[8].Text)}\""));
            return new()
            {
                Code = code,
                Name = row[1].Text,
                Unit = row[2].Text,
                Kind = kind,
                Decimals = decimals,
                IsRequired = row[5].IsEmpty || One(row[5], Truths, errors),
                IsCumulative = !row[6].IsEmpty && One(row[6], Truths, errors),
                Note = row[7].Text,
                Source = row[8].Code,
                Rules = [.. rules],
            };
        }

        private static RuleDefinition RuleOf(Placed[] row, List<FileError> errors)
        {
            try
            {
                RuleExpression.Parse(row[1].Text, row[0].Code);
            }
            catch (FormatException wrong)
            {
                errors.Add(new(row[1].Place, wrong.Message));
            }
            return new(row[1].Text, row[2].Text, One(row[3], Effects, errors),
                [.. row[4].Split(Separators).Select(level => One(level, Levels, errors))]);
        }

        private static SetDefinition SetOf(Placed[] row, HashSet<string> codes, List<FileError> errors)
        {
            foreach (var asked in row[4].Split(Separators).Where(asked => !codes.Contains(asked.Code)))
                errors.Add(FileError.At(asked.Place, $"套表中的指标“{Wording.Shown(asked.Text)}”不存在",
                    $"there is no indicator \"{Wording.Shown(asked.Text)}\""));
            return new()
            {
                Code = row[0].Code,
                Name = row[1].Text,
                Frequency = One(row[2], Frequencies, errors),
                Levels = [.. row[3].Split(Separators).Select(level => One(level, Levels, errors))],
                Indicators = [.. row[4].Split(Separators).Select(asked => asked.Code)],
                Department = new(row[5].Code),
                Due = LimitOf(row[6], new SetDefinition().Due, errors),
                Lock = LimitOf(row[7], new SetDefinition().Lock, errors),
                Mending = LimitOf(row[8], new SetDefinition().Mending, errors),
            };
        }

        private static Limit LimitOf(Placed text, Limit usual, List<FileError> errors)
        {
            if (text.IsEmpty) return usual;
            if (Limit.TryParse(text.Code, out var limit)) return limit;
            errors.Add(FileError.At(text.Place, "时限应如 8wd 或 12h", "a limit is like 8wd or 12h"));
            return usual;
        }

        private static T One<T>(Placed text, Dictionary<string, T> words, List<FileError> errors)
        {
            if (words.TryGetValue(text.Code.ToLowerInvariant(), out var value)) return value;
            errors.Add(FileError.At(
                text.Place, $"不认识“{Wording.Shown(text.Text)}”，应为 {string.Join("、", words.Keys.Where(word => word.Length > 0))} 之一",
                $"\"{Wording.Shown(text.Text)}\" is not one of {string.Join(", ", words.Keys.Where(word => word.Length > 0))}"));
            return default!;
        }
    }
}

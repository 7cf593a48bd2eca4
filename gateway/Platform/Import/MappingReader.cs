using System.Globalization;
using OpsCenter.Gateway.Platform.Files;

namespace OpsCenter.Gateway.Platform.Import;

/// <summary>What mapping files of all kinds have in common: how the file is read, maps, values, times, conditions.</summary>
/// <param name="errors">Takes what is wrong.</param>
internal abstract class MappingReader(List<FileError> errors)
{
    public const int MaxBytes = 256 * 1024;

    /// <summary>Keys at the top of every mapping file.</summary>
    protected static readonly string[] TableKeys = ["encoding", "delimiter", "sheet", "utc_offset", "time_formats", "columns", "maps"];

    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _maps = [];

    protected List<FileError> Errors => errors;

    /// <summary>The file as a tree; null: it cannot be read, and the errors say why.</summary>
    public static YamlPart? Tree(Stream content, List<FileError> errors)
    {
        try
        {
            var bytes = new byte[MaxBytes + 1];
            var count = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (count > MaxBytes) throw new UnreadableFileException("", "映射文件超过 256 KiB", "the mapping file is larger than 256 KiB");
            return YamlTree.Read(TextFile.Decode(bytes.AsSpan(0, count)), errors);
        }
        catch (UnreadableFileException unreadable)
        {
            errors.Add(unreadable.Error);
            return null;
        }
    }

    /// <summary>How the file is read; first of all, since values name its maps.</summary>
    protected TableFormat Format(IReadOnlyDictionary<string, YamlPart> top)
    {
        if (top.TryGetValue("maps", out var maps) && AsMap(maps) is { } named)
            foreach (var (name, map) in named.Entries) _maps[name.Value] = Translation(map);
        return new()
        {
            Encoding = Encoding(top.GetValueOrDefault("encoding")),
            Delimiter = Delimiter(top.GetValueOrDefault("delimiter")),
            Sheet = top.TryGetValue("sheet", out var sheet) ? Text(sheet) : null,
            UtcOffset = Offset(top.GetValueOrDefault("utc_offset")),
            TimeFormats = top.TryGetValue("time_formats", out var formats) ? [.. Texts(formats).Select(TimeFormat)] : [],
            Columns = top.TryGetValue("columns", out var columns) ? Columns(columns) : new Dictionary<string, IReadOnlyList<string>>(),
        };
    }

    protected FactTime? Time(YamlPart part)
    {
        if (part is not YamlMap) return Value(part) is { } plain ? new(plain, null, TimeSpan.Zero) : null;
        if (Keys(part, ["column", "after", "slack_seconds"]) is not { } keys) return null;
        if (!keys.TryGetValue("column", out var column))
        {
            Errors.Add(part.Error("缺少 column，请写时间所在的列", "column is missing: give the column of the time"));
            return null;
        }

        var slack = 0;
        if (keys.TryGetValue("slack_seconds", out var seconds)
            && (!int.TryParse(Text(seconds), NumberStyles.None, CultureInfo.InvariantCulture, out slack) || slack > 3600))
        {
            Errors.Add(seconds.Error("slack_seconds 应为 0 至 3600 的整数", "slack_seconds must be a whole number from 0 to 3600"));
        }

        var after = keys.TryGetValue("after", out var afterPart) ? Text(afterPart) : null;
        return Value(column) is { } value ? new(value, after, TimeSpan.FromSeconds(slack)) : null;
    }

    protected FactCondition? Condition(YamlPart part)
    {
        if (part is YamlText { Value.Length: > 0 } plain) return new(plain.Value.Trim(), null, false);
        if (Keys(part, ["column", "equals", "not_equals", "empty"]) is not { } keys) return null;
        if (!keys.TryGetValue("column", out var column))
        {
            Errors.Add(part.Error("缺少 column", "column is missing"));
            return null;
        }

        if (keys.Count > 2)
            Errors.Add(part.Error("equals、not_equals、empty 只能写一个", "give only one of equals, not_equals and empty"));
        if (keys.TryGetValue("equals", out var equal)) return new(Text(column), Set(equal), false);
        if (keys.TryGetValue("not_equals", out var other)) return new(Text(column), Set(other), true);
        if (!keys.TryGetValue("empty", out var empty)) return new(Text(column), null, false);
        if (Text(empty) is not ("true" or "false"))
            Errors.Add(empty.Error("empty 应为 true 或 false", "empty must be true or false"));
        return new(Text(column), null, Text(empty) == "true");
    }

    protected FactValue? Value(YamlPart part)
    {
        if (part is YamlText text)
        {
            if (part.IsEmpty)
            {
                Errors.Add(part.Error("此处缺少列名", "the name of a column is missing here"));
                return null;
            }

            return text.Value.Contains('{') ? Format(text) : new([new(FactValuePartKind.Column, text.Value.Trim())]);
        }

        if (Keys(part, ["column", "value", "map", "contains", "otherwise"]) is not { } keys) return null;
        if (keys.ContainsKey("column") == keys.ContainsKey("value"))
        {
            Errors.Add(part.Error("请写 column（列名）或 value（固定值）之一", "give either column or value"));
            return null;
        }

        if (keys.TryGetValue("value", out var constant)) return new([new(FactValuePartKind.Constant, Text(constant))]);
        if (Value(keys["column"]) is not { } value) return null;
        if (keys.ContainsKey("map") && keys.ContainsKey("contains"))
        {
            Errors.Add(part.Error("map 和 contains 只能写一个", "give only one of map and contains"));
            return null;
        }

        var within = keys.TryGetValue("contains", out var mapPart);
        IReadOnlyDictionary<string, string>? map = null;
        if (within || keys.TryGetValue("map", out mapPart))
        {
            if (mapPart is YamlMap inline) map = Translation(inline);
            else if (!_maps.TryGetValue(Text(mapPart!), out map))
            {
                var (chinese, english) = Wording.Suggest(Text(mapPart!), _maps.Keys);
                Errors.Add(mapPart!.Error(
                    $"maps 中没有“{Wording.Shown(Text(mapPart))}”{chinese}",
                    $"there is no \"{Wording.Shown(Text(mapPart))}\" in maps{english}"));
            }
        }

        return value
            with
        { Map = map, Otherwise = keys.TryGetValue("otherwise", out var otherwise) ? Text(otherwise) : null, Within = within };
    }

    /// <summary>"{ticket}-taken": columns in braces, everything else as it stands.</summary>
    private FactValue? Format(YamlText text)
    {
        var parts = new List<FactValuePart>();
        var rest = text.Value.AsSpan();
        while (rest.Length > 0)
        {
            var open = rest.IndexOf('{');
            var literal = open < 0 ? rest : rest[..open];
            if (literal.Length > 0) parts.Add(new(FactValuePartKind.Constant, literal.ToString()));
            if (open < 0) break;
            var close = rest[open..].IndexOf('}');
            var name = close < 0 ? "" : rest.Slice(open + 1, close - 1).Trim().ToString();
            if (name.Length == 0)
            {
                Errors.Add(text.Error("花括号应成对并写列名，如 {票号}", "braces must come in pairs around a column, e.g. {ticket}"));
                return null;
            }

            if (name.StartsWith("at:", StringComparison.Ordinal)) parts.Add(new(
                FactValuePartKind.Moment, TimeFormat((name[3..], text))));
            else parts.Add(new(FactValuePartKind.Column, name));
            rest = rest[(open + close + 1)..];
        }

        return new(parts);
    }

    /// <summary>In the order of the file.</summary>
    private OrderedDictionary<string, string> Translation(YamlPart part)
    {
        var map = new OrderedDictionary<string, string>();
        foreach (var (key, value) in AsMap(part)?.Entries ?? []) map[Wording.Key(key.Value)] = Text(value);
        return map;
    }

    private Dictionary<string, IReadOnlyList<string>> Columns(YamlPart part)
    {
        var columns = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var (key, value) in AsMap(part)?.Entries ?? []) columns[key.Value] = [.. Texts(value).Select(text => text.Text)];
        return columns;
    }

    private string? Encoding(YamlPart? part)
    {
        if (part is null || Text(part) is "" or "auto") return null;
        // GB2312 and GBK are parts of GB18030.
        var name = Text(part).ToLowerInvariant() is "gb2312" or "gbk" or "gb18030" or "cp936" ? "GB18030" : Text(part);
        try
        {
            return TextFile.Named(name).WebName;
        }
        catch (ArgumentException)
        {
            Errors.Add(part.Error(
                $"不认识的编码“{Wording.Shown(name)}”，请写 utf-8 或 gb18030",
                $"the encoding \"{Wording.Shown(name)}\" is not known; write utf-8 or gb18030"));
            return null;
        }
    }

    private char? Delimiter(YamlPart? part)
    {
        if (part is not YamlText { Value: var text } || text == "auto") return null;
        if (text is "tab" or "\\t" or "\t") return '\t';
        if (text.Length == 1 && !char.IsLetterOrDigit(text[0]) && text[0] is not ('"' or '\n' or '\r')) return text[0];
        Errors.Add(part.Error("delimiter 应为一个符号或 tab", "delimiter must be one sign or tab"));
        return null;
    }

    private TimeSpan Offset(YamlPart? part)
    {
        if (part is null) return TimeSpan.FromHours(8);
        var text = Wording.Key(Text(part));
        if (text is "z" or "utc") return TimeSpan.Zero;
        if (text.Length == 6 && text[0] is '+' or '-'
            && TimeSpan.TryParseExact(text[1..], @"hh\:mm", CultureInfo.InvariantCulture, out var offset)
            && offset <= TimeSpan.FromHours(14))
        {
            return text[0] == '-' ? -offset : offset;
        }

        Errors.Add(part.Error("utc_offset 应如 \"+08:00\"", "utc_offset must be like \"+08:00\""));
        return TimeSpan.FromHours(8);
    }

    private string TimeFormat((string Text, YamlPart Part) format)
    {
        if (format.Text is FactTimes.UnixSeconds or FactTimes.UnixMilliseconds) return format.Text;
        try
        {
            if (format.Text.Length is > 0 and <= 64)
            {
                _ = DateTimeOffset.UnixEpoch.ToString(format.Text, CultureInfo.InvariantCulture);
                return format.Text;
            }
        }
        catch (FormatException)
        {
            // Told below.
        }

        Errors.Add(format.Part.Error(
            $"时间格式“{Wording.Shown(format.Text)}”有误，请写如 yyyy-MM-dd HH:mm:ss",
            $"the time format \"{Wording.Shown(format.Text)}\" is wrong; write e.g. yyyy-MM-dd HH:mm:ss"));
        return "O";
    }

    private HashSet<string> Set(YamlPart part) => [.. Texts(part).Select(text => Wording.Key(text.Text))];

    private IEnumerable<(string Text, YamlPart Part)> Texts(YamlPart part) =>
        part is YamlList list ? list.Items.Select(item => (Text(item), item)) : [(Text(part), part)];

    protected string Text(YamlPart part)
    {
        if (part.IsEmpty) return "";
        if (part is YamlText text) return text.Value.Trim();
        Errors.Add(part.Error("此处应为一个文字", "one text is expected here"));
        return "";
    }

    protected YamlMap? AsMap(YamlPart part)
    {
        if (part is YamlMap map) return map;
        Errors.Add(part.Error("此处应写成 键: 值", "keys and values are expected here"));
        return null;
    }

    protected Dictionary<string, YamlPart>? Keys(YamlPart part, string[] known)
    {
        if (AsMap(part) is not { } map) return null;
        var keys = new Dictionary<string, YamlPart>();
        foreach (var (key, value) in map.Entries)
        {
            var name = Wording.Key(key.Value);
            if (known.Contains(name)) keys[name] = value;
            else
            {
                var (chinese, english) = Wording.Suggest(key.Value, known);
                Errors.Add(key.Error(
                    $"不认识的键“{Wording.Shown(key.Value)}”{chinese}", $"the key \"{Wording.Shown(key.Value)}\" is not known{english}"));
            }
        }

        return keys;
    }
}

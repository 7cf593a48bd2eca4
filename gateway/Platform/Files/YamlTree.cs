using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OpsCenter.Gateway.Platform.Files;

/// <summary>A part of a YAML file, with its place.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Path">How one gets there: <c>windows[3].zone</c>, items counted from 1; empty at the top.</param>
public abstract record YamlPart(long Line, long Column, string Path)
{
    public string Place => Path.Length == 0
        ? string.Create(CultureInfo.InvariantCulture, $"第 {Line} 行第 {Column} 列")
        : string.Create(CultureInfo.InvariantCulture, $"第 {Line} 行第 {Column} 列 ({Path})");

    public FileError Error(string chinese, string english) => FileError.At(Place, chinese, english);

    /// <summary>No value: nothing behind the colon, <c>~</c> or <c>null</c>.</summary>
    public bool IsEmpty => this is YamlText { Value: "" } or YamlText { IsPlain: true, Value: "~" or "null" };
}

/// <summary>A single value, as written; quoted or not tells only empty from "~".</summary>
public sealed record YamlText(string Value, bool IsPlain, long Line, long Column, string Path) : YamlPart(Line, Column, Path);

public sealed record YamlList(IReadOnlyList<YamlPart> Items, long Line, long Column, string Path) : YamlPart(Line, Column, Path);

/// <summary>Keys and values in the order of the file.</summary>
public sealed record YamlMap(IReadOnlyList<YamlEntry> Entries, long Line, long Column, string Path) : YamlPart(Line, Column, Path);

public sealed record YamlEntry(YamlText Key, YamlPart Value);

/// <summary>
/// Reads YAML into a tree with places. Texts stay as they are written (<c>01</c> is not 1 and <c>no</c> is not false).
/// Anchors and aliases are refused: nobody needs them here, and they make bombs.
/// </summary>
public sealed class YamlTree
{
    private const int MaxParts = 200_000;
    private const int MaxLevels = 16;

    private readonly Parser _parser;
    private readonly List<FileError> _errors;
    private int _parts;

    private YamlTree(string text, List<FileError> errors) => (_parser, _errors) = (new Parser(new StringReader(text)), errors);

    /// <summary>The tree; null when the file cannot be read, and then the reason is among the errors.</summary>
    /// <param name="text">The file.</param>
    /// <param name="errors">Takes what is wrong with its form: its grammar, keys that come twice.</param>
    public static YamlPart? Read(string text, List<FileError> errors)
    {
        var tree = new YamlTree(text, errors);
        try
        {
            return tree.Document();
        }
        catch (YamlException wrong)
        {
            errors.Add(FileError.At(
                Place(wrong.Start),
                "此处不合 YAML 格式，请检查缩进、冒号后的空格和引号",
                $"this is no YAML ({wrong.Message.ReplaceLineEndings(" ")}); check indentation, the blank after the colon and quotes"));
            return null;
        }
        catch (UnreadableFileException refused)
        {
            errors.Add(refused.Error);
            return null;
        }
        catch (Exception garbage) when (garbage.Source == typeof(Parser).Assembly.GetName().Name)
        {
            // In some bytes that are no text at all the scanner loses itself, and throws what it throws.
            errors.Add(FileError.At(
                tree._parser.Current is { } last ? Place(last.End) : "", "此处起不是 YAML 文本", "from here on this is no YAML text"));
            return null;
        }
    }

    private static string Place(Mark mark) => string.Create(CultureInfo.InvariantCulture, $"第 {mark.Line} 行第 {mark.Column} 列");

    private YamlPart? Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.TryConsume<StreamEnd>(out _))
        {
            _errors.Add(FileError.At("", "文件是空的", "the file is empty"));
            return null;
        }

        _parser.Consume<DocumentStart>();
        var root = Part("", 0);
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
        {
            _errors.Add(FileError.At(
                Place(second.Start), "一个文件只写一份内容，请删去“---”及以后的部分", "a file holds one document; take out \"---\" and what follows"));
        }

        return root;
    }

    private YamlPart Part(string path, int level)
    {
        var start = _parser.Current ?? throw new InvalidOperationException();
        if (start is NodeEvent { Anchor.IsEmpty: false } or AnchorAlias)
        {
            throw new UnreadableFileException(
                Place(start.Start), "不能使用锚点和别名（& 和 *），请把内容写全；以 & 或 * 开头的文字请加引号",
                "anchors and aliases (& and *) are not taken; write it out, or quote text that begins so");
        }

        if (++_parts > MaxParts) throw new UnreadableFileException(Place(start.Start), "内容过多", "the file holds too much");
        if (level > MaxLevels) throw new UnreadableFileException(Place(start.Start), "层次过深", "the file is nested too deep");
        if (_parser.TryConsume<Scalar>(out var scalar)) return Text(scalar, path);
        return start is SequenceStart ? List(path, level) : Map(path, level);
    }

    private static YamlText Text(Scalar scalar, string path) =>
        new(scalar.Value, scalar.Style == ScalarStyle.Plain, scalar.Start.Line, scalar.Start.Column, path);

    private YamlList List(string path, int level)
    {
        var start = _parser.Consume<SequenceStart>().Start;
        var items = new List<YamlPart>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(Part(string.Create(CultureInfo.InvariantCulture, $"{path}[{items.Count + 1}]"), level + 1));
        return new(items, start.Line, start.Column, path);
    }

    private YamlMap Map(string path, int level)
    {
        var start = _parser.Consume<MappingStart>().Start;
        var entries = new List<YamlEntry>();
        var keys = new HashSet<string>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (Part(path, level + 1) is not YamlText key)
                throw new UnreadableFileException(Place(start), "键必须是文字", "a key must be a text");
            var value = Part(path.Length == 0 ? Wording.Shown(key.Value) : $"{path}.{Wording.Shown(key.Value)}", level + 1);
            if (keys.Add(Wording.Key(key.Value))) entries.Add(new(key, value));
            else _errors.Add(key.Error(
                $"“{Wording.Shown(key.Value)}”写了两次，请只留一处", $"\"{Wording.Shown(key.Value)}\" stands twice; keep one"));
        }

        return new(entries, start.Line, start.Column, path);
    }
}

using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OpsCenter.Gateway.Platform.Files;

/// <summary>
/// A description as YAML: keys in blocks, items in one line each where they are short. What is written is read back as the same texts.
/// </summary>
internal sealed class YamlWriter : IDisposable
{
    private readonly StreamWriter writer;
    private readonly Emitter emitter;

    /// <param name="to">Stays open.</param>
    public YamlWriter(Stream to)
    {
        writer = new StreamWriter(to, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        emitter = new(writer, new EmitterSettings().WithMaxSimpleKeyLength(1024).WithBestWidth(int.MaxValue));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, true));
    }

    /// <summary>Keys and values, each on a line of its own.</summary>
    public void Block(Action entries) => Map(MappingStyle.Block, entries);

    /// <summary>Keys and values on one line.</summary>
    public void Row(params ReadOnlySpan<(string Key, string Value)> entries)
    {
        emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, true, MappingStyle.Flow));
        foreach (var (key, value) in entries) Entry(key, value);
        emitter.Emit(new MappingEnd());
    }

    /// <summary>The same, of what is written by <see cref="Entry"/> and <see cref="Words"/>.</summary>
    public void Row(Action entries) => Map(MappingStyle.Flow, entries);

    public void Entry(string key, string value)
    {
        Text(key);
        Text(value);
    }

    /// <summary>A list of texts on one line.</summary>
    public void Words(string key, IEnumerable<string> words)
    {
        Text(key);
        emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, true, SequenceStyle.Flow));
        foreach (var word in words) Text(word);
        emitter.Emit(new SequenceEnd());
    }

    /// <summary>A list of items.</summary>
    public void Items<T>(string key, IReadOnlyList<T> items, Action<T> item)
    {
        Text(key);
        emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, true, items.Count == 0 ? SequenceStyle.Flow : SequenceStyle.Block));
        foreach (var one in items) item(one);
        emitter.Emit(new SequenceEnd());
    }

    public void Dispose()
    {
        emitter.Emit(new DocumentEnd(true));
        emitter.Emit(new StreamEnd());
        writer.Dispose();
    }

    private void Map(MappingStyle style, Action entries)
    {
        emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, true, style));
        entries();
        emitter.Emit(new MappingEnd());
    }

    private void Text(string text) => emitter.Emit(new Scalar(
        AnchorName.Empty, TagName.Empty, text, text is "" or "~" or "null" ? ScalarStyle.DoubleQuoted : ScalarStyle.Any, true, true));
}

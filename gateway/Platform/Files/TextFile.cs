using System.Text;

namespace OpsCenter.Gateway.Platform.Files;

/// <summary>Text as people's programs write it: UTF-8 or UTF-16 with or without a mark, or the GB18030 of a Chinese Windows.</summary>
public static class TextFile
{
    static TextFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>GB18030, the national standard that contains GBK and GB2312.</summary>
    public static Encoding Gb18030 => Encoding.GetEncoding("GB18030");

    /// <summary>An encoding by its name.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static Encoding Named(string name) => Encoding.GetEncoding(name);

    /// <summary>The whole text, without a byte order mark.</summary>
    /// <exception cref="UnreadableFileException">The bytes are no text.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var encoding = Detect(bytes, whole: true, out var mark);
        var text = encoding.GetString(bytes[mark..]);
        return text.AsSpan().ContainsAny('\0', '\uFFFD')
            ? throw new UnreadableFileException("", "文件不是文本，请以 UTF-8 编码保存后再试", "the file is no text; save it in UTF-8")
            : text;
    }

    /// <summary>
    /// The encoding of a text that begins with <paramref name="start"/>; one that replaces what it cannot read by U+FFFD.
    /// </summary>
    /// <param name="start">The first bytes, some 64 KB.</param>
    /// <param name="whole">Whether <paramref name="start"/> is all there is, so that it cannot end within a character.</param>
    /// <param name="mark">Length of the byte order mark.</param>
    public static Encoding Detect(ReadOnlySpan<byte> start, bool whole, out int mark)
    {
        mark = 0;
        if (start.StartsWith(Encoding.UTF8.Preamble))
        {
            mark = 3;
            return Encoding.UTF8;
        }

        if (start.StartsWith(Encoding.Unicode.Preamble) || start.StartsWith(Encoding.BigEndianUnicode.Preamble))
        {
            mark = 2;
            return start[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
        }

        var end = start.Length;
        // A sample may end within a character: leave its last bytes out, back to where a character begins.
        if (!whole)
            for (var i = 0; i < 4 && end > 0 && (start[--end] & 0xC0) == 0x80; i++)
            {
            }
        return System.Text.Unicode.Utf8.IsValid(start[..end]) ? Encoding.UTF8 : Gb18030;
    }
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace OpsCenter.Gateway.Platform.Files;

/// <summary>The text of an element of a workbook, never more of it than a cell may hold.</summary>
internal static partial class CellText
{
    /// <summary>
    /// All <c>t</c> below the element that the reader stands on, without the reading aids (<c>rPh</c>) of Japanese
    /// and Chinese; for a <c>v</c> its own text. The reader stands on the end of the element afterwards.
    /// </summary>
    /// <param name="mostCharacters">A longer text is cut to one character more, so that it can be seen to be too long.</param>
    public static string Read(XmlReader xml, int mostCharacters)
    {
        if (xml.IsEmptyElement) return "";
        var text = new StringBuilder();
        var plain = xml.LocalName is "v" or "t";
        var depth = xml.Depth;
        var inText = plain;
        var aid = 0;
        var buffer = new char[512];
        while (xml.Read() && xml.Depth > depth)
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element when xml.LocalName == "rPh" && !xml.IsEmptyElement:
                    aid++;
                    break;
                case XmlNodeType.EndElement when xml.LocalName == "rPh":
                    aid--;
                    break;
                case XmlNodeType.Element when xml.LocalName == "t":
                    inText = !xml.IsEmptyElement;
                    break;
                case XmlNodeType.EndElement when xml.LocalName == "t":
                    inText = plain;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace when inText
                    && aid == 0:
                    for (int count; text.Length <= mostCharacters && (count = xml.ReadValueChunk(buffer, 0, buffer.Length)) > 0;)
                        text.Append(buffer, 0, Math.Min(count, mostCharacters + 1 - text.Length));
                    break;
            }
        }

        // What is too long stays as it is, so that it is seen to be too long.
        return text.Length <= mostCharacters ? Unescaped(text.ToString()) : text.ToString();
    }

    /// <summary>
    /// <c>_x005F_</c> and the like (ST_Xstring, ECMA-376 part 1, 22.9.2.19): some programs write characters of four bytes so, as their two
    /// halves. Control characters are nothing that a cell should hold: they stay written out. Half a character becomes U+FFFD.
    /// </summary>
    private static string Unescaped(string text)
    {
        if (!text.Contains("_x", StringComparison.Ordinal)) return text;
        var plain = Escape().Replace(text, found =>
            (char)int.Parse(found.ValueSpan[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) is var sign
            && (!char.IsControl(sign) || sign is '\t' or '\n' or '\r') ? sign.ToString() : found.Value);
        return plain.Any(char.IsSurrogate) ? string.Concat(plain.EnumerateRunes()) : plain;
    }

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_")]
    private static partial Regex Escape();
}

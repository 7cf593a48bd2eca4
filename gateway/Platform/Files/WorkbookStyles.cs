using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace OpsCenter.Gateway.Platform.Files;

/// <summary>What the number formats of a workbook make of its numbers.</summary>
internal sealed partial class WorkbookStyles
{
    private readonly List<(bool Time, int Digits)> _styles = [];

    public static WorkbookStyles Read(XmlReader? xml)
    {
        var styles = new WorkbookStyles();
        var formats = new Dictionary<int, string>();
        var inCells = false;
        while (xml?.Read() == true)
        {
            if (xml.LocalName == "cellXfs") inCells = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            if (xml.NodeType != XmlNodeType.Element) continue;
            var known = int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id);
            if (xml.LocalName == "numFmt" && known) formats[id] = xml.GetAttribute("formatCode") ?? "";
            if (xml.LocalName != "xf" || !inCells) continue;
            var format = formats.GetValueOrDefault(id, "");
            styles._styles.Add((
                IsTimeId(id) || IsTime(format), format.Length is > 0 and <= 32 && format.All(digit => digit == '0') ? format.Length : 0));
        }

        return styles;
    }

    /// <summary>Whether the style shows a number as a time, and to how many digits it is filled up with zeros.</summary>
    public (bool Time, int Digits) this[string? index] =>
        int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < _styles.Count ? _styles[i] : default;

    // ECMA-376, 18.8.30: built-in formats; 27-36 and 50-58 are dates in Chinese, Japanese and Korean Excel.
    private static bool IsTimeId(int id) => id is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58);

    private static bool IsTime(string format) =>
        format.Length is > 0 and < 256 && Quoted().Replace(format, "").AsSpan().IndexOfAny("ymdhsYMDHS") >= 0;

    /// <summary>Parts of a format that are no letters of a date: quoted text, escaped letters, colours, conditions and languages.</summary>
    [GeneratedRegex("\"[^\"]*\"|\\\\.|_.|\\[(?!h+\\]|m+\\]|s+\\])[^\\]]*\\]|General", RegexOptions.IgnoreCase)]
    private static partial Regex Quoted();
}

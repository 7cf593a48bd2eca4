using System.IO.Compression;
using System.Xml;

namespace OpsCenter.Gateway.Platform.Files;

/// <summary>How large a workbook may be.</summary>
public sealed record WorkbookLimits
{
    /// <summary>All parts that are read, unpacked, in bytes.</summary>
    public long UnpackedBytes { get; init; } = 32L << 20;

    /// <summary>Characters of one cell; Excel's own limit is the default.</summary>
    public int CellCharacters { get; init; } = 32_767;

    /// <summary>Cells of one row.</summary>
    public int RowCells { get; init; } = 1_000;

    /// <summary>Parts of the zip file.</summary>
    public int Parts { get; init; } = 2_000;
}

/// <summary>
/// An Excel workbook (.xlsx), read forward with bounded memory. Own code, because a file from outside is hostile
/// until shown otherwise: MiniExcel 1.46 fills every gap before a cell, so that a file of 787 bytes with one cell at
/// XFD2000 was not read after 90 seconds; it unpacks without a limit, and it tells neither merged cells nor the
/// errors and uncalculated formulas of a sheet from texts.
/// </summary>
public sealed class Workbook : IDisposable
{
    private readonly ZipArchive _zip;
    private readonly UnpackingBudget _budget;
    private readonly WorkbookLimits _limits;
    private readonly Dictionary<string, string> _parts;
    private readonly WorkbookStyles _styles;
    private readonly List<string> _shared;
    private readonly bool _since1904;

    private Workbook(ZipArchive zip, WorkbookLimits limits)
    {
        (_zip, _limits, _budget) = (zip, limits, new(limits.UnpackedBytes));
        if (zip.Entries.Count > limits.Parts)
            throw new UnreadableFileException(
                "", "压缩包内的部件过多，请用 Excel 另存为 .xlsx 后再试", "too many parts in the file; save it as .xlsx with Excel");
        if (zip.Entries.Any(entry => entry.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
            throw new UnreadableFileException("", "文件带有宏，请另存为不带宏的 .xlsx", "the file holds macros; save it as .xlsx without macros");

        var relations = Relations();
        _parts = new(StringComparer.Ordinal);
        var sheets = new List<string>();
        using (var xml = Open("xl/workbook.xml") ?? throw NoWorkbook())
        {
            while (xml.Read())
            {
                if (xml.NodeType != XmlNodeType.Element) continue;
                if (xml.LocalName == "workbookPr") _since1904 = xml.GetAttribute("date1904") is "1" or "true";
                if (xml.LocalName != "sheet" || xml.GetAttribute("name") is not { } name) continue;
                var id = xml.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
                    ?? xml.GetAttribute("id", "http://purl.oclc.org/ooxml/officeDocument/relationships");
                if (id is not null && relations.TryGetValue(id, out var part) && _parts.TryAdd(name, part)) sheets.Add(name);
            }
        }

        Sheets = sheets;
        using (var xml = Open("xl/styles.xml")) _styles = WorkbookStyles.Read(xml);
        using (var xml = Open("xl/sharedStrings.xml")) _shared = SharedTexts(xml);
    }

    /// <summary>Names of the sheets, in the workbook's order.</summary>
    public IReadOnlyList<string> Sheets { get; }

    /// <param name="content">The file; must be able to seek. The caller closes it.</param>
    /// <exception cref="UnreadableFileException">It is no workbook, or one that is not taken.</exception>
    public static Workbook Open(Stream content, WorkbookLimits limits)
    {
        Span<byte> start = stackalloc byte[8];
        content.Position = 0;
        var count = content.ReadAtLeast(start, 8, throwOnEndOfStream: false);
        content.Position = 0;
        if (start[..count].StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]))
        {
            throw new UnreadableFileException(
                "", "文件是旧的 .xls 格式或设有密码，请去掉密码并另存为 .xlsx", "the file is an old .xls or has a password; remove it and save as .xlsx");
        }

        return Guarded(() =>
        {
            ZipArchive? zip = null;
            try
            {
                zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
                return new Workbook(zip, limits);
            }
            catch
            {
                zip?.Dispose();
                throw;
            }
        });
    }

    /// <summary>The rows that hold something, in order, read as they are asked for.</summary>
    /// <exception cref="UnreadableFileException">The sheet cannot be read on.</exception>
    public IEnumerable<SheetRow> Rows(string sheet)
    {
        using var reader = Guarded(() => new SheetReader(
            Open(_parts[sheet]) ?? throw new UnreadableFileException(
                sheet, "工作表内容缺失，请重新保存文件", "the sheet's content is missing; save the file again"),
            sheet, _shared, _styles, _since1904, _limits));
        while (Guarded(reader.Next) is { } row) yield return row;
    }

    /// <summary>The merged cells of a sheet; the whole sheet is read for it.</summary>
    public IReadOnlyList<MergedCells> Merged(string sheet) => Guarded<IReadOnlyList<MergedCells>>(() =>
    {
        var merged = new List<MergedCells>();
        using var xml = Open(_parts[sheet]);
        while (xml?.Read() == true)
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "mergeCell" }) continue;
            var ends = (xml.GetAttribute("ref") ?? "").Split(':');
            if (ends.Length == 2 && CellName.TryParse(ends[0], out var top, out var left) && CellName.TryParse(
                ends[1], out var bottom, out var right))
                merged.Add(new(top, left, bottom, right));
            if (merged.Count > 2_000)
                throw new UnreadableFileException(sheet, "合并单元格过多，请取消合并", "too many merged cells; unmerge them");
        }

        return merged;
    });

    public void Dispose() => _zip.Dispose();

    private static UnreadableFileException NoWorkbook() =>
        new("", "文件不是 Excel 工作簿，请用 Excel 或 WPS 另存为 .xlsx", "the file is no Excel workbook; save it as .xlsx");

    /// <summary>What the framework throws at a broken zip or XML, in the words of the person who handed it over.</summary>
    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException)
        {
            throw new UnreadableFileException("", "文件已损坏或不完整，请重新导出或传输", "the file is damaged or incomplete; export or send it again");
        }
        catch (EndOfStreamException)
        {
            throw new UnreadableFileException("", "文件不完整，请重新导出或传输", "the file is incomplete; export or send it again");
        }
        catch (XmlException broken)
        {
            throw new UnreadableFileException(
                "", $"工作簿的内部格式有误（第 {broken.LineNumber} 行），请用 Excel 或 WPS 重新保存",
                $"the workbook's XML is wrong (line {broken.LineNumber}); save it again with Excel");
        }
        catch (NotSupportedException)
        {
            throw new UnreadableFileException(
                "", "文件的压缩方式不受支持，请用 Excel 或 WPS 重新保存", "the way the file is packed is not known; save it again with Excel");
        }
    }

    private XmlReader? Open(string part)
    {
        var entry = _zip.GetEntry(part);
        return entry is null ? null : XmlReader.Create(new LimitedStream(entry.Open(), _budget), new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CloseInput = true,
        });
    }

    private Dictionary<string, string> Relations()
    {
        var relations = new Dictionary<string, string>(StringComparer.Ordinal);
        using var xml = Open("xl/_rels/workbook.xml.rels") ?? throw NoWorkbook();
        while (xml.Read())
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "Relationship" }) continue;
            if (xml.GetAttribute("Id") is not { } id || xml.GetAttribute("Target") is not { } target
                || xml.GetAttribute("TargetMode") == "External") continue;
            relations[id] = target.StartsWith('/') ? target[1..] : "xl/" + target;
        }

        return relations;
    }

    private List<string> SharedTexts(XmlReader? xml)
    {
        var texts = new List<string>();
        while (xml?.Read() == true)
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "si" }) texts.Add(CellText.Read(xml, _limits.CellCharacters));
        return texts;
    }
}

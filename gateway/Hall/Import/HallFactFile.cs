using OpsCenter.Gateway.Platform.Import;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Hall;

/// <summary>A queue system's file of a day (or of any time) as facts.</summary>
public static class HallFactFile
{
    /// <inheritdoc cref="TableFile.Read"/>
    /// <param name="mapping">How its columns become facts.</param>
    /// <param name="fileName">Its ending tells the format: .xlsx, or .csv, .tsv, .txt, and these with .gz behind.</param>
    /// <param name="content">
    /// The file; for XLSX it must be able to seek. Its position against its length tells how far the reading is.
    /// The caller closes it, after the last row.
    /// </param>
    public static IEnumerable<ImportRow<HallFact>> Read(FactMapping mapping, string fileName, Stream content) => TableFile.Read(
        mapping.Format, mapping.ColumnsRead, fileName, content,
        (columns, places, place) => new FactRowReader(mapping, columns, places, place));
}

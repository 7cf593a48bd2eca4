using OpsCenter.Gateway.Platform.Import;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Hotline;

/// <summary>A platform's export, or any other file with an order in each row, as orders.</summary>
public static class OrderFile
{
    /// <inheritdoc cref="TableFile.Read"/>
    /// <param name="mapping">How its columns become orders.</param>
    /// <param name="fileName">Its ending tells the format: .xlsx, or .csv, .tsv, .txt, and these with .gz behind.</param>
    /// <param name="content">
    /// The file; for XLSX, and where <see cref="TimeShift.NewestIsNow"/>, it must be able to seek. Its position against its length tells
    /// how far the reading is. The caller closes it, after the last row.
    /// </param>
    /// <param name="now">Up to when times may be moved.</param>
    public static IEnumerable<ImportRow<OrderRecord>> Read(OrderMapping mapping, string fileName, Stream content, DateTimeOffset now)
    {
        var shift = mapping.Shift;
        if (shift.NewestIsNow)
        {
            shift = Newest(Read(mapping, fileName, content, TimeShift.None)) is { } newest ? TimeShift.ToNow(newest, now) : TimeShift.None;
            content.Position = 0;
        }
        return Read(mapping, fileName, content, shift);
    }

    private static IEnumerable<ImportRow<OrderRecord>> Read(OrderMapping mapping, string fileName, Stream content, TimeShift shift) =>
        TableFile.Read(
        mapping.Format, mapping.ColumnsRead, fileName, content,
        (columns, places, place) => new OrderRowReader(mapping, shift, columns, places, place));

    private static DateTimeOffset? Newest(IEnumerable<ImportRow<OrderRecord>> rows)
    {
        DateTimeOffset? newest = null;
        foreach (var record in rows.SelectMany(row => row.Items))
            foreach (var moment in new[] { record.ReceivedAt, record.DispatchedAt, record.ClaimedAt, record.ContactedAt, record.AnsweredAt,
                record.ClosedAt })
                if (moment?.ToDateTimeOffset() is { } at && !(at <= newest)) newest = at;
        return newest;
    }
}

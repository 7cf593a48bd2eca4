using System.Globalization;
using System.Text;

namespace OpsCenter.Gateway.Platform.Import;

/// <summary>What came of an import, counted; fill it while rows are read and receipts come back.</summary>
public sealed class ImportReport
{
    private const int MaxReasons = 1_000;

    private readonly Dictionary<string, long> _reasons = [];

    /// <summary>Rows read, the refused ones included.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows that could not be understood; nothing of them was sent.</summary>
    public long RefusedRows { get; private set; }

    /// <summary>Rows with nothing to import.</summary>
    public long EmptyRows { get; private set; }

    /// <summary>Facts or orders that the rows held.</summary>
    public long Records { get; private set; }

    /// <summary>Durable and counted now.</summary>
    public long Accepted { get; private set; }

    /// <summary>Durable already; nothing changed.</summary>
    public long Repeated { get; private set; }

    /// <summary>Kept aside to be mended.</summary>
    public long Quarantined { get; private set; }

    /// <summary>Not kept.</summary>
    public long Rejected { get; private set; }

    /// <summary>Not durable; to be sent again.</summary>
    public long Retry { get; private set; }

    /// <summary>Why rows were refused and records not counted, the most frequent first; at most 1,000 different ones.</summary>
    public IEnumerable<KeyValuePair<string, long>> Reasons => _reasons.OrderByDescending(reason => reason.Value).ThenBy(
        reason => reason.Key, StringComparer.Ordinal);

    public void Count(ImportRow row)
    {
        Rows++;
        Records += row.Count;
        if (row.IsRefused) RefusedRows++;
        else if (row.Count == 0) EmptyRows++;
        foreach (var refusal in row.Refusals) Reason(refusal.Message);
    }

    public void Count(IngestReceipt receipt)
    {
        Accepted += receipt.Accepted;
        Repeated += receipt.Repeats;
        Quarantined += receipt.Quarantined;
        Rejected += receipt.Rejected;
        Retry += receipt.Retry;
        foreach (var note in receipt.Notes) Reason(note.Message.Length > 0 ? note.Message : note.Code);
    }

    private void Reason(string reason)
    {
        if (_reasons.ContainsKey(reason) || _reasons.Count < MaxReasons) _reasons[reason] = _reasons.GetValueOrDefault(reason) + 1;
    }
}

/// <summary>
/// Writes refused rows as CSV with two columns in front, where and why, so that they can be mended in a spreadsheet
/// and imported again with the same mapping. UTF-8 with a mark, because Excel reads it right only so.
/// </summary>
public sealed class RefusedRowsFile : IDisposable
{
    private readonly StreamWriter _to;
    private bool _hasHeading;

    /// <param name="to">Stays open.</param>
    public RefusedRowsFile(Stream to) => _to = new(to, new UTF8Encoding(true), leaveOpen: true) { NewLine = "\r\n" };

    public void Write(ImportRow row)
    {
        if (!row.IsRefused) return;
        if (!_hasHeading)
        {
            Line(["行号 row", "原因 reason", .. row.Columns]);
            _hasHeading = true;
        }

        Line([row.Number.ToString(CultureInfo.InvariantCulture), string.Join("；", row.Refusals), .. row.Cells]);
    }

    public void Dispose() => _to.Dispose();

    private void Line(IEnumerable<string> cells) => _to.WriteLine(string.Join(',', cells.Select(Cell)));

    private static string Cell(string text)
    {
        // A spreadsheet would run a text that begins so as a formula (CWE-1236); an apostrophe keeps it a text.
        var safe = text.Length > 1 && "=+-@\t\r".Contains(text[0]) && !double.TryParse(
            text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? "'" + text
            : text;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"")}\"" : safe;
    }
}

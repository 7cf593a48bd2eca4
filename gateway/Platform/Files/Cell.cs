using System.Globalization;

namespace OpsCenter.Gateway.Platform.Files;

public enum CellKind
{
    Text,
    Number,
    Boolean,

    /// <summary>A number that its format shows as a date, a time of day or both.</summary>
    Time,

    /// <summary>#N/A, #REF! and the like, or a formula that was never calculated.</summary>
    Fault,
}

/// <summary>A cell that holds something.</summary>
/// <param name="Column">From 0.</param>
/// <param name="Text">
/// As a person reads it: <c>1</c> for the number 1, <c>yyyy-MM-dd HH:mm:ss</c> without the part that is not there for times.
/// </param>
public readonly record struct Cell(int Column, CellKind Kind, string Text)
{
    /// <summary>The number as text: whole numbers without a point, others with as few digits as tell them apart.</summary>
    public static string Number(double number) => Math.Abs(number) < 1e15 && Math.Floor(number) == number
        ? ((long)number).ToString(CultureInfo.InvariantCulture)
        : number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A serial number of the spreadsheet's calendar as text; null: it is none.</summary>
    public static string? Serial(double serial, bool since1904)
    {
        if (!(serial is >= 0 and < 2_958_466)) return null;
        if (serial < 1) return Clock(TimeSpan.FromSeconds(Math.Round(serial * 86_400)));
        var days = Math.Floor(serial + (since1904 ? 1462 : 0));
        // The calendar from 1900 believes in a 29 February of that year.
        var date = new DateTime(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified).AddDays(days < 60 ? days + 1 : days);
        var time = TimeSpan.FromMilliseconds(Math.Round((serial - Math.Floor(serial)) * 86_400_000));
        var moment = date + time;
        return moment.ToString(
            moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : moment.Millisecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.fff",
            CultureInfo.InvariantCulture);
    }

    private static string Clock(TimeSpan time) =>
        time.Days > 0 ? "24:00:00" : time.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);
}

/// <summary>A row of a sheet.</summary>
/// <param name="Number">As the spreadsheet counts, from 1.</param>
/// <param name="Cells">Those that hold something, by column.</param>
public sealed record SheetRow(int Number, IReadOnlyList<Cell> Cells)
{
    public Cell? this[int column]
    {
        get
        {
            foreach (var cell in Cells)
                if (cell.Column == column) return cell;
            return null;
        }
    }
}

/// <summary>Cells that were merged into one; rows from 1, columns from 0, both ends included.</summary>
public sealed record MergedCells(int Top, int Left, int Bottom, int Right)
{
    public override string ToString() => $"{CellName.Of(Top, Left)}:{CellName.Of(Bottom, Right)}";
}

/// <summary>Names of cells: C7.</summary>
public static class CellName
{
    public const int MaxColumns = 16_384;
    public const int MaxRows = 1_048_576;

    public static string Of(int row, int column) => $"{Column(column)}{row}";

    /// <summary>A for 0, AA for 26.</summary>
    public static string Column(int column) =>
        column < 26 ? ((char)('A' + column)).ToString() : Column(column / 26 - 1) + (char)('A' + column % 26);

    public static bool TryParse(ReadOnlySpan<char> name, out int row, out int column)
    {
        (row, column) = (0, 0);
        var i = 0;
        for (; i < name.Length && i < 4 && char.IsAsciiLetter(name[i]); i++) column = column * 26 + (name[i] & 0x1F);
        return i > 0 && i < name.Length && column-- <= MaxColumns
            && int.TryParse(name[i..], NumberStyles.None, CultureInfo.InvariantCulture, out row) && row is > 0 and <= MaxRows;
    }
}

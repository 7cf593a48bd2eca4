namespace OpsCenter.Hotline;

/// <summary>Whole months.</summary>
/// <param name="First">A day of the first of them.</param>
/// <param name="Last">A day of the last of them.</param>
internal readonly record struct HotlineMonths(DateOnly First, DateOnly Last)
{
    public static HotlineMonths OfYear(int year) => new(new(year, 1, 1), new(year, 12, 1));
}

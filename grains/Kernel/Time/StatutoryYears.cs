namespace OpsCenter.Kernel;

/// <summary>The years whose holidays ship with the product (<c>Kernel/Time/years</c>).</summary>
public static class StatutoryYears
{
    private static readonly Lazy<WorkingCalendar> Shipped = new(() => WorkingCalendar.MondayToFriday.With(Years()));

    /// <summary>The calendar of all shipped years; one for the whole process.</summary>
    public static WorkingCalendar Load() => Shipped.Value;

    private static IEnumerable<CalendarYear> Years()
    {
        var assembly = typeof(StatutoryYears).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("calendar/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            yield return CalendarYear.Parse(bytes);
        }
    }
}

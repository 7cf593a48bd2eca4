namespace OpsCenter.Filings;

/// <summary>How a place has sent so far: what was due or sent, and how much of that was late or is.</summary>
internal readonly record struct SendingRecord(int Due, int Late)
{
    public static SendingRecord operator +(SendingRecord a, SendingRecord b) => new(a.Due + b.Due, a.Late + b.Late);

    public static SendingRecord operator -(SendingRecord a, SendingRecord b) => new(a.Due - b.Due, a.Late - b.Late);
}

/// <summary>
/// 逾期风险: how likely a filing that is due soon will be late. What a place has done so far speaks for it, the more the more there is of it;
/// until then the district's share does: (late + <see cref="Weight"/> × share) / (due + <see cref="Weight"/>).
/// </summary>
internal static class FilingRisk
{
    /// <summary>As many filings as the district's share counts for.</summary>
    public const double Weight = 4;

    /// <param name="within">See <see cref="FilingOptions.NearWithin"/>.</param>
    public static bool IsNear(DateTimeOffset dueAt, DateTimeOffset now, TimeSpan within) => dueAt > now && dueAt <= now + within;

    /// <summary>0-1. Where nothing was ever due one half.</summary>
    public static double ChanceOf(SendingRecord place, SendingRecord district)
    {
        var share = (district.Late + 1d) / (district.Due + 2d);
        return (place.Late + Weight * share) / (place.Due + Weight);
    }
}

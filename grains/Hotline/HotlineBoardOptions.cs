namespace OpsCenter.Hotline;

/// <summary>What the 12345 wall compares with and when it calls its numbers old: configuration, section <c>Hotline:Board</c>.</summary>
public sealed record HotlineBoardOptions
{
    /// <summary>No fact for this long: the numbers are old. A district has some 60 orders a day, so hours of silence are normal.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Days before today that the usual hour is the mean of.</summary>
    public int UsualDays { get; init; } = 20;

    /// <summary>
    /// A topic is rising when it has come so many standard deviations more often than usual (its score, see <see cref="HotTopic.Score"/>).
    /// </summary>
    public double RisingScore { get; init; } = 2;

    /// <summary>A topic with fewer orders in the last 7 days is not called rising.</summary>
    public int RisingAtLeast { get; init; } = 3;

    /// <exception cref="ArgumentException">A setting is wrong; the sentence names it.</exception>
    public HotlineBoardOptions Validated()
    {
        if (StaleAfter < TimeSpan.FromMinutes(1))
            throw new ArgumentException($"Hotline:Board:StaleAfter must be at least 1 minute, not {StaleAfter}.");
        if (UsualDays is < 1 or > 90) throw new ArgumentException($"Hotline:Board:UsualDays must be 1-90, not {UsualDays}.");
        if (!(RisingScore > 0)) throw new ArgumentException($"Hotline:Board:RisingScore must be above 0, not {RisingScore}.");
        if (RisingAtLeast < 1) throw new ArgumentException($"Hotline:Board:RisingAtLeast must be at least 1, not {RisingAtLeast}.");
        return this;
    }
}

namespace OpsCenter.Filings;

/// <summary>How rounds and filings are watched over: configuration, section <c>Filings</c>.</summary>
public sealed record FilingOptions
{
    /// <summary>
    /// Time between two looks at which rounds are to be opened. They are due days later: a minute sooner or later is nobody's.
    /// </summary>
    public TimeSpan WatchEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>临期: what was not sent and is due within this time of the clock is near.</summary>
    public TimeSpan NearWithin { get; init; } = TimeSpan.FromDays(3);

    /// <exception cref="ArgumentException">A setting is wrong; the sentence names it.</exception>
    public FilingOptions Validated()
    {
        if (WatchEvery < TimeSpan.FromSeconds(1) || WatchEvery > TimeSpan.FromHours(1))
            throw new ArgumentException($"Filings:WatchEvery must be 00:00:01 to 01:00:00, not {WatchEvery}.");
        if (NearWithin < TimeSpan.FromHours(1) || NearWithin > TimeSpan.FromDays(60))
            throw new ArgumentException($"Filings:NearWithin must be 01:00:00 to 60.00:00:00, not {NearWithin}.");
        return this;
    }
}

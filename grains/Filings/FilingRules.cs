namespace OpsCenter.Filings;

/// <summary>How soon rounds and filings follow what is defined and decreed: configuration, section <c>Filings</c>.</summary>
public sealed record FilingRules
{
    /// <summary>Time between two looks at which rounds are to be opened. They are due days later: a minute sooner or later is nobody's.</summary>
    public TimeSpan WatchEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How late a new edition of indicators or places, or a moved due date, may be noticed.</summary>
    public TimeSpan BookFor { get; init; } = TimeSpan.FromSeconds(2);

    /// <exception cref="ArgumentException">A setting is wrong; the sentence names it.</exception>
    public FilingRules Validated()
    {
        if (WatchEvery < TimeSpan.FromSeconds(1) || WatchEvery > TimeSpan.FromHours(1)) throw new ArgumentException($"Filings:WatchEvery must be 00:00:01 to 01:00:00, not {WatchEvery}.");
        if (BookFor < TimeSpan.Zero || BookFor > TimeSpan.FromMinutes(1)) throw new ArgumentException($"Filings:BookFor must be 00:00:00 to 00:01:00, not {BookFor}.");
        return this;
    }
}

namespace OpsCenter.Hotline;

/// <summary>
/// How the hotline's actors treat time and memory: configuration, section <c>Hotline</c>. Limits of orders are not here but in the
/// hotline's description.
/// </summary>
public sealed record HotlineOptions
{
    /// <summary>
    /// For how long a silo takes a rulebook for new; so late at most a change of departments, precedents or calendar reaches an order.
    /// </summary>
    public TimeSpan RulebookFor { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time between two looks at what is due in a district; so late at most a clock is marked.</summary>
    public TimeSpan WatchEvery { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Orders that the watch wakes at once.</summary>
    public int WokenAtOnce { get; init; } = 64;

    /// <summary>Orders that a silo keeps active, some kilobytes each; beyond, an order goes to sleep after each call.</summary>
    public int ActiveOrders { get; init; } = 20_000;

    /// <summary>Rows of the journal that the read table takes in with one transaction.</summary>
    public int IndexPage { get; init; } = 4000;

    /// <summary>The same while the table is behind: each full page is followed by one twice as large, up to this.</summary>
    public int IndexMost { get; init; } = 32_000;

    /// <exception cref="ArgumentException">A setting is wrong; the sentence names it.</exception>
    public HotlineOptions Validated()
    {
        if (RulebookFor < TimeSpan.Zero || RulebookFor > TimeSpan.FromMinutes(5))
            throw new ArgumentException($"Hotline:RulebookFor must be 0 to 5 minutes, not {RulebookFor}.");
        if (WatchEvery < TimeSpan.FromSeconds(1) || WatchEvery > TimeSpan.FromHours(1))
            throw new ArgumentException($"Hotline:WatchEvery must be 1 second to 1 hour, not {WatchEvery}.");
        if (WokenAtOnce is < 1 or > 10_000) throw new ArgumentException($"Hotline:WokenAtOnce must be 1-10,000, not {WokenAtOnce}.");
        if (ActiveOrders is < 0 or > 10_000_000)
            throw new ArgumentException($"Hotline:ActiveOrders must be 0-10,000,000, not {ActiveOrders}.");
        if (IndexPage is < 1 or > 100_000) throw new ArgumentException($"Hotline:IndexPage must be 1-100,000, not {IndexPage}.");
        if (IndexMost < IndexPage || IndexMost > 1_000_000)
            throw new ArgumentException($"Hotline:IndexMost must be Hotline:IndexPage ({IndexPage}) to 1,000,000, not {IndexMost}.");
        return this;
    }
}

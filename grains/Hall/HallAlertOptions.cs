namespace OpsCenter.Hall;

/// <summary>When the wall warns (DOMAIN 3, constructed defaults): configuration, section <c>Hall:Alerts</c>.</summary>
public sealed record HallAlertOptions
{
    /// <summary>Longest wait in a queue: 预警.</summary>
    public TimeSpan WaitWarning { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>Longest wait in a queue: 红色.</summary>
    public TimeSpan WaitCritical { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>More people waiting per open window of a zone: 跨窗支援.</summary>
    public int WaitingPerWindow { get; init; } = 10;

    /// <summary>忙闲不均: coefficient of variation of the windows' utilisation.</summary>
    public double Imbalance { get; init; } = 0.5;

    /// <summary>Windows that were on duty for less say nothing about 忙闲不均 yet.</summary>
    public TimeSpan MinimumOnDuty { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>No fact for this long within opening hours: the numbers are old.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <exception cref="ArgumentException">A setting is wrong; the sentence names it.</exception>
    public HallAlertOptions Validated()
    {
        if (WaitWarning <= TimeSpan.Zero) throw new ArgumentException($"Hall:Alerts:WaitWarning must be above 0, not {WaitWarning}.");
        if (WaitCritical < WaitWarning)
            throw new ArgumentException($"Hall:Alerts:WaitCritical ({WaitCritical}) must not be below WaitWarning ({WaitWarning}).");
        if (WaitingPerWindow < 1) throw new ArgumentException($"Hall:Alerts:WaitingPerWindow must be at least 1, not {WaitingPerWindow}.");
        if (!(Imbalance > 0)) throw new ArgumentException($"Hall:Alerts:Imbalance must be above 0, not {Imbalance}.");
        if (MinimumOnDuty < TimeSpan.Zero)
            throw new ArgumentException($"Hall:Alerts:MinimumOnDuty must not be below 0, not {MinimumOnDuty}.");
        if (StaleAfter <= TimeSpan.Zero) throw new ArgumentException($"Hall:Alerts:StaleAfter must be above 0, not {StaleAfter}.");
        return this;
    }
}

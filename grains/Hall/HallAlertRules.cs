namespace OpsCenter.Hall;

/// <summary>When the wall warns (DOMAIN 3, constructed defaults): configuration, section <c>Hall:Alerts</c>.</summary>
public sealed record HallAlertRules
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
}

using OpsCenter.Kernel;

namespace OpsCenter.Hall;

/// <summary>A hall on a local day; null where nothing is known of it.</summary>
/// <param name="Hall">Its code.</param>
/// <param name="Date">Null: the day that its screen shows.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hall.HallDayQuery")]
public sealed record HallDayQuery([property: Id(0)] string Hall, [property: Id(1)] DateOnly? Date) : IQuery<HallTheme?>
{
    public string Projection => HallKeys.Projection;
}

/// <summary>Everything a hall's screen shows of one local day. The meaning of each number stands in <c>hall.proto</c>.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.HallTheme")]
public sealed record HallTheme : Theme
{
    [Id(0)] public required DistrictCode District { get; init; }

    [Id(1)] public required string Hall { get; init; }

    [Id(2)] public required string Name { get; init; }

    [Id(3)] public required DateOnly Date { get; init; }

    [Id(4)] public required long DefinitionVersion { get; init; }

    [Id(5)] public required Counts Total { get; init; }

    [Id(6)] public required Rows<ZoneRow> Zones { get; init; }

    [Id(7)] public required Rows<QueueRow> Queues { get; init; }

    [Id(8)] public required Rows<WindowRow> Windows { get; init; }

    [Id(9)] public required Rows<HourRow> Hours { get; init; }

    [Id(10)] public required Rows<Alert> Alerts { get; init; }

    [Id(11)] public required long Quarantined { get; init; }

    [Id(12)] public required DateTimeOffset? OpensAt { get; init; }

    [Id(13)] public required DateTimeOffset? ClosesAt { get; init; }

    [Id(14)] public required int UsualDays { get; init; }

    /// <summary>The step from an earlier theme, or null when rows have come or gone (another day, another description).</summary>
    public HallDelta? Since(HallTheme before) =>
        before.Date != Date || before.DefinitionVersion != DefinitionVersion || before.Hours.Length != Hours.Length
            || before.Windows.Length != Windows.Length
            || before.Zones.Length != Zones.Length || before.Queues.Length != Queues.Length || before.UsualDays != UsualDays
            || before.Name != Name
            ? null
            : new()
            {
                Total = Total == before.Total ? null : Total,
                Zones = Zones.ChangedSince(before.Zones),
                Queues = Queues.ChangedSince(before.Queues),
                Windows = Windows.ChangedSince(before.Windows),
                Hours = Hours.ChangedSince(before.Hours),
                Alerts = Alerts == before.Alerts ? null : Alerts,
                Quarantined = Quarantined == before.Quarantined ? null : Quarantined,
            };
}

/// <summary>What changed; null and empty: nothing.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.HallDelta")]
public sealed record HallDelta : ThemeDelta
{
    [Id(0)] public required Counts? Total { get; init; }

    [Id(1)] public required Rows<ZoneRow> Zones { get; init; }

    [Id(2)] public required Rows<QueueRow> Queues { get; init; }

    [Id(3)] public required Rows<WindowRow> Windows { get; init; }

    [Id(4)] public required Rows<HourRow> Hours { get; init; }

    [Id(5)] public required Rows<Alert>? Alerts { get; init; }

    [Id(6)] public required long? Quarantined { get; init; }
}

/// <summary>Sums of a day, of a hall, a zone or a queue.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.Counts")]
public sealed record Counts
{
    [Id(0)] public int Taken { get; init; }
    [Id(1)] public int Waiting { get; init; }
    [Id(2)] public int Called { get; init; }
    [Id(3)] public int Serving { get; init; }
    [Id(4)] public int Served { get; init; }
    [Id(5)] public int Abandoned { get; init; }
    [Id(6)] public int Appointments { get; init; }

    /// <summary>Seconds.</summary>
    [Id(7)] public double? MeanWait { get; init; }

    /// <summary>Seconds.</summary>
    [Id(8)] public double? MeanService { get; init; }

    /// <summary>Ratings 1 (非常不满意) to 5 (非常满意).</summary>
    [Id(9)] public Rows<int> Ratings { get; init; } = new([0, 0, 0, 0, 0]);
    [Id(10)] public DateTimeOffset? OldestWaitingSince { get; init; }
    [Id(11)] public string OldestWaitingTicket { get; init; } = "";
    [Id(12)] public int WindowsOpen { get; init; }
    [Id(13)] public double? Utilisation { get; init; }
    [Id(14)] public double? Imbalance { get; init; }

    /// <summary>弃号率 = 弃号 ÷ (办结 + 弃号).</summary>
    public double? Abandonment => Served + Abandoned == 0 ? null : (double)Abandoned / (Served + Abandoned);

    /// <summary>Mean score by 10/8/6/3/0 (DOMAIN 2).</summary>
    public double? MeanScore => Ratings.Sum() == 0
        ? null
        : (0.0 * Ratings[0] + 3 * Ratings[1] + 6 * Ratings[2] + 8 * Ratings[3] + 10 * Ratings[4]) / Ratings.Sum();
}

[GenerateSerializer, Immutable, Alias("opscenter.hall.ZoneRow")]
public sealed record ZoneRow([property: Id(0)] string Code, [property: Id(1)] string Name, [property: Id(2)] Counts Counts);

[GenerateSerializer, Immutable, Alias("opscenter.hall.QueueRow")]
public sealed record QueueRow(
    [property: Id(0)] string Code, [property: Id(1)] string Name, [property: Id(2)] string Zone, [property: Id(3)] Counts Counts);

public enum WindowStatus { Closed, Idle, Calling, Serving, Paused }

[GenerateSerializer, Immutable, Alias("opscenter.hall.WindowRow")]
public sealed record WindowRow
{
    [Id(0)] public required string Code { get; init; }

    [Id(1)] public required string Name { get; init; }

    [Id(2)] public required string Zone { get; init; }

    [Id(3)] public required WindowStatus Status { get; init; }

    [Id(4)] public required DateTimeOffset? Since { get; init; }

    [Id(5)] public required string Ticket { get; init; }

    [Id(6)] public required string Staff { get; init; }

    [Id(7)] public required int Served { get; init; }

    [Id(8)] public required double? Utilisation { get; init; }

    [Id(9)] public required double? MeanService { get; init; }

    [Id(10)] public required double? Deviation { get; init; }

    [Id(11)] public required int Waiting { get; init; }
}

[GenerateSerializer, Immutable, Alias("opscenter.hall.HourRow")]
public sealed record HourRow(
    [property: Id(0)] int Hour, [property: Id(1)] int Taken, [property: Id(2)] int Served,
    [property: Id(3)] double? UsualTaken, [property: Id(4)] double? UsualServed, [property: Id(5)] double? MeanWait);

public enum AlertLevel { Notice, Warning, Critical }

[GenerateSerializer, Immutable, Alias("opscenter.hall.Alert")]
public sealed record Alert(
    [property: Id(0)] string Key, [property: Id(1)] AlertLevel Level, [property: Id(2)] string Message, [property: Id(3)] string Zone,
    [property: Id(4)] string Subject, [property: Id(5)] DateTimeOffset? Since);

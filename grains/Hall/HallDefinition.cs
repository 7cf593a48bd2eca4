namespace OpsCenter.Hall;

/// <summary>A service hall as its manager describes it (DOMAIN S1–S3). Codes are the queue system's own.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.HallDefinition")]
public sealed record HallDefinition(
    [property: Id(0)] string Name,
    [property: Id(1)] IReadOnlyList<Zone> Zones,
    [property: Id(2)] IReadOnlyList<Queue> Queues,
    [property: Id(3)] IReadOnlyList<Window> Windows,
    [property: Id(4)] IReadOnlyList<StaffMember> Staff,
    [property: Id(5)] IReadOnlyList<OpeningHours> OpeningHours);

/// <summary>A part of the hall: 个人业务服务区, 法人业务服务区.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.Zone")]
public sealed record Zone([property: Id(0)] string Code, [property: Id(1)] string Name);

/// <summary>A business (业务) that people queue for.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.Queue")]
public sealed record Queue([property: Id(0)] string Code, [property: Id(1)] string Name, [property: Id(2)] string Zone);

/// <summary>A window and the queues it serves.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.Window")]
public sealed record Window(
    [property: Id(0)] string Code, [property: Id(1)] string Name, [property: Id(2)] string Zone,
    [property: Id(3)] IReadOnlyList<string> Queues);

[GenerateSerializer, Immutable, Alias("opscenter.hall.StaffMember")]
public sealed record StaffMember([property: Id(0)] string Code, [property: Id(1)] string Name);

/// <summary>When the hall is open on a weekday, local time. Several spans a day are several of these.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.OpeningHours")]
public sealed record OpeningHours([property: Id(0)] DayOfWeek Weekday, [property: Id(1)] TimeOnly Opens, [property: Id(2)] TimeOnly Closes);

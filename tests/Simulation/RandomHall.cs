using CsCheck;
using OpsCenter.Analytics.Simulation;

namespace OpsCenter.Tests.Simulation;

/// <summary>A hall, its ways and a day, drawn at random: small and full of trouble.</summary>
public sealed record RandomHall(HallPlan Plan, HallProfile Profile, DateOnly Date, ulong Seed)
{
    private static readonly HallHours[] Hours =
    [
        HallHours.Shaoguan,
        HallHours.MiddayDuty,
        HallHours.Daily(new(0, 0), new(23, 59)),
        new([new(DayOfWeek.Monday, new(9, 10), new(9, 50)), new(DayOfWeek.Monday, new(9, 55), new(11, 5))],
            [new(new(9, 20), new(10, 0), 3, 1)]),
    ];

    private static readonly Gen<HallPlan> Plans = Gen.Select(
        Gen.Int[1, 5], Gen.Int[1, 31].Array[1, 9], Gen.Int[0, Hours.Length - 1], Gen.Double[0.05, 3].Array[5], Gen.Int[0, 2].Array[9],
        (queues, masks, hours, shares, duties) => new HallPlan
        {
            Code = "T1",
            Name = "试验大厅",
            Zones = [new("Z1", "个人业务服务区")],
            Queues = [.. Enumerable.Range(0, queues).Select(i => new PlannedQueue
            {
                Code = $"Q{i}", Name = $"业务{i}", Zone = "Z1", Letter = ((char)('A' + i)).ToString(), Share = shares[i], Business = "PS",
                ServiceScale = shares[i],
            })],
            Windows = [
                .. masks.Select((mask, i) => new PlannedWindow
                {
                    Code = $"W{i}", Name = $"{i}号窗口", Zone = "Z1",
                    Queues = [.. Enumerable.Range(0, queues).Where(queue => queue == mask % queues || (mask >> queue & 1) == 1)
                        .Select(queue => $"Q{queue}")],
                    Staff = $"S{i}", Pace = 1,
                    Duty = duties[i] switch
                    {
                        1 => [new(new(8, 0), new(9, 30)), new(new(9, 40), new(15, 0))],
                        2 => [new(new(9, 30), new(18, 0))],
                        _ => null,
                    },
                }),
            ],
            Staff = [.. masks.Select((_, i) => new PlannedStaff($"S{i}", $"示例{i}"))],
            Hours = Hours[hours],
        });

    private static readonly Gen<HallProfile> Profiles = Gen.Select(
        Gen.Double[0, 400], Gen.Double[0, 0.3].Array[8], Gen.Double[0.5, 20], Gen.Int[0, 3], Gen.Double[0, 6],
        (tickets, chances, patience, recalls, pauses) => HallProfile.Hall with
        {
            TicketsPerDay = tickets,
            Patience = patience < 16 ? HallProfile.Calibrated.Patience with { Scale = patience } : PatienceHazard.Endless,
            Recalls = recalls,
            Missed = chances[0],
            Voided = chances[1],
            Recalled = chances[2],
            Withdrawn = chances[3],
            Transferred = chances[4],
            TransferredToWindow = chances[5] * 3,
            Appointments = chances[6] * 3,
            AppointmentsMissed = chances[7],
            PausesPerHour = pauses,
            BetweenCustomers = recalls == 0 ? (0, 0) : (2, 20),
            Walk = recalls == 0 ? (0, 0) : (2, 40),
        });

    /// <summary>Mondays of some years, so that every plan is open.</summary>
    public static Gen<RandomHall> Any { get; } = Gen.Select(
        Plans, Profiles, Gen.Int[0, 200], Gen.ULong,
        (plan, profile, weeks, seed) => new RandomHall(plan, profile, new DateOnly(2025, 1, 6).AddDays(7 * weeks), seed));

    public IEnumerable<SimulatedFact> Facts() => HallSimulator.Day(Plan, Profile, Date, TimeSpan.FromHours(8), Seed);
}

using OpsCenter.Hall;
using OpsCenter.V1;
using Counts = OpsCenter.V1.Counts;
using HallFact = OpsCenter.V1.HallFact;

namespace OpsCenter.Benchmarks.Load;

/// <summary>The sums of a hall's day, counted straight from the facts that were sent; what the screen shows must be equal.</summary>
internal sealed record DayTotals
{
    public required int Taken { get; init; }

    public required int Waiting { get; init; }

    public required int Called { get; init; }

    public required int Serving { get; init; }

    public required int Served { get; init; }

    public required int Abandoned { get; init; }

    public required int Appointments { get; init; }

    public required string Ratings { get; init; }

    private enum At { Waiting, Called, Serving, Served, Abandoned }

    public static DayTotals Of(Counts shown) => new()
    {
        Taken = shown.Taken,
        Waiting = shown.Waiting,
        Called = shown.Called,
        Serving = shown.Serving,
        Served = shown.Served,
        Abandoned = shown.Abandoned,
        Appointments = shown.Appointments,
        Ratings = string.Join(' ', shown.Ratings),
    };

    /// <summary>By local date. The facts are in the order of their times.</summary>
    public static Dictionary<DateOnly, DayTotals> Count(IEnumerable<HallFact> facts) => facts
        .GroupBy(fact => HallTime.DateOf(fact.OccurredAt.ToDateTimeOffset()))
        .ToDictionary(day => day.Key, day => CountDay([.. day]));

    private static DayTotals CountDay(HallFact[] facts)
    {
        var tickets = new Dictionary<string, At>();
        var ratings = new int[5];
        foreach (var fact in facts)
        {
            switch (fact.Kind)
            {
                case HallFactKind.TicketTaken or HallFactKind.TicketTransferred: tickets[fact.Ticket] = At.Waiting; break;
                case HallFactKind.TicketCalled: tickets[fact.Ticket] = At.Called; break;
                case HallFactKind.TicketRecalled when tickets[fact.Ticket] is At.Waiting or At.Abandoned:
                    tickets[fact.Ticket] = At.Called;
                    break;
                case HallFactKind.ServiceStarted: tickets[fact.Ticket] = At.Serving; break;
                case HallFactKind.ServiceCompleted: tickets[fact.Ticket] = At.Served; break;
                case HallFactKind.ServiceRated: ratings[fact.Rating - 1]++; break;
                case HallFactKind.TicketMissed or HallFactKind.TicketVoided or HallFactKind.TicketWithdrawn
                    when tickets[fact.Ticket] != At.Served:
                    tickets[fact.Ticket] = At.Abandoned;
                    break;
            }
        }
        int Are(At state) => tickets.Values.Count(at => at == state);
        return new()
        {
            Taken = facts.Count(fact => fact.Kind == HallFactKind.TicketTaken),
            Waiting = Are(At.Waiting),
            Called = Are(At.Called),
            Serving = Are(At.Serving),
            Served = Are(At.Served),
            Abandoned = Are(At.Abandoned),
            Appointments = facts.Count(fact => fact.Kind == HallFactKind.AppointmentMade),
            Ratings = string.Join(' ', ratings),
        };
    }
}

using OpsCenter.Analytics.Simulation;
using Xunit;
using static OpsCenter.Analytics.Simulation.SimulatedFactKind;

namespace OpsCenter.Tests.Simulation;

public sealed class ServiceLogReplayTests
{
    private const string Heading = "ticket,business,priority,arrived_at,started_at,finished_at,abandoned_at,outcome,server\n";

    [Fact]
    public void A_served_customer_becomes_a_visit_and_the_server_a_manned_window()
    {
        var log = Replay("1,PS,2,1999-08-01T07:21:44,1999-08-01T07:22:00,1999-08-01T07:25:00,,served,AVI");
        Assert.Equal(
            [(TicketTaken, "07:21:44"), (StaffLoggedIn, "07:22:00"), (TicketCalled, "07:22:00"), (ServiceStarted, "07:22:00"),
                (ServiceCompleted, "07:25:00"), (StaffLoggedOut, "07:25:00")],
            Story(log));
        Assert.Equal("AVI", Assert.Single(log.Plan.Windows).Code);
        Assert.Equal("PS", Assert.Single(log.Plan.Queues).Code);
        Assert.Equal(new HallSession(DayOfWeek.Sunday, new(7, 0), new(7, 30)), Assert.Single(log.Plan.Hours.Sessions));
        Assert.Empty(log.Plan.Errors());
    }

    [Fact]
    public void A_customer_who_gave_up_withdraws_from_the_queue()
    {
        var log = Replay("1,PS,0,1999-08-01T07:21:44,,,1999-08-01T07:21:57,abandoned,");
        Assert.Equal([(TicketTaken, "07:21:44"), (TicketWithdrawn, "07:21:57")], Story(log));
        Assert.Equal(("PS", ""), (log.Facts[1].Queue, log.Facts[1].Window));
    }

    [Fact]
    public void A_time_after_midnight_written_with_the_date_before_is_of_the_next_day()
    {
        var log = Replay("1,PE,0,1999-08-02T23:54:44,1999-08-02T23:58:54,1999-08-02T00:04:25,,served,AVNI");
        Assert.Equal(1, log.Oddities.PastMidnight);
        Assert.Equal("1999-08-03 00:04:25", log.Facts.Single(fact => fact.Kind == ServiceCompleted).At.ToString("yyyy-MM-dd HH:mm:ss"));
    }

    [Fact]
    public void A_start_a_second_before_the_arrival_is_at_the_arrival()
    {
        var log = Replay("1,NW,0,1999-08-01T20:37:12,1999-08-01T20:37:11,1999-08-01T20:38:48,,served,BENSION");
        Assert.Equal(1, log.Oddities.BeforeArrival);
        Assert.Equal((TicketCalled, "20:37:12"), Story(log)[2]);
    }

    [Fact]
    public void A_server_with_two_customers_at_once_has_two_windows()
    {
        var log = Replay(
            "1,PS,0,1999-08-02T12:00:00,1999-08-02T12:06:31,1999-08-02T13:03:42,,served,SHARON",
            "2,PS,0,1999-08-02T12:00:00,1999-08-02T12:07:42,1999-08-02T12:08:40,,served,SHARON",
            "3,PS,0,1999-08-02T12:00:00,1999-08-02T13:03:42,1999-08-02T13:05:00,,served,SHARON");
        Assert.Equal(["SHARON", "SHARON-2"], log.Plan.Windows.Select(window => window.Code));
        Assert.Equal(["SHARON", "SHARON"], log.Plan.Staff.Select(person => person.Name));
        Assert.Equal(1, log.Oddities.Overlapping);
        Assert.Equal("SHARON", log.Facts.Single(fact => fact is { Kind: TicketCalled, Ticket: "3" }).Window);
    }

    [Fact]
    public void Rows_that_make_no_sense_are_counted_and_kept()
    {
        var log = Replay(
            "1,PS,0,1999-08-02T12:00:00,1999-08-02T12:06:31,,,served,AVI",
            "1,PS,0,1999-08-02T12:01:00,1999-08-02T12:06:00,1999-08-02T12:05:00,,served,AVI",
            "2,PS,0,1999-08-02T12:02:00,,,,abandoned,",
            "3,PS,0,1999-08-02T12:03:00,1999-08-02T12:03:00,1999-08-02T12:03:00,,served,NO_SERVER");
        Assert.Equal(
            new ServiceLogOddities { Rows = 4, NoEnd = 2, RepeatedTicket = 1, FinishedBeforeStarted = 1, NoLength = 1, UnknownServer = 1 },
            log.Oddities);
        Assert.Equal(["1", "1-2", "2", "3"], log.Facts.Where(fact => fact.Kind == TicketTaken).Select(fact => fact.Ticket));
        Assert.Equal(["1", "2"], log.Facts.Where(fact => fact.Kind == TicketVoided).Select(fact => fact.Ticket));
        Assert.Equal(["NO_SERVER", "AVI"], log.Facts.Where(fact => fact.Kind == ServiceCompleted).Select(fact => fact.Window));
    }

    [Fact]
    public void A_log_can_be_moved_by_days()
    {
        using var reader = new StringReader(Heading + "1,PS,0,1999-08-01T07:21:44,,,1999-08-01T07:21:57,abandoned,");
        var log = ServiceLogReplay.Replay(ServiceLog.Read(reader), "LOG", TimeSpan.FromHours(8), shiftDays: 7);
        Assert.Equal(new DateTimeOffset(1999, 8, 8, 7, 21, 44, TimeSpan.FromHours(8)), log.Facts[0].At);
    }

    [Theory]
    [InlineData("1,PS,0,1999-08-01T07:21:44,,,,abandoned", "8 fields where the heading has 9.")]
    [InlineData(",PS,0,1999-08-01T07:21:44,,,,abandoned,", "there is no ticket.")]
    [InlineData("1,PS,x,1999-08-01T07:21:44,,,,abandoned,", "the priority \"x\" is no number.")]
    [InlineData("1,PS,0,,,,,abandoned,", "there is no time of arrival.")]
    [InlineData("1,PS,0,1999-08-01T07:21:44,,,0,abandoned,", "abandoned_at \"0\" is no time.")]
    public void A_line_that_is_no_row_is_named_with_its_number(string line, string why)
    {
        var text = Heading + "\"a,\"\"b\"\"\",PS,0,1999-08-01T07:21:44,,,,abandoned,\n" + line + "\n";
        var error = Assert.Throws<FormatException>(() => ServiceLog.Read(new StringReader(text)).ToList());
        Assert.Equal($"Line 3 of the service log: {why}", error.Message);

        var refused = new List<(int, string)>();
        var row = Assert.Single(ServiceLog.Read(new StringReader(text), (number, reason) => refused.Add((number, reason))));
        Assert.Equal("a,\"b\"", row.Ticket);
        Assert.Equal([(3, why)], refused);
    }

    [Fact]
    public void A_log_without_a_needed_column_is_refused() => Assert.Equal(
        "The service log has no column finished_at.",
        Assert.Throws<FormatException>(() => ServiceLog.Read(new StringReader(Heading.Replace("finished_at", "end"))).ToList()).Message);

    [Fact]
    public void The_real_log_is_replayed_without_loss_and_in_order()
    {
        var rows = LoggedDays.RowsOrSkip();
        var log = ServiceLogReplay.Replay(rows, "LOG", TimeSpan.FromHours(8));

        Assert.Equal(27_297, log.Facts.Count(fact => fact.Kind == TicketTaken));
        Assert.Equal(rows.Count(row => row.Outcome == "served"), log.Facts.Count(fact => fact.Kind == ServiceCompleted));
        Assert.Equal(rows.Count(row => row.Outcome == "abandoned"), log.Facts.Count(fact => fact.Kind == TicketWithdrawn));
        Assert.Equal(log.Facts.Count, log.Facts.Select(fact => fact.Id).Distinct().Count());
        Assert.Empty(log.Plan.Errors());
        Assert.Equal(log.Facts.OrderBy(fact => fact.At), log.Facts);
        Assert.Equal(
            new ServiceLogOddities
            {
                Rows = 27_297,
                PastMidnight = 21,
                BeforeArrival = 15,
                NoLength = 50,
                AbandonedAtOnce = 41,
                UnknownServer = 228,
                LongerThanAnHour = 19,
                Overlapping = 170,
            },
            log.Oddities);

        // Each window is with one ticket at a time, and manned while it is.
        foreach (var window in log.Facts.Where(fact => fact.Window.Length > 0).GroupBy(fact => fact.Window))
        {
            var (manned, ticket) = (false, "");
            foreach (var fact in window)
            {
                if (fact.Kind == StaffLoggedIn) Assert.False(manned);
                else Assert.True(manned, fact.ToString());
                if (fact.Kind is TicketCalled or StaffLoggedOut) Assert.Equal("", ticket);
                else if (fact.Kind != StaffLoggedIn) Assert.Equal(ticket, fact.Ticket);
                (manned, ticket) = fact.Kind switch
                {
                    StaffLoggedIn => (true, ""),
                    StaffLoggedOut => (false, ""),
                    TicketCalled => (true, fact.Ticket),
                    ServiceCompleted => (true, ""),
                    _ => (manned, ticket),
                };
            }

            Assert.False(manned);
        }
    }

    private static ReplayedLog Replay(params string[] lines)
    {
        using var reader = new StringReader(Heading + string.Join('\n', lines));
        return ServiceLogReplay.Replay(ServiceLog.Read(reader), "LOG", TimeSpan.FromHours(8));
    }

    private static List<(SimulatedFactKind, string)> Story(ReplayedLog log) =>
        [.. log.Facts.Select(fact => (fact.Kind, fact.At.ToString("HH:mm:ss")))];
}

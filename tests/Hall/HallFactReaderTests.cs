using Google.Protobuf.WellKnownTypes;
using OpsCenter.Gateway.Hall;
using OpsCenter.Hall;
using OpsCenter.V1;
using Xunit;
using HallFact = OpsCenter.V1.HallFact;

namespace OpsCenter.Tests.Hall;

/// <summary>What comes in at the door, well-formed, malformed and hostile.</summary>
public sealed class HallFactReaderTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

    /// <summary>A record with everything that any kind needs.</summary>
    private static HallFact Full(HallFactKind kind) => new()
    {
        Id = "q-1",
        Kind = kind,
        OccurredAt = At.ToTimestamp(),
        Ticket = "A001",
        Queue = "SB",
        Window = "W01",
        Staff = "S01",
        ToQueue = "YB",
        Rating = 5,
        Appointment = "Y1",
    };

    /// <summary>The code, whether quarantine can keep it, and how the record was spoiled.</summary>
    private static readonly (string Code, bool CanBeMended, Action<HallFact> Spoil)[] Wrong =
    [
        ("bad_id", false, fact => fact.Id = ""),
        ("bad_id", false, fact => fact.Id = new('x', 65)),
        ("bad_id", false, fact => fact.Id = "a\nb"),
        ("bad_id", false, fact => fact.Id = "a\0"),
        ("oversized", false, fact => fact.Reason = new('长', 2000)),
        ("oversized", false, fact => fact.ToWindow = new('x', 5000)),
        ("bad_time", true, fact => fact.OccurredAt = null),
        ("bad_time", true, fact => fact.OccurredAt = new() { Seconds = long.MaxValue }),
        ("bad_time", true, fact => fact.OccurredAt = new() { Seconds = long.MinValue }),
        ("bad_time", true, fact => fact.OccurredAt = new() { Seconds = 0, Nanos = -1 }),
        ("bad_time", true, fact => fact.OccurredAt = new() { Seconds = 0, Nanos = 1_000_000_000 }),
        ("reason_too_long", true, fact => fact.Reason = new('x', 201)),
        ("unknown_kind", true, fact => fact.Kind = HallFactKind.Unspecified),
        ("unknown_kind", true, fact => fact.Kind = (HallFactKind)16),
        ("unknown_kind", true, fact => fact.Kind = (HallFactKind)(-1)),
        ("missing_ticket", true, fact => fact.Ticket = ""),
        ("bad_ticket", true, fact => fact.Ticket = new('A', 33)),
        ("bad_ticket", true, fact => fact.Ticket = "A1/../../hall"),
        ("bad_ticket", true, fact => fact.Ticket = "A 1"),
        ("bad_ticket", true, fact => fact.Ticket = "A1';DROP TABLE journal;--"),
        ("bad_ticket", true, fact => fact.Ticket = "<script>"),
        ("missing_window", true, fact => fact.Window = ""),
        ("bad_window", true, fact => fact.Window = "W/1"),
        ("bad_window", true, fact => fact.Window = "W\u202e1"),
        ("missing_staff", true, fact => (fact.Kind, fact.Staff) = (HallFactKind.StaffLoggedIn, "")),
        ("missing_window", true, fact => (fact.Kind, fact.Window) = (HallFactKind.StaffLoggedOut, "")),
        ("missing_window", true, fact => (fact.Kind, fact.Window) = (HallFactKind.ServicePaused, "")),
        ("missing_queue", true, fact => (fact.Kind, fact.Queue) = (HallFactKind.TicketTaken, "")),
        ("bad_queue", true, fact => (fact.Kind, fact.Queue) = (HallFactKind.TicketTaken, "S/B")),
        ("missing_queue", true, fact => (fact.Kind, fact.Queue, fact.Window) = (HallFactKind.TicketWithdrawn, "", "")),
        ("missing_appointment", true, fact => (fact.Kind, fact.Appointment) = (HallFactKind.AppointmentMade, "")),
        ("bad_appointment", true, fact => (fact.Kind, fact.Appointment) = (HallFactKind.AppointmentMade, "Y/1")),
        ("missing_to_queue", true, fact => (fact.Kind, fact.ToQueue) = (HallFactKind.TicketTransferred, "")),
        ("bad_to_queue", true, fact => (fact.Kind, fact.ToQueue) = (HallFactKind.TicketTransferred, "Y*")),
        ("bad_to_window", true, fact => (fact.Kind, fact.ToWindow) = (HallFactKind.TicketTransferred, "W 1")),
        ("bad_rating", true, fact => (fact.Kind, fact.Rating) = (HallFactKind.ServiceRated, 0)),
        ("bad_rating", true, fact => (fact.Kind, fact.Rating) = (HallFactKind.ServiceRated, 6)),
        ("bad_rating", true, fact => (fact.Kind, fact.Rating) = (HallFactKind.ServiceRated, int.MinValue)),
    ];

    [Fact]
    public void What_is_wrong_has_a_code()
    {
        foreach (var (code, canBeMended, spoil) in Wrong)
        {
            var fact = Full(HallFactKind.TicketCalled);
            spoil(fact);
            var problem = HallFactReader.Read(fact, out _);
            Assert.True((code, canBeMended) == (problem?.Code, problem?.CanBeMended), $"{code} expected, {problem} came, of {fact}");
            Assert.Contains(" / ", problem!.Message);
        }
    }

    [Fact]
    public void Every_kind_is_read()
    {
        foreach (var kind in System.Enum.GetValues<HallFactKind>().Where(kind => kind != HallFactKind.Unspecified))
        {
            Assert.Null(HallFactReader.Read(Full(kind), out var read));
            var isQueues = kind is HallFactKind.AppointmentMade or HallFactKind.TicketTaken;
            Assert.Equal((!isQueues, isQueues ? "SB" : "W01", "q-1", At),
                (read.IsWindow, read.Code, read.Command.SourceId, read.Command.OccurredAt));
            Assert.Equal(kind.ToString(), ((ReportEvent)read.Command.Body).Fact.GetType().Name);
        }
    }

    [Theory]
    [InlineData(HallFactKind.TicketMissed), InlineData(HallFactKind.TicketVoided), InlineData(HallFactKind.TicketWithdrawn)]
    public void Who_left_while_waiting_left_the_queue(HallFactKind kind)
    {
        var fact = Full(kind);
        fact.Window = "";
        Assert.Null(HallFactReader.Read(fact, out var read));
        Assert.Equal((false, "SB"), (read.IsWindow, read.Code));
    }

    [Theory]
    [InlineData("九号窗口"), InlineData("A-1_2.3"), InlineData("窗")]
    public void Codes_may_be_Chinese(string code)
    {
        var fact = Full(HallFactKind.TicketCalled);
        fact.Window = code;
        Assert.Null(HallFactReader.Read(fact, out var read));
        Assert.Equal(code, read.Code);
    }
}

using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Gateway.Platform.Ingest;
using OpsCenter.Hall;
using OpsCenter.Kernel;
using OpsCenter.V1;
using Fact = OpsCenter.V1.HallFact;

namespace OpsCenter.Gateway.Hall;

/// <summary>Where a fact goes and what it says there.</summary>
/// <param name="IsWindow">To a window; else to a queue.</param>
/// <param name="Code">The window's or queue's code.</param>
/// <param name="Command">What is said.</param>
public readonly record struct ReadFact(bool IsWindow, string Code, Command<HallCommand> Command);

/// <summary>
/// From the public contract to the hall's own terms. Checks form only: fields there, codes well-formed, sizes bounded;
/// what may be true of a hall is for its actors to say.
/// </summary>
public static class HallFactReader
{
    private const int IdLength = 64, ReasonLength = 200, MaxRecord = 4096;

    /// <summary>The fact, or what is wrong with it.</summary>
    public static FactProblem? Read(Fact fact, out ReadFact read)
    {
        read = default;
        if (fact.Id.Length is 0 or > IdLength || fact.Id.AsSpan().ContainsAnyInRange('\0', '\x1f'))
            return new("bad_id", $"缺少编号或编号不合规（1–{IdLength} 个字符） / The record has no proper id (1-{IdLength} characters)",
                CanBeMended: false);
        if (fact.CalculateSize() > MaxRecord)
            return new("oversized", $"记录超过 {MaxRecord} 字节 / The record is larger than {MaxRecord} bytes", CanBeMended: false);
        if (!HasTime(fact))
            return new("bad_time", "缺少发生时间或时间不合规 / occurred_at is missing or no valid time");
        if (fact.Reason.Length > ReasonLength)
            return new("reason_too_long", $"原因超过 {ReasonLength} 字 / reason is longer than {ReasonLength} characters");

        var (body, needs) = Body(fact);
        if (body is null) return needs;
        var isWindow = fact.Kind is not (HallFactKind.AppointmentMade or HallFactKind.TicketTaken) && fact.Window.Length > 0;
        var code = isWindow ? fact.Window : fact.Queue;
        if (CodeProblem(isWindow ? "window" : "queue", code) is { } problem) return problem;
        read = new(isWindow, code, new(fact.Id, fact.OccurredAt.ToDateTimeOffset(), new ReportEvent(body)));
        return null;
    }

    /// <summary>Whether it says when it happened, as a time that there is (years 1 to 9999).</summary>
    public static bool HasTime(Fact fact) =>
        fact.OccurredAt.IsMoment();

    private static (OpsCenter.Hall.HallEvent? Body, FactProblem? Problem) Body(Fact fact) => fact.Kind switch
    {
        HallFactKind.AppointmentMade =>
            (CodeProblem("appointment", fact.Appointment)) is { } problem ? (null, problem) : (new AppointmentMade(fact.Appointment), null),
        HallFactKind.TicketTaken => Ticket(fact, false, new TicketTaken(fact.Ticket)),
        HallFactKind.TicketCalled => Ticket(fact, true, new TicketCalled(fact.Ticket)),
        HallFactKind.TicketRecalled => Ticket(fact, true, new TicketRecalled(fact.Ticket)),
        HallFactKind.ServiceStarted => Ticket(fact, true, new ServiceStarted(fact.Ticket)),
        HallFactKind.ServiceCompleted => Ticket(fact, true, new ServiceCompleted(fact.Ticket)),
        HallFactKind.ServiceRated => fact.Rating is < 1 or > 5
            ? (null, new("bad_rating", $"评价应为 1–5，收到 {fact.Rating} / rating must be 1-5, not {fact.Rating}"))
            : Ticket(fact, true, new ServiceRated(fact.Ticket, fact.Rating)),
        HallFactKind.TicketTransferred =>
            (CodeProblem("to_queue", fact.ToQueue) ?? (fact.ToWindow.Length == 0 ? null : CodeProblem("to_window", fact.ToWindow)))
                is { } problem
            ? (null, problem)
            : Ticket(fact, true, new TicketTransferred(fact.Ticket, fact.ToQueue, fact.ToWindow.Length == 0 ? null : fact.ToWindow)),
        HallFactKind.TicketMissed => Ticket(fact, false, new TicketMissed(fact.Ticket)),
        HallFactKind.TicketVoided => Ticket(fact, false, new TicketVoided(fact.Ticket)),
        HallFactKind.TicketWithdrawn => Ticket(fact, false, new TicketWithdrawn(fact.Ticket, Text(fact.Reason))),
        HallFactKind.StaffLoggedIn =>
            CodeProblem("staff", fact.Staff) is { } problem ? (null, problem) : AtWindow(fact, new StaffLoggedIn(fact.Staff)),
        HallFactKind.StaffLoggedOut => AtWindow(fact, new StaffLoggedOut()),
        HallFactKind.ServicePaused => AtWindow(fact, new ServicePaused(Text(fact.Reason))),
        HallFactKind.ServiceResumed => AtWindow(fact, new ServiceResumed()),
        _ => (null, new("unknown_kind", $"未知的事件类型 {(int)fact.Kind} / Unknown kind {(int)fact.Kind}")),
    };

    private static (OpsCenter.Hall.HallEvent?, FactProblem?) Ticket(Fact fact, bool needsWindow, TicketEvent body) =>
        CodeProblem("ticket", fact.Ticket) is { } problem ? (null, problem) : needsWindow ? AtWindow(fact, body) : (body, null);

    private static (OpsCenter.Hall.HallEvent?, FactProblem?) AtWindow(Fact fact, OpsCenter.Hall.HallEvent body) =>
        CodeProblem("window", fact.Window) is { } problem ? (null, problem) : (body, null);

    private static FactProblem? CodeProblem(string field, string code)
    {
        if (code.Length == 0) return new($"missing_{field}", $"缺少 {field} / {field} is missing");
        if (code.Length > Codes.MaxCharacters)
            return new($"bad_{field}", $"{field} 超过 {Codes.MaxCharacters} 个字符 / {field} is longer than {Codes.MaxCharacters} characters");
        return Codes.IsCode(code) ? null : new($"bad_{field}", $"{field} 含有不允许的字符 / {field} has characters that are not allowed");
    }

    private static string? Text(string text) => text.Length == 0 ? null : text;
}

using Google.Protobuf.WellKnownTypes;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Gateway.Platform.Ingest;
using OpsCenter.Gateway.Platform.Privacy;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Hotline;

/// <summary>
/// From the public contract to an order's own terms. Checks what a record says by itself and against the hotline's description; what may be
/// true of the order as it stands is for the order to say. Sentences never repeat what may be personal.
/// </summary>
public static class OrderRecordReader
{
    private const int MaxNumber = 40, MaxRecord = 256 * 1024;

    /// <summary>Fields of one line, with the characters they may have.</summary>
    private static readonly (string Name, Func<OrderRecord, string> Of, int Longest)[] Lines =
    [
        ("topic", record => record.Topic, 200), ("title", record => record.Title, 200), ("caller_name", record => record.CallerName, 100),
        ("caller_phone", record => record.CallerPhone, 60), ("caller_id_number", record => record.CallerIdNumber, 40),
        ("place", record => record.Place, 60),
        ("place_kind", record => record.PlaceKind, 40), ("address", record => record.Address, 300),
        ("channel", record => record.Channel, 40),
        ("department", record => record.Department, 100),
    ];

    private static readonly (string Name, Func<OrderRecord, string> Of, int Longest)[] Texts =
        [("content", record => record.Content, 20_000), ("answer", record => record.Answer, 20_000)];

    /// <summary>The way of an order, in its order.</summary>
    private static readonly (string Name, Func<OrderRecord, Timestamp?> Of)[] Steps =
    [
        ("received_at", record => record.ReceivedAt), ("dispatched_at", record => record.DispatchedAt),
        ("claimed_at", record => record.ClaimedAt),
        ("contacted_at", record => record.ContactedAt), ("answered_at", record => record.AnsweredAt),
        ("closed_at", record => record.ClosedAt),
    ];

    /// <summary>Whether it is the number of an order: 1-40 letters, digits, '-' or '_'.</summary>
    public static bool IsNumber(string number) =>
        number.Length is > 0 and <= MaxNumber && number.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_');

    /// <summary>What is wrong with it; null: it can be delivered.</summary>
    public static FactProblem? Check(OrderRecord record, Rulebook book, DateTimeOffset now) =>
        FormProblem(record) ?? TimeProblem(record, now) ?? WayProblem(record) ?? DepartmentProblem(record, book);

    /// <summary>What the order is told, in the order in which it happened. The record has been checked.</summary>
    public static Command<OrderCommand>[] Commands(OrderRecord record, Rulebook book, OrderPrivacy privacy)
    {
        var tidy = Tidied(record, book);
        var department = new DepartmentCode(tidy.Department);
        var commands = new List<Command<OrderCommand>>(5);
        void Add(DateTimeOffset at, OrderCommand command) => commands.Add(new("", at, command));

        var received = tidy.ReceivedAt.ToDateTimeOffset();
        // The platform's own dispatch and end go before a precedent of ours.
        Add(received,
            new DeliverOrder(privacy.Conceal(book.District, tidy), !tidy.ToBeAccepted, Route: department.IsEmpty && tidy.ClosedAt is null));
        if (!department.IsEmpty) Add(tidy.DispatchedAt?.ToDateTimeOffset() ?? received, new ReportDispatched(department));
        if (tidy.ClaimedAt is { } claimed) Add(claimed.ToDateTimeOffset(), new ReportClaimed(department));
        if (tidy.ContactedAt is { } contacted) Add(contacted.ToDateTimeOffset(), new ReportContacted(department));
        if (tidy.AnsweredAt is { } answered)
            Add(answered.ToDateTimeOffset(),
                new ReportAnswered(department, privacy.Seal(book.District, tidy.Number, tidy.Answer, tidy.CallerName)));
        if (tidy.ClosedAt is { } closed)
        {
            bool? solved = tidy.HasSolved ? tidy.Solved : null, satisfied = tidy.HasSatisfied ? tidy.Satisfied : null;
            var reached = tidy.HasReached ? tidy.Reached : solved is not null || satisfied is not null;
            Add(closed.ToDateTimeOffset(), new ReportClosed(reached, solved, satisfied, "", CalledBack: tidy.HasReached));
        }
        return [.. commands];
    }

    private static FactProblem? FormProblem(OrderRecord record)
    {
        if (!IsNumber(record.Number))
            return new("bad_number",
                $"缺少工单编号或编号不合规（1–{MaxNumber} 个字母、数字、- 或 _） / The record has no proper number (1-{MaxNumber} letters, digits, - or _)",
                CanBeMended: false);
        if (record.CalculateSize() > MaxRecord)
            return new("oversized", $"记录超过 {MaxRecord / 1024} KiB / The record is larger than {MaxRecord / 1024} KiB", CanBeMended: false);
        foreach (var (name, of, longest) in Lines)
        {
            if (of(record).Length > longest) return TooLong(name, longest);
            if (of(record).Any(char.IsControl))
                return new($"bad_{name}", $"{name} 含有控制字符或换行 / {name} holds control characters or line breaks");
        }
        foreach (var (name, of, longest) in Texts)
            if (of(record).Length > longest) return TooLong(name, longest);
        if (string.IsNullOrWhiteSpace(record.Title) && string.IsNullOrWhiteSpace(record.Content))
            return new("missing_content", "标题和内容不能都为空 / title and content must not both be empty");
        if (!System.Enum.IsDefined(record.Type)) return new("bad_type", $"未知的诉求类型 {(int)record.Type} / Unknown type {(int)record.Type}");
        if (record.EarlierNumber.Length > 0 && !IsNumber(record.EarlierNumber))
            return new("bad_earlier_number", "earlier_number 不是工单编号 / earlier_number is no order's number");
        return record.Location is { } point && !(Math.Abs(point.Latitude) <= 90 && Math.Abs(point.Longitude) <= 180)
            ? new("bad_location",
                "location 应为纬度 -90 至 90、经度 -180 至 180 / location must be a latitude of -90 to 90 and a longitude of -180 to 180")
            : null;
    }

    private static FactProblem? TimeProblem(OrderRecord record, DateTimeOffset now)
    {
        if (record.ReceivedAt is null) return new("missing_received_at", "缺少来电时间 received_at / received_at is missing");
        (string Name, DateTimeOffset At)? before = null;
        foreach (var (name, of) in Steps)
        {
            if (of(record) is not { } time) continue;
            if (!time.IsMoment()) return new($"bad_{name}", $"{name} 不是有效的时间 / {name} is no valid time");
            var at = time.ToDateTimeOffset();
            if (at > now + DecisionContext.MaxAhead)
                return new("in_future", $"{name} {Local(at)} 晚于现在 / {name}, {Local(at)}, is later than now");
            if (before is { } earlier && at < earlier.At)
                return new("out_of_order",
                    $"{name} {Local(at)} 早于 {earlier.Name} {Local(earlier.At)} / {name}, {Local(at)}, is "
                        + $"before {earlier.Name}, {Local(earlier.At)}");
            before = (name, at);
        }
        return null;
    }

    private static FactProblem? WayProblem(OrderRecord record)
    {
        if (record.Department.Length == 0 && (record.DispatchedAt ?? record.ClaimedAt ?? record.AnsweredAt) is not null)
            return new("missing_department", "写了派单、签收或答复时间，却没有承办单位 / dispatched_at, claimed_at or answered_at is set, but no department");
        if (record.ContactedAt is not null && record.ClaimedAt is null)
            return new("missing_claimed_at", "写了联系时间，却没有签收时间 / There is a contacted_at, but no claimed_at");
        if (record.Answer.Length > 0 && record.AnsweredAt is null)
            return new("missing_answered_at", "写了答复，却没有答复时间 / There is an answer, but no answered_at");
        return record.ToBeAccepted && (record.Department.Length > 0 || record.ClosedAt is not null)
            ? new("contradictory", "待受理的工单不能已派单或办结 / An order that is to be accepted cannot have been dispatched or closed")
            : null;
    }

    private static FactProblem? DepartmentProblem(OrderRecord record, Rulebook book) =>
        record.Department.Length == 0 || book.CodeOf(record.Department.Trim()) is not null
            ? null
            : new(
                "unknown_department",
                $"热线配置中没有单位“{Wording.Shown(TextMask.Of(record.Department, record.CallerName))}” / The hotline has no "
                    + $"department \"{Wording.Shown(TextMask.Of(record.Department, record.CallerName))}\"");

    /// <summary>
    /// Names as codes, topics in one form; a place that nobody knows goes to the front of the address, where a person can read it.
    /// </summary>
    private static OrderRecord Tidied(OrderRecord record, Rulebook book)
    {
        var tidy = record.Clone();
        foreach (var (get, set) in Trimmed) set(tidy, get(tidy).Trim());
        tidy.Topic = string.Join('/', tidy.Topic.Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        if (tidy.Department.Length > 0) tidy.Department = book.CodeOf(tidy.Department)!.Value.Value;
        if (tidy.Place.Length == 0 || Territory.IsPlace(tidy.Place)) return tidy;
        var town = book.Definition?.Departments.FirstOrDefault(department => !department.Town.IsEmpty
            && (department.Name.StartsWith(tidy.Place, StringComparison.Ordinal) || department.Aliases.Contains(tidy.Place)))?.Town;
        if (town is null && !tidy.Address.Contains(tidy.Place, StringComparison.Ordinal)) tidy.Address = tidy.Place + tidy.Address;
        tidy.Place = town?.Value ?? "";
        return tidy;
    }

    private static readonly (Func<OrderRecord, string> Get, Action<OrderRecord, string> Set)[] Trimmed =
    [
        (record => record.Title, (record, text) => record.Title = text),
        (record => record.Content, (record, text) => record.Content = text),
        (record => record.CallerName, (record, text) => record.CallerName = text),
        (record => record.CallerPhone, (record, text) => record.CallerPhone = text),
        (record => record.Place, (record, text) => record.Place = text),
        (record => record.PlaceKind, (record, text) => record.PlaceKind = text),
        (record => record.Address, (record, text) => record.Address = text),
        (record => record.Channel, (record, text) => record.Channel = text),
        (record => record.Department, (record, text) => record.Department = text),
        (record => record.Answer, (record, text) => record.Answer = text),
    ];

    private static FactProblem TooLong(string name, int longest) =>
        new($"{name}_too_long", $"{name} 超过 {longest} 字 / {name} is longer than {longest} characters");

    private static string Local(DateTimeOffset time) => $"{time.ToOffset(LocalTime.Offset):yyyy-MM-dd HH:mm}";
}

using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using OpsCenter.Filings;
using OpsCenter.Notices;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Notices;

/// <summary>The reminders' records as messages of the contract.</summary>
internal static class NoticeMessages
{
    private const string Day = "yyyy-MM-dd";

    public static BookPerson ToMessage(this Person person) => new()
    {
        Code = person.Code,
        Name = person.Name,
        Place = person.Place.Value,
        Department = person.Department.Value,
        Account = person.Account,
        Duties = { person.Duties.Select(duty => (BookDuty)((int)duty + 1)) },
        Contacts = { person.Contacts.Select(ToMessage) },
        AwayFrom = person.AwayFrom?.ToString(Day, CultureInfo.InvariantCulture) ?? "",
        AwayUntil = person.AwayUntil?.ToString(Day, CultureInfo.InvariantCulture) ?? "",
    };

    public static BookContact ToMessage(this Contact contact) => new() { Way = contact.Channel.ToMessage(), Address = contact.Masked };

    public static NoticeWay ToMessage(this NoticeChannel channel) => (NoticeWay)((int)channel + 1);

    public static V1.Notice ToMessage(this OpsCenter.Notices.Notice notice, string outbox, string name) => new()
    {
        Outbox = outbox,
        Number = notice.Number,
        Recipient = notice.Recipient,
        RecipientName = name,
        State = (NoticeState)((int)notice.Status + 1),
        Steps = { notice.Steps.Select(ToMessage) },
        QueuedAt = notice.QueuedAt.ToTimestamp(),
        Since = notice.Since.ToTimestamp(),
        Tries = notice.Tries,
        NotBefore = notice.NotBefore == default ? null : notice.NotBefore.ToTimestamp(),
        Way = notice.Channel?.ToMessage() ?? default,
        Reason = notice.Reason,
        Filings = notice.Filings,
    };

    public static NoticeStep ToMessage(this ReminderStep step) =>
        new() { Stage = (NoticeStage)((int)step.Stage + 1), Moment = step.Moment.ToTimestamp() };

    public static PlannedFiling ToMessage(this OwedFiling filing) => new()
    {
        Set = filing.Set,
        Period = filing.Period.ToString(),
        Place = filing.Place.Value,
        DueAt = filing.DueAt.ToTimestamp(),
    };

    /// <summary>A local day; null: none. False: it is no day.</summary>
    public static bool TryReadDay(string text, out DateOnly? day)
    {
        day = null;
        if (text.Length == 0) return true;
        if (!DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)) return false;
        day = read;
        return true;
    }
}

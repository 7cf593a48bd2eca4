using System.Collections.Immutable;
using OpsCenter.Filings;
using OpsCenter.Kernel;

namespace OpsCenter.Notices;

/// <summary>A district's address book (通讯录): <c>440203/addressbook/main</c>.</summary>
[Alias("opscenter.notices.IAddressBook")]
public interface IAddressBook : IActor<AddressBookCommand>
{
    /// <summary>Everybody, when the book is newer than the version that the asker has; else null.</summary>
    Task<AddressBookState?> PeopleAsync(long newerThan);
}

/// <summary>An outbox of a district's reminders, one of <see cref="NoticeKeys.Outboxes"/>: <c>440203/notices/07</c>.</summary>
[Alias("opscenter.notices.INotices")]
public interface INotices : IActor<NoticeCommand>
{
    /// <summary>All that waits, of everybody.</summary>
    Task<ImmutableArray<Notice>> QueuedAsync();

    /// <summary>
    /// Those of a status, the newest first; of those that were sent or dropped the last <see cref="NoticeDecider.MaxPast"/>.
    /// </summary>
    /// <param name="status">Null: all.</param>
    Task<ImmutableArray<Notice>> ListAsync(NoticeStatus? status);

    /// <summary>What was queued for these people or sent to them: of each due date the furthest stage.</summary>
    Task<ImmutableDictionary<string, ImmutableArray<ReminderStep>>> ToldAsync(ImmutableArray<string> recipients);
}

/// <summary>
/// Watches over what a district's places owe, and queues the reminders (催报). A look comes to the notices that were queued or changed.
/// </summary>
[Alias("opscenter.notices.INoticeDueScan")]
public interface INoticeDueScan : IDueScan
{
    /// <summary>What the ladder would say at a moment of what is owed now; nothing is queued (预览).</summary>
    /// <param name="at">Null: now.</param>
    Task<ReminderPlan> PreviewAsync(DateTimeOffset? at);

    /// <summary>
    /// Notices that are to be tried now, each as far as it is still true, by outbox and number. Nothing in them was acknowledged as sent
    /// before this call.
    /// </summary>
    /// <param name="after">The last of the page before; the default: from the beginning.</param>
    /// <param name="most">How many at most.</param>
    Task<ImmutableArray<DueNotice>> DueAsync(NoticeRef after, int most);
}

/// <param name="Outbox">Key of its <see cref="INotices"/>.</param>
[GenerateSerializer, Immutable, Alias("opscenter.notices.NoticeRef")]
public readonly record struct NoticeRef([property: Id(0)] string Outbox, [property: Id(1)] long Number);

/// <summary>A notice that is to be tried.</summary>
/// <param name="Outbox">Key of its <see cref="INotices"/>.</param>
/// <param name="Key">The same for every try that says the same; tells repeats.</param>
/// <param name="Recipient">As the address book has the person now.</param>
/// <param name="Parts">What it says, the most pressing first.</param>
[GenerateSerializer, Immutable, Alias("opscenter.notices.DueNotice")]
public sealed record DueNotice(
    [property: Id(0)] string Outbox, [property: Id(1)] Notice Notice, [property: Id(2)] string Key, [property: Id(3)] Person Recipient,
    [property: Id(4)] ImmutableArray<NoticePart> Parts)
{
    public NoticeRef Ref => new(Outbox, Notice.Number);

    public int Filings => Parts.Sum(part => part.Total);
}

/// <summary>A step in people's words.</summary>
/// <param name="Named">The first filings of it, as many as a message names.</param>
/// <param name="Total">How many there are.</param>
[GenerateSerializer, Immutable, Alias("opscenter.notices.NoticePart")]
public sealed record NoticePart(
    [property: Id(0)] ReminderStep Step, [property: Id(1)] ImmutableArray<NamedFiling> Named, [property: Id(2)] int Total);

/// <param name="SetName">What people call the set.</param>
/// <param name="PlaceName">What people call the place.</param>
[GenerateSerializer, Immutable, Alias("opscenter.notices.NamedFiling")]
public sealed record NamedFiling([property: Id(0)] OwedFiling Filing, [property: Id(1)] string SetName, [property: Id(2)] string PlaceName);

/// <summary>Keys of the reminders' actors.</summary>
public static class NoticeKeys
{
    /// <summary>
    /// Outboxes of a district. It never changes: another number would send people to outboxes that do not know what they were told.
    /// </summary>
    public const int Outboxes = 16;

    public static string AddressBook(DistrictCode district) => $"{district}/addressbook/main";

    public static string Outbox(DistrictCode district, int number) => $"{district}/notices/{number:00}";

    /// <summary>The outbox of a person.</summary>
    public static string Outbox(DistrictCode district, string recipient)
    {
        // FNV-1a: the same in every process and for ever.
        var hash = 2166136261u;
        foreach (var sign in recipient) hash = (hash ^ sign) * 16777619u;
        return Outbox(district, (int)(hash % Outboxes));
    }

    public static IEnumerable<string> AllOutboxes(DistrictCode district) =>
        Enumerable.Range(0, Outboxes).Select(number => Outbox(district, number));
}

/// <summary>As whom the reminders' actors act by themselves.</summary>
public static class NoticeCallers
{
    public const string Watch = "notices.watch", Delivery = "notices.delivery";
}

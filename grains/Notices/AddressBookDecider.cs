using System.Collections.Immutable;
using OpsCenter.Kernel;

namespace OpsCenter.Notices;

/// <summary>
/// The rules of an address book: everybody belongs to one place or department and is reached by each channel at one address.
/// </summary>
public sealed class AddressBookDecider : IDecider<AddressBookState, AddressBookCommand, AddressBookEvent>
{
    public const int MaxPeople = 200_000, MaxAtOnce = 20_000;

    private const int MaxCode = 64, MaxName = 40, MaxReason = 200, MaxMasked = 128, MaxSealed = 1024;

    public AddressBookState Initial => AddressBookState.Empty;

    public Decision<AddressBookEvent> Decide(AddressBookState state, AddressBookCommand command, DecisionContext context) => command switch
    {
        PutPerson put => Put(state, [put.Person]),
        PutPeople put => Put(state, put.People),
        RemovePerson remove => Remove(state, remove),
        _ => Decision<AddressBookEvent>.Nothing,
    };

    public AddressBookState Evolve(AddressBookState state, AddressBookEvent fact, DateTimeOffset occurredAt) => fact switch
    {
        PersonPut put => new(state.Version + 1, state.People.SetItem(put.Person.Code, put.Person)),
        PersonRemoved removed => new(state.Version + 1, state.People.Remove(removed.Code)),
        _ => state,
    };

    /// <summary>What is wrong with an entry; null: nothing.</summary>
    public static Refusal? Check(Person person)
    {
        if (!IsCode(person.Code))
            return Refusal.Invalid(
                "invalid_code",
                $"人员编号应为 1–{MaxCode} 位字母、数字、点、连字符或下划线",
                $"A code has 1-{MaxCode} letters, digits, dots, hyphens or underscores");
        if (string.IsNullOrWhiteSpace(person.Name) || person.Name.Length > MaxName || person.Name.Any(char.IsControl))
            return Refusal.Invalid("invalid_name", $"姓名应为 1–{MaxName} 个字", $"A name has 1-{MaxName} characters");
        if (person.Place.IsEmpty == person.Department.IsEmpty)
            return Refusal.Invalid(
                "place_or_department",
                "须属于一个地方或一个部门，且只属于其一",
                "Somebody belongs to a place or to a department, and to one of them only");
        if (person.Place.Value.Length > MaxCode || person.Department.Value.Length > MaxCode || person.Account.Length > MaxCode)
            return Refusal.Invalid(
                "invalid_reference",
                $"地方、部门、账号最长 {MaxCode} 个字",
                $"Place, department and account have at most {MaxCode} characters");
        if (person.Duties.Distinct().Count() != person.Duties.Length || person.Duties.Any(duty => !Enum.IsDefined(duty)))
            return Refusal.Invalid("invalid_duties", "职责重复或不存在", "A duty is named twice or unknown");
        if (person.Contacts.DistinctBy(contact => contact.Channel).Count() != person.Contacts.Length)
            return Refusal.Invalid("channel_twice", "每种渠道只能有一个地址", "There is one address for each channel");
        if (person.Contacts.Any(contact => !IsContact(contact)))
            return Refusal.Invalid("invalid_contact", "联系方式不完整", "A way to reach somebody is not complete");
        if (person.AwayUntil is not null && !(person.AwayFrom <= person.AwayUntil))
            return Refusal.Invalid("invalid_absence", "离岗结束日期不能早于开始日期", "An absence ends on or after the day on which it begins");
        return null;
    }

    private static Decision<AddressBookEvent> Put(AddressBookState state, ImmutableArray<Person> people)
    {
        if (people.Length > MaxAtOnce)
            return Refusal.Invalid("too_many_at_once", $"一次最多 {MaxAtOnce} 人", $"At most {MaxAtOnce} people are put at once");
        foreach (var person in people)
            if (Check(person) is { } refusal) return refusal;
        if (people.DistinctBy(person => person.Code).Count() != people.Length)
            return Refusal.Invalid("person_twice", "同一编号出现了不止一次", "A code occurs more than once");
        if (state.People.Count + people.Count(person => !state.People.ContainsKey(person.Code)) > MaxPeople)
            return Refusal.TooMany("book_full", $"通讯录最多 {MaxPeople} 人", $"The address book holds at most {MaxPeople} people");
        AddressBookEvent[] changed = [.. people.Where(person => !person.Equals(state.People.GetValueOrDefault(person.Code)))
            .Select(person => new PersonPut(person))];
        return changed;
    }

    private static Decision<AddressBookEvent> Remove(AddressBookState state, RemovePerson remove)
    {
        if (!state.People.ContainsKey(remove.Code)) return Decision<AddressBookEvent>.Nothing;
        return string.IsNullOrWhiteSpace(remove.Reason) || remove.Reason.Length > MaxReason
            ? Refusal.Invalid(
                "no_reason",
                $"移除人员须说明理由（最长 {MaxReason} 字）",
                $"A reason of at most {MaxReason} characters is needed to remove somebody")
            : new PersonRemoved(remove.Code, remove.Reason);
    }

    private static bool IsCode(string code) =>
        code.Length is >= 1 and <= MaxCode && code.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '.' or '-' or '_');

    private static bool IsContact(Contact contact) =>
        Enum.IsDefined(contact.Channel) && contact.Masked.Length is >= 1 and <= MaxMasked && contact.Sealed.Length <= MaxSealed;
}

using System.Collections.Immutable;
using OpsCenter.Kernel;

namespace OpsCenter.Notices;

/// <summary>What somebody has to do with filings.</summary>
public enum Duty
{
    /// <summary>填报人: fills in, and is reminded.</summary>
    Filler,

    /// <summary>负责人: is told when it is overdue.</summary>
    Leader,

    /// <summary>代理人: stands in for a filler or leader who is away or not named.</summary>
    Deputy,
}

/// <summary>By which way a notice goes.</summary>
public enum NoticeChannel
{
    /// <summary>粤政易 app message; address: the member's id.</summary>
    WeComApp,

    /// <summary>
    /// 粤政易 group robot; address: the robot's name in the configuration, perhaps with the member to be mentioned: <c>longgui@zhangsan</c>.
    /// </summary>
    WeComRobot,

    /// <summary>云MAS; address: a mobile phone.</summary>
    Sms,

    Email,

    /// <summary>Address: the receiver's name in the configuration.</summary>
    Webhook,
}

/// <summary>A way to reach somebody.</summary>
/// <param name="Masked">The address as everybody may see it.</param>
/// <param name="Sealed">The address sealed; empty: <paramref name="Masked"/> is the address.</param>
[GenerateSerializer, Immutable, Alias("opscenter.notices.Contact")]
public sealed record Contact([property: Id(0)] NoticeChannel Channel, [property: Id(1)] string Masked, [property: Id(2)] string Sealed);

/// <summary>Somebody of the address book (通讯录), of a place or of a department.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.notices.Person")]
public sealed record Person
{
    /// <summary>1-64 letters, digits, dots, hyphens or underscores.</summary>
    [Id(0)] public string Code { get; init; } = "";
    [Id(1)] public string Name { get; init; } = "";

    /// <summary>Code of the place; empty: of a department.</summary>
    [Id(2)] public PlaceCode Place { get; init; }

    /// <summary>Code of the department; empty: of a place.</summary>
    [Id(3)] public DepartmentCode Department { get; init; }
    [Id(4)] public ImmutableArray<Duty> Duties { get; init; } = [];

    /// <summary>With which the person signs in; empty: none.</summary>
    [Id(5)] public string Account { get; init; } = "";

    /// <summary>The preferred first; the next are for when it refuses the address.</summary>
    [Id(6)] public ImmutableArray<Contact> Contacts { get; init; } = [];

    /// <summary>First local day of an absence (请假); null: none is known.</summary>
    [Id(7)] public DateOnly? AwayFrom { get; init; }

    /// <summary>Last local day of it; null: it has no end yet.</summary>
    [Id(8)] public DateOnly? AwayUntil { get; init; }

    public bool IsAway(DateOnly day) => AwayFrom <= day && !(AwayUntil < day);

    public bool Equals(Person? other) =>
        other is not null && (Code, Name, Place, Department, Account, AwayFrom, AwayUntil) ==
            (other.Code, other.Name, other.Place, other.Department, other.Account, other.AwayFrom, other.AwayUntil) &&
        Duties.SequenceEqual(other.Duties) && Contacts.SequenceEqual(other.Contacts);

    public override int GetHashCode() => HashCode.Combine(Code, Name, Place, Department, Account);
}

/// <summary>Something that happened to a district's address book (<c>440203/addressbook/main</c>).</summary>
[GenerateSerializer, Immutable, Alias("opscenter.notices.AddressBookFact")]
public abstract record AddressBookEvent;

/// <summary>Somebody is new in it, or differs now.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.notices.PersonPut")]
public sealed record PersonPut([property: Id(0)] Person Person) : AddressBookEvent;

[GenerateSerializer, Immutable, Alias("opscenter.notices.PersonRemoved")]
public sealed record PersonRemoved([property: Id(0)] string Code, [property: Id(1)] string Reason) : AddressBookEvent;

[GenerateSerializer, Immutable, Alias("opscenter.notices.AddressBookCommand")]
public abstract record AddressBookCommand;

[GenerateSerializer, Immutable, Alias("opscenter.notices.PutPerson")]
public sealed record PutPerson([property: Id(0)] Person Person) : AddressBookCommand;

/// <summary>All of them, or none when one of them cannot be.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.notices.PutPeople")]
public sealed record PutPeople([property: Id(0)] ImmutableArray<Person> People) : AddressBookCommand;

[GenerateSerializer, Immutable, Alias("opscenter.notices.RemovePerson")]
public sealed record RemovePerson([property: Id(0)] string Code, [property: Id(1)] string Reason) : AddressBookCommand;

/// <param name="Version">Counts up with every change.</param>
/// <param name="People">By code.</param>
[GenerateSerializer, Immutable, Alias("opscenter.notices.AddressBookState")]
public sealed record AddressBookState([property: Id(0)] long Version, [property: Id(1)] ImmutableDictionary<string, Person> People)
{
    public static readonly AddressBookState Empty = new(0, ImmutableDictionary<string, Person>.Empty);
}

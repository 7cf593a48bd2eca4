using OpsCenter.Kernel;
using OpsCenter.Places;

namespace OpsCenter.Notices;

/// <summary>
/// Who is told of what, on a day. Somebody who is away, or cannot be reached at all, is passed over: then the deputies are told, and where
/// there are none either those of the place above.
/// </summary>
public sealed class AddressDirectory
{
    private static readonly Duty[] ToFill = [Duty.Filler, Duty.Deputy, Duty.Leader], ToLead = [Duty.Leader, Duty.Deputy];

    private readonly PlaceTree places;
    private readonly DistrictCode district;
    private readonly ILookup<PlaceCode, Person> byPlace;
    private readonly ILookup<DepartmentCode, Person> byDepartment;
    private readonly Dictionary<(PlaceCode Place, DepartmentCode Department, bool Fills), Person[]> found = [];

    /// <param name="district">Code of the place at the top.</param>
    /// <param name="day">Local.</param>
    public AddressDirectory(AddressBookState book, PlaceTree places, DistrictCode district, DateOnly day)
    {
        (this.places, this.district) = (places, district);
        var there = book.People.Values.Where(person => person.Contacts.Length > 0 && !person.IsAway(day))
            .OrderBy(person => person.Code, StringComparer.Ordinal).ToArray();
        byPlace = there.Where(person => !person.Place.IsEmpty).ToLookup(person => person.Place);
        byDepartment = there.Where(person => !person.Department.IsEmpty).ToLookup(person => person.Department);
    }

    /// <summary>Who fills in what a place owes.</summary>
    /// <param name="department">Of the set; it fills in what the district itself owes. Empty: none.</param>
    public IReadOnlyList<Person> Fillers(PlaceCode place, DepartmentCode department) => Find(place, department, fills: true);

    /// <summary>Who answers for it.</summary>
    public IReadOnlyList<Person> Leaders(PlaceCode place, DepartmentCode department) => Find(place, department, fills: false);

    /// <summary>Who answers for the district as a whole.</summary>
    public IReadOnlyList<Person> OfDistrict() => Find(district.Place, default, fills: false);

    private Person[] Find(PlaceCode place, DepartmentCode department, bool fills)
    {
        if (found.TryGetValue((place, department, fills), out var known)) return known;
        var duties = fills ? ToFill : ToLead;
        Person[] people = [];
        if (place == district.Place && !department.IsEmpty) people = Those(byDepartment[department], duties);
        for (var at = place; people.Length == 0 && !at.IsEmpty; at = Above(at)) people = Those(byPlace[at], duties);
        return found[(place, department, fills)] = people;
    }

    /// <summary>A place that the registry does not know (any more) has only the district above it.</summary>
    private PlaceCode Above(PlaceCode place) => place == district.Place ? default : places.Find(place) is { Parent.IsEmpty: false } known
        ? known.Parent
        : district.Place;

    private static Person[] Those(IEnumerable<Person> people, Duty[] duties)
    {
        foreach (var duty in duties)
            if (people.Where(person => person.Duties.Contains(duty)).ToArray() is { Length: > 0 } those) return those;
        return [];
    }
}

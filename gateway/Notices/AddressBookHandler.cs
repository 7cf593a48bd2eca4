using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Grpc.Core;
using MimeKit;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Gateway.Platform.Privacy;
using OpsCenter.Kernel;
using OpsCenter.Notices;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Notices;

/// <summary>A district's address book (通讯录), at the public door.</summary>
public sealed partial class AddressBookHandler(IClusterClient cluster, ContactPrivacy privacy, DistrictClock clock)
{
    private const int MaxRows = 1000, UsualRows = 200, MaxAddress = 128;

    public async Task<ListPeopleResponse> ListAsync(ListPeopleRequest request)
    {
        if (request.PageSize is < 0 or > MaxRows)
            throw Failure.Invalid(("page_size", $"每页应为 1–{MaxRows} 人 / A page has 1-{MaxRows} people"));
        var people = (await BookAsync(request.District.ToDistrict())).People.Values
            .Where(person => (request.Place.Length == 0 || person.Place.Value == request.Place)
                && (request.Department.Length == 0 || person.Department.Value == request.Department))
            .OrderBy(person => person.Code, StringComparer.Ordinal).ToArray();
        var size = request.PageSize == 0 ? UsualRows : request.PageSize;
        Person[] page = [.. people.Where(person => string.CompareOrdinal(person.Code, request.PageToken) > 0).Take(size + 1)];
        return new()
        {
            People = { page.Take(size).Select(person => person.ToMessage()) },
            NextPageToken = page.Length > size ? page[size - 1].Code : "",
            Total = people.Length,
        };
    }

    public async Task<PutPersonResponse> PutAsync(PutPersonRequest request, Caller caller)
    {
        var district = request.District.ToDistrict();
        var desired = request.Person ?? throw Failure.Invalid(("person", "缺少人员 / The person is missing"));
        List<(string Field, string Sentence)> wrong = [];
        var person = Of(district, desired, (await BookAsync(district)).People.GetValueOrDefault(desired.Code), field => $"person.{field}",
            wrong);
        if (wrong.Count > 0) throw Failure.Invalid([.. wrong]);
        if (AddressBookDecider.Check(person) is { } refusal) throw Failure.Of(StatusCode.InvalidArgument, refusal.Code, refusal.Message);
        await DoAsync(district, new PutPerson(person), caller);
        return new() { Person = person.ToMessage() };
    }

    public async Task<PeopleFile> FileAsync(GetPeopleFileRequest request) => new()
    {
        FileName = $"{request.District}-通讯录.xlsx",
        Content = UnsafeByteOperations.UnsafeWrap(
            AddressBookFile.Write((await BookAsync(request.District.ToDistrict())).People.Values
                .OrderBy(person => person.Code, StringComparer.Ordinal))),
    };

    /// <summary>All of the file, or nothing.</summary>
    public async Task<ImportPeopleResponse> ImportAsync(ImportPeopleRequest request, Caller caller)
    {
        var district = request.District.ToDistrict();
        var book = (await BookAsync(district)).People;
        var check = DefinitionCheck.Of(
            Book(district), new AddressBookDecider(), new AddressBookState(0, book),
            (IReadOnlyList<Person> people) => new PutPeople([.. people]), people => Changes(book, people));
        var reading = AddressBookFile.Read(
            request.FileName, request.Content.ToByteArray(), (rows, errors) => PeopleOf(district, rows, book, errors));
        var (people, changes, _) = await check.RunAsync(reading, request.DryRun, caller.Name, clock.GetUtcNow());
        return new() { People = people.Count, Changes = { changes } };
    }

    public async Task<RemovePersonResponse> RemoveAsync(RemovePersonRequest request, Caller caller)
    {
        var district = request.District.ToDistrict();
        await DoAsync(district, new RemovePerson(request.Code, TextMask.Of(request.Reason.Trim(), "")), caller);
        return new();
    }

    /// <summary>As committed.</summary>
    internal async Task<AddressBookState> BookAsync(DistrictCode district) =>
        await Book(district).PeopleAsync(-1) ?? AddressBookState.Empty;

    private IAddressBook Book(DistrictCode district) => cluster.GetGrain<IAddressBook>(NoticeKeys.AddressBook(district));

    private static IEnumerable<string> Changes(ImmutableDictionary<string, Person> book, IReadOnlyList<Person> people) =>
        people.Where(person => !person.Equals(book.GetValueOrDefault(person.Code))).Select(person => book.ContainsKey(person.Code)
            ? $"{person.Name}（{person.Code}）有变化 / {person.Code} has changed"
            : $"新增 {person.Name}（{person.Code}） / {person.Code} is new");

    private async Task DoAsync(DistrictCode district, AddressBookCommand command, Caller caller)
    {
        if ((await Book(district).Handle([new("", clock.GetUtcNow(), command)], caller.Name))[0].Refusal is { } refusal)
            throw Failure.Refused(refusal);
    }

    /// <summary>The people of a file, with the contacts that the book has of them already.</summary>
    private List<Person> PeopleOf(
        DistrictCode district, IReadOnlyList<PersonInFile> rows, ImmutableDictionary<string, Person> book, List<FileError> errors)
    {
        List<Person> people = [];
        List<(string Field, string Sentence)> wrong = [];
        foreach (var row in rows)
        {
            var before = book.GetValueOrDefault(row.Desired.Code);
            // Those that are known keep their order, those that are new come behind.
            var ways = (before?.Contacts ?? []).Select(contact => contact.Channel.ToMessage()).Union(row.Addresses.Keys);
            var cells = ways.Select(way => (Way: way, Cell: row.Addresses.GetValueOrDefault(way))).ToArray();
            row.Desired.Contacts.AddRange(cells.Select(each => new BookContact { Way = each.Way, Address = each.Cell.Text ?? "" }));
            var places = cells.Index().ToDictionary(each => Address(each.Index), each => each.Item.Cell.Place ?? row.Row);
            var person = Of(district, row.Desired, before, field => places.GetValueOrDefault(field) ?? row.PlaceOf(field), wrong);
            if (AddressBookDecider.Check(person) is { } refusal) wrong.Add((row.Row, refusal.Message));
            people.Add(person);
        }
        errors.AddRange(wrong.Select(each => new FileError(each.Field, each.Sentence)));
        return people;
    }

    private static string Address(int index) => $"contacts[{index}].address";

    /// <summary>The person that is asked for; what cannot be is said in <paramref name="wrong"/>.</summary>
    /// <param name="placeOf">Where a field of the desired stands, for people.</param>
    private Person Of(DistrictCode district, BookPerson desired, Person? before, Func<string, string> placeOf,
        List<(string Field, string Sentence)> wrong)
    {
        DateOnly? Day(string text, string field)
        {
            if (!NoticeMessages.TryReadDay(text, out var day)) wrong.Add((placeOf(field), "日期应如 2026-12-01 / A day is written 2026-12-01"));
            return day;
        }
        return new()
        {
            Code = desired.Code,
            Name = desired.Name.Trim(),
            Place = new(desired.Place),
            Department = new(desired.Department),
            Account = desired.Account,
            AwayFrom = Day(desired.AwayFrom, "away_from"),
            AwayUntil = Day(desired.AwayUntil, "away_until"),
            Duties = [.. desired.Duties.Select(duty => (Duty)((int)duty - 1))],
            Contacts = [.. desired.Contacts
                .Select((contact, index) => Of(district, desired.Code, contact, before, placeOf(Address(index)), wrong)).OfType<Contact>()],
        };
    }

    /// <summary>An address that is the same as before keeps its seal, so that nothing changes. Null: it cannot be.</summary>
    private Contact? Of(DistrictCode district, string person, BookContact desired, Person? before, string place,
        List<(string Field, string Sentence)> wrong)
    {
        var channel = (NoticeChannel)((int)desired.Way - 1);
        if (!Enum.IsDefined(channel))
        {
            wrong.Add((place, "渠道未知 / The way is not known"));
            return null;
        }
        var known = before?.Contacts.FirstOrDefault(contact => contact.Channel == channel);
        var address = desired.Address.Trim();
        if (known is not null && (address.Length == 0 || address == known.Masked)) return known;
        if (!IsAddress(channel, address))
        {
            wrong.Add((place,
                "地址格式不对：粤政易填成员账号，短信填 11 位手机号，邮件填邮箱 / The address does not have the form of this way: a member's id, a mobile number, an "
                    + "e-mail address"));
            return null;
        }
        try
        {
            if (known is not null && privacy.Open(district, person, known) == address) return known;
        }
        catch (SealException)
        {
            // What cannot be opened any more is replaced.
        }
        return privacy.Seal(district, person, channel, address);
    }

    private static bool IsAddress(NoticeChannel channel, string address) => address.Length is > 0 and <= MaxAddress
        && !address.Any(char.IsControl) && channel switch
        {
            NoticeChannel.Sms => Mobile().IsMatch(PhoneNumber.Canonical(address)),
            NoticeChannel.Email => MailboxAddress.TryParse(address, out var mailbox) && mailbox.Address == address && address.Contains('@'),
            NoticeChannel.WeComApp => !address.AsSpan().ContainsAny("|@ "),
            _ => !address.Contains(' '),
        };

    [GeneratedRegex(@"^1[3-9]\d{9}$")]
    private static partial Regex Mobile();
}

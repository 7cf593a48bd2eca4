using System.Text.RegularExpressions;
using Grpc.Core;
using MimeKit;
using OpsCenter.Gateway.Errors;
using OpsCenter.Gateway.Identity;
using OpsCenter.Gateway.Privacy;
using OpsCenter.Notices;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Notices;

/// <summary>A district's address book (通讯录), at the public door.</summary>
public sealed partial class AddressBookDesk(IClusterClient cluster, ContactPrivacy privacy, TimeProvider time)
{
    private const int MostRows = 1000, UsualRows = 200, MostAddress = 128;

    public async Task<ListPeopleResponse> ListAsync(ListPeopleRequest request)
    {
        if (request.PageSize is < 0 or > MostRows) throw Failure.Invalid(("page_size", $"每页应为 1–{MostRows} 人 / A page has 1-{MostRows} people"));
        var people = (await BookAsync(request.District)).People.Values
            .Where(person => (request.Place.Length == 0 || person.Place == request.Place) && (request.Department.Length == 0 || person.Department == request.Department))
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
        RequireDistrict(request.District);
        var wish = request.Person ?? throw Failure.Invalid(("person", "缺少人员 / The person is missing"));
        if (!NoticeMessages.TryReadDay(wish.AwayFrom, out var from)) throw Failure.Invalid(("person.away_from", "日期应如 2026-12-01 / A day is written 2026-12-01"));
        if (!NoticeMessages.TryReadDay(wish.AwayUntil, out var until)) throw Failure.Invalid(("person.away_until", "日期应如 2026-12-01 / A day is written 2026-12-01"));
        var before = (await BookAsync(request.District)).People.GetValueOrDefault(wish.Code);
        var person = new Person
        {
            Code = wish.Code,
            Name = wish.Name.Trim(),
            Place = wish.Place,
            Department = wish.Department,
            Account = wish.Account,
            AwayFrom = from,
            AwayUntil = until,
            Duties = [.. wish.Duties.Select(duty => (Duty)((int)duty - 1))],
            Contacts = [.. wish.Contacts.Select((contact, index) => Read(request.District, wish.Code, contact, before, $"person.contacts[{index}].address"))],
        };
        if (AddressBookDecider.Check(person) is { } refusal) throw Failure.Of(StatusCode.InvalidArgument, refusal.Code, refusal.Message);
        await DoAsync(request.District, new PutPerson(person), caller);
        return new() { Person = person.ToMessage() };
    }

    public async Task<RemovePersonResponse> RemoveAsync(RemovePersonRequest request, Caller caller)
    {
        RequireDistrict(request.District);
        await DoAsync(request.District, new RemovePerson(request.Code, TextMask.Of(request.Reason.Trim(), "")), caller);
        return new();
    }

    /// <summary>As committed.</summary>
    internal async Task<AddressBookState> BookAsync(string district)
    {
        RequireDistrict(district);
        return await Book(district).PeopleAsync(-1) ?? AddressBookState.Empty;
    }

    internal static void RequireDistrict(string district)
    {
        if (!Hotline.OrderScopes.IsDistrict(district)) throw Failure.Invalid(("district", "区划代码应为 6 位数字 / A district code has 6 digits"));
    }

    private IAddressBook Book(string district) => cluster.GetGrain<IAddressBook>(NoticeKeys.AddressBook(district));

    private async Task DoAsync(string district, AddressBookCommand command, Caller caller)
    {
        if ((await Book(district).Handle([new("", time.GetUtcNow(), command)], caller.Name))[0].Refusal is { } refusal) throw Failure.Refused(refusal);
    }

    /// <summary>An address that is the same as before keeps its seal, so that nothing changes.</summary>
    private Contact Read(string district, string person, BookContact wish, Person? before, string field)
    {
        var channel = (NoticeChannel)((int)wish.Way - 1);
        if (!Enum.IsDefined(channel)) throw Failure.Invalid((field, "渠道未知 / The way is not known"));
        var known = before?.Contacts.FirstOrDefault(contact => contact.Channel == channel);
        var address = wish.Address.Trim();
        if (known is not null && (address.Length == 0 || address == known.Masked)) return known;
        if (!IsAddress(channel, address)) throw Failure.Invalid((field, "地址格式不对：粤政易填成员账号，短信填 11 位手机号，邮件填邮箱 / The address does not have the form of this way: a member's id, a mobile number, an e-mail address"));
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

    private static bool IsAddress(NoticeChannel channel, string address) => address.Length is > 0 and <= MostAddress && !address.Any(char.IsControl) && channel switch
    {
        NoticeChannel.Sms => Mobile().IsMatch(PhoneNumber.Canonical(address)),
        NoticeChannel.Email => MailboxAddress.TryParse(address, out var mailbox) && mailbox.Address == address && address.Contains('@'),
        NoticeChannel.WeComApp => !address.AsSpan().ContainsAny("|@ "),
        _ => !address.Contains(' '),
    };

    [GeneratedRegex(@"^1[3-9]\d{9}$")]
    private static partial Regex Mobile();
}

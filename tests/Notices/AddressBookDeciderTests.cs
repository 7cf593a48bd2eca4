using OpsCenter.Notices;
using OpsCenter.Tests.Hall;
using Xunit;
using static OpsCenter.Tests.Notices.SampleNotices;

namespace OpsCenter.Tests.Notices;

using BookStory = Story<AddressBookState, AddressBookCommand, AddressBookEvent>;

public sealed class AddressBookDeciderTests
{
    private static readonly DateTimeOffset Now = At(12, 1, 9);

    private static BookStory Story() => new(new AddressBookDecider(), NoticeKeys.AddressBook(new(District)), Now);

    [Fact]
    public void Every_change_is_a_version_and_the_same_entry_twice_is_none()
    {
        var story = Story()
            .When(Now, new PutPerson(TownClerk)).Then(new PersonPut(TownClerk))
            .When(Now, new PutPerson(TownClerk with { Contacts = [.. TownClerk.Contacts] })).Then()
            .When(Now, new PutPerson(TownClerk with { Name = "示例·安二" })).Then(new PersonPut(TownClerk with { Name = "示例·安二" }))
            .When(Now, new RemovePerson(TownClerk.Code, " ")).ThenRefused("no_reason")
            .When(Now, new RemovePerson(TownClerk.Code, "调离")).Then(new PersonRemoved(TownClerk.Code, "调离"))
            .When(Now, new RemovePerson(TownClerk.Code, "调离")).Then();
        Assert.Equal((3, 0), (story.State.Version, story.State.People.Count));
    }

    [Fact]
    public void An_entry_that_makes_no_sense_is_refused()
    {
        foreach (var (code, person) in new (string, Person)[]
                 {
                     ("invalid_code", TownClerk with { Code = "龙归" }), ("invalid_code", TownClerk with { Code = new('a', 65) }),
                     ("invalid_name", TownClerk with { Name = " " }), ("invalid_name", TownClerk with { Name = "a\nb" }),
                     ("place_or_department", TownClerk with { Department = new("TJJ") }),
                     ("place_or_department", TownClerk with { Place = default }),
                     ("invalid_reference", TownClerk with { Account = new('a', 65) }),
                     ("invalid_duties", TownClerk with { Duties = [Duty.Filler, Duty.Filler] }),
                     ("invalid_duties", TownClerk with { Duties = [(Duty)7] }),
                     ("channel_twice", TownClerk with { Contacts = [.. TownClerk.Contacts, .. TownClerk.Contacts] }),
                     ("invalid_contact", TownClerk with { Contacts = [new(NoticeChannel.Email, "", "")] }),
                     ("invalid_absence", TownClerk with { AwayUntil = new(2026, 12, 1) }),
                     ("invalid_absence", TownClerk with { AwayFrom = new(2026, 12, 2), AwayUntil = new(2026, 12, 1) }),
                 })
            Story().When(Now, new PutPerson(person)).ThenRefused(code);
    }

    [Fact]
    public void Of_many_all_are_put_or_none()
    {
        var another = TownClerk with { Code = "another" };
        var renamed = TownClerk with { Name = "示例·安二" };
        var story = Story()
            .When(Now, new PutPeople([TownClerk, another with { Name = " " }])).ThenRefused("invalid_name")
            .When(Now, new PutPeople([TownClerk, another, renamed])).ThenRefused("person_twice")
            .When(Now, new PutPeople([TownClerk, another])).Then(new PersonPut(TownClerk), new PersonPut(another))
            .When(Now, new PutPeople([renamed, another])).Then(new PersonPut(renamed))
            .When(Now, new PutPeople([renamed, another])).Then()
            .When(Now,
                new PutPeople(
                    [.. Enumerable.Range(0, AddressBookDecider.MaxAtOnce + 1).Select(number => TownClerk with { Code = $"p{number}" })]))
                        .ThenRefused("too_many_at_once");
        Assert.Equal((3, 2), (story.State.Version, story.State.People.Count));
    }
}

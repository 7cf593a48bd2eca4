using OpsCenter.Hotline;
using OpsCenter.Tests.Hall;
using Xunit;

namespace OpsCenter.Tests.Hotline;

using PrecedentStory = Story<PrecedentState, PrecedentCommand, HotlineEvent>;

public sealed class PrecedentDeciderTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero), Earlier = Now.AddHours(-2);

    private static readonly Ruling
        ToHousing = new(SampleHotline.Noise, SampleHotline.Estate, "2.4", new("ZJJ"), "装修活动由住建部门监管"),
        ToManagement = new(SampleHotline.Noise, SampleHotline.Estate, "1.7", new("CGJ"), "夜间噪声由城管查处");

    private static PrecedentStory Book() =>
        new(new PrecedentDecider(), HotlineKeys.Precedent(new("440203"), Precedent.KeyOf(SampleHotline.Noise, SampleHotline.Estate)), Now);

    private static PrecedentEstablished Established(int version, Ruling ruling, string order, long orderVersion) => new(
        new()
        {
            Topic = ruling.Topic,
            PlaceKind = ruling.PlaceKind,
            Version = version,
            Department = ruling.Department,
            Clause = ruling.Clause,
            Reason = ruling.Reason,
            Order = order,
            RuledAt = Earlier,
            RuledBy = "chair",
            IsRevoked = false,
        }, orderVersion);

    [Fact]
    public void Each_ruling_is_a_version_and_the_same_ruling_twice_is_one() => Book()
        .When(Earlier, new EstablishPrecedent(ToHousing, "GD1", 9, "chair")).Then(Established(1, ToHousing, "GD1", 9))
        .When(Earlier, new EstablishPrecedent(ToHousing, "GD1", 9, "chair")).Then()
        .When(Earlier, new EstablishPrecedent(ToManagement, "GD2", 9, "chair")).Then(Established(2, ToManagement, "GD2", 9))
        .When(Earlier, new EstablishPrecedent(ToHousing, "GD1", 9, "chair")).Then()
        .When(Earlier, new EstablishPrecedent(ToHousing, "GD1", 17, "chair")).Then(Established(3, ToHousing, "GD1", 17));

    [Fact]
    public void A_ruling_finds_the_version_that_it_made()
    {
        var story = Book().Given(Earlier, Established(1, ToHousing, "GD1", 9), Established(2, ToManagement, "GD2", 9));
        Assert.Equal(1, PrecedentDecider.MadeBy(story.State, "GD1", 9)?.Version);
        Assert.Equal("CGJ", PrecedentDecider.MadeBy(story.State, "GD2", 9)?.Department.Value);
        Assert.Null(PrecedentDecider.MadeBy(story.State, "GD2", 10));
    }

    [Fact]
    public void A_ruling_on_another_matter_does_not_belong_here() => Book()
        .When(Now, new EstablishPrecedent(ToHousing with { PlaceKind = "" }, "GD1", 9, "chair")).ThenRefused("other_precedent");

    [Fact]
    public void It_is_revoked_with_a_reason_once_until_it_is_ruled_on_again()
    {
        var story = Book().When(Now, new RevokePrecedent("职责调整")).ThenRefused("no_precedent")
            .Given(Earlier, Established(1, ToHousing, "GD1", 9))
            .When(Now, new RevokePrecedent(" ")).ThenRefused("no_reason")
            .When(Now, new RevokePrecedent("职责调整")).Then(new PrecedentRevoked(1, "职责调整"))
            .When(Now, new RevokePrecedent("职责调整")).Then();
        Assert.True(story.State.Versions[^1].IsRevoked);
        story.When(Earlier, new EstablishPrecedent(ToManagement, "GD2", 9, "chair")).Then(Established(2, ToManagement, "GD2", 9));
        Assert.Equal([true, false], story.State.Versions.Select(version => version.IsRevoked));
    }
}

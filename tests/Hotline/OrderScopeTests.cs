using OpsCenter.Accounts;
using OpsCenter.Calendar;
using OpsCenter.Gateway.Hotline;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using Xunit;

namespace OpsCenter.Tests.Hotline;

public sealed class OrderScopeTests
{
    private const string District = "440203";

    private static readonly OrderState Led = new() { Stage = OrderStage.InProgress, Lead = new("ZJJ") };

    private static readonly OrderState Assisted = Led with
    {
        Lead = new("CGJ"),
        Assists = [new(new("ZJJ"), "", new(ClockKind.Assist, default, new()
        {
            WarnAt = default, DueAt = default, RedAt = default, Rule = "",
        }, default), null)],
    };

    private static readonly OrderState RefusedEarlier = Led with { Lead = new("CGJ"), Refusals = [new(new("ZJJ"), "1.1", new("CGJ"), "")] };

    private static readonly OrderState Elsewhere = Led with { Lead = new("CGJ") };

    [Fact]
    public async Task A_department_sees_its_own_and_reads_what_it_refused()
    {
        var scope = await ScopeAsync(new AccountGrant("department", "440203/ZJJ"));
        Assert.False(scope.SeesAll);
        Assert.Equal([true, true, true, false], new[] { Led, Assisted, RefusedEarlier, Elsewhere }.Select(scope.MaySee));
        Assert.Equal([true, true, false, false], new[] { Led, Assisted, RefusedEarlier, Elsewhere }.Select(scope.MayReveal));
        Assert.Empty(OrderActions.Of(RefusedEarlier, scope));
    }

    [Fact]
    public async Task A_town_acts_for_the_department_of_that_town()
    {
        var scope = await ScopeAsync(new AccountGrant("town", "440203102"));
        Assert.Equal(["LGZ"], scope.Departments.Select(code => code.Value));
        Assert.True(scope.MaySee(Led with { Lead = new("LGZ") }));
        Assert.False(scope.MaySee(Led));
        Assert.Empty((await ScopeAsync(new AccountGrant("town", "440203103"))).Departments);
        Assert.Empty((await ScopeAsync(new AccountGrant("town", "440204102"))).Departments);
    }

    [Theory]
    [InlineData("dispatcher", true)]
    [InlineData("callback", true)]
    [InlineData("adjudicator", false)]
    [InlineData("reviewer", false)]
    [InlineData("leader", false)]
    [InlineData("operator", false)]
    public async Task The_centre_sees_all_and_some_of_it_in_clear(string role, bool reveals)
    {
        var scope = await ScopeAsync(new AccountGrant(role, District));
        Assert.True(scope.SeesAll);
        Assert.All(new[] { Led, Assisted, RefusedEarlier, Elsewhere },
            order => Assert.Equal((true, reveals), (scope.MaySee(order), scope.MayReveal(order))));
    }

    [Fact]
    public async Task Rights_in_one_district_are_none_in_another()
    {
        foreach (var grant in new[] { new AccountGrant("department", "440204/ZJJ"), new AccountGrant("dispatcher", "440204"),
            new AccountGrant("analyst", District) })
        {
            var scope = await ScopeAsync(grant);
            Assert.False(scope.SeesAll);
            Assert.Empty(scope.Departments);
            Assert.False(scope.MaySee(Led));
        }
    }

    [Fact]
    public async Task The_words_of_a_secret_order_are_for_those_who_may_reveal()
    {
        var secret = Led with { Flags = [OrderFlag.Secret] };
        foreach (var (role, place, concealed, hides) in new[]
        {
            ("dispatcher", District, false, false), ("callback", District, false, false), ("department", "440203/ZJJ", false, false),
            // They must judge what departments wrote, and need not know who called about what.
            ("reviewer", District, true, false), ("adjudicator", District, true, false),
            ("leader", District, true, true), ("operator", District, true, true),
        })
        {
            var scope = await ScopeAsync(new AccountGrant(role, place));
            Assert.Equal((role, concealed, hides), (role, scope.IsConcealed(secret), scope.HidesWords(secret)));
            Assert.Equal(concealed, scope.IsConcealed(OrderRow.Of(new(District), "GD1", secret, 1)));
            Assert.False(scope.IsConcealed(Led));
        }
    }

    [Theory]
    [InlineData("reviewer", OrderStage.AwaitingReview)]
    [InlineData("adjudicator", OrderStage.Adjudication)]
    [InlineData("leader", null)]
    [InlineData("operator", null)]
    public async Task The_desk_that_has_a_secret_order_reads_it_and_at_no_other_stage(string role, OrderStage? desk)
    {
        var scope = await ScopeAsync(new AccountGrant(role, District));
        foreach (var stage in Enum.GetValues<OrderStage>())
        {
            var secret = Led with { Stage = stage, Flags = [OrderFlag.Secret], Content = new() { Title = "words", Text = "words" } };
            Assert.Equal((stage, stage == desk), (stage, scope.MayRead(secret)));
            Assert.True(scope.MayRead(secret with { Flags = [] }));
            var shown = new OrderMessages(scope, Book, default).Of("GD1", secret, 7, null, isRead: scope.MayRead(secret));
            Assert.Equal(stage == desk ? ("words", "words", false) : ("", OrderMessages.Concealed, false),
                (shown.Content, shown.Summary.Title, shown.CanReveal));
        }
    }

    [Fact]
    public async Task A_concealed_order_shows_its_way_and_none_of_its_words()
    {
        var order = Led with
        {
            Content = new()
            {
                Title = "words",
                Text = "words",
                Address = "words",
                CallerName = "words",
                CallerPhone = "words",
                Topic = "政法"
            },
            Flags = [OrderFlag.Secret],
            Answer = new("words", ""),
            LastWord = "words",
            Refusals = [new(new("CGJ"), "1.1", new("ZJJ"), "words")],
            Hold = new("words", default, default),
            Assists = [new(new("GAJ"), "words", new(ClockKind.Assist, default, new()
            {
                WarnAt = default, DueAt = default, RedAt = default, Rule = "",
            }, default), new("words", ""))],
        };
        var leader = new OrderMessages(await ScopeAsync(new AccountGrant("leader", District)), Book, default).Of("GD1", order, 7, null);
        Assert.DoesNotContain("words", leader.ToString());
        Assert.Equal((OrderMessages.Concealed, "政法", "ZJJ", 7L),
            (leader.Summary.Title, leader.Summary.Topic, leader.Summary.Department, leader.Version));
        var reviewer = new OrderMessages(await ScopeAsync(new AccountGrant("reviewer", District)), Book, default).Of("GD1", order, 7, null);
        Assert.Equal(("words", OrderMessages.Concealed, "", ""),
            (reviewer.Answer, reviewer.Summary.Title, reviewer.Content, reviewer.CallerName));
        var own = new OrderMessages(await ScopeAsync(new AccountGrant("department", "440203/ZJJ")), Book, default).Of("GD1", order, 7,
            null);
        Assert.Equal(("words", "words", true), (own.Content, own.Summary.Title, own.CanReveal));
    }

    private static readonly Rulebook Book = new(
        new(District), 1,
        new("热线", [new(new("ZJJ"), "区住建局", [], default, []), new(new("LGZ"), "龙归镇", [], new("440203102"), [])], [new LimitSet()], []),
        [], [], DistrictCalendar.Shipped);

    private static ValueTask<OrderScope> ScopeAsync(params AccountGrant[] grants) =>
        new OrderScopes(new OneBook()).OfAsync(new("somebody", "somebody", [.. grants.Where(AccountOptions.IsGrant)], null, default),
            new(District));

    /// <summary>The rulebook of the test's district, which needs no cluster.</summary>
    private sealed class OneBook : IRulebooks
    {
        public ValueTask<Rulebook> FreshAsync(DistrictCode district) => new(Book);
    }
}

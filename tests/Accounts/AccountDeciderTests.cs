using OpsCenter.Accounts;
using OpsCenter.Kernel;
using Xunit;

namespace OpsCenter.Tests.Accounts;

public class AccountDeciderTests
{
    [Fact]
    public void A_new_account_has_a_one_time_password()
    {
        var decision = AccountStory.Nobody().When(new CreateAccount("张伟", [AccountStory.Operator], "hash"));
        Assert.Collection(
            decision.Events,
            fact => Assert.Equal("张伟", Assert.IsType<AccountCreated>(fact).DisplayName),
            fact => Assert.Equal(new PasswordSet("hash", OneTime: true), fact));
    }

    [Fact]
    public void An_account_is_created_once() =>
        Assert.Equal("already_exists", AccountStory.Person().When(new CreateAccount("张伟", [AccountStory.Operator], "hash")).Refusal?.Code);

    [Theory]
    [InlineData("operator", "4402x", "invalid_place")]
    [InlineData("operator", "", "invalid_place")]
    [InlineData("root", "440203", "unknown_role")]
    [InlineData("department", "440203", "invalid_place")]
    [InlineData("department", "*", "invalid_place")]
    [InlineData("department", "4402/ZJJ", "invalid_place")]
    [InlineData("department", "440203/Z JJ", "invalid_place")]
    [InlineData("department", "440203/ZJJ/1", "invalid_place")]
    [InlineData("town", "440203", "invalid_place")]
    [InlineData("town", "440203102001", "invalid_place")]
    [InlineData("dispatcher", "440203/ZJJ", "invalid_place")]
    public void Grants_must_make_sense(string role, string place, string code) =>
        Assert.Equal(code, AccountStory.Nobody().When(new CreateAccount("张伟", [new(role, place)], "hash")).Refusal?.Code);

    [Theory]
    [InlineData("department", "440203/ZJJ")]
    [InlineData("department", "440203/区住建局_1.2")]
    [InlineData("town", "440203102")]
    [InlineData("dispatcher", "440203")]
    public void Departments_and_towns_are_bound_to_their_place(string role, string place)
    {
        Assert.Null(AccountStory.Nobody().When(new CreateAccount("张伟", [new(role, place)], "hash")).Refusal);
        Assert.True(AccountOptions.IsGrant(new(role, place)));
        Assert.False(AccountOptions.IsGrant(new("department", "440203")));
    }

    [Fact]
    public void Whoever_gives_rights_does_not_audit_them() => Assert.Equal(
        "duties_not_separate",
        AccountStory.Nobody().When(new CreateAccount("张伟", [new("administrator", "*"), new("auditor", "*")], "hash")).Refusal?.Code);

    [Fact]
    public void A_person_replaces_the_one_time_password_at_the_first_sign_in()
    {
        var story = AccountStory.NewPerson();
        Assert.Equal("password_change_required", story.SignIn(right: true).Refusal?.Code);
        Assert.Equal("weak_password",
            story.SignIn(right: true, newPassword: new(null, Refusal.Invalid("weak_password", "", ""))).Refusal?.Code);
        var decision = story.SignIn(right: true, newPassword: new("2", null));
        Assert.Equal(
            [new PasswordSet("2", OneTime: false), new SignedIn("s", AccountStory.Morning.AddHours(12))], decision.Events);
        Assert.Empty(AccountStory.NewPerson().SignIn(right: false, newPassword: new("2", null)).Events.OfType<PasswordSet>());
    }

    [Fact]
    public void A_screen_uses_its_one_time_password_up()
    {
        var story = AccountStory.NewScreen();
        Assert.Equal([new PasswordUsedUp(), new SignedIn("s", AccountStory.Morning.AddDays(30))], story.SignIn(right: true).Events);
        story.SignIn(right: true, session: "second");
        Assert.False(story.State.HasSession("second", story.Now));
        Assert.True(story.State.HasSession("s", story.Now));
    }

    [Fact]
    public void Five_failures_lock_for_fifteen_minutes()
    {
        var story = AccountStory.Person();
        for (var i = 0; i < 4; i++) Assert.Equal([new SignInFailed()], story.SignIn(right: false).Events);
        Assert.Equal([new SignInFailed(), new AccountLocked(AccountStory.Morning.AddMinutes(15))], story.SignIn(right: false).Events);
        Assert.Equal("account_locked", story.SignIn(right: true).Refusal?.Code);
        story.Now = AccountStory.Morning.AddMinutes(15);
        Assert.IsType<SignedIn>(Assert.Single(story.SignIn(right: true).Events));
    }

    [Fact]
    public void A_right_password_clears_the_failures()
    {
        var story = AccountStory.Person();
        for (var i = 0; i < 4; i++) story.SignIn(right: false);
        story.SignIn(right: true);
        for (var i = 0; i < 4; i++) story.SignIn(right: false);
        Assert.IsType<SignedIn>(Assert.Single(story.SignIn(right: true).Events));
    }

    [Fact]
    public void A_password_that_was_replaced_meanwhile_does_not_count()
    {
        var story = AccountStory.Person();
        Assert.Equal([new SignInFailed()], story.When(new SignIn(story.State.PasswordVersion - 1, true, null, "s")).Events);
    }

    [Fact]
    public void Disabling_ends_all_sessions_and_prevents_new_ones()
    {
        var story = AccountStory.Person();
        story.SignIn(right: true);
        story.When(new SetDisabled(true));
        Assert.False(story.State.HasSession("s", story.Now));
        Assert.Equal("account_disabled", story.SignIn(right: true).Refusal?.Code);
        Assert.Equal("session_over", story.When(new RenewSession("s")).Refusal?.Code);
        Assert.Empty(story.When(new SetDisabled(true)).Events);
    }

    [Fact]
    public void A_reset_ends_sessions_and_the_lock()
    {
        var story = AccountStory.Person();
        story.SignIn(right: true);
        for (var i = 0; i < 5; i++) story.SignIn(right: false);
        story.When(new ResetPassword("3"));
        Assert.Empty(story.State.Sessions);
        Assert.Equal("password_change_required", story.SignIn(right: true).Refusal?.Code);
    }

    [Fact]
    public void A_session_slides_and_a_token_does_not()
    {
        var person = AccountStory.Person();
        person.SignIn(right: true);
        person.Now = AccountStory.Morning.AddHours(11);
        Assert.Equal([new SessionRenewed("s", AccountStory.Morning.AddHours(23))], person.When(new RenewSession("s")).Events);
        person.Now = AccountStory.Morning.AddHours(23);
        Assert.Equal("session_over", person.When(new RenewSession("s")).Refusal?.Code);

        var machine = AccountStory.Machine();
        machine.When(new IssueToken(new("source", "440203"), "t", TimeSpan.FromDays(90)));
        Assert.Empty(machine.When(new RenewSession("t")).Events);
        Assert.True(machine.State.HasSession("t", AccountStory.Morning.AddDays(89)));
    }

    [Fact]
    public void Tokens_are_for_machines_and_end_with_the_account()
    {
        var grant = new AccountGrant("source", "440203");
        Assert.Equal("not_a_machine", AccountStory.Person().When(new IssueToken(grant, "t", TimeSpan.FromDays(1))).Refusal?.Code);
        var machine = AccountStory.Machine();
        Assert.Equal("invalid_life", machine.When(new IssueToken(grant, "t", TimeSpan.FromDays(4000))).Refusal?.Code);
        var reset = machine.When(new ResetPassword("1")).Refusal;
        Assert.Equal((RefusalKind.NotNow, "no_password"), (reset?.Kind, reset?.Code));
        Assert.Single(machine.When(new IssueToken(grant, "t", TimeSpan.FromDays(1))).Events);
        Assert.Equal(
            [new AccountGranted(new("source", "440204")), new TokenIssued("u", AccountStory.Morning.AddDays(1))],
            machine.When(new IssueToken(new("source", "440204"), "u", TimeSpan.FromDays(1))).Events);
        machine.When(new SetDisabled(true));
        Assert.Empty(machine.State.Sessions);
    }

    [Fact]
    public void The_number_of_sessions_is_bounded()
    {
        var story = AccountStory.Person();
        for (var i = 0; i < 100; i++)
        {
            story.Now = AccountStory.Morning.AddMinutes(i);
            story.SignIn(right: true, session: $"s{i}");
        }
        Assert.Equal(new AccountOptions().MaxSessions, story.State.Sessions.Count);
        Assert.Contains("s99", story.State.Sessions.Keys);
        Assert.DoesNotContain("s0", story.State.Sessions.Keys);
    }

    [Fact]
    public void A_right_is_given_and_taken_away()
    {
        var story = AccountStory.Person();
        var town = new AccountGrant("town", "440203102");
        Assert.Equal([new AccountGranted(town)], story.When(new GrantRole(town)).Events);
        Assert.Empty(story.When(new GrantRole(town)).Events);
        Assert.Equal([new GrantRevoked(AccountStory.Operator)], story.When(new RevokeGrant(AccountStory.Operator)).Events);
        Assert.Empty(story.When(new RevokeGrant(AccountStory.Operator)).Events);
        Assert.Equal([town], story.State.Grants);
        Assert.Equal("last_grant", story.When(new RevokeGrant(town)).Refusal?.Code);
    }

    [Theory]
    [InlineData("root", "440203", "unknown_role")]
    [InlineData("town", "440203", "invalid_place")]
    public void What_cannot_be_given_at_first_cannot_be_given_later(string role, string place, string code)
    {
        Assert.Equal(code, AccountStory.Person().When(new GrantRole(new(role, place))).Refusal?.Code);
        Assert.Equal(code, AccountStory.Person().When(new ArrangeAccount("张伟", [AccountStory.Operator, new(role, place)], false))
            .Refusal?.Code);
    }

    [Fact]
    public void Whoever_gives_rights_is_not_made_an_auditor_later()
    {
        var story = AccountStory.Administrator();
        Assert.Equal("duties_not_separate", story.When(new GrantRole(new("auditor", "system"))).Refusal?.Code);
        // One in, one out: what counts is what stands on the account afterwards.
        Assert.Null(story.When(new ArrangeAccount("系统管理员", [new("auditor", "system")], false)).Refusal);
    }

    [Fact]
    public void The_last_administrator_stays_one()
    {
        foreach (var taking in (RestrictAccount[])
            [new SetDisabled(true), new RevokeGrant(AccountStory.Everything), new ArrangeAccount("系统管理员", [AccountStory.Operator], false)])
        {
            var story = AccountStory.Administrator();
            story.When(new GrantRole(AccountStory.Operator));
            Assert.Equal("last_administrator", story.When(taking with { IsLastAdministrator = true }).Refusal?.Code);
            Assert.Null(story.When(taking).Refusal);
        }
        // Nothing is taken from whoever never could, or can do so by another right.
        Assert.Null(AccountStory.Person().When(new SetDisabled(true) { IsLastAdministrator = true }).Refusal);
        var twice = AccountStory.Administrator();
        twice.When(new GrantRole(new("administrator", "system")));
        Assert.Null(twice.When(new RevokeGrant(AccountStory.Everything) { IsLastAdministrator = true }).Refusal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("张\n伟")]
    [InlineData("张\u0001")]
    public void A_display_name_is_a_line_of_text(string name)
    {
        Assert.Equal("invalid_display_name", AccountStory.Person().When(new RenameAccount(name)).Refusal?.Code);
        Assert.Equal("invalid_display_name", AccountStory.Nobody().When(new CreateAccount(name, [AccountStory.Operator], "1"))
            .Refusal?.Code);
    }

    [Fact]
    public void A_display_name_has_64_characters_of_whatever_size()
    {
        var story = AccountStory.Person();
        var longest = string.Concat(Enumerable.Repeat("𠮷", 64));
        Assert.Equal([new AccountRenamed(longest)], story.When(new RenameAccount(longest)).Events);
        Assert.Empty(story.When(new RenameAccount(longest)).Events);
        Assert.Equal("invalid_display_name", story.When(new RenameAccount(longest + "a")).Refusal?.Code);
    }

    [Fact]
    public void A_lock_is_ended_before_its_time()
    {
        var story = AccountStory.Person();
        Assert.Empty(story.When(new UnlockAccount()).Events);
        for (var i = 0; i < 5; i++) story.SignIn(right: false);
        Assert.Equal([new AccountUnlocked()], story.When(new UnlockAccount()).Events);
        Assert.IsType<SignedIn>(Assert.Single(story.SignIn(right: true).Events));
    }

    [Fact]
    public void An_account_is_arranged_in_one_step_or_not_at_all()
    {
        var story = AccountStory.Person();
        var town = new AccountGrant("town", "440203102");
        Assert.Equal(
            [new AccountRenamed("龙归镇"), new AccountGranted(town), new GrantRevoked(AccountStory.Operator), new AccountDisabled()],
            story.When(new ArrangeAccount("龙归镇", [town, town], true)).Events);
        Assert.Empty(story.When(new ArrangeAccount("龙归镇", [town], true)).Events);
        Assert.Equal("last_grant", story.When(new ArrangeAccount("龙归镇", [], true)).Refusal?.Code);
        Assert.Equal("unknown_account", AccountStory.Nobody().When(new ArrangeAccount("龙归镇", [town], false)).Refusal?.Code);
    }

    [Fact]
    public void The_list_holds_each_name_once()
    {
        var decider = new AccountIndexDecider();
        var context = new DecisionContext(OpsCenter.Kernel.StreamId.Parse(AccountKeys.Index), AccountStory.Morning, AccountStory.Morning);
        var state = decider.Evolve(decider.Initial, new("a"), AccountStory.Morning);
        Assert.Empty(decider.Decide(state, new("a"), context).Events);
        Assert.Equal([new AccountListed("b")], decider.Decide(state, new("b"), context).Events);
    }
}

using System.Text.Json;
using CsCheck;
using OpsCenter.Accounts;
using OpsCenter.Kernel;
using Xunit;

namespace OpsCenter.Tests.Accounts;

public class AccountPropertyTests
{
    private static readonly Gen<(int Kind, bool Flag, int Session, int Minutes)> Step =
        Gen.Select(Gen.Int[0, 11], Gen.Bool, Gen.Int[0, 3], Gen.Int[0, 20]);

    private static readonly Func<AccountStory>[] Beginnings =
        [AccountStory.Nobody, AccountStory.NewPerson, AccountStory.Person, AccountStory.NewScreen, AccountStory.Machine];

    [Fact]
    public void No_path_gives_a_session_to_a_locked_or_disabled_account() => Walk((before, story, command, _) =>
    {
        var began = story.State.Sessions.Keys.Except(before.Sessions.Keys).Any();
        if (command is not IssueToken) Assert.False(began && before.IsLocked(story.Now), "a locked account got a session");
        Assert.False(began && before.Disabled, "a disabled account got a session");
        Assert.False(story.State.Disabled && story.State.Sessions.Count > 0, "a disabled account has a session");
        if (command is SignIn signIn)
            Assert.False(began && (!signIn.PasswordMatches || before.PasswordHash is null), "a session without a right password");
    });

    [Fact]
    public void A_refusal_changes_nothing_and_replay_gives_the_same_state() => Walk((before, story, _, decision) =>
    {
        if (decision.Refusal is null) return;
        Assert.Empty(decision.Events);
        Assert.Equal(Json(before), Json(story.State));
    });

    [Fact]
    public void Every_event_and_state_survives_the_journal()
    {
        var catalogue = AccountJson.AddTo(new EventCatalogue());
        Walk((_, story, _, decision) =>
        {
            foreach (var fact in decision.Events)
            {
                var (kind, payload) = catalogue.Write(fact);
                Assert.Equal(payload, catalogue.Write(catalogue.Read(kind, payload)!).Payload);
            }
            Assert.Equal(Json(story.State), Json(JsonSerializer.Deserialize(Json(story.State), AccountJson.Default.AccountState)!));
        });
    }

    private static readonly AccountGrant[] Rights =
        [AccountStory.Operator, new("town", "440203102"), new("department", "440203/ZJJ"), new("clerk", "440203102201")];

    /// <summary>Whatever is given and taken in whatever order: of each right the last word that was accepted counts.</summary>
    [Fact]
    public void Of_each_right_the_last_word_counts() =>
        Gen.Select(Gen.Int[0, Rights.Length - 1], Gen.Int[0, 2]).Array[1, 40].Sample(words =>
    {
        var story = AccountStory.Person();
        var has = new HashSet<AccountGrant> { AccountStory.Operator };
        foreach (var (right, word) in words)
        {
            var grant = Rights[right];
            AccountCommand command = word switch
            {
                0 => new GrantRole(grant),
                1 => new RevokeGrant(grant),
                _ => new ArrangeAccount(story.State.DisplayName, [.. has.Append(grant)], story.State.Disabled),
            };
            var refused = story.When(command).Refusal;
            Assert.Equal(word == 1 && has.SetEquals([grant]) ? "last_grant" : null, refused?.Code);
            if (refused is not null) continue;
            if (word == 1) has.Remove(grant);
            else has.Add(grant);
        }
        Assert.Equal(has.Count, story.State.Grants.Length);
        Assert.True(has.SetEquals(story.State.Grants));
    });

    private static void Walk(Action<AccountState, AccountStory, AccountCommand, Decision<AccountEvent>> check) =>
        Gen.Select(Gen.Int[0, Beginnings.Length - 1], Step.Array[1, 60]).Sample(
            (beginning, steps) =>
            {
                var story = Beginnings[beginning]();
                foreach (var (kind, flag, session, minutes) in steps)
                {
                    story.Now = story.Now.AddMinutes(minutes);
                    var before = story.State;
                    AccountCommand command = kind switch
                    {
                        0 => new CreateAccount("张伟", [flag ? AccountStory.Operator : AccountStory.Screen], flag ? "1" : null),
                        1 => new ResetPassword("r"),
                        2 or 3 => new SignIn(before.PasswordVersion, flag, session == 0 ? new("n", null) : null, $"{session}"),
                        4 => new RenewSession($"{session}"),
                        5 => new SetDisabled(flag),
                        6 => new GrantRole(Rights[session]),
                        7 => new RevokeGrant(Rights[session]),
                        8 => new RenameAccount(flag ? "张伟" : "𠮷"),
                        9 => new UnlockAccount(),
                        10 => new ArrangeAccount("李娜", [Rights[session], Rights[0]], flag),
                        _ => new IssueToken(new("source", "440203"), $"{session}", TimeSpan.FromDays(1)),
                    };
                    check(before, story, command, story.When(command));
                }
            },
            iter: 2000);

    private static string Json(AccountState state) => JsonSerializer.Serialize(
        state with { Sessions = System.Collections.Immutable.ImmutableDictionary.CreateRange(state.Sessions.OrderBy(pair => pair.Key)) },
        AccountJson.Default.AccountState);
}

using OpsCenter.Accounts;
using OpsCenter.Kernel;

namespace OpsCenter.Tests.Accounts;

/// <summary>Given this history, when this command, then these events or this refusal.</summary>
internal sealed class AccountStory
{
    public static readonly DateTimeOffset Morning = new(2026, 11, 24, 1, 0, 0, TimeSpan.Zero);
    public static readonly AccountGrant Operator = new("operator", "440203");
    public static readonly AccountGrant Screen = new("screen", "440203");

    public static readonly AccountGrant Everything = new("administrator", "*");

    private readonly AccountDecider decider = new(new());

    private AccountStory(params AccountEvent[] history)
    {
        State = decider.Initial;
        foreach (var fact in history) State = decider.Evolve(State, fact, Now);
    }

    public AccountState State { get; private set; }

    public DateTimeOffset Now { get; set; } = Morning;

    public static AccountStory Nobody() => new();

    /// <summary>A person whose one-time password "1" waits.</summary>
    public static AccountStory NewPerson() => new(new AccountCreated("张伟", [Operator]), new PasswordSet("1", OneTime: true));

    /// <summary>A person who has chosen a password.</summary>
    public static AccountStory Person() =>
        new(new AccountCreated("张伟", [Operator]), new PasswordSet("1", OneTime: true), new PasswordSet("2", OneTime: false));

    public static AccountStory Administrator() => new(new AccountCreated("系统管理员", [Everything]), new PasswordSet("1", OneTime: true));

    public static AccountStory NewScreen() => new(new AccountCreated("大屏", [Screen]), new PasswordSet("1", OneTime: true));

    public static AccountStory Machine() => new(new AccountCreated("叫号", [new("source", "440203")]));

    /// <summary>Decides and, when accepted, lives on.</summary>
    public Decision<AccountEvent> When(AccountCommand command)
    {
        var decision = decider.Decide(State, command, new(new(new("system"), "account", "zhang.wei"), Now, Now));
        foreach (var fact in decision.Events) State = decider.Evolve(State, fact, Now);
        return decision;
    }

    public Decision<AccountEvent> SignIn(bool right, string session = "s", NewPassword? newPassword = null) =>
        When(new SignIn(State.PasswordVersion, right, newPassword, session));
}

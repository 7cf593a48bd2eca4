using OpsCenter.Kernel;

namespace OpsCenter.Accounts;

/// <summary>账号: who may do what, where.</summary>
public sealed class AccountsSubject : Subject
{
    public override void Build(SubjectBuilder subject)
    {
        subject.Options<AccountOptions>("Accounts", rules => rules.Validated());
        AccountJson.AddTo(subject.Events);
    }
}

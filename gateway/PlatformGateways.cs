using OpsCenter.Accounts;
using OpsCenter.Audit;
using OpsCenter.Gateway.Identity;
using OpsCenter.Kernel;
using OpsCenter.Quarantine;

namespace OpsCenter.Gateway;

/// <summary>Accounts: the platform's own identity serves them, for every subject stands on it.</summary>
public sealed class AccountsGateway : SubjectGateway
{
    /// <inheritdoc/>
    public override Subject Subject { get; } = new AccountsSubject();

    /// <inheritdoc/>
    public override void Build(GatewayBuilder gateway) => gateway.SetupStep<AccountsSetup>().SetupStep<DisplaysSetup>().Pages("/accounts");
}

/// <summary>The audit trail, which the platform writes of every subject.</summary>
public sealed class AuditGateway : SubjectGateway
{
    /// <inheritdoc/>
    public override Subject Subject { get; } = new AuditSubject();
}

/// <summary>Records that could not be taken, of whichever subject.</summary>
public sealed class QuarantineGateway : SubjectGateway
{
    /// <inheritdoc/>
    public override Subject Subject { get; } = new QuarantineSubject();
}

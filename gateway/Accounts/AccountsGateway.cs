using OpsCenter.Accounts;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Accounts;

/// <summary>Accounts: the platform's own identity serves them, for every subject stands on it.</summary>
public sealed class AccountsGateway : SubjectGateway
{
    /// <inheritdoc/>
    public override Subject Subject { get; } = new AccountsSubject();

    /// <inheritdoc/>
    public override void Build(GatewayBuilder gateway) => gateway.SetupStep<AccountsSetup>().SetupStep<DisplaysSetup>().Pages("/accounts");
}

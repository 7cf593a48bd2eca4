using OpsCenter.Audit;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Audit;

/// <summary>The audit trail, which the platform writes of every subject.</summary>
public sealed class AuditGateway : SubjectGateway
{
    /// <inheritdoc/>
    public override Subject Subject { get; } = new AuditSubject();
}

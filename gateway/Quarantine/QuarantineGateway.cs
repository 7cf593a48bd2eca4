using OpsCenter.Kernel;
using OpsCenter.Quarantine;

namespace OpsCenter.Gateway.Quarantine;

/// <summary>Records that could not be taken, of whichever subject.</summary>
public sealed class QuarantineGateway : SubjectGateway
{
    /// <inheritdoc/>
    public override Subject Subject { get; } = new QuarantineSubject();
}

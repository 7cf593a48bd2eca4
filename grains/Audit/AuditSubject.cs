using OpsCenter.Kernel;

namespace OpsCenter.Audit;

/// <summary>审计: who did what, and who was refused what.</summary>
public sealed class AuditSubject : Subject
{
    public override void Build(SubjectBuilder subject) => AuditJson.AddTo(subject.Events);
}

using OpsCenter.Kernel;

namespace OpsCenter.Quarantine;

/// <summary>隔离区: records that could not be taken, until somebody mends or dismisses them.</summary>
public sealed class QuarantineSubject : Subject
{
    public override void Build(SubjectBuilder subject) => QuarantineJson.AddTo(subject.Events);
}

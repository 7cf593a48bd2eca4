using OpsCenter.Kernel;

namespace OpsCenter.Places;

/// <summary>区划: the towns and villages there are, from which day on.</summary>
public sealed class PlacesSubject : Subject
{
    public override void Build(SubjectBuilder subject) => PlacesJson.AddTo(subject.Events);
}

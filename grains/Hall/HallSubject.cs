using OpsCenter.Kernel;

namespace OpsCenter.Hall;

/// <summary>政务大厅: the service hall with its windows and queues, as the queue system tells it.</summary>
public sealed class HallSubject : Subject
{
    public override void Build(SubjectBuilder subject)
    {
        subject.Options<HallOptions>("Hall", rules => rules.Validated()).TakesFactsOf<HallOptions>(rules => rules.MaxLate, "Hall:MaxLate");
        subject.Options<HallAlertOptions>("Hall:Alerts", alerts => alerts.Validated());
        HallJson.AddTo(subject.Events);
        subject.Projection<HallProjectionFactory>();
    }
}

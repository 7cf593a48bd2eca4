using OpsCenter.Kernel;

namespace OpsCenter.Notices;

/// <summary>催报: the address book, and the reminders that go to whoever owes something.</summary>
public sealed class NoticesSubject : Subject
{
    public override void Build(SubjectBuilder subject)
    {
        subject.Options<NoticeOptions>("Notices", rules => rules.Validated());
        NoticesJson.AddTo(subject.Events);
        subject.DueScan<INoticeDueScan, NoticeOptions>(rules => rules.WatchEvery);
    }
}

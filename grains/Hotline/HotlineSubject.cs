using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpsCenter.Calendar;
using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>
/// 12345 政务热线: orders from the call to the archive, the departments that handle them, and the rulings on those that none will claim.
/// </summary>
public sealed class HotlineSubject : Subject
{
    public override void Build(SubjectBuilder subject)
    {
        subject.Options<HotlineOptions>("Hotline", rules => rules.Validated());
        subject.Options<HotlineBoardOptions>("Hotline:Board", rules => rules.Validated());
        HotlineJson.AddTo(subject.Events);
        subject.Projection<HotlineProjectionFactory>();
        subject.Reader<IOrderIndexer>("hotline.");
        subject.DueScan<IOrderDueScan, HotlineOptions>(rules => rules.WatchEvery);
        subject.Services.TryAddSingleton<IRulebooks, Rulebooks>();
        subject.WithActors(services => services.AddSingleton<ActiveOrders>().AddSingleton<IEarlierDecrees, HotlineDecrees>());
    }
}

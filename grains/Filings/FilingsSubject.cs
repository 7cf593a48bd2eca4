using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpsCenter.Kernel;

namespace OpsCenter.Filings;

/// <summary>填报: rounds that open by themselves, what each place fills in, and its way through the reviews to the report.</summary>
public sealed class FilingsSubject : Subject
{
    public override void Build(SubjectBuilder subject)
    {
        subject.Options<FilingOptions>("Filings", rules => rules.Validated());
        FilingsJson.AddTo(subject.Events);
        subject.Services.TryAddSingleton<IRounds, Rounds>();
        subject.Projection<FilingProjectionFactory>();
        subject.DueScan<IRoundDueScan, FilingOptions>(rules => rules.WatchEvery);
        subject.WithActors(services => services.AddSingleton<FigureCollector>().AddSingleton<IOperations, HotlineOperations>());
    }
}

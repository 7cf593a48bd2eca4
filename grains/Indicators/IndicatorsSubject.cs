using Microsoft.Extensions.DependencyInjection.Extensions;
using OpsCenter.Kernel;

namespace OpsCenter.Indicators;

/// <summary>指标: what towns and villages are asked, by which rules a value is checked, and when it is due.</summary>
public sealed class IndicatorsSubject : Subject
{
    public override void Build(SubjectBuilder subject)
    {
        subject.Options<IndicatorOptions>("Indicators", rules => rules.Validated());
        IndicatorsJson.AddTo(subject.Events);
        subject.Services.TryAddSingleton<IIndicatorBooks, IndicatorBooks>();
    }
}

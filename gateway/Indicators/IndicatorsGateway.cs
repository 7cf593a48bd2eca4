using OpsCenter.Indicators;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Indicators;

/// <summary>Indicators at the gateway: what is asked of towns and villages.</summary>
public sealed class IndicatorsGateway : SubjectGateway
{
    /// <inheritdoc/>
    public override Subject Subject { get; } = new IndicatorsSubject();

    /// <inheritdoc/>
    public override IReadOnlyList<DefinitionVerb> Definitions { get; } =
    [
        new("indicators", "Define what towns and villages fill in: indicators, rules, sets (as operator)",
            $"Indicators and sets: {DefinitionVerb.Table}", DefineAsync),
    ];

    /// <inheritdoc/>
    public override void Build(GatewayBuilder gateway) => gateway.Service<IndicatorsService>().SetupStep<IndicatorsSetup>();

    private static async Task<DefinitionAnswer> DefineAsync(DefinitionCall call, CancellationToken cancellation)
    {
        var answer = await new V1.Indicators.IndicatorsClient(call.Channel).DefineIndicatorsAsync(
            new() { District = call.District, FileName = call.FileName, Content = call.Content, DryRun = call.IsCheck },
            cancellationToken: cancellation);
        return new(
            answer.Changes,
            $"自 {answer.From} 起生效：{answer.Indicators} 个指标，{answer.Sets} 张套表 / in force "
                + $"from {answer.From}: {answer.Indicators} indicators, {answer.Sets} sets");
    }
}

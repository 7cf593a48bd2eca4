using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Kernel;
using OpsCenter.Places;

namespace OpsCenter.Gateway.Places;

/// <summary>Places at the gateway: the registry of towns and villages, by which roles are held too.</summary>
public sealed class PlacesGateway : SubjectGateway
{
    /// <inheritdoc/>
    public override Subject Subject { get; } = new PlacesSubject();

    /// <inheritdoc/>
    public override IReadOnlyList<DefinitionVerb> Definitions { get; } =
    [
        new("places", "Define the towns and villages there are, from a day on (as operator)",
            "Places: CSV with code, name, level, parent (and merged_into)", DefineAsync)
        {
            Options = [new("--from", "In force from this day, e.g. 2026-01-01", Default: null),
                new("--source", "Where the list was taken from", Default: "")],
        },
    ];

    /// <inheritdoc/>
    public override void Build(GatewayBuilder gateway)
    {
        gateway.SetupStep<PlacesSetup>();
        gateway.Services.AddSingleton<IGrantPlaces, RegistryGrantPlaces>();
    }

    private static async Task<DefinitionAnswer> DefineAsync(DefinitionCall call, CancellationToken cancellation)
    {
        var day = call.OptionOf("--from");
        var answer = await new V1.Indicators.IndicatorsClient(call.Channel).DefinePlacesAsync(
            new()
            {
                District = call.District,
                From = day,
                Source = call.OptionOf("--source"),
                FileName = call.FileName,
                Content = call.Content,
                DryRun = call.IsCheck
            },
            cancellationToken: cancellation);
        return new(answer.Changes,
            $"自 {day} 起生效：{answer.Towns} 个镇街，{answer.Villages} 个村居 / in force "
                + $"from {day}: {answer.Towns} towns, {answer.Villages} villages");
    }
}

using OpsCenter.Gateway.Platform.Import;
using OpsCenter.Hall;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Hall;

/// <summary>Halls at the gateway: what the queue system sends, what describes a hall, and its wall.</summary>
public sealed class HallGateway : SubjectGateway
{
    /// <inheritdoc/>
    public override Subject Subject { get; } = new HallSubject();

    /// <inheritdoc/>
    public override ImportKind Import { get; } = new FactImportKind();

    /// <inheritdoc/>
    public override IReadOnlyList<DefinitionVerb> Definitions { get; } =
    [
        new("hall", "Describe a hall: zones, businesses, windows, staff, opening hours (as operator)",
            $"The hall's description: {DefinitionVerb.Table}", DefineAsync)
        {
            IsAboutHall = true,
        },
    ];

    /// <inheritdoc/>
    public override void Build(GatewayBuilder gateway)
    {
        gateway.Services.AddSingleton<HallIntake>();
        gateway.Service<IngestService>().Service<QuarantineService>().Service<HallsService>();
        gateway.SetupStep<HallSetup>().Pages("/halls");
        gateway.Themes.Theme<HallTheme>((frame, theme) => frame.Hall = theme.ToMessage())
            .Delta<HallDelta>((frame, delta) => frame.HallDelta = delta.ToMessage());
    }

    private static async Task<DefinitionAnswer> DefineAsync(DefinitionCall call, CancellationToken cancellation)
    {
        var answer = await new V1.Halls.HallsClient(call.Channel).DefineHallAsync(
            new() { District = call.District, Hall = call.Hall, FileName = call.FileName, Content = call.Content, DryRun = call.IsCheck },
            cancellationToken: cancellation);
        return new(answer.Changes, DefinitionVerb.InForce(answer.Definition.Version)) { Warnings = answer.Warnings };
    }
}

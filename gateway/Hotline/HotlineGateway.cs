using Microsoft.Extensions.DependencyInjection.Extensions;
using OpsCenter.Gateway.Calendar;
using OpsCenter.Gateway.Platform.Delivery;
using OpsCenter.Gateway.Platform.History;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Gateway.Platform.Import;
using OpsCenter.Gateway.Platform.Screens;
using OpsCenter.Gateway.Platform.Setup;
using OpsCenter.Hotline;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Hotline;

/// <summary>The hotline at the gateway: orders on their way in, the desks, the way back to the platform, and its walls.</summary>
public sealed class HotlineGateway : SubjectGateway
{
    /// <inheritdoc/>
    public override Subject Subject { get; } = new HotlineSubject();

    /// <inheritdoc/>
    public override ImportKind Import { get; } = new OrderImportKind();

    /// <inheritdoc/>
    public override IReadOnlyList<DefinitionVerb> Definitions { get; } =
    [
        new("hotline", "Describe the 12345 hotline: departments, duty lists, kinds of place, limits (as operator)",
            $"The hotline's description: {DefinitionVerb.Table}", DefineAsync),
    ];

    /// <inheritdoc/>
    public override void Build(GatewayBuilder gateway)
    {
        var services = gateway.Services;
        services.AddSingleton<OrderPrivacy>().AddSingleton<OrderIntake>();
        services.TryAddSingleton<ISuggester, RuleSuggester>();
        services.AddSingleton<IOpenDeadlines, OpenOrderDeadlines>();
        services.AddSingleton<OrderScopes>().AddSingleton<HotlineManagement>().AddSingleton<PrecedentBook>().AddSingleton<OrderReading>()
            .AddSingleton<OrderHandler>().AddSingleton<IGrantPlaces, HotlineGrantPlaces>().AddSingleton<IThemeAccess, DeskAccess>()
            .AddSingleton<IHistorySecrecy, SecretOrders>();
        AddResults(services, gateway.Options<ResultOptions>("Hotline:Results", options => options.Validated()));
        gateway.Service<OrderIngestService>().Service<HotlineService>();
        gateway.SetupStep<HotlineSetup>().Pages("/desk").Pages("/hotline");
        gateway.Themes.Theme<HotlineWallTheme>((frame, wall) => frame.Hotline = wall.ToMessage())
            .Delta<HotlineDelta>((frame, wall) => frame.HotlineDelta = wall.ToMessage())
            .Theme<HotlineDeskTheme>((frame, desk) => frame.HotlineDesk = desk.ToMessage());
    }

    /// <summary>Where there is nobody to send them to, nothing looks for results.</summary>
    private static void AddResults(IServiceCollection services, ResultOptions options)
    {
        services.AddWayOut(new("工单结果", "回传市平台", options.IsOn));
        if (!options.IsOn) return;
        services.AddSingleton<ResultReader>().AddSingleton<ResultSender>().AddDelivery<ResultDelivery>();
    }

    private static async Task<DefinitionAnswer> DefineAsync(DefinitionCall call, CancellationToken cancellation)
    {
        var answer = await new V1.Hotline.HotlineClient(call.Channel).DefineHotlineAsync(
            new() { District = call.District, FileName = call.FileName, Content = call.Content, DryRun = call.IsCheck },
            cancellationToken: cancellation);
        return new(answer.Changes, DefinitionVerb.InForce(answer.Hotline.Version)) { Warnings = answer.Warnings };
    }
}

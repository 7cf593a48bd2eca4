using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpsCenter.Accounts;
using OpsCenter.Audit;
using OpsCenter.Filings;
using OpsCenter.Hall;
using OpsCenter.Hotline;
using OpsCenter.Indicators;
using OpsCenter.Notices;
using OpsCenter.Places;
using OpsCenter.Quarantine;

namespace OpsCenter.Kernel;

/// <summary>Everything the actors need from their silo, beside the journal and the storage of snapshots.</summary>
public static class ActorRegistration
{
    /// <summary>Adds all subjects. A new subject adds its line to the catalogue and, when it is seen on a screen, its projection.</summary>
    public static IServiceCollection AddOpsCenterActors(
        this IServiceCollection services, HallRules hallRules, HallAlertRules hallAlerts, HotlineRules hotlineRules, HotlineBoardRules hotlineBoard,
        ProjectorOptions projector, ActorOptions actors)
    {
        if (actors.RememberIds <= hallRules.MaxLate + TimeSpan.FromDays(1))
            throw new ArgumentException($"Actors must remember ids ({actors.RememberIds}) for more than a day longer than facts may be late (Hall:MaxLate = {hallRules.MaxLate}).");
        services.AddSingleton(hallRules.Validated()).AddSingleton(hallAlerts.Validated()).AddSingleton(hotlineRules.Validated())
            .AddSingleton(hotlineBoard.Validated()).AddSingleton(projector.Validated()).AddSingleton(actors.Validated());
        services.TryAddSingleton(new NoticeRules());
        services.TryAddSingleton(new IndicatorRules());
        services.TryAddSingleton(new FilingRules());
        services.AddSingleton(Catalogue());
        services.AddSingleton<ActorServices>();
        services.AddSingleton<IRulebooks, Rulebooks>().AddSingleton<ActiveOrders>();
        services.AddSingleton<IIndicatorBooks, IndicatorBooks>().AddSingleton<IRounds, Rounds>().AddSingleton<Surroundings>()
            .AddSingleton<IOperations, HotlineOperations>();
        services.AddSingleton<IProjectionFactory, HallProjectionFactory>().AddSingleton<IProjectionFactory, HotlineProjectionFactory>()
            .AddSingleton<IProjectionFactory, FilingProjectionFactory>();
        return services;
    }

    /// <summary>What a gateway needs beside its way to the actors, in their process or apart: the rulebooks by which they decide, and the names of their events.</summary>
    public static IServiceCollection AddOpsCenterReading(this IServiceCollection services, HotlineRules hotlineRules, IndicatorRules indicatorRules)
    {
        services.TryAddSingleton(hotlineRules.Validated());
        services.TryAddSingleton(indicatorRules.Validated());
        services.TryAddSingleton<IRulebooks, Rulebooks>();
        services.TryAddSingleton<IIndicatorBooks, IndicatorBooks>();
        services.TryAddSingleton<IRounds, Rounds>();
        services.TryAddSingleton(_ => Catalogue());
        return services;
    }

    /// <summary>Every event there is.</summary>
    public static EventCatalogue Catalogue()
    {
        var catalogue = new EventCatalogue();
        HallJson.AddTo(catalogue);
        HotlineJson.AddTo(catalogue);
        PlacesJson.AddTo(catalogue);
        IndicatorsJson.AddTo(catalogue);
        FilingsJson.AddTo(catalogue);
        QuarantineJson.AddTo(catalogue);
        AccountJson.AddTo(catalogue);
        AuditJson.AddTo(catalogue);
        NoticesJson.AddTo(catalogue);
        return catalogue;
    }
}

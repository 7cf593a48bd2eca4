using OpsCenter.Silo.Journal;

namespace OpsCenter.Silo.Hosting;

/// <summary>What a silo does for its districts by itself.</summary>
internal static class DistrictWork
{
    /// <summary>Readers hear of commits, and what is due is looked at.</summary>
    public static IServiceCollection AddDistrictWork(this IServiceCollection services) => services
        .AddSingleton<ReaderNotifier>()
        .AddSingleton<ICommitListener>(provider => provider.GetRequiredService<ReaderNotifier>())
        .AddHostedService(provider => provider.GetRequiredService<ReaderNotifier>())
        .AddHostedService<DueScanScheduler>();
}

using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway;

/// <summary>Healthy when an actor can be reached and the journal answers.</summary>
internal sealed class ClusterHealth(IClusterClient cluster) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await cluster.GetGrain<IHistoryReader>(0).ReadAsync("system/health/none", 0, 1).WaitAsync(Patience, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("The journal cannot be read / 无法读取日志库", failure);
        }
    }
}

using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway;

/// <summary>
/// Healthy when an actor can be reached, the journal answers and all numbers are whole; degraded while some are being built or are
/// without events that could not be counted.
/// </summary>
internal sealed class ClusterHealth(IClusterClient cluster) : IHealthCheck
{
    private const int MostNamed = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await cluster.GetGrain<IHistoryReader>(0).ReadAsync("system/health/none", 0, 1).WaitAsync(Patience, cancellationToken);
            var wanting = await cluster.GetGrain<IReadSides>(0).WantingAsync().WaitAsync(Patience, cancellationToken);
            return wanting.IsEmpty ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(Describe(wanting));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("无法读取日志库 / The journal cannot be read", failure);
        }
    }

    /// <summary>The state and, when it is not the best, a sentence about it: <c>/healthz</c> in plain text.</summary>
    public static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response
            .WriteAsync(
                string.Join('\n', report.Entries.Values.Select(entry => entry.Description).OfType<string>().Prepend($"{report.Status}")));
    }

    private static string Describe(ImmutableArray<DistrictProjectionStatus> wanting) =>
        string.Join('\n', wanting.Take(MostNamed).Select(one => one switch
        {
            { Status.Projection: "" } => $"{one.District}：读取端没有应答 / {one.District}: the read side does not answer",
            { Status.IsBuilding: true } =>
                $"{one.District} {one.Status.Projection}：正在重建 {one.Status.Progress:P0} / {one.District} {one.Status.Projection}: being "
                    + $"built, {one.Status.Progress:P0}",
            _ =>
                $"{one.District} {one.Status.Projection}：{one.Status.LeftOut} 条记录未计入，见运行日志 "
                    + $"/ {one.District} {one.Status.Projection}: {one.Status.LeftOut} events left out, see the log",
        }).Concat(wanting.Length > MostNamed ? [$"……共 {wanting.Length} 项 / {wanting.Length} in all"] : Array.Empty<string>()));
}

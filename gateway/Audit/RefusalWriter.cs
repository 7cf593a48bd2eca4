using OpsCenter.Gateway.Identity;

namespace OpsCenter.Gateway.Audit;

/// <summary>Brings refused calls from the queue into the trail; when the journal is away it tries until it is back.</summary>
public sealed class RefusalWriter(AuditTrail trail, TimeProvider time, ILogger<RefusalWriter> log) : BackgroundService
{
    private const int BatchSize = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await trail.WaitForRefusalsAsync(stoppingToken))
                await WriteAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }
    }

    private async Task WriteAsync(CancellationToken stopping)
    {
        var (entries, dropped) = trail.TakeRefusals(BatchSize);
        if (dropped > 0)
            entries.Add(new(
                time.GetUtcNow(), "gateway", "", Places.System, "OK", $"{dropped} refused calls were not recorded one by one / {dropped} 次被拒调用未逐条记录", ""));
        foreach (var group in entries.GroupBy(trail.KeyOf))
            while (true)
            {
                try
                {
                    await trail.WriteAsync(group.Key, [.. group]);
                    break;
                }
                catch (Exception failure) when (!stopping.IsCancellationRequested)
                {
                    log.LogWarning("{Count} refused calls wait for the audit trail: {Reason}", group.Count(), failure.Message);
                    await Task.Delay(Pause, time, stopping);
                }
            }
    }
}

using OpsCenter.Audit;
using OpsCenter.Gateway.Platform.Identity;

namespace OpsCenter.Gateway.Platform.Audit;

/// <summary>Brings refused calls from the queue into the trail; when the journal is away it tries until it is back.</summary>
public sealed class RefusalWriter(AuditTrail trail, TimeProvider time, ILogger<RefusalWriter> log) : BackgroundService
{
    private const int BatchSize = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await trail.WaitForRefusalsAsync(stoppingToken)) await WriteAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }
    }

    /// <summary>What still waits gets one try.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        while (await WriteAsync(new(canceled: true)) > 0) { }
    }

    /// <summary>How many were taken from the queue.</summary>
    private async Task<int> WriteAsync(CancellationToken stopping)
    {
        var (entries, dropped) = trail.TakeRefusals(BatchSize);
        var taken = entries.Count;
        if (dropped > 0)
            entries.Add(new()
            {
                At = time.GetUtcNow(),
                Actor = "gateway",
                Method = "",
                Place = Territory.System,
                Outcome = "OK",
                Detail = $"{dropped} 次被拒调用未逐条记录 / {dropped} refused calls were not recorded one by one",
                Remote = "",
            });
        foreach (var group in entries.GroupBy(trail.KeyOf))
            while (!await TryWriteAsync(group.Key, [.. group], stopping))
                await Task.Delay(Pause, time, stopping).ContinueWith(_ => { }, TaskScheduler.Default);
        return taken;
    }

    /// <summary>Whether there is nothing more to do about these.</summary>
    private async Task<bool> TryWriteAsync(string key, IReadOnlyList<AuditRecorded> entries, CancellationToken stopping)
    {
        try
        {
            await trail.WriteAsync(key, entries);
            return true;
        }
        catch (Exception failure)
        {
            var lost = stopping.IsCancellationRequested;
            log.Log(lost ? LogLevel.Error : LogLevel.Warning, "{Count} refused calls {Fate} the audit trail {Trail}: {Reason}",
                entries.Count, lost ? "are lost to" : "wait for", key, failure.Message);
            return lost;
        }
    }
}

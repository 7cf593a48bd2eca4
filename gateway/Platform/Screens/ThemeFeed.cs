using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Platform.Screens;

/// <summary>
/// This gateway's one subscription to a theme, shared by all its screens. Asks the read side for the next state again and
/// again; when it or its silo is away it goes on asking.
/// </summary>
internal sealed class ThemeFeed(IClusterClient cluster, string theme, ThemeEncoder encoder, ILogger log)
{
    private const int KeptDeltas = 64;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1), ShortestPause = TimeSpan.FromMilliseconds(100),
        LongestPause = TimeSpan.FromSeconds(2);
    private readonly StreamId id = StreamId.Parse(theme);
    private readonly TaskCompletionSource<ThemeState?> first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource stopping = new();
    private ThemeState? state;

    /// <summary>The newest state; waits for the first. Null: there is no such theme.</summary>
    public async ValueTask<ThemeState?> CurrentAsync(CancellationToken cancellation) => state ?? await first.Task.WaitAsync(cancellation);

    public int Screens;

    public DateTimeOffset LastLeft { get; set; }

    public void Start() => _ = Task.Run(RunAsync);

    /// <summary>Ends it; those who wait for its next state are let go.</summary>
    public void Stop()
    {
        stopping.Cancel();
        first.TrySetResult(null);
        state?.Pass();
    }

    private async Task RunAsync()
    {
        var readSide = cluster.GetGrain<IReadSide>(id.District.Value);
        var pause = ShortestPause;
        var isAway = false;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var update = await readSide.WatchAsync($"{id.Kind}/{id.Name}", state?.Epoch ?? "", state?.Revision ?? 0, Wait);
                if (update is null)
                {
                    first.TrySetResult(null);
                    await Task.Delay(Wait, stopping.Token);
                    continue;
                }
                Publish(update);
                if (isAway) log.LogInformation("Theme {Theme} can be read again.", theme);
                (pause, isAway) = (ShortestPause, false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                if (!isAway) log.LogWarning(failure, "Theme {Theme} cannot be read; trying again.", theme);
                isAway = true;
                await Task.WhenAny(Task.Delay(pause, stopping.Token));
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    private void Publish(ThemeUpdate update)
    {
        var before = state;
        if (update.Theme is null)
        {
            Replace(Building(update));
            return;
        }
        var heartbeat = encoder.Heartbeat(update);
        var deltas = !update.Changed && before is not null ? before.Deltas
            : update.Deltas.Count == 0 || before is null ? []
            : before.Deltas.Concat(encoder.Deltas(update)).TakeLast(KeptDeltas).ToArray();
        Replace(new ThemeState(update.Epoch, update.Revision, new(() => encoder.Snapshot(update)), deltas, heartbeat));
    }

    /// <summary>While its projection is built a screen keeps what it shows, and hears how far that is.</summary>
    private ThemeState Building(ThemeUpdate update)
    {
        var heartbeat = encoder.Heartbeat(update, state?.Epoch ?? "", state?.Revision ?? 0);
        return state is { } shown
            ? new(shown.Epoch, shown.Revision, shown.Snapshot, shown.Deltas, heartbeat)
            : new("", 0, new(() => heartbeat), [], heartbeat);
    }

    private void Replace(ThemeState next)
    {
        var before = state;
        state = next;
        first.TrySetResult(next);
        before?.Pass();
    }
}

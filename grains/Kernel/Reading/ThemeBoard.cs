namespace OpsCenter.Kernel;

/// <summary>One watched theme: its newest state, the last steps to it, and who waits for the next.</summary>
internal sealed class ThemeBoard(IProjection projection, string theme, string epoch, TimeSpan frameInterval, DistrictClock clock)
{
    private const int KeptDeltas = 64;
    private readonly Queue<(long Revision, ThemeDelta Delta)> deltas = new();
    private TaskCompletionSource changed = New();
    private ThemeView? view;
    private long revision;
    private long rendered;

    /// <summary>When somebody last asked; a theme that nobody watches is not rendered.</summary>
    public DateTimeOffset LastWatched { get; set; }

    /// <summary>Renders it again; true when it changed.</summary>
    public bool Refresh()
    {
        rendered = clock.GetTimestamp();
        var next = projection.Render(theme, clock.GetUtcNow());
        if (next is null) return false;
        var isNew = view is null || !view.Theme.Equals(next.Theme);
        if (isNew)
        {
            revision++;
            if (view is not null && projection.Difference(view.Theme, next.Theme) is { } delta) deltas.Enqueue((revision, delta));
            else deltas.Clear();
            if (deltas.Count > KeptDeltas) deltas.Dequeue();
        }
        view = isNew ? next : view! with { Times = next.Times };
        if (isNew)
        {
            var waiting = changed;
            changed = New();
            waiting.SetResult();
        }
        return isNew;
    }

    /// <summary>Waits until the watcher's revision is no longer the newest, or the time is over (a heartbeat).</summary>
    public async Task<ThemeUpdate?> NextAsync(string watcherEpoch, long watcherRevision, TimeSpan wait)
    {
        var isCurrent = view is not null && watcherEpoch == epoch && watcherRevision == revision;
        var step = changed.Task;
        if (isCurrent) await Task.WhenAny(step, Task.Delay(wait));
        // The read side's own rhythm renders for those who wait; only a newcomer and a heartbeat need it here.
        if (!step.IsCompleted && (view is null || clock.GetElapsedTime(rendered) >= frameInterval)) Refresh();
        if (view is null) return null;
        var known = watcherEpoch == epoch && watcherRevision <= revision;
        if (known && watcherRevision == revision) return new()
        {
            Epoch = epoch,
            Revision = revision,
            Times = view.Times,
            Theme = view.Theme,
            Deltas = [],
            Changed = false,
            Reading = default,
        };
        var missing = known && deltas.Count > 0 && deltas.Peek().Revision <= watcherRevision + 1
            ? deltas.Where(kept => kept.Revision > watcherRevision).Select(kept => kept.Delta).ToArray()
            : [];
        return new()
        {
            Epoch = epoch,
            Revision = revision,
            Times = view.Times,
            Theme = view.Theme,
            Deltas = missing,
            Changed = true,
            Reading = default,
        };
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

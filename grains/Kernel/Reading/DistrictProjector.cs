using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Storage;

namespace OpsCenter.Kernel;

/// <summary>The read side of a district; its key is the district's code.</summary>
public interface IDistrictProjector : IGrainWithStringKey
{
    /// <summary>A hint that there is something new. The checkpoint is the truth: a lost hint costs a second at most.</summary>
    [OneWay]
    Task Wake();

    /// <summary>The next state of a theme for a watcher at this revision, at the latest after <paramref name="wait"/> (then a heartbeat). Null: there is no such theme.</summary>
    Task<ThemeUpdate?> WatchAsync(string theme, string epoch, long revision, TimeSpan wait);

    /// <summary>A theme at an argument of its own (a hall's date).</summary>
    Task<ThemeView?> QueryAsync(string theme, string argument);

    /// <summary>The same, with all in it that was acknowledged to anybody before this call.</summary>
    /// <exception cref="TimeoutException">It takes too long to get so far.</exception>
    Task<ThemeView?> QueryCommittedAsync(string theme, string argument);

    /// <summary>The names of the themes there are.</summary>
    Task<IReadOnlyList<string>> ThemesAsync();
}

/// <summary>How the read side treats time.</summary>
public sealed record ProjectorOptions
{
    /// <summary>Least time between two frames of a theme.</summary>
    public TimeSpan FrameInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Time between two checkpoints while events come; what came since is folded again after a crash.</summary>
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Rows read at a time.</summary>
    public int PageSize { get; init; } = 4000;

    /// <exception cref="ArgumentException">A setting is wrong; the sentence names it.</exception>
    public ProjectorOptions Validated()
    {
        if (FrameInterval < TimeSpan.FromMilliseconds(10) || FrameInterval > TimeSpan.FromSeconds(10))
            throw new ArgumentException($"Projector:FrameInterval must be 10 ms to 10 s, not {FrameInterval}.");
        if (CheckpointEvery < TimeSpan.FromMilliseconds(100)) throw new ArgumentException($"Projector:CheckpointEvery must be at least 100 ms, not {CheckpointEvery}.");
        if (PageSize is < 1 or > 100_000) throw new ArgumentException($"Projector:PageSize must be 1-100,000, not {PageSize}.");
        return this;
    }
}

/// <summary>
/// Reads its district's rows in order, folds them, and keeps fold and checkpoint in one write: each event counts exactly
/// once, whatever crashes. It lives as long as its district has events; one that nobody has heard of is soon forgotten.
/// </summary>
[Reentrant]
internal sealed class DistrictProjector(
    IJournalReader reader, EventCatalogue catalogue, IEnumerable<IProjectionFactory> factories, DistrictClock clock, TimeProvider time, ProjectorOptions options,
    [FromKeyedServices(Snapshot.Storage)] IGrainStorage snapshots, ILogger<DistrictProjector> log) : Grain, IDistrictProjector
{
    private const string KindName = "kernel.projector";
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Behind = TimeSpan.FromMilliseconds(10);

    /// <summary>Shorter than who calls waits.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Unwatched = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StayAlive = TimeSpan.FromMinutes(10);
    private static readonly Meter Meter = new("OpsCenter.Projector");
    private static readonly Histogram<double> Lag = Meter.CreateHistogram<double>(
        "opscenter_projector_lag", "s", "From the commit of the oldest event on a page to its fold");
    private static readonly Counter<long> Skipped = Meter.CreateCounter<long>(
        "opscenter_projector_skipped_events", "events", "Events that a fold failed on; each is a defect, see the log");

    private readonly CancellationTokenSource stopping = new();
    private readonly Dictionary<string, ThemeBoard> boards = [];
    private readonly GrainState<Snapshot> stored = new(new());
    private readonly int schema = factories.Aggregate(1, (sum, factory) => sum * 31 + factory.Schema);
    private IProjection[] projections = [];
    private JournalPosition position, checkpoint;
    private string epoch = "";
    private Task running = Task.CompletedTask;
    private TaskCompletionSource woken = new();
    private Task checkpointing = Task.CompletedTask;
    private bool caughtUp, isDirty;

    private string District => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        epoch = $"{time.GetUtcNow().ToUnixTimeMilliseconds():x}";
        await LoadAsync();
        if (position != JournalPosition.Start) running = RunAsync();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        woken.TrySetResult();
        await running;
        await checkpointing;
        await CheckpointAsync();
    }

    public Task Wake()
    {
        woken.TrySetResult();
        if (running.IsCompleted && !stopping.IsCancellationRequested) running = RunAsync();
        return Task.CompletedTask;
    }

    public async Task<ThemeUpdate?> WatchAsync(string theme, string watcherEpoch, long revision, TimeSpan wait)
    {
        await CatchUpAsync();
        var board = Board(theme);
        if (board is null) return null;
        board.LastWatched = time.GetUtcNow();
        return await board.NextAsync(watcherEpoch, revision, wait < Tick ? wait : Tick);
    }

    public async Task<ThemeView?> QueryAsync(string theme, string argument)
    {
        await CatchUpAsync();
        return Projection(theme)?.Render(theme, argument, clock.GetUtcNow());
    }

    public async Task<ThemeView?> QueryCommittedAsync(string theme, string argument)
    {
        var (head, asked) = (await reader.HeadAsync(District, stopping.Token), time.GetTimestamp());
        // What is committed may stand behind a transaction that is not: it is given when that one is decided.
        while (position.CompareTo(head) < 0)
        {
            if (time.GetElapsedTime(asked) > Patience) throw new TimeoutException($"District {District} was not read up to its last event within {Patience.TotalSeconds} s.");
            if (await ReadAsync() == 0) await Task.Delay(Behind, stopping.Token);
        }
        return await QueryAsync(theme, argument);
    }

    public async Task<IReadOnlyList<string>> ThemesAsync()
    {
        await CatchUpAsync();
        return [.. projections.SelectMany(projection => projection.Themes)];
    }

    private async Task RunAsync()
    {
        await Task.Yield();
        var (lastFrame, lastCheckpoint, isAway) = (DateTimeOffset.MinValue, time.GetUtcNow(), false);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
                var rows = await ReadAsync();
                if (position != JournalPosition.Start) DelayDeactivation(StayAlive);
                var now = time.GetUtcNow();
                var untilFrame = lastFrame + (isDirty ? options.FrameInterval : Tick) - now;
                if (untilFrame <= TimeSpan.Zero)
                {
                    RenderBoards();
                    (lastFrame, isDirty, untilFrame) = (now, false, Tick);
                }
                if (now - lastCheckpoint > options.CheckpointEvery && checkpointing.IsCompleted)
                    (checkpointing, lastCheckpoint) = (CheckpointAsync(), now);
                if (isAway) log.LogInformation("The journal can be read again; district {District} goes on.", District);
                isAway = false;
                // Behind a full page there is more, but others of this actor must get their turn.
                if (rows == options.PageSize) await Task.Yield();
                else await Task.WhenAny(woken.Task, Task.Delay(untilFrame));
            }
            catch (Exception failure)
            {
                if (!isAway) log.LogWarning(failure, "The journal cannot be read; district {District} waits and tries again.", District);
                isAway = true;
                await Task.WhenAny(Task.Delay(Tick, stopping.Token));
            }
        }
    }

    private void RenderBoards()
    {
        foreach (var (theme, board) in boards)
        {
            if (time.GetUtcNow() - board.LastWatched >= Unwatched) continue;
            try
            {
                board.Refresh();
            }
            catch (Exception failure)
            {
                log.LogError(failure, "Theme {District}/{Theme} could not be rendered; its screens keep the last frame.", District, theme);
            }
        }
    }

    /// <summary>After a start nobody is told a state that is still being folded; and a district that was empty may have begun.</summary>
    private async Task CatchUpAsync()
    {
        while (!caughtUp || running.IsCompleted)
        {
            await ReadAsync();
            if (running.IsCompleted && position != JournalPosition.Start) running = RunAsync();
            if (caughtUp) return;
            await Task.Yield();
        }
    }

    private async Task<int> ReadAsync()
    {
        var from = position;
        var rows = await reader.ReadDistrictAsync(District, from, options.PageSize, stopping.Token);
        // While the page was on its way another reader of this activation may have moved on.
        if (position != from) return 0;
        foreach (var row in rows)
        {
            Fold(row);
            position = row.Position;
        }
        caughtUp = rows.Count < options.PageSize;
        isDirty |= rows.Count > 0;
        if (rows.Count > 0) Lag.Record(Math.Max(0, (clock.GetUtcNow() - rows[0].RecordedAt).TotalSeconds));
        return rows.Count;
    }

    private void Fold(JournalRow row)
    {
        try
        {
            if (catalogue.Read(row.Kind, row.Payload) is not { } @event) return;
            foreach (var projection in projections) projection.Apply(row, @event);
        }
        catch (Exception failure)
        {
            Skipped.Add(1);
            log.LogError(failure, "Event {Stream} {Version} ({Kind}) could not be folded and is left out.", row.Stream, row.Version, row.Kind);
        }
    }

    private IProjection? Projection(string theme) =>
        projections.FirstOrDefault(projection => theme.StartsWith(projection.Name + "/", StringComparison.Ordinal) && projection.Themes.Contains(theme));

    private ThemeBoard? Board(string theme)
    {
        if (boards.TryGetValue(theme, out var board)) return board;
        return Projection(theme) is { } projection ? boards[theme] = new(projection, theme, epoch, options.FrameInterval, clock) : null;
    }

    private async Task LoadAsync()
    {
        projections = [.. factories.Select(factory => factory.Create(District))];
        try
        {
            await snapshots.ReadStateAsync(KindName, this.GetGrainId(), stored);
            if (stored is not { RecordExists: true, State: { Body.Length: > 0 } snapshot } || snapshot.Schema != schema) return;
            using var body = new BinaryReader(new MemoryStream(snapshot.Body));
            foreach (var projection in projections) projection.Load(body);
            position = checkpoint = snapshot.Position;
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "The checkpoint of district {District} cannot be read; its whole journal is folded anew.", District);
            projections = [.. factories.Select(factory => factory.Create(District))];
            position = JournalPosition.Start;
        }
    }

    private async Task CheckpointAsync()
    {
        if (position == checkpoint) return;
        var at = position;
        var body = new MemoryStream();
        using (var writer = new BinaryWriter(body))
            foreach (var projection in projections) projection.Save(writer);
        stored.State = new() { Schema = schema, Position = at, Body = body.ToArray() };
        try
        {
            await snapshots.WriteStateAsync(KindName, this.GetGrainId(), stored);
            checkpoint = at;
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "The checkpoint of district {District} was not written; the next one will be tried.", District);
            await snapshots.RereadAsync(KindName, this.GetGrainId(), stored);
        }
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Storage;

namespace OpsCenter.Kernel;

/// <summary>
/// Keeps a district's projections up with its journal and renders what is watched. It lives as long as its district has events; one that
/// nobody has heard of is soon forgotten. Projections that are behind the foremost (one was rebuilt, another is of a new schema) are
/// read to by a subscription of their own, and nobody waits for them but who asks for what is theirs.
/// </summary>
[Reentrant]
internal sealed class ReadSideGrain(
    IJournalReader reader, EventCatalogue catalogue, IEnumerable<IProjectionFactory> factories, DistrictClock clock, TimeProvider time,
    ProjectorOptions options, [FromKeyedServices(Snapshot.Storage)] IGrainStorage snapshots, ILogger<ReadSideGrain> log) : Grain, IReadSide
{
    /// <summary>
    /// What is built faster than this nobody needs to hear of. No setting: it must be well below the silence after which screens take the
    /// connection for lost (5 s, in the pages).
    /// </summary>
    private static readonly TimeSpan UntilSaid = TimeSpan.FromSeconds(2);

    /// <summary>Shorter than who calls waits.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Unwatched = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StayAlive = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, ThemeBoard> boards = [];
    private readonly List<(ProjectionGroup Group, Subscription Subscription)> groups = [];
    private ProjectionHost[] hosts = [];
    private string epoch = "";
    private JournalPosition head;
    private DateTimeOffset lastFrame, lastCheckpoint;

    private DistrictCode District => new(this.GetPrimaryKeyString());

    private (ProjectionGroup Group, Subscription Subscription) Front => groups[0];

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        epoch = $"{time.GetUtcNow().ToUnixTimeMilliseconds():x}";
        lastCheckpoint = time.GetUtcNow();
        hosts = [.. factories.Select(factory => new ProjectionHost(factory, District, this.GetGrainId(), catalogue, snapshots, log))];
        await Task.WhenAll(hosts.Select(host => host.LoadAsync()));
        foreach (var together in hosts.GroupBy(host => host.Position).OrderByDescending(group => group.Key))
            groups.Add(Follow([.. together]));
        if (groups.Count == 0) groups.Add(Follow([]));
        await FindHeadAsync();
        if (Front.Group.Position == JournalPosition.Start) return;
        foreach (var (_, subscription) in groups) subscription.Start();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        foreach (var (_, subscription) in groups.ToArray()) await subscription.StopAsync();
        foreach (var host in hosts) ProjectionMetrics.Forget(District, host.Name);
        await CheckpointAsync();
        // One that was being written when the last page came is not the last one.
        await CheckpointAsync();
    }

    public Task Wake()
    {
        foreach (var (_, subscription) in groups) subscription.Wake();
        return Task.CompletedTask;
    }

    public async Task<ThemeUpdate?> WatchAsync(string theme, string watcherEpoch, long revision, TimeSpan wait)
    {
        if (HostOf(theme) is not { } host) return null;
        if (!await IsWholeAsync(host, UntilSaid))
            return new()
            {
                Epoch = "",
                Revision = 0,
                Times = new(null, clock.GetUtcNow(), null, IsStale: true),
                Theme = null,
                Deltas = [],
                Changed = false,
                Reading = StatusOf(host),
            };
        if (BoardOf(host, theme) is not { } board) return null;
        board.LastWatched = time.GetUtcNow();
        return await board.NextAsync(watcherEpoch, revision, wait < Subscription.Tick ? wait : Subscription.Tick) is { } update
            ? update with { Reading = StatusOf(host) }
            : null;
    }

    public async Task<TAnswer> QueryAsync<TAnswer>(IQuery<TAnswer> query, Freshness freshness)
    {
        var host = Host(query.Projection);
        await WholeAsync(host);
        if (freshness == Freshness.AsCommitted) await SubscriptionOf(host).CatchUpAsync();
        return (TAnswer)host.Projection.Answer(query, clock.GetUtcNow())!;
    }

    public async Task<IReadOnlyList<string>> ThemesAsync(string projection)
    {
        var host = Host(projection);
        await WholeAsync(host);
        return [.. host.Projection.Themes];
    }

    public Task<IReadOnlyList<ProjectionStatus>> StatusAsync() =>
        Task.FromResult<IReadOnlyList<ProjectionStatus>>([.. hosts.Select(StatusOf)]);

    private (ProjectionGroup Group, Subscription Subscription) Follow(IReadOnlyCollection<ProjectionHost> together)
    {
        var group = new ProjectionGroup(together, reader, catalogue, District, clock);
        var isFirst = groups.Count == 0;
        var page = isFirst ? options.PageSize : Math.Min(options.BuildingPageSize, options.PageSize);
        var name = $"the read side of district {District} ({string.Join(", ", group.Hosts.Select(host => host.Name))})";
        Func<TimeSpan> afterPage = isFirst ? AfterPage : () => AfterPageBehind(group);
        return (group, new(name, group, (page, page), reader, District, time, log) { AfterPage = afterPage });
    }

    /// <summary>Renders and keeps what is due.</summary>
    /// <returns>Until the next frame.</returns>
    private TimeSpan AfterPage()
    {
        if (Front.Group.Position != JournalPosition.Start) DelayDeactivation(StayAlive);
        var now = time.GetUtcNow();
        var untilFrame = lastFrame + (Front.Group.HasChanged ? options.FrameInterval : Subscription.Tick) - now;
        if (untilFrame <= TimeSpan.Zero)
        {
            RenderBoards();
            (lastFrame, Front.Group.HasChanged, untilFrame) = (now, false, Subscription.Tick);
        }
        if (now - lastCheckpoint > options.CheckpointEvery)
        {
            _ = CheckpointAsync();
            lastCheckpoint = now;
        }
        return untilFrame;
    }

    /// <summary>Joins the others as soon as it has got as far.</summary>
    private TimeSpan AfterPageBehind(ProjectionGroup behind)
    {
        TryJoin(behind);
        foreach (var host in behind.Hosts) _ = StatusOf(host);
        return Subscription.Tick;
    }

    private void TryJoin(ProjectionGroup behind)
    {
        if (behind.Position.CompareTo(Front.Group.Position) >= 0 && groups.FindIndex(one => one.Group == behind) is > 0 and var index)
        {
            var (group, subscription) = groups[index];
            groups.RemoveAt(index);
            Front.Group.Join(group);
            // It is in the middle of its own loop, which ends with it.
            _ = subscription.StopAsync();
            log.LogInformation(
                "District {District}: {Projections} whole again.", District, string.Join(", ", group.Hosts.Select(host => host.Name)));
        }
    }

    /// <summary>The journal's end, by which it is told how far what is being built is; without it that is not told.</summary>
    private async Task FindHeadAsync()
    {
        try
        {
            head = await reader.HeadAsync(District);
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "The end of the journal of district {District} is not known.", District);
        }
    }

    private Task CheckpointAsync() => Task.WhenAll(hosts.Select(host => host.CheckpointAsync()));

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

    private ProjectionHost Host(string projection) =>
        hosts.FirstOrDefault(host => host.Name == projection) ?? throw new ArgumentException($"No projection is called '{projection}'.");

    private ProjectionHost? HostOf(string theme) =>
        hosts.FirstOrDefault(
            host => theme.StartsWith(host.Name, StringComparison.Ordinal) && theme.AsSpan(host.Name.Length).StartsWith("/"));

    private Subscription SubscriptionOf(ProjectionHost host) => groups.First(one => one.Group.Hosts.Contains(host)).Subscription;

    private ThemeBoard? BoardOf(ProjectionHost host, string theme)
    {
        if (boards.TryGetValue(theme, out var board)) return board;
        if (!host.Projection.Themes.Contains(theme)) return null;
        return boards[theme] = new(host.Projection, theme, epoch, options.FrameInterval, clock);
    }

    /// <summary>After a start nobody is told a state that is still being folded; and a district that was empty may have begun.</summary>
    /// <returns>False: it is not whole after that time.</returns>
    private async Task<bool> IsWholeAsync(ProjectionHost host, TimeSpan patience)
    {
        if (IsWhole(host)) return true;
        var asked = time.GetTimestamp();
        while (!IsWhole(host))
        {
            var left = patience - time.GetElapsedTime(asked);
            if (left <= TimeSpan.Zero) return false;
            var (group, subscription) = groups.First(one => one.Group.Hosts.Contains(host));
            var reading = subscription.ReadOnAsync();
            await Task.WhenAny(reading, Task.Delay(left));
            if (!reading.IsCompleted) continue;
            await reading;
            if (!subscription.IsRunning && Front.Group.Position == JournalPosition.Start) return true;
            subscription.Start();
            TryJoin(group);
        }
        return true;
    }

    private async Task WholeAsync(ProjectionHost host)
    {
        if (!await IsWholeAsync(host, Patience))
            throw new TimeoutException(
                $"Projection {host.Name} of district {District} is being built ({StatusOf(host).Progress:P0}); ask again later.");
    }

    private bool IsWhole(ProjectionHost host) =>
        Front.Subscription is { HasCaughtUp: true, IsRunning: true } && Front.Group.Hosts.Contains(host);

    private ProjectionStatus StatusOf(ProjectionHost host)
    {
        var status = new ProjectionStatus(host.Name, !IsWhole(host), IsWhole(host) ? 1 : host.ProgressTo(head), host.LeftOut);
        ProjectionMetrics.Say(District, status);
        return status;
    }
}

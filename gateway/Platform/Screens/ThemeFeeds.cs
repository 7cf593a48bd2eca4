using System.Collections.Concurrent;
using Prometheus;

namespace OpsCenter.Gateway.Platform.Screens;

/// <summary>The themes that this gateway's screens watch. A feed ends a while after its last screen has left.</summary>
public sealed class ThemeFeeds(
    IClusterClient cluster, ThemeEncoder encoder, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<ThemeFeeds> log)
        : BackgroundService
{
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(30);
    private static readonly Gauge Screens = Metrics.CreateGauge("opscenter_screens", "Screens that are connected now");
    private readonly ConcurrentDictionary<string, ThemeFeed> feeds = new();
    private readonly Lock gate = new();

    /// <summary>Takes part in a theme's feed until the lease is given back.</summary>
    internal Lease Join(string theme)
    {
        lock (gate)
        {
            if (!feeds.TryGetValue(theme, out var feed))
            {
                feeds[theme] = feed = new(cluster, theme, encoder, log);
                feed.Start();
            }
            feed.Screens++;
            Screens.Inc();
            return new(this, feed);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Linger);
        // Before the web server waits for its streams to end: the screens must be let go first.
        using var stopping = lifetime.ApplicationStopping.Register(StopAll);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) Sweep();
        }
        catch (OperationCanceledException)
        {
            StopAll();
        }
    }

    private void StopAll()
    {
        foreach (var feed in feeds.Values) feed.Stop();
    }

    private void Sweep()
    {
        lock (gate)
        {
            foreach (var (theme, feed) in feeds)
            {
                if (feed.Screens > 0 || time.GetUtcNow() - feed.LastLeft < Linger) continue;
                feed.Stop();
                feeds.TryRemove(theme, out _);
            }
        }
    }

    private void Leave(ThemeFeed feed)
    {
        lock (gate)
        {
            feed.Screens--;
            feed.LastLeft = time.GetUtcNow();
            Screens.Dec();
        }
    }

    internal sealed class Lease(ThemeFeeds feeds, ThemeFeed feed) : IDisposable
    {
        public ThemeFeed Feed => feed;

        public void Dispose() => feeds.Leave(feed);
    }
}

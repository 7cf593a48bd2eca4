using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using OpsCenter.Benchmarks.Host;
using OpsCenter.Benchmarks.Load;
using OpsCenter.Benchmarks.Reporting;
using OpsCenter.Hall;
using OpsCenter.Kernel;
using OpsCenter.V1;

namespace OpsCenter.Benchmarks;

/// <summary>
/// From an event to the screens. Every ticket taken is followed: the n-th ticket of a queue is on a screen when that
/// screen's row of the queue counts n or more. It begins when the actor records the event, a moment before the commit.
/// </summary>
internal sealed class ScreensBenchmark : IBenchmark
{
    private const int EventsPerSecond = 2000, ScreenCount = 200, Connections = 4, Windows = 100, Queues = 10, BatchSize = 20;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8), Measured = TimeSpan.FromSeconds(20),
        Target = TimeSpan.FromMilliseconds(120);

    public string Name => "screens";

    public string Description => "from the commit of an event to the frame at a screen, 2,000 events/s, 200 screens";

    public async Task RunAsync(Stores stores, Report report)
    {
        foreach (var store in stores.All) await RunAsync(store, report);
    }

    private static async Task RunAsync(IStore store, Report report)
    {
        var facts = HallDays.Simulate(Windows, Queues, (int)(EventsPerSecond * (WarmUp + Measured).TotalSeconds));
        var place = await store.NewPlaceAsync();
        DateTimeOffset from;
        Screen[] screens;
        Sender sender;
        await using (var product = await Product.StartAsync(place))
        {
            await product.DefineAsync(HallDays.District, HallDays.Hall, Windows, Queues);
            var token = await product.TokenAsync("screen", HallDays.District);
            var channels = Enumerable.Range(0, Connections).Select(_ => product.Connect(token)).ToArray();
            using var leaving = new CancellationTokenSource();
            screens = [.. Enumerable.Range(0, ScreenCount).Select(_ => new Screen())];
            var watching = screens.Select((screen, index) => screen.WatchAsync(channels[index % Connections], leaving.Token)).ToArray();
            await Task.WhenAll(screens.Select(screen => screen.Ready));

            sender = new(product.Connect(await product.TokenAsync("source", HallDays.District)),
                HallDays.ForSenders(facts, 1, BatchSize)[0]);
            from = DateTimeOffset.UtcNow + WarmUp;
            await sender.SendAsync(64, TimeSpan.FromSeconds((double)BatchSize / EventsPerSecond), Stopwatch.GetTimestamp());
            await Task.Delay(TimeSpan.FromSeconds(2));
            await leaving.CancelAsync();
            await Task.WhenAll(watching);
            await product.Process.StopAsync();
        }

        var receivedAt = new Dictionary<string, DateTimeOffset>(facts.Length);
        for (var i = 0; i < facts.Length; i++) receivedAt[facts[i].Id] = sender.ReceivedAt[i / BatchSize];
        var (fromRecord, fromReceipt) = (new Distribution(), new Distribution());
        foreach (var tickets in await RecordedAsync(place))
        {
            foreach (var screen in screens)
            {
                foreach (var (row, shownAt) in tickets.Rows.Zip(screen.ShownAt(tickets.Queue, tickets.Rows.Count)))
                {
                    if (row.RecordedAt < from) continue;
                    fromRecord.Add(shownAt - row.RecordedAt);
                    fromReceipt.Add(shownAt - receivedAt[row.SourceId]);
                }
            }
        }
        report.Add(new(
            $"event to screen, {EventsPerSecond:N0} events/s, {ScreenCount} screens", store.Name,
            $"p50 {fromRecord.At(0.5):0} ms, p99 {fromRecord.At(0.99):0} ms, at most {fromRecord.At(1):0} ms "
                + $"({fromRecord.Count:N0} pairs of event and screen; from the receipt p99 {fromReceipt.At(0.99):0} ms)",
            "100 ms (10 frames/s at most)", $"p99 ≤ {Target.TotalMilliseconds:0} ms", fromRecord.At(0.99) <= Target.TotalMilliseconds));
    }

    /// <summary>The tickets taken of each queue, in order, as the journal has them.</summary>
    private static async Task<List<(string Queue, List<JournalRow> Rows)>> RecordedAsync(Place place)
    {
        await using var journal = place.OpenJournal();
        await journal.OpenAsync();
        var queues = new List<(string, List<JournalRow>)>();
        for (var queue = 1; queue <= Queues; queue++)
        {
            var rows = await journal.ReadStreamAsync(HallKeys.Queue(new(HallDays.District), HallDays.Hall, $"Q{queue}"), 0, int.MaxValue);
            queues.Add(($"Q{queue}", [.. rows.Where(row => row.Kind == "hall.ticket-taken")]));
        }
        return queues;
    }

    /// <summary>One screen, and what it showed when.</summary>
    private sealed class Screen
    {
        private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Dictionary<string, List<(DateTimeOffset At, int Taken)>> steps = [];

        /// <summary>The first frame is there.</summary>
        public Task Ready => ready.Task;

        public async Task WatchAsync(GrpcChannel channel, CancellationToken leaving)
        {
            try
            {
                using var call = new Screens.ScreensClient(channel).Watch(
                    new() { Theme = HallKeys.Hall(new(HallDays.District), HallDays.Hall) }, cancellationToken: leaving);
                await foreach (var frame in call.ResponseStream.ReadAllAsync(leaving))
                {
                    var now = DateTimeOffset.UtcNow;
                    foreach (var row in frame.Hall?.Queues ?? frame.HallDelta?.Queues ?? []) Show(row, now);
                    ready.TrySetResult();
                }
            }
            catch (RpcException) when (leaving.IsCancellationRequested)
            {
                // It left.
            }
            catch (Exception failure)
            {
                ready.TrySetException(failure);
                throw;
            }
        }

        /// <summary>When each of the first tickets of a queue was shown.</summary>
        /// <exception cref="InvalidOperationException">One was not.</exception>
        public IEnumerable<DateTimeOffset> ShownAt(string queue, int tickets)
        {
            var shown = steps[queue];
            var step = 0;
            for (var ticket = 1; ticket <= tickets; ticket++)
            {
                while (step < shown.Count && shown[step].Taken < ticket) step++;
                if (step == shown.Count) throw new InvalidOperationException($"Ticket {ticket} of {queue} never came to a screen.");
                yield return shown[step].At;
            }
        }

        private void Show(V1.QueueRow row, DateTimeOffset now)
        {
            if (!steps.TryGetValue(row.Code, out var shown)) steps[row.Code] = shown = [];
            shown.Add((now, row.Counts.Taken));
        }
    }
}

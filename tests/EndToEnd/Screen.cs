using Google.Protobuf;
using Grpc.Core;
using OpsCenter.Tests.Kernel;
using OpsCenter.V1;

namespace OpsCenter.Tests.EndToEnd;

/// <summary>A screen that follows a theme by the rules of the public contract, and checks that the server keeps them.</summary>
internal sealed class Screen : IAsyncDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private readonly AsyncServerStreamingCall<Frame> call;
    private readonly Lock gate = new();
    private Task reading = Task.CompletedTask;
    private HallTheme? shown;
    private bool hasLeft;

    public Screen(HallTestClient door, string epoch = "", long revision = 0, HallTheme? shown = null)
    {
        (Epoch, Revision, this.shown) = (epoch, revision, shown);
        call = door.Screens.Watch(new() { Theme = door.Theme, Epoch = epoch, Revision = revision }, cancellationToken: leaving.Token);
    }

    public string Epoch { get; private set; }

    public long Revision { get; private set; }

    /// <summary>How many frames of each kind have come.</summary>
    public Dictionary<Frame.BodyOneofCase, int> Frames { get; } = [];

    /// <summary>Why the server ended the stream, when it did.</summary>
    public Exception? Failure { get; private set; }

    public HallTheme? Shown
    {
        get
        {
            lock (gate) return shown?.Clone();
        }
    }

    /// <summary>Reads on its own from now on.</summary>
    public Screen Run()
    {
        reading = Task.Run(async () =>
        {
            try
            {
                while (await ReadAsync() is not null) { }
            }
            catch (RpcException) when (leaving.IsCancellationRequested)
            {
                // It was switched off.
            }
            catch (Exception failure)
            {
                Failure = failure;
            }
        });
        return this;
    }

    /// <summary>The next frame, applied; null: the stream has ended.</summary>
    public async Task<Frame?> ReadAsync()
    {
        // A stream that is alive says so every second.
        if (!await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Eventually.Bound)) return null;
        var frame = call.ResponseStream.Current;
        lock (gate)
        {
            Frames[frame.BodyCase] = Frames.GetValueOrDefault(frame.BodyCase) + 1;
            switch (frame.BodyCase)
            {
                case Frame.BodyOneofCase.Hall:
                    shown = frame.Hall.Clone();
                    break;
                case Frame.BodyOneofCase.HallDelta:
                    if (frame.Epoch != Epoch || frame.Revision != Revision + 1 || shown is null)
                        throw new InvalidOperationException(
                            $"A step to {frame.Epoch}/{frame.Revision} came to a screen at {Epoch}/{Revision}.");
                    Apply(shown, frame.HallDelta);
                    break;
                case Frame.BodyOneofCase.Heartbeat:
                    if (shown is not null && frame.Epoch == Epoch && frame.Revision != Revision)
                        throw new InvalidOperationException($"A heartbeat of {frame.Revision} came to a screen at {Revision}.");
                    break;
            }
            (Epoch, Revision) = (frame.Epoch, frame.Revision);
        }
        return frame;
    }

    public Task ShowsAsync(Func<HallTheme, bool> condition, string what) => Eventually.True(
        () => Failure is { } failure ? throw new InvalidOperationException("The screen has lost its stream.", failure) : Shown is { } theme
            && condition(theme), what);

    public async ValueTask DisposeAsync()
    {
        if (hasLeft) return;
        hasLeft = true;
        await leaving.CancelAsync();
        await reading;
        call.Dispose();
        leaving.Dispose();
    }

    private static void Apply(HallTheme theme, HallDelta delta)
    {
        if (delta.Total is not null) theme.Total = delta.Total;
        Replace(theme.Zones, delta.Zones, row => row.Code);
        Replace(theme.Queues, delta.Queues, row => row.Code);
        Replace(theme.Windows, delta.Windows, row => row.Code);
        Replace(theme.Hours, delta.Hours, row => row.Hour);
        if (delta.AlertsChanged)
        {
            theme.Alerts.Clear();
            theme.Alerts.Add(delta.Alerts);
        }
        if (delta.HasQuarantined) theme.Quarantined = delta.Quarantined;
    }

    private static void Replace<T, TKey>(IList<T> rows, IEnumerable<T> changed, Func<T, TKey> key) where T : IMessage
    {
        foreach (var row in changed)
        {
            var place = rows.Select(key).ToList().IndexOf(key(row));
            if (place < 0) throw new InvalidOperationException($"A step names the row {key(row)}, which the snapshot has not.");
            rows[place] = row;
        }
    }
}

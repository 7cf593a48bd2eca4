using Grpc.Core;
using OpsCenter.Tests.EndToEnd;
using OpsCenter.Tests.Kernel;
using OpsCenter.V1;

namespace OpsCenter.Tests.Faults;

/// <summary>A wall that nobody looks after: when its stream ends it asks again from where it stands.</summary>
internal sealed class SteadyScreen : IAsyncDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private readonly Task running;
    private volatile Screen? current;

    public SteadyScreen(HallTestClient door) => running = Task.Run(async () =>
    {
        while (!leaving.IsCancellationRequested)
        {
            var before = current;
            var screen = new Screen(door, before?.Epoch ?? "", before?.Revision ?? 0, before?.Shown);
            current = screen;
            try
            {
                while (!leaving.IsCancellationRequested && await screen.ReadAsync() is not null) { }
            }
            catch (RpcException)
            {
                // The server is away.
            }
            Losses++;
            await screen.DisposeAsync();
            await Task.WhenAny(Task.Delay(TimeSpan.FromMilliseconds(200), leaving.Token));
        }
    });

    /// <summary>How often the stream has ended.</summary>
    public int Losses { get; private set; }

    public Task ShowsAsync(Func<HallTheme, bool> condition, string what) =>
        Eventually.True(() => running.IsFaulted ? throw running.Exception! : current?.Shown is { } theme && condition(theme), what);

    public async ValueTask DisposeAsync()
    {
        await leaving.CancelAsync();
        if (current is { } screen) await screen.DisposeAsync();
        await running;
        leaving.Dispose();
    }
}

using OpsCenter.Kernel;
using OpsCenter.Tests.Hotline;
using Xunit;

namespace OpsCenter.Tests.Kernel;

/// <summary>A copy is kept as long as it may be, asked for once however many want it, and a failure is nobody's answer for long.</summary>
public sealed class CachedCopyTests
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(2);
    private readonly SteppedClock clock = new(new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));
    private readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int asked;

    [Fact]
    public async Task A_copy_is_kept_for_as_long_as_it_may_be()
    {
        var copy = CachedCopy(known => Task.FromResult($"{known}+"));
        Assert.Equal("first", copy.Known);
        Assert.Equal("first+", await copy.FreshAsync(Within));
        clock.Step(TimeSpan.FromSeconds(1.9));
        Assert.Equal("first+", await copy.FreshAsync(Within));
        clock.Step(TimeSpan.FromSeconds(0.1));
        Assert.Equal("first++", await copy.FreshAsync(Within));
        Assert.Equal(("first++", 2), (copy.Known, asked));
    }

    [Fact]
    public async Task All_who_come_while_it_is_asked_for_wait_for_one_answer()
    {
        var copy = CachedCopy(async _ =>
        {
            await gate.Task;
            return "newest";
        });
        var waiting = Enumerable.Range(0, 20).Select(_ => copy.FreshAsync(Within).AsTask()).ToArray();
        gate.SetResult();
        Assert.All(await Task.WhenAll(waiting), answer => Assert.Equal("newest", answer));
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_failure_is_told_by_name_and_the_next_who_comes_asks_again()
    {
        var copy = CachedCopy(known => asked == 1 ? throw new InvalidOperationException("away") : Task.FromResult("back"));
        Assert.Equal("440203: away", (await Assert.ThrowsAsync<RetryException>(async () => await copy.FreshAsync(Within))).Message);
        Assert.Equal("first", copy.Known);
        Assert.Equal("back", await copy.FreshAsync(Within));
    }

    private CachedCopy<string> CachedCopy(Func<string, Task<string>> ask) => new(
        "440203", "first",
        known =>
        {
            Interlocked.Increment(ref asked);
            return ask(known);
        },
        clock);
}

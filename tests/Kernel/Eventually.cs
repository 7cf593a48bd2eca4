using System.Diagnostics;
using Xunit;

namespace OpsCenter.Tests.Kernel;

/// <summary>Waiting for something that must come, as long as it may take on a busy machine, and no longer than needed.</summary>
internal static class Eventually
{
    /// <summary>Nothing that a test waits for may take longer.</summary>
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public static Task True(Func<bool> condition, string what) => True(() => Task.FromResult(condition()), what);

    public static async Task True(Func<Task<bool>> condition, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > Bound) Assert.Fail($"Within {Bound.TotalSeconds:0} s it did not come to this: {what}");
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until the assertions hold; in the end they speak for themselves.</summary>
    public static async Task Passes(Func<Task> assertions)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await assertions();
                return;
            }
            catch (Exception notYet) when (notYet is not OperationCanceledException && Stopwatch.GetElapsedTime(started) <= Bound)
            {
                await Task.Delay(Pause * 10, TestContext.Current.CancellationToken);
            }
        }
    }
}

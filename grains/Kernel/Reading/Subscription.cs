using Microsoft.Extensions.Logging;

namespace OpsCenter.Kernel;

/// <summary>Something that follows a district's journal, a page at a time, from wherever it stands.</summary>
public interface ISubscriber
{
    /// <summary>Up to where it has read; meaningful after the first page.</summary>
    JournalPosition Position { get; }

    /// <summary>Reads the next page. One call at a time.</summary>
    /// <returns>Rows read; fewer than a page: it has read to the end.</returns>
    Task<int> AdvanceAsync(int pageSize, CancellationToken cancellation);
}

/// <summary>
/// The one loop that follows the journal: page after page to the end, then it waits for a hint or a second. When the journal, or what the
/// subscriber writes to, is away, it waits and tries again. Runs in its owner's turns: nothing of it is for other threads.
/// </summary>
/// <param name="name">What follows, for the log: "the table of orders of district 440203".</param>
/// <param name="subscriber">Who follows.</param>
/// <param name="pages">
/// Rows of the first page after a pause, and of the largest: each page in a row is twice as large as the one before.
/// </param>
/// <param name="reader">Asked for the journal's end.</param>
/// <param name="district">Whose journal.</param>
/// <param name="time">The machine's clock.</param>
/// <param name="log">Hears when it stops and goes on, once each.</param>
internal sealed class Subscription(
    string name, ISubscriber subscriber, (int First, int Largest) pages, IJournalReader reader, DistrictCode district, TimeProvider time,
    ILogger log)
{
    /// <summary>Between two looks at a journal of which nobody tells anything.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>Shorter than who calls waits.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BehindTransaction = TimeSpan.FromMilliseconds(10);

    private readonly CancellationTokenSource stopping = new();
    private readonly SemaphoreSlim advancing = new(1);
    private Task running = Task.CompletedTask;
    private Task? nextCatchUp, readingOn;
    private TaskCompletionSource woken = new();

    public bool IsRunning => !running.IsCompleted;

    /// <summary>It has read to the end once since it began.</summary>
    public bool HasCaughtUp { get; private set; }

    public CancellationToken Stopping => stopping.Token;

    /// <summary>Called after each page and each look; returns how long the next look may wait at most.</summary>
    public Func<TimeSpan>? AfterPage { get; init; }

    /// <summary>Follows from now on.</summary>
    public void Start()
    {
        if (running.IsCompleted && !stopping.IsCancellationRequested) running = RunAsync();
    }

    /// <summary>There is something new.</summary>
    public void Wake()
    {
        woken.TrySetResult();
        Start();
    }

    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        woken.TrySetResult();
        await running;
    }

    /// <summary>
    /// Completes when all that was committed before the call has been read. Who comes before the reading has begun shares it: whatever
    /// they have seen committed is in it.
    /// </summary>
    /// <exception cref="TimeoutException">It takes too long to get so far.</exception>
    public Task CatchUpAsync() => nextCatchUp ??= CatchUpSoonAsync();

    /// <summary>
    /// Reads a page, and on to the end as readers see it unless it has been there once. Whoever asks while that is done shares it.
    /// </summary>
    public Task ReadOnAsync() => readingOn is { IsCompleted: false } ? readingOn : readingOn = ReadOnAloneAsync();

    private async Task ReadOnAloneAsync()
    {
        try
        {
            do
            {
                await advancing.WaitAsync(stopping.Token);
                try
                {
                    await ReadPageAsync(pages.Largest);
                }
                finally
                {
                    advancing.Release();
                }
            }
            while (!HasCaughtUp);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Somebody else reads on for its subscriber.
        }
    }

    private async Task RunAsync()
    {
        await Task.Yield();
        var isAway = false;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
                await ReadToEndAsync();
                var wait = AfterPage?.Invoke() ?? Tick;
                if (isAway) log.LogInformation("The journal can be read again: {Reader} goes on.", name);
                isAway = false;
                await Task.WhenAny(woken.Task, Task.Delay(wait));
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                if (!isAway) log.LogWarning(failure, "{Reader} cannot follow the journal now; it is tried again.", name);
                isAway = true;
                await Task.WhenAny(Task.Delay(Tick, stopping.Token));
            }
        }
    }

    private async Task ReadToEndAsync()
    {
        for (var page = pages.First; ; page = Math.Min(page * 2, pages.Largest))
        {
            int rows;
            await advancing.WaitAsync(stopping.Token);
            try
            {
                rows = await ReadPageAsync(page);
            }
            finally
            {
                advancing.Release();
            }
            // Behind a full page there is more, but others must get their turn.
            if (rows < page || stopping.IsCancellationRequested) return;
            AfterPage?.Invoke();
            await Task.Yield();
        }
    }

    private async Task CatchUpSoonAsync()
    {
        // Not before the caller has put it down as the next one.
        await Task.Yield();
        await advancing.WaitAsync(stopping.Token);
        nextCatchUp = null;
        try
        {
            var (head, asked) = (await reader.HeadAsync(district, stopping.Token), time.GetTimestamp());
            for (var page = pages.First; ; page = Math.Min(page * 2, pages.Largest))
            {
                var rows = await ReadPageAsync(page);
                if (rows < page && subscriber.Position.CompareTo(head) >= 0) return;
                if (time.GetElapsedTime(asked) > Patience)
                    throw new TimeoutException($"{name} was not read up to the journal's last event within {Patience.TotalSeconds} s.");
                // What is committed may stand behind a transaction that is not: it is given when that one is decided.
                if (rows == 0) await Task.Delay(BehindTransaction, stopping.Token);
            }
        }
        finally
        {
            advancing.Release();
        }
    }

    private async Task<int> ReadPageAsync(int page)
    {
        var rows = await subscriber.AdvanceAsync(page, stopping.Token);
        HasCaughtUp |= rows < page;
        return rows;
    }
}

namespace OpsCenter.Kernel;

/// <summary>
/// A copy of something that an actor keeps, for all that run on this silo; asked for again when it is older than it may be. Safe for all
/// threads.
/// </summary>
/// <param name="name">What it is, for who cannot get it.</param>
/// <param name="first">What is known before anybody was asked.</param>
/// <param name="ask">Asks for the newest; gets what is known.</param>
internal sealed class CachedCopy<T>(string name, T first, Func<T, Task<T>> ask, TimeProvider time) where T : class
{
    private readonly Lock asks = new();
    private volatile T known = first;
    private long askedAt = -1;
    private Task<T>? asking;

    /// <summary>The newest that this silo has.</summary>
    public T Known => known;

    /// <summary>One that was the newest not longer ago than that.</summary>
    /// <exception cref="RetryException">It cannot be asked for now.</exception>
    public ValueTask<T> FreshAsync(TimeSpan within)
    {
        if (Volatile.Read(ref askedAt) is var asked and >= 0 && time.GetElapsedTime(asked) < within) return new(known);
        lock (asks)
        {
            // Off the caller's turn: whoever comes meanwhile waits for the same answer, and no actor may hold it up.
            if (asking is not { IsCompleted: false }) asking = Task.Run(AskAsync);
            return new(asking);
        }
    }

    private async Task<T> AskAsync()
    {
        var asked = time.GetTimestamp();
        try
        {
            known = await ask(known);
        }
        catch (Exception failure) when (failure is not RetryException)
        {
            throw new RetryException($"{name}: {failure.Message}");
        }
        Volatile.Write(ref askedAt, asked);
        return known;
    }
}

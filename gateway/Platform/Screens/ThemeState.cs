namespace OpsCenter.Gateway.Platform.Screens;

/// <summary>
/// A theme as this gateway knows it at one moment, and the sign that the moment has passed. Immutable: all screens read the same
/// one, each at its own pace.
/// </summary>
/// <param name="Epoch">See <c>Frame.epoch</c>.</param>
/// <param name="Revision">The newest revision.</param>
/// <param name="Snapshot">The newest state, whole; encoded when the first screen needs it.</param>
/// <param name="Deltas">The newest steps, the last of them leads to <paramref name="Revision"/>.</param>
/// <param name="Heartbeat">The clocks only.</param>
public sealed record ThemeState(string Epoch, long Revision, Lazy<EncodedFrame> Snapshot, EncodedFrame[] Deltas, EncodedFrame Heartbeat)
{
    private readonly TaskCompletionSource passed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when there is a newer state. It does not lead there, or a slow screen would keep all that follow alive.</summary>
    public Task Next => passed.Task;

    public void Pass() => passed.TrySetResult();

    /// <summary>
    /// What brings a screen that stands at a revision up to date: the missing steps, or the whole where they are not
    /// known or would be more than <paramref name="mostSteps"/>; a heartbeat when it is up to date.
    /// </summary>
    public ArraySegment<EncodedFrame> FramesFrom(string epoch, long revision, int mostSteps = 8)
    {
        if (epoch == Epoch && revision == Revision) return new([Heartbeat]);
        var missing = epoch == Epoch && revision < Revision ? Revision - revision : long.MaxValue;
        return missing <= Math.Min(mostSteps, Deltas.Length) ? new(Deltas, Deltas.Length - (int)missing, (int)missing)
            : new([Snapshot.Value]);
    }
}

using Microsoft.Extensions.Logging;

namespace OpsCenter.Kernel;

/// <summary>How far a description has come to those whom it concerns. Versions count up from 1; 0: there is none.</summary>
/// <param name="Defined">The newest version.</param>
/// <param name="Confirmed">The newest version of which all have been told.</param>
public readonly record struct RolloutProgress(long Defined, long Confirmed)
{
    /// <summary>Whether somebody may not know the newest version yet.</summary>
    public bool IsOwed => Defined > Confirmed;

    /// <summary>
    /// Whether the confirmation of a version says something new: one that comes late does not, nor one of a version that there is not.
    /// </summary>
    public bool IsNews(long confirmed) => confirmed > Confirmed && confirmed <= Defined;
}

/// <summary>A version of a description, and what of it is told to whom. Each must be safe to be told again.</summary>
/// <param name="Version">The version.</param>
/// <param name="Messages">Everybody whom it concerns, those whom it leaves out among them, each with the command that tells so.</param>
public sealed record Announcement<TTold>(long Version, IReadOnlyList<(IActor<TTold> To, TTold Command)> Messages);

/// <summary>
/// The rollout of a description, led by the actor that keeps it: defined (an event), told to all whom it concerns, confirmed (an event).
/// Between the two events it is owed; what a crash or a failure left is made up for by <see cref="RunAsync"/> or <see cref="MakeUp"/>, with
/// which the actor answers whoever asks for the description. One rollout runs at a time; for an actor's own turns only.
/// </summary>
/// <param name="self">Whose description it is.</param>
/// <param name="caller">Who tells: the kind of the actor.</param>
/// <param name="owed">What must be told by the committed state; null: nothing.</param>
/// <param name="confirm">Commits that all know a version.</param>
/// <typeparam name="TTold">What those whom it concerns are told by.</typeparam>
public sealed class Rollout<TTold>(
    StreamId self, string caller, ActorServices services, Func<Task<Announcement<TTold>?>> owed, Func<long, Task> confirm)
{
    /// <summary>So many are told at once.</summary>
    public const int MaxAtOnce = 64;

    private readonly SemaphoreSlim running = new(1);

    /// <summary>Tells and confirms what is owed; nothing when nothing is. Whoever comes while it runs waits and looks again.</summary>
    /// <exception cref="RetryException">Not all could be told, or it could not be confirmed: it is still owed.</exception>
    public async Task RunAsync()
    {
        await running.WaitAsync();
        try
        {
            if (await owed() is not { } announcement) return;
            var now = services.Clock.GetUtcNow();
            foreach (var messages in announcement.Messages.Chunk(MaxAtOnce))
                await Task.WhenAll(messages.Select(message => TellAsync(message.To, new("", now, message.Command))));
            await confirm(announcement.Version);
        }
        finally
        {
            running.Release();
        }
    }

    /// <summary>
    /// The same behind the answer to whoever asks, unless it runs already. What fails is logged, and owed until the next asks.
    /// </summary>
    /// <param name="progress">By the committed state.</param>
    public void MakeUp(RolloutProgress progress)
    {
        if (progress.IsOwed && running.CurrentCount > 0) _ = MakeUpAsync();
    }

    private async Task MakeUpAsync()
    {
        try
        {
            await RunAsync();
        }
        catch (Exception failure)
        {
            services.Log.LogWarning(failure, "Not all whom the description of {Actor} concerns know it yet; they are told again.", self);
        }
    }

    /// <exception cref="InvalidOperationException">It was refused, which is a bug: nobody may refuse what is in force.</exception>
    private async Task TellAsync(IActor<TTold> to, Command<TTold> command)
    {
        if ((await to.Handle([command], caller))[0].Refusal is { } refusal)
            throw new InvalidOperationException($"{self} told of its description and was refused: {refusal.Message}");
    }
}

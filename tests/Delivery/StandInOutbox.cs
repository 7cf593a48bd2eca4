using System.Collections.Concurrent;
using OpsCenter.Gateway.Platform.Delivery;
using OpsCenter.Kernel;

namespace OpsCenter.Tests.Delivery;

/// <summary>
/// An outbox in memory, whose destinations and actors behave as a test wants. A message is its own key; what stands before its slash is
/// where it goes.
/// </summary>
internal sealed class StandInOutbox(int pageSize = 3, bool schedulesRetries = false) : IOutbox<string>
{
    /// <summary>What is owed, in order.</summary>
    public List<string> Owed { get; } = [];

    /// <summary>Every attempt, in order.</summary>
    public ConcurrentQueue<string> Tried { get; } = [];

    public ConcurrentQueue<string> Recorded { get; } = [];

    public ConcurrentQueue<(string Message, SendOutcome Outcome, bool IsPutOff)> Failures { get; } = [];

    public Func<string, SendAnswer> Answer { get; set; } = _ => SendAnswer.Sent();

    /// <summary>What the actors do before they record anything; may throw.</summary>
    public Action<string> Recording { get; set; } = _ => { };

    public int FaultedCount { get; private set; }

    public string Name => "messages";

    public DistrictCode District => new("440203");

    public bool SchedulesRetries => schedulesRetries;

    public async IAsyncEnumerable<IReadOnlyList<string>> OwedAsync(int waiting)
    {
        await Task.Yield();
        string[] owed;
        lock (Owed) owed = [.. Owed];
        foreach (var page in owed.Chunk(pageSize)) yield return page;
    }

    public string KeyOf(string message) => message;

    public string? DestinationOf(string message) => message.Split('/')[0];

    public Task<SendAnswer> SendAsync(string message)
    {
        Tried.Enqueue(message);
        return Task.FromResult(Answer(message));
    }

    public Task SentAsync(string message, SendAnswer answer)
    {
        Recording(message);
        Recorded.Enqueue(message);
        lock (Owed) Owed.Remove(message);
        return Task.CompletedTask;
    }

    public Task FailedAsync(string message, SendAnswer answer, bool isPutOff)
    {
        Recording(message);
        Failures.Enqueue((message, answer.Outcome, isPutOff));
        return Task.CompletedTask;
    }

    public void Faulted(string message) => FaultedCount++;
}

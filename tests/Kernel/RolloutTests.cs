using Microsoft.Extensions.Logging.Abstractions;
using OpsCenter.Kernel;
using Xunit;
using StreamId = OpsCenter.Kernel.StreamId;

namespace OpsCenter.Tests.Kernel;

/// <summary>A description is told to all whom it concerns, some at once, and confirmed when all know it.</summary>
public sealed class RolloutTests
{
    private readonly ActorServices services = new(
        null!, null!, null!, new DistrictClock(TimeProvider.System), TimeProvider.System, new(), null!, new NullLogger<ActorServices>());

    private readonly Listener[] listeners = [.. Enumerable.Range(0, 2 * Rollout<int>.MaxAtOnce + 7).Select(_ => new Listener())];
    private readonly List<long> confirmed = [];
    private RolloutProgress progress = new(1, 0);

    private Rollout<int> Rollout =>
        field ??= new(new StreamId(new("440203"), "book", "main"), "test.book", services, OwedAsync, ConfirmAsync);

    [Theory]
    [InlineData(0, 0, 0, false)]
    [InlineData(1, 0, 1, true)]
    [InlineData(2, 0, 1, true)]
    [InlineData(2, 1, 1, false)]
    [InlineData(2, 1, 3, false)]
    public void A_confirmation_is_news_once_and_of_versions_that_there_are(long defined, long known, long version, bool isNews)
    {
        Assert.Equal(isNews, new RolloutProgress(defined, known).IsNews(version));
        Assert.Equal(defined > known, new RolloutProgress(defined, known).IsOwed);
    }

    [Fact]
    public async Task All_are_told_so_many_at_once_and_then_it_is_confirmed()
    {
        var running = Rollout.RunAsync();
        for (var told = 0; told < listeners.Length;)
        {
            var waiting = listeners.Where(listener => listener.IsWaiting).ToArray();
            Assert.InRange(waiting.Length, 1, Rollout<int>.MaxAtOnce);
            Assert.Empty(confirmed);
            told += waiting.Length;
            foreach (var listener in waiting) listener.Answer();
        }
        await running;
        Assert.Equal([1], confirmed);
        Assert.All(listeners, listener => Assert.Equal([1], listener.Told));
    }

    [Fact]
    public async Task Whoever_comes_while_it_runs_waits_and_tells_only_what_is_newer()
    {
        var first = Rollout.RunAsync();
        var second = Rollout.RunAsync();
        progress = progress with { Defined = 2 };
        var third = Rollout.RunAsync();
        Open();
        await Task.WhenAll(first, second, third);
        Assert.Equal([1, 2], confirmed);
        Assert.All(listeners, listener => Assert.Equal([1, 2], listener.Told));
    }

    [Fact]
    public async Task What_could_not_be_told_is_not_confirmed_and_told_again()
    {
        listeners[^1].Failure = new RetryException("away");
        Open();
        await Assert.ThrowsAsync<RetryException>(Rollout.RunAsync);
        Assert.Empty(confirmed);
        // Behind somebody's question it fails quietly.
        Rollout.MakeUp(progress);
        Assert.Empty(confirmed);

        listeners[^1].Failure = null;
        Rollout.MakeUp(progress);
        Assert.Equal([1], confirmed);
        Assert.Equal([1, 1, 1], listeners[0].Told);
        Rollout.MakeUp(progress);
        await Rollout.RunAsync();
        Assert.Equal([1, 1, 1], listeners[0].Told);
    }

    [Fact]
    public async Task A_refusal_is_a_bug_and_confirms_nothing()
    {
        listeners[0].Refusal = Refusal.NotNow("not_now", "不行", "no");
        Open();
        await Assert.ThrowsAsync<InvalidOperationException>(Rollout.RunAsync);
        Assert.Empty(confirmed);
    }

    private void Open()
    {
        foreach (var listener in listeners) listener.IsOpen = true;
        foreach (var listener in listeners.Where(listener => listener.IsWaiting)) listener.Answer();
    }

    private Task<Announcement<int>?> OwedAsync() => Task.FromResult(
        progress.IsOwed
            ? new Announcement<int>(progress.Defined, [.. listeners.Select(listener => (listener, (int)progress.Defined))])
            : null);

    private Task ConfirmAsync(long version)
    {
        Assert.True(progress.IsNews(version));
        confirmed.Add(version);
        progress = progress with { Confirmed = version };
        return Task.CompletedTask;
    }

    /// <summary>Somebody whom it concerns; answers when the test says so.</summary>
    private sealed class Listener : IActor<int>
    {
        private TaskCompletionSource? answer;

        public List<int> Told { get; } = [];

        public bool IsOpen { get; set; }

        public bool IsWaiting => answer is not null;

        public Exception? Failure { get; set; }

        public Refusal? Refusal { get; set; }

        public async Task<Answer[]> Handle(Command<int>[] commands, string caller)
        {
            Assert.Equal("test.book", caller);
            Told.Add(Assert.Single(commands).Body);
            if (!IsOpen) await (answer = new()).Task;
            if (Failure is not null) throw Failure;
            return [new(Refusal is null ? Outcome.Accepted : Outcome.Refused, 1, Refusal)];
        }

        public void Answer()
        {
            var asked = answer!;
            answer = null;
            asked.SetResult();
        }
    }
}

using Microsoft.Extensions.Logging.Abstractions;
using OpsCenter.Kernel;
using OpsCenter.Silo.Journal;
using Xunit;

namespace OpsCenter.Tests.Journal;

/// <summary>What the journal promises, on whichever database; the derived classes say how to open, break and fill it.</summary>
public abstract class JournalTests : IAsyncLifetime
{
    protected const string District = "440203";

    private readonly List<JournalWriter> writers = [];

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected IOpenableStore Store { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync() => Store = await ReopenAsync();

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var writer in writers)
            await writer.DisposeAsync();
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The store, opened, on the same data each time.</summary>
    protected abstract Task<IOpenableStore> ReopenAsync();

    /// <summary>No space left, until <see cref="FreeSpaceAsync"/>.</summary>
    protected abstract Task UseUpSpaceAsync();

    protected abstract Task FreeSpaceAsync();

    protected JournalWriter NewWriter(IJournalStore? store = null, JournalWriterOptions? options = null, params ICommitListener[] listeners)
    {
        var writer = new JournalWriter(store ?? Store, options ?? new(), listeners, TimeProvider.System,
            NullLogger<JournalWriter>.Instance);
        writers.Add(writer);
        writer.Start();
        return writer;
    }

    protected async Task<IReadOnlyList<JournalRow>> AllAsync(string stream) =>
        await Store.ReadStreamAsync(stream, 0, int.MaxValue, Cancellation);

    protected static void AssertIntact(IReadOnlyList<JournalRow> rows) => Assert.True(HashChain.IsIntact(HashChain.Start, rows));

    /// <summary>
    /// Reads page by page, as a projector does, until so many rows have been seen: on PostgreSQL a transaction of anybody on
    /// the same server, another test included, may hold readers back for a while.
    /// </summary>
    protected async Task<IReadOnlyList<JournalRow>> FollowAsync(string district, int count, int page = 500)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        List<JournalRow> rows = [];
        while (rows.Count < count)
        {
            var more = await Store.ReadDistrictAsync(new(district), rows.Count == 0 ? JournalPosition.Start : rows[^1].Position, page,
                patience.Token);
            rows.AddRange(more);
            if (more.Count == 0)
                await Task.Delay(5, patience.Token);
        }
        return rows;
    }

    [Fact]
    public async Task The_head_of_a_district_is_its_last_row_and_nobody_elses()
    {
        Assert.Equal(JournalPosition.Start, await Store.HeadAsync(new(District), Cancellation));
        var (window, other) = (new TestRows($"{District}/window/H1/A12"), new TestRows("440999/window/H1/A1"));
        await NewWriter().AppendAsync(window.Handle, window.Next(3));
        await NewWriter().AppendAsync(other.Handle, other.Next(2));
        Assert.Equal((await FollowAsync(District, 3))[^1].Position, await Store.HeadAsync(new(District), Cancellation));
    }

    [Fact]
    public async Task A_row_comes_back_as_it_went_in()
    {
        var window = new TestRows($"{District}/window/H1/A12");
        var row = window.Next(text: "窗口 A12 呼叫 😀").Single();
        await NewWriter().AppendAsync(window.Handle, [row]);

        var read = Assert.Single(await AllAsync(window.Stream));
        Assert.Equal((row.Stream, row.Version, row.Kind, row.Actor, row.SourceId),
            (read.Stream, read.Version, read.Kind, read.Actor, read.SourceId));
        Assert.Equal(row.OccurredAt, read.OccurredAt);
        Assert.Equal(row.RecordedAt, read.RecordedAt);
        Assert.Equal(row.Payload, read.Payload);
        Assert.Equal(row.Hash, read.Hash);
        Assert.Equal([new(District)], await Store.ListDistrictsAsync(Cancellation));
    }

    [Fact]
    public async Task Readers_page_through_a_stream_and_a_district_in_order()
    {
        var a = new TestRows($"{District}/window/H1/A1");
        var b = new TestRows("440204/window/H1/B1");
        var writer = NewWriter();
        for (var i = 0; i < 20; i++)
        {
            await writer.AppendAsync(a.Handle, a.Next(3));
            await writer.AppendAsync(b.Handle, b.Next(2));
        }

        Assert.Equal(Enumerable.Range(11, 7).Select(v => (long)v),
            (await Store.ReadStreamAsync(a.Stream, 10, 7, Cancellation)).Select(row => row.Version));
        var district = await FollowAsync(District, 60, page: 7);
        Assert.Equal(Enumerable.Range(1, 60).Select(v => (long)v), district.Select(row => row.Version));
        Assert.True(district.Zip(district.Skip(1)).All(pair => pair.First.Position.CompareTo(pair.Second.Position) < 0));
        Assert.Equal([new(District), new("440204")], await Store.ListDistrictsAsync(Cancellation));
    }

    [Fact]
    public async Task Pipelined_calls_of_one_handle_are_committed_in_order_and_the_chain_is_intact()
    {
        var writer = NewWriter();
        var streams = Enumerable.Range(0, 40).Select(i => new TestRows($"{District}/window/H1/P{i}")).ToArray();
        await Task.WhenAll(streams.Select(stream => Task.Run(() => Task.WhenAll(
            Enumerable.Range(1, 50).Select(i => writer.AppendAsync(stream.Handle, stream.Next(i % 4 + 1))).ToArray()), Cancellation)));

        foreach (var stream in streams)
        {
            var rows = await AllAsync(stream.Stream);
            Assert.Equal(stream.Version, rows.Count);
            AssertIntact(rows);
        }
    }

    [Fact]
    public async Task Whatever_waits_is_committed_together()
    {
        var counted = new CountingStore(Store);
        var writer = new JournalWriter(counted, new(), [], TimeProvider.System, NullLogger<JournalWriter>.Instance);
        var streams = Enumerable.Range(0, 300).Select(i => new TestRows($"{District}/window/H1/G{i}")).ToArray();
        var appends = streams.Select(stream => writer.AppendAsync(stream.Handle, stream.Next())).ToArray();
        writer.Start();
        await Task.WhenAll(appends);
        await writer.StopAsync(Cancellation);

        Assert.Equal([300], counted.Batches);
    }

    [Fact]
    public async Task A_full_queue_makes_callers_wait_and_keeps_their_order()
    {
        var counted = new CountingStore(Store);
        var writer = new JournalWriter(counted, new() { RowsWaiting = 10, RowsPerTransaction = 4 }, [], TimeProvider.System,
            NullLogger<JournalWriter>.Instance);
        var stream = new TestRows($"{District}/window/H1/Q");
        var appends = Enumerable.Range(0, 60).Select(_ => writer.AppendAsync(stream.Handle, stream.Next(2))).ToArray();
        var large = writer.AppendAsync(stream.Handle, stream.Next(30));
        writer.Start();
        await Task.WhenAll([.. appends, large]);
        await writer.StopAsync(Cancellation);

        AssertIntact(await AllAsync(stream.Stream));
        Assert.Equal([.. Enumerable.Repeat(4, 30), 30], counted.Batches);
    }

    [Fact]
    public async Task A_conflict_fails_its_stream_only_and_every_later_call_of_its_handle()
    {
        var theirs = new TestRows($"{District}/window/H1/A1");
        await NewWriter().AppendAsync(theirs.Handle, theirs.Next(2));
        var writer = new JournalWriter(Store, new(), [], TimeProvider.System, NullLogger<JournalWriter>.Instance);
        var ours = new TestRows(theirs.Stream);
        var other = new TestRows($"{District}/window/H1/A2");
        // Collected before the writer starts: one transaction holds the loser and the others.
        var before = writer.AppendAsync(other.Handle, other.Next(3));
        var lost = writer.AppendAsync(ours.Handle, ours.Next());
        var behind = writer.AppendAsync(ours.Handle, ours.Next());
        var after = writer.AppendAsync(other.Handle, other.Next(3));
        writer.Start();

        await before;
        await after;
        var conflict = await Assert.ThrowsAsync<StreamConflictException>(() => lost);
        Assert.Equal([ours.Stream], conflict.Streams);
        Assert.Same(conflict, await Assert.ThrowsAsync<StreamConflictException>(() => behind));
        Assert.Same(conflict, await Assert.ThrowsAsync<StreamConflictException>(() => writer.AppendAsync(ours.Handle, ours.Next())));
        Assert.Equal(6, (await AllAsync(other.Stream)).Count);
        Assert.Equal(2, (await AllAsync(theirs.Stream)).Count);
        await writer.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Two_activations_with_the_same_version_in_one_batch_cannot_both_win()
    {
        var writer = new JournalWriter(Store, new(), [], TimeProvider.System, NullLogger<JournalWriter>.Instance);
        var first = new TestRows($"{District}/window/H1/A1");
        var second = new TestRows(first.Stream);
        var other = new TestRows($"{District}/window/H1/A2");
        Task[] rivals = [writer.AppendAsync(first.Handle, first.Next(text: "a")),
            writer.AppendAsync(second.Handle, second.Next(text: "b"))];
        var bystander = writer.AppendAsync(other.Handle, other.Next());
        writer.Start();

        await bystander;
        foreach (var rival in rivals)
            await Assert.ThrowsAsync<StreamConflictException>(() => rival);
        Assert.Empty(await AllAsync(first.Stream));
        await writer.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_found_and_not_repeated()
    {
        var losing = new AnswerLosingStore(Store);
        var writer = NewWriter(losing, new() { FirstPause = TimeSpan.FromMilliseconds(1) });
        var stream = new TestRows($"{District}/window/H1/A1");
        await writer.AppendAsync(stream.Handle, stream.Next(3));
        losing.LoseNext = 2;
        await writer.AppendAsync(stream.Handle, stream.Next(3));
        await writer.AppendAsync(stream.Handle, stream.Next());

        Assert.Equal(0, losing.LoseNext + losing.Repeats - 1);
        Assert.Equal(7, (await AllAsync(stream.Stream)).Count);
    }

    [Fact]
    public async Task A_lost_answer_does_not_hide_that_somebody_else_was_first()
    {
        var stream = new TestRows($"{District}/window/H1/A1");
        var rival = new TestRows(stream.Stream);
        var losing = new AnswerLosingStore(Store) { FailNext = 1, Meanwhile = () => Store.WriteAsync(rival.Next(text: "他人")) };
        var writer = NewWriter(losing, new() { FirstPause = TimeSpan.FromMilliseconds(1) });

        await Assert.ThrowsAsync<StreamConflictException>(() => writer.AppendAsync(stream.Handle, stream.Next()));
        Assert.Contains("他人", System.Text.Encoding.UTF8.GetString(Assert.Single(await AllAsync(stream.Stream)).Payload));
    }

    [Fact]
    public async Task No_space_is_told_at_once_and_mends_by_itself()
    {
        var writer = NewWriter();
        var stream = new TestRows($"{District}/window/H1/A1");
        await writer.AppendAsync(stream.Handle, stream.Next());
        await UseUpSpaceAsync();
        var full = new TestRows($"{District}/window/H1/A2");
        JournalFullException? told = null;
        for (var i = 0; told is null && i < 1000; i++)
            told = await Record.ExceptionAsync(
                () => writer.AppendAsync(full.Handle, full.Next(20, new string('满', 400)))) as JournalFullException;
        Assert.NotNull(told);
        Assert.Contains("满", told.Message);
        await FreeSpaceAsync();

        await writer.AppendAsync(stream.Handle, stream.Next());
        Assert.Equal(2, (await AllAsync(stream.Stream)).Count);
        var kept = await AllAsync(full.Stream);
        Assert.True(kept.Count < full.Version);
        AssertIntact(kept);
    }

    [Fact]
    public async Task Listeners_hear_what_each_commit_was_about()
    {
        var heard = new HeardCommits();
        var writer = NewWriter(listeners: [new ThrowingListener(), heard]);
        var a = new TestRows("440203/window/H1/A1");
        var b = new TestRows("440204/window/H1/B1");
        await writer.AppendAsync(a.Handle, a.Next(2));
        await writer.AppendAsync(b.Handle, b.Next(2));
        await writer.StopAsync(Cancellation);

        Assert.Equal([(new("440203"), "test.happened"), (new("440204"), "test.happened")], heard.Commits);
    }

    [Fact]
    public async Task Stopping_finishes_what_is_queued_and_refuses_what_comes_later()
    {
        var writer = new JournalWriter(Store, new(), [], TimeProvider.System, NullLogger<JournalWriter>.Instance);
        var stream = new TestRows($"{District}/window/H1/A1");
        var queued = Enumerable.Range(0, 100).Select(_ => writer.AppendAsync(stream.Handle, stream.Next(10))).ToArray();
        writer.Start();
        await writer.StopAsync(Cancellation);

        await Task.WhenAll(queued);
        Assert.Equal(1000, (await AllAsync(stream.Stream)).Count);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => writer.AppendAsync(stream.Handle, stream.Next()));
    }

    [Fact]
    public async Task Opened_again_it_holds_what_it_held()
    {
        var stream = new TestRows($"{District}/window/H1/A1");
        await NewWriter().AppendAsync(stream.Handle, stream.Next(25));
        await using var again = await ReopenAsync();

        AssertIntact(await again.ReadStreamAsync(stream.Stream, 0, 100, Cancellation));
        await again.WriteAsync(stream.Next(), Cancellation);
        Assert.Equal(26, (await AllAsync(stream.Stream)).Count);
    }

    private sealed class HeardCommits : ICommitListener
    {
        public List<(DistrictCode District, string Kind)> Commits { get; } = [];

        public void Committed(IReadOnlyCollection<(DistrictCode District, string Kind)> committed) => Commits.AddRange(committed);
    }

    private sealed class ThrowingListener : ICommitListener
    {
        public void Committed(IReadOnlyCollection<(DistrictCode District, string Kind)> committed) =>
            throw new InvalidOperationException("A listener's fault is its own.");
    }
}

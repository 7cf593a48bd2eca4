using System.Diagnostics;

namespace OpsCenter.Silo.Journal;

/// <summary>
/// The one writer of this silo: takes whatever is waiting and commits it as one transaction, without a timer, so that
/// throughput rises with load and latency does not wait for it. Runs on a thread of its own: a commit must not wait for a
/// free thread of the pool, nor take one away from the actors.
/// </summary>
public sealed class JournalWriter : IJournal, IAsyncDisposable
{
    private readonly IJournalStore store;
    private readonly JournalWriterOptions options;
    private readonly ICommitListener[] listeners;
    private readonly TimeProvider time;
    private readonly ILogger<JournalWriter> logger;
    private readonly AppendQueue queue;
    private readonly OutageLog outage;
    private readonly CancellationTokenSource abandon = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<PendingAppend> batch = [];
    private readonly HashSet<(DistrictCode District, string Kind)> committed = [];
    private PendingRow[] rows = new PendingRow[512];
    private Thread? thread;

    public JournalWriter(
        IJournalStore store, JournalWriterOptions options, IEnumerable<ICommitListener> listeners, TimeProvider time,
        ILogger<JournalWriter> logger)
    {
        this.store = store;
        this.options = options;
        this.listeners = [.. listeners];
        this.time = time;
        this.logger = logger;
        queue = new(options.RowsWaiting);
        outage = new(logger, time);
    }

    /// <summary>Starts to write; calls made before wait.</summary>
    public void Start()
    {
        thread = new Thread(Run) { IsBackground = true, Name = "journal writer" };
        thread.Start();
    }

    /// <inheritdoc/>
    public Task AppendAsync(JournalHandle handle, IReadOnlyList<PendingRow> rows)
    {
        if (handle.Failure is { } failure)
            return Task.FromException(failure);
        if (rows.Count == 0)
            return Task.CompletedTask;
        var append = new PendingAppend(handle, rows);
        if (!queue.TryEnqueue(append))
            append.Fail(new JournalUnavailableException("事件日志正在关闭，请稍后重试 / The journal is closing; send it again later."));
        return append.Task;
    }

    /// <summary>Takes no more calls, and finishes what is queued; what is not finished when the token fires is told so.</summary>
    public async Task StopAsync(CancellationToken cancellation = default)
    {
        queue.Close();
        if (thread is null)
            return;
        await using (cancellation.Register(abandon.Cancel))
            await ended.Task;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await abandon.CancelAsync();
        await StopAsync();
    }

    private void Run()
    {
        try
        {
            while (queue.Take(batch, options.RowsPerTransaction))
            {
                Commit(batch);
                batch.Clear();
                JournalMetrics.Waiting.Set(queue.Rows);
            }
        }
        catch (Exception fault)
        {
            // Cannot happen by the rules above; if it does, nobody may wait for ever.
            logger.LogCritical(fault, "事件日志的写入线程意外停止 / The journal's writer has stopped");
            queue.Close();
            foreach (var append in batch.Concat(queue.Drain()))
                append.Fail(new JournalUnavailableException("事件日志已停止 / The journal has stopped.", fault));
        }
        finally
        {
            ended.TrySetResult();
        }
    }

    /// <summary>Every call of the batch is answered when this returns.</summary>
    private void Commit(List<PendingAppend> appends)
    {
        var retry = new RetryClock(options, time, abandon.Token);
        while (Prepare(appends) is var count and > 0)
        {
            try
            {
                Write(count);
                Succeed(appends);
                outage.Over();
                return;
            }
            catch (StreamConflictException conflict)
            {
                // After a try with unknown outcome the rows in our way may be our own.
                var before = appends.Count;
                if (retry.Tries > 0 && !Settle(appends, retry))
                    return;
                if (appends.Count == before && appends.TrueForAll(append => append.Handle.Failure is null))
                    Reject(appends, conflict);
            }
            catch (JournalFullException full)
            {
                JournalMetrics.Failures.WithLabels("full").Inc();
                outage.Began(
                    "事件日志所在磁盘已满，新的事件暂不能保存；腾出空间后自动恢复 / The journal's disk is full: nothing can be recorded until space is freed, then it "
                        + "goes on by itself", full);
                FailAll(appends, full);
            }
            catch (JournalUnavailableException away)
            {
                JournalMetrics.Failures.WithLabels("unavailable").Inc();
                outage.Began("事件日志暂不可用，正在重试 / The journal cannot be reached: trying again", away);
                if (!Settle(appends, retry, away))
                    return;
            }
            catch (Exception refused) when (appends.Count > 1)
            {
                // One call among many holds what the database does not take: find it, and let the others through.
                logger.LogDebug(refused, "A batch of {Calls} calls was refused; trying its halves", appends.Count);
                var half = appends.Count / 2;
                Commit(appends.GetRange(0, half));
                Commit(appends.GetRange(half, appends.Count - half));
                return;
            }
            catch (Exception refused)
            {
                JournalMetrics.Failures.WithLabels("refused").Inc();
                logger.LogError(refused, "数据库拒绝写入事件流 / The database refused rows of stream {Stream}", appends[0].Rows[0].Stream);
                FailAll(appends, new JournalUnavailableException("数据库拒绝了写入 / The database refused the rows.", refused));
            }
        }
    }

    /// <summary>Drops calls whose handle is void, gathers the rows of the others; returns how many.</summary>
    private int Prepare(List<PendingAppend> appends)
    {
        var count = 0;
        var kept = 0;
        for (var i = 0; i < appends.Count; i++)
        {
            var append = appends[i];
            if (append.Handle.Failure is { } failure)
            {
                append.Fail(failure);
                continue;
            }
            appends[kept++] = append;
            if (rows.Length < count + append.Rows.Count)
                Array.Resize(ref rows, Math.Max(rows.Length * 2, count + append.Rows.Count));
            for (var j = 0; j < append.Rows.Count; j++)
                rows[count++] = append.Rows[j];
        }
        appends.RemoveRange(kept, appends.Count - kept);
        return count;
    }

    private void Write(int count)
    {
        var started = Stopwatch.GetTimestamp();
        store.WriteAsync(rows.AsMemory(0, count), CancellationToken.None).GetAwaiter().GetResult();
        JournalMetrics.CommitSeconds.Observe(Stopwatch.GetElapsedTime(started).TotalSeconds);
        JournalMetrics.Events.Inc(count);
    }

    private void Succeed(List<PendingAppend> appends)
    {
        committed.Clear();
        var (district, kind) = (default(DistrictCode), "");
        foreach (var append in appends)
        {
            if (listeners.Length > 0)
            {
                foreach (var row in append.Rows)
                {
                    if (row.District == district && ReferenceEquals(row.Kind, kind))
                        continue;
                    (district, kind) = (row.District, row.Kind);
                    committed.Add((district, kind));
                }
            }
            append.TrySetResult();
        }
        if (listeners.Length > 0)
            Announce();
    }

    private void Announce()
    {
        foreach (var listener in listeners)
        {
            try
            {
                listener.Committed(committed);
            }
            catch (Exception fault)
            {
                logger.LogWarning(fault, "{Listener} failed after a commit", listener.GetType().Name);
            }
        }
    }

    private static void Reject(List<PendingAppend> appends, StreamConflictException conflict)
    {
        var lost = conflict.Streams.ToHashSet();
        JournalMetrics.Conflicts.Inc(lost.Count);
        foreach (var append in appends)
        {
            if (append.Rows.Any(row => lost.Contains(row.Stream)))
                append.Handle.Fail(new StreamConflictException([.. append.Rows.Select(row => row.Stream).Distinct().Where(lost.Contains)]));
        }
    }

    /// <summary>
    /// After a failure whose outcome is unknown: pauses, then looks which calls were committed after all (they succeed) or
    /// overtaken (they fail). False when nothing is left to write.
    /// </summary>
    private bool Settle(List<PendingAppend> appends, RetryClock retry, JournalUnavailableException? away = null)
    {
        while (true)
        {
            JournalMetrics.Waiting.Set(queue.Rows);
            if (!retry.Pause())
            {
                var failure = away ?? new JournalUnavailableException("事件日志暂不可用 / The journal cannot be reached.");
                FailAll(appends, failure);
                FailAll(queue.Drain(), failure);
                return false;
            }
            try
            {
                return SettleOnce(appends);
            }
            catch (JournalUnavailableException still)
            {
                away = still;
            }
        }
    }

    private bool SettleOnce(List<PendingAppend> appends)
    {
        List<PendingAppend> committed = [];
        foreach (var append in appends)
        {
            switch (WrittenRows.Compare(store, append.Rows))
            {
                case WrittenRows.Fate.Ours:
                    committed.Add(append);
                    break;
                case WrittenRows.Fate.Theirs:
                    JournalMetrics.Conflicts.Inc();
                    append.Handle.Fail(new StreamConflictException([append.Rows[0].Stream]));
                    break;
            }
        }
        if (committed.Count > 0)
        {
            JournalMetrics.Events.Inc(committed.Sum(append => append.Rows.Count));
            Succeed(committed);
            outage.Over();
            appends.RemoveAll(committed.Contains);
        }
        return appends.Count > 0;
    }

    private static void FailAll(List<PendingAppend> appends, Exception failure)
    {
        foreach (var append in appends)
            append.Fail(failure);
        appends.Clear();
    }
}

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace OpsCenter.Kernel;

/// <summary>What every actor can do: carry out commands.</summary>
[Alias("opscenter.kernel.IActor`1")]
public interface IActor<TCommand> : IGrainWithStringKey
{
    /// <summary>
    /// Carries out commands in order and answers each, after the commit. All of one call are committed together.
    /// </summary>
    /// <param name="commands">What is asked.</param>
    /// <param name="caller">Who asks for it: the account's name.</param>
    /// <exception cref="RetryException">Nothing is known to be durable; send the same commands again.</exception>
    Task<Answer[]> Handle([Immutable] Command<TCommand>[] commands, string caller);
}

/// <summary>
/// The one life of all actors: load, decide, append, evolve, answer. It does not wait for one commit before it decides the
/// next command; what it tells anybody rests on committed events only, and when an append fails everything in flight
/// behind it fails too and the state is reloaded.
/// </summary>
[Reentrant]
public abstract class Actor<TState, TCommand, TEvent, TTerms>(ActorServices services, IDecider<TState, TCommand, TEvent, TTerms> decider)
    : Grain, IActor<TCommand>
    where TEvent : notnull
{
    private const int PageSize = 5000;
    private Task<Life>? life;
    private Task snapshotting = Task.CompletedTask;

    /// <summary>Stable name of this kind of actor, under which its snapshots are kept, e.g. <c>hall.window</c>.</summary>
    protected abstract string KindName { get; }

    /// <summary>Form of the state in a snapshot; count up when the state's record changes in a way that JSON cannot bridge.</summary>
    protected virtual int Schema => 1;

    protected abstract JsonTypeInfo<TState> StateJson { get; }

    /// <summary>
    /// False for kinds of which there are very many with short histories: reading those costs less than keeping snapshots.
    /// </summary>
    protected virtual bool KeepsSnapshots => true;

    /// <summary>
    /// Collects what the decider needs to know from elsewhere for these commands; they are decided by it and by nothing that another
    /// call collected.
    /// </summary>
    protected abstract ValueTask<TTerms> TermsAsync(Command<TCommand>[] commands);

    /// <summary>
    /// Called after a commit, with the newest committed state, before the callers are answered. For effects on other actors, which must
    /// be safe to repeat and be made up for when this is never called.
    /// </summary>
    protected virtual void Committed(TState state) { }

    /// <summary>The clock that its deciders go by and its events are recorded by.</summary>
    protected virtual TimeProvider Clock => services.Clock;

    protected StreamId Self => field == default ? field = StreamId.Parse(this.GetPrimaryKeyString()) : field;

    protected ActorServices Services => services;

    /// <summary>The state as of the last commit.</summary>
    protected async Task<(TState State, long Version)> CommittedAsync()
    {
        var current = await LifeAsync();
        return (current.Committed, current.CommittedVersion);
    }

    public virtual async Task<Answer[]> Handle(Command<TCommand>[] commands, string caller)
    {
        var current = await LifeAsync();
        var terms = await TermsAsync(commands);
        // While that was awaited a failure may have made the life void.
        if (life is null || !life.IsCompletedSuccessfully || life.Result != current) current = await LifeAsync();
        List<PendingRow> rows;
        Answer[] answers;
        try
        {
            (answers, rows) = Decide(current, commands, terms, caller);
        }
        catch (Exception defect)
        {
            // A bug in a decider: part of the call may have evolved the state, so nobody may go on from it.
            current.Handle.Fail(defect);
            Abandon(current);
            throw;
        }
        if (rows.Count > 0) current.LastAppend = services.Journal.AppendAsync(current.Handle, rows);
        var (state, version, hash) = (current.State, current.Version, current.Hash);
        try
        {
            await current.LastAppend;
        }
        catch (Exception failure)
        {
            Abandon(current);
            throw new RetryException($"{Self}: {failure.Message}");
        }
        if (version > current.CommittedVersion)
        {
            (current.Committed, current.CommittedVersion, current.CommittedHash) = (state, version, hash);
            if (KeepsSnapshots && version - current.SnapshotVersion >= services.Options.SnapshotEvery && snapshotting.IsCompleted)
                snapshotting = SnapshotAsync(current);
            Committed(state);
        }
        return answers;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await snapshotting;
        if (KeepsSnapshots && life is { IsCompletedSuccessfully: true } && life.Result is var current
            && current.CommittedVersion > current.SnapshotVersion)
            await SnapshotAsync(current);
    }

    private void Abandon(Life current)
    {
        if (life is { IsCompletedSuccessfully: true } && life.Result == current) life = null;
    }

    private (Answer[] Answers, List<PendingRow> Rows) Decide(Life current, Command<TCommand>[] commands, TTerms terms, string caller)
    {
        var answers = new Answer[commands.Length];
        var rows = new List<PendingRow>(commands.Length);
        var now = Clock.GetUtcNow().ToJournal();
        for (var i = 0; i < commands.Length; i++)
        {
            ref readonly var command = ref commands[i];
            if (current.Ids.TryGet(command.SourceId, out var before))
            {
                answers[i] = new(Outcome.Repeated, before, null);
                continue;
            }
            if (command.IfVersion > 0 && command.IfVersion != current.Version)
            {
                answers[i] = new(Outcome.Refused, current.Version, GoneOn(command.IfVersion, current.Version));
                continue;
            }
            var at = command.OccurredAt.ToJournal();
            var decision = decider.Decide(current.State, command.Body, terms, new(Self, at, now));
            if (decision.Refusal is { } refusal)
            {
                answers[i] = new(Outcome.Refused, current.Version, refusal);
                continue;
            }
            foreach (var @event in decision.Events)
            {
                var (kind, payload) = services.Catalogue.Write(@event);
                current.Version++;
                current.Hash = HashChain.Next(current.Hash, current.Version, at, kind, caller, command.SourceId, payload);
                current.State = decider.Evolve(current.State, @event, at);
                rows.Add(new()
                {
                    Stream = this.GetPrimaryKeyString(),
                    Version = current.Version,
                    District = Self.District,
                    Kind = kind,
                    OccurredAt = at,
                    RecordedAt = now,
                    Actor = caller,
                    SourceId = command.SourceId,
                    Payload = payload,
                    Hash = current.Hash,
                });
            }
            if (decision.Events.Count > 0) current.Ids.Add(command.SourceId, current.Version, at);
            answers[i] = new(Outcome.Accepted, current.Version, null, decision.Events.Count);
        }
        return (answers, rows);
    }

    private static Refusal GoneOn(long seen, long now) => Refusal.Conflict(
        Refusal.GoneOn,
        $"其间已有更新（第 {seen} 版之后，现为第 {now} 版），请重新查看",
        $"It has gone on since version {seen} and is at {now} now; look at it again");

    private async Task<Life> LifeAsync()
    {
        var loading = life ??= LoadAsync();
        try
        {
            return await loading;
        }
        catch (Exception failure)
        {
            if (life == loading) life = null;
            services.Log.LogError(failure, "{Actor} could not be loaded; its callers are told to try again.", Self);
            throw new RetryException($"{Self}: {failure.Message}");
        }
    }

    private async Task<Life> LoadAsync()
    {
        var stored = new GrainState<Snapshot>(new());
        Snapshot? snapshot = null;
        var state = decider.Initial;
        try
        {
            if (KeepsSnapshots) await services.Snapshots.ReadStateAsync(KindName, this.GetGrainId(), stored);
            if (stored is { RecordExists: true, State: { } found } && found.Schema == Schema)
                (snapshot, state) = (found, JsonSerializer.Deserialize(found.Body, StateJson)!);
        }
        catch (Exception failure)
        {
            services.Log.LogWarning(failure, "The snapshot of {Actor} cannot be read; the whole history is.", Self);
        }
        var current = new Life
        {
            Stored = stored,
            State = state,
            Version = snapshot?.Version ?? 0,
            Hash = snapshot?.Hash ?? HashChain.Start,
            Ids = RecentIds.Load(snapshot?.Ids),
            SnapshotVersion = snapshot?.Version ?? 0,
        };
        await foreach (var rows in HistoryAsync(current.Version))
        {
            foreach (var row in rows)
            {
                if (services.Catalogue.Read(row.Kind, row.Payload) is TEvent @event)
                    current.State = decider.Evolve(current.State, @event, row.OccurredAt);
                current.Ids.Add(row.SourceId, row.Version, row.OccurredAt);
                (current.Version, current.Hash) = (row.Version, row.Hash);
            }
        }
        (current.Committed, current.CommittedVersion, current.CommittedHash) = (current.State, current.Version, current.Hash);
        return current;
    }

    /// <summary>What it has lived through, as committed: page by page, the oldest first.</summary>
    /// <param name="after">Only what has a greater version; 0: all.</param>
    protected async IAsyncEnumerable<IReadOnlyList<JournalRow>> HistoryAsync(long after = 0)
    {
        while (true)
        {
            var rows = await services.Reader.ReadStreamAsync(this.GetPrimaryKeyString(), after, PageSize);
            if (rows.Count > 0) yield return rows;
            if (rows.Count < PageSize) yield break;
            after = rows[^1].Version;
        }
    }

    private async Task SnapshotAsync(Life current)
    {
        var version = current.CommittedVersion;
        current.Ids.Forget(Clock.GetUtcNow() - services.Options.RememberIds);
        current.Stored.State = new()
        {
            Schema = Schema,
            Version = version,
            Hash = current.CommittedHash,
            Body = JsonSerializer.SerializeToUtf8Bytes(current.Committed, StateJson),
            Ids = current.Ids.Save(version),
        };
        try
        {
            await services.Snapshots.WriteStateAsync(KindName, this.GetGrainId(), current.Stored);
            current.SnapshotVersion = version;
        }
        catch (Exception failure)
        {
            // A snapshot is a cache: without it the next opening reads more events. Wait for as many again before another
            // try, from what is stored now: a write may have arrived although its answer did not.
            current.SnapshotVersion = version;
            services.Log.LogWarning(failure, "The snapshot of {Actor} at version {Version} was not written.", Self, version);
            await services.Snapshots.RereadAsync(KindName, this.GetGrainId(), current.Stored);
        }
    }

    /// <summary>What lives between a load and the first failure after it.</summary>
    private sealed class Life
    {
        public JournalHandle Handle { get; } = new();
        public required GrainState<Snapshot> Stored { get; init; }
        public required RecentIds Ids { get; init; }
        public Task LastAppend { get; set; } = Task.CompletedTask;

        // With everything in flight:
        public required TState State { get; set; }
        public required long Version { get; set; }
        public required byte[] Hash { get; set; }

        // As committed:
        public TState Committed { get; set; } = default!;
        public long CommittedVersion { get; set; }
        public byte[] CommittedHash { get; set; } = HashChain.Start;

        public required long SnapshotVersion { get; set; }
    }
}

/// <summary>An actor whose decider needs nothing from elsewhere.</summary>
public abstract class Actor<TState, TCommand, TEvent>(ActorServices services, IDecider<TState, TCommand, TEvent> decider)
    : Actor<TState, TCommand, TEvent, NoTerms>(services, decider)
    where TEvent : notnull
{
    protected sealed override ValueTask<NoTerms> TermsAsync(Command<TCommand>[] commands) => default;
}

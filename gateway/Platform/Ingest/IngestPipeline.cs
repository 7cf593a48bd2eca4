using Google.Protobuf;
using OpsCenter.Kernel;
using OpsCenter.Quarantine;

namespace OpsCenter.Gateway.Platform.Ingest;

/// <summary>Where a batch goes.</summary>
/// <param name="District">District code, as the sender wrote it.</param>
/// <param name="Name">What of the district, in the subject's own terms (a hall's code); empty: the district.</param>
public readonly record struct IngestTarget(DistrictCode District, string Name);

/// <summary>What a record says to one actor.</summary>
/// <param name="Actor">Key of the actor.</param>
/// <param name="Commands">In order; the record is taken when none of them is refused.</param>
public readonly record struct RecordCommands<TCommand>(string Actor, Command<TCommand>[] Commands);

/// <summary>What the pipeline of every subject works with.</summary>
public sealed class IngestServices(
    IClusterClient cluster, RecordHolder holder, RecordSeals seals, IngestOptions options, DistrictClock clock, ILogger<IngestServices> log)
{
    /// <summary>The way to the actors.</summary>
    public IClusterClient Cluster { get; } = cluster;

    /// <summary>Holds what cannot be counted.</summary>
    public RecordHolder Holder { get; } = holder;

    /// <summary>Seals what it holds.</summary>
    public RecordSeals Seals { get; } = seals;

    /// <summary>How many it takes in at once.</summary>
    public IngestOptions Options { get; } = options;

    /// <summary>The district's clock.</summary>
    public DistrictClock Clock { get; } = clock;

    /// <summary>Hears of defects.</summary>
    public ILogger Log { get; } = log;
}

/// <summary>
/// The one way of records into the product: each is checked, those of one actor are handed to it together, what is wrong with one is
/// answered with its reason and held in quarantine, and after the commit of all that it counts there is a receipt. What a record is and
/// whose, a subject's own class says; what people do with those that are held is the same for all.
/// </summary>
/// <typeparam name="TRecord">A record of the public contract.</typeparam>
/// <typeparam name="TCommand">What it becomes.</typeparam>
/// <typeparam name="TTerms">What records are read by: the description of what they are about.</typeparam>
public abstract partial class IngestPipeline<TRecord, TCommand, TTerms>(IngestServices services)
    where TRecord : class, IMessage<TRecord>, new() where TTerms : class
{
    /// <summary>Records in one batch. No setting: it is the contract's, and senders cut their batches by it.</summary>
    public const int MaxBatch = 1000;

    /// <summary>Calls to actors that have no answer yet, of all senders together, where calls must be in sequence.</summary>
    private readonly SemaphoreSlim underWay = new(services.Options.CallsUnderWay);

    /// <summary>The last call to each actor that has one under way; no more than <see cref="underWay"/> lets in.</summary>
    private readonly Dictionary<string, Task> lastCalls = [];

    protected IngestServices Services => services;

    /// <summary>Whether of two records of one actor the later one counts, in the batch as in the stream.</summary>
    protected virtual bool IsSequenceKept => false;

    /// <summary>
    /// Whether of two records of one id that are held the later one is kept, and one that comes right leaves the quarantine by itself.
    /// </summary>
    protected virtual bool IsNewestHeld => false;

    /// <summary>Completes after the commit of everything that the receipt calls accepted, repeated or quarantined.</summary>
    protected async Task<BatchOutcome> TakeAsync(IngestTarget target, IReadOnlyList<TRecord> records, string sender) =>
        await await BeginAsync(target, records, sender);

    /// <summary>
    /// Completes when all records are on their way, in the order of the batch; the inner task is the outcome, after the commit of what
    /// it counts.
    /// </summary>
    protected ValueTask<Task<BatchOutcome>> BeginAsync(IngestTarget target, IReadOnlyList<TRecord> records, string sender) =>
        BeginAsync(target, records, sender, isMended: false);

    /// <param name="isMended">They come out of quarantine; what comes right leaves it.</param>
    private async ValueTask<Task<BatchOutcome>> BeginAsync(
        IngestTarget target, IReadOnlyList<TRecord> records, string sender, bool isMended)
    {
        if (records.Count > MaxBatch) return Task.FromResult(IngestNotes.TooLarge(records.Count, MaxBatch));
        var notes = new IngestNotes(records.Count, index => IdOf(records[index]));
        if (await OpenAsync(target, notes, records.Count) is not { } terms) return Task.FromResult(notes.Close());
        var (calls, held) = (new Dictionary<string, Call>(), new List<HeldRecord>());
        for (var index = 0; index < records.Count; index++)
        {
            var problem = Read(records[index], target, terms, out var read);
            // What it is read by may just have changed.
            if (problem is not null && await NewerAsync(terms, problem) is { } newer)
                problem = Read(records[index], target, terms = newer, out read);
            if (problem is { CanBeMended: true }) held.Add(Held(target, index, records[index], problem.Code, problem.Message));
            else if (problem is not null) notes.Rejected(index, problem.Code, problem.Message);
            else if (calls.TryGetValue(read.Actor, out var call)) call.Add(index, read.Commands);
            else calls.Add(read.Actor, new(index, read.Commands));
        }
        foreach (var (actor, call) in calls)
        {
            if (IsSequenceKept) await underWay.WaitAsync();
            call.Answers = IsSequenceKept ? AskInSequenceAsync(actor, call.Commands, sender) : ActorOf(actor).Handle(call.Commands, sender);
        }
        return FinishAsync(target, records, calls.Values, held, sender, isMended || IsNewestHeld, notes);
    }

    /// <summary>By which the sender and whoever mends it know a record.</summary>
    protected abstract string IdOf(TRecord record);

    /// <summary>
    /// What the records of a batch are read by, or why they cannot be read: rejected, or to be sent again when it can be mended.
    /// </summary>
    protected abstract ValueTask<(TTerms? Terms, FactProblem? Problem)> OpenAsync(IngestTarget target);

    /// <summary>Newer terms, when a problem may come of old ones; null: there are none.</summary>
    protected virtual ValueTask<TTerms?> NewerAsync(TTerms terms, FactProblem problem) => default;

    /// <summary>Checks a record and says to whom it says what; or what is wrong with it.</summary>
    protected abstract FactProblem? Read(TRecord record, IngestTarget target, TTerms terms, out RecordCommands<TCommand> read);

    /// <summary>Whether an actor's answer says that it knew already.</summary>
    protected virtual bool IsRepeat(Answer answer) => answer.Outcome == Outcome.Repeated;

    /// <summary>The actor of a key.</summary>
    protected abstract IActor<TCommand> ActorOf(string key);

    private async Task<TTerms?> OpenAsync(IngestTarget target, IngestNotes notes, int count)
    {
        Action<int> note;
        try
        {
            var (terms, problem) = await OpenAsync(target);
            if (terms is not null) return terms;
            note = index => notes.Rejected(index, problem!.Code, problem.Message);
        }
        catch (Exception failure)
        {
            note = index => notes.Unavailable(index, failure, services.Log);
        }
        for (var index = 0; index < count; index++) note(index);
        return null;
    }

    /// <summary>One call to an actor at a time: between two that are under way together, Orleans promises no sequence.</summary>
    private async Task<Answer[]> AskInSequenceAsync(string actor, Command<TCommand>[] commands, string sender)
    {
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task? before;
        lock (lastCalls)
        {
            before = lastCalls.GetValueOrDefault(actor);
            lastCalls[actor] = answered.Task;
        }
        try
        {
            if (before is not null) await before;
            return await ActorOf(actor).Handle(commands, sender);
        }
        finally
        {
            lock (lastCalls)
                if (lastCalls[actor] == answered.Task) lastCalls.Remove(actor);
            answered.SetResult();
            underWay.Release();
        }
    }

    private async Task<BatchOutcome> FinishAsync(
        IngestTarget target, IReadOnlyList<TRecord> records, IReadOnlyCollection<Call> calls, List<HeldRecord> held, string sender,
        bool releases, IngestNotes notes)
    {
        var good = new List<string>();
        foreach (var call in calls)
        {
            try
            {
                var answers = await call.Answers;
                foreach (var (index, first, count) in call.Records)
                {
                    var own = answers.AsSpan(first, count);
                    if (RefusalIn(own) is { } refusal)
                    {
                        held.Add(Held(target, index, records[index], refusal.Code, refusal.Message));
                        continue;
                    }
                    if (releases) good.Add(IdOf(records[index]));
                    if (IsRepeat(own)) notes.Repeated(index);
                }
            }
            catch (Exception failure)
            {
                // The other calls have their own answers; the sender is asked to send these records again.
                foreach (var (index, _, _) in call.Records) notes.Unavailable(index, failure, services.Log);
            }
        }
        await services.Holder.HoldAsync(QuarantineOf(target), [.. held.OrderBy(record => record.Index)], IsNewestHeld, sender, notes);
        if (releases) await ReleaseAsync(QuarantineOf(target), [.. good.Except(held.Select(entry => entry.Id))], sender);
        return notes.Close();
    }

    /// <summary>
    /// A record that was in quarantine and has come right now, from its source or mended by a person, is there no longer.
    /// </summary>
    private async Task ReleaseAsync(string key, string[] ids, string sender)
    {
        if (ids.Length == 0) return;
        try
        {
            var quarantine = services.Cluster.GetGrain<IQuarantine>(key);
            var mended = await quarantine.AmongAsync(ids);
            if (mended.Count == 0) return;
            var now = services.Clock.GetUtcNow();
            await quarantine.Handle(
                [.. mended.Select(id => new Command<QuarantineCommand>("", now, new Release(id, WasMended: true, "")))], sender);
        }
        catch (Exception failure)
        {
            // What was taken in stays taken in; the entry is let go when the record comes next, or by a person.
            services.Log.LogWarning(failure, "Records that have come right could not be let go from quarantine.");
        }
    }

    private static Refusal? RefusalIn(ReadOnlySpan<Answer> answers)
    {
        foreach (ref readonly var answer in answers)
            if (answer.Refusal is { } refusal) return refusal;
        return null;
    }

    private bool IsRepeat(ReadOnlySpan<Answer> answers)
    {
        foreach (ref readonly var answer in answers)
            if (!IsRepeat(answer)) return false;
        return true;
    }

    /// <summary>What goes to one actor: the records with the place of their commands among the call's.</summary>
    private sealed class Call(int index, Command<TCommand>[] commands)
    {
        /// <summary>Of most calls there is one record: those behind it have their own list.</summary>
        private List<Command<TCommand>[]>? parts;

        public List<(int Index, int First, int Count)> Records { get; } = new(1) { (index, 0, commands.Length) };

        public Command<TCommand>[] Commands => parts is null ? commands : [.. commands, .. parts.SelectMany(part => part)];

        public Task<Answer[]> Answers { get; set; } = Task.FromResult<Answer[]>([]);

        public void Add(int index, Command<TCommand>[] commands)
        {
            var (_, first, count) = Records[^1];
            Records.Add((index, first + count, commands.Length));
            (parts ??= []).Add(commands);
        }
    }
}

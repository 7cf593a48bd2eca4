using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace OpsCenter.Kernel;

/// <summary>
/// One projection with what is its own: a place in the journal, a checkpoint, and its fate. Fold and checkpoint are one write, so each
/// event counts exactly once, whatever crashes; a checkpoint that cannot be read or is of another schema is rebuilt without touching
/// any other.
/// </summary>
internal sealed class ProjectionHost
{
    private readonly IProjectionFactory factory;
    private readonly DistrictCode district;
    private readonly GrainId owner;
    private readonly IGrainStorage snapshots;
    private readonly ILogger log;
    private readonly HashSet<string> kinds;
    private readonly GrainState<Snapshot> stored = new(new());
    private JournalPosition checkpoint;
    private Task checkpointing = Task.CompletedTask;
    private JournalPosition? origin;

    /// <param name="factory">Makes the projection.</param>
    /// <param name="district">Whose.</param>
    /// <param name="owner">Under whose name checkpoints are kept.</param>
    /// <param name="catalogue">Knows the events that it reads.</param>
    /// <param name="snapshots">Keeps the checkpoints.</param>
    /// <param name="log">Hears of what cannot be folded, read or written.</param>
    public ProjectionHost(
        IProjectionFactory factory, DistrictCode district, GrainId owner, EventCatalogue catalogue, IGrainStorage snapshots, ILogger log)
    {
        (this.factory, this.district, this.owner, this.snapshots, this.log) = (factory, district, owner, snapshots, log);
        kinds = [.. factory.Reads.SelectMany(catalogue.KindsOf)];
        Projection = factory.Create(district);
    }

    public string Name => factory.Name;

    public IProjection Projection { get; private set; }

    /// <summary>Up to where the journal is in it.</summary>
    public JournalPosition Position { get; private set; }

    /// <summary>Its events that could not be folded.</summary>
    public long LeftOut { get; private set; }

    private string SnapshotName => $"kernel.projection.{Name}";

    /// <summary>Takes up its checkpoint; without one that fits it stands at the journal's start.</summary>
    public async Task LoadAsync()
    {
        try
        {
            await snapshots.ReadStateAsync(SnapshotName, owner, stored);
            if (stored is not { RecordExists: true, State: { Body.Length: > 0 } snapshot } || snapshot.Schema != factory.Schema) return;
            using var body = new BinaryReader(new MemoryStream(snapshot.Body));
            var leftOut = body.ReadInt64();
            Projection.Load(body);
            (Position, checkpoint, LeftOut) = (snapshot.Position, snapshot.Position, leftOut);
        }
        catch (Exception failure)
        {
            log.LogWarning(
                failure, "The checkpoint of projection {Projection} of district {District} cannot be read; it is rebuilt.", Name, district);
            Projection = factory.Create(district);
        }
    }

    /// <summary>Whether the row is news to it and of a kind that it folds.</summary>
    public bool Wants(JournalRow row) => kinds.Contains(row.Kind) && row.Position.CompareTo(Position) > 0;

    /// <summary>Folds an event. One that it fails on is left out and counted; the next one is folded all the same.</summary>
    /// <param name="row">The row of the journal.</param>
    /// <param name="event">What it holds; null: it cannot be read.</param>
    /// <param name="unreadable">Why not.</param>
    public void Fold(JournalRow row, object? @event, Exception? unreadable)
    {
        try
        {
            if (unreadable is null) Projection.Apply(row, @event!);
            else LeaveOut(row, unreadable);
        }
        catch (Exception failure)
        {
            LeaveOut(row, failure);
        }
    }

    /// <summary>All of a page has been folded.</summary>
    public void MoveBehind(IReadOnlyList<JournalRow> page)
    {
        origin ??= page[0].Position;
        if (page[^1].Position.CompareTo(Position) > 0) Position = page[^1].Position;
    }

    /// <summary>
    /// How far it is on its way from the first row that it read to the journal's end, 0 to 1: an estimate, for between the two lie other
    /// districts' rows too.
    /// </summary>
    public double ProgressTo(JournalPosition head) => origin is { } first ? Position.ShareOfWay(first, head) : 0;

    /// <summary>Writes where it stands, unless it stands where it last did or is writing.</summary>
    public Task CheckpointAsync() => checkpointing.IsCompleted && Position != checkpoint ? checkpointing = WriteAsync() : checkpointing;

    private void LeaveOut(JournalRow row, Exception failure)
    {
        LeftOut++;
        ProjectionMetrics.LeftOut(Name, 1);
        log.LogError(
            failure, "Event {Stream} {Version} ({Kind}) could not be folded by projection {Projection} and is left out.",
            row.Stream, row.Version, row.Kind, Name);
    }

    private async Task WriteAsync()
    {
        var at = Position;
        var body = new MemoryStream();
        using (var writer = new BinaryWriter(body))
        {
            writer.Write(LeftOut);
            Projection.Save(writer);
        }
        stored.State = new() { Schema = factory.Schema, Position = at, Body = body.ToArray() };
        try
        {
            await snapshots.WriteStateAsync(SnapshotName, owner, stored);
            checkpoint = at;
        }
        catch (Exception failure)
        {
            log.LogWarning(
                failure, "The checkpoint of projection {Projection} of district {District} was not written; the next one will be tried.",
                Name, district);
            await snapshots.RereadAsync(SnapshotName, owner, stored);
        }
    }
}

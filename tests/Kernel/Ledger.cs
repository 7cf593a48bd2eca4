using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using OpsCenter.Kernel;

namespace OpsCenter.Tests.Kernel;

/// <summary>The simplest actor there is, to try the kernel with: it books amounts in order.</summary>
public interface ILedger : IActor<Book>
{
    Task<LedgerReading> ReadAsync();

    /// <summary>Ends this activation; the next call opens another.</summary>
    Task SleepAsync();
}

/// <summary>Each amount becomes an event of its own; an amount below 0 is refused, and the whole command with it.</summary>
[GenerateSerializer, Immutable]
public sealed record Book([property: Id(0)] ImmutableArray<int> Amounts);

[GenerateSerializer, Immutable]
public sealed record Booked([property: Id(0)] int Amount);

public sealed record LedgerState(ImmutableList<int> Amounts);

/// <param name="Amounts">As of the last commit.</param>
/// <param name="Version">The same.</param>
/// <param name="Activation">Differs between activations.</param>
[GenerateSerializer, Immutable]
public sealed record LedgerReading(
    [property: Id(0)] IReadOnlyList<int> Amounts, [property: Id(1)] long Version, [property: Id(2)] Guid Activation);

internal sealed class LedgerDecider : IDecider<LedgerState, Book, Booked>
{
    public LedgerState Initial { get; } = new([]);

    public Decision<Booked> Decide(LedgerState state, Book command, DecisionContext context) =>
        command.Amounts.Any(amount => amount < 0)
            ? Refusal.Invalid("negative", "金额小于零", "An amount is below 0")
            : command.Amounts.Select(amount => new Booked(amount)).ToArray();

    public LedgerState Evolve(LedgerState state, Booked booked, DateTimeOffset occurredAt) => new(state.Amounts.Add(booked.Amount));
}

/// <summary>The ledgers, as a product that is about nothing else.</summary>
internal sealed class LedgerSubject : Subject
{
    public override void Build(SubjectBuilder subject) => subject.Events.Add("test.booked", () => LedgerJson.Default.Booked);
}

internal sealed class LedgerGrain(ActorServices services) : Actor<LedgerState, Book, Booked>(services, new LedgerDecider()), ILedger
{
    private readonly Guid activation = Guid.NewGuid();

    protected override string KindName => LedgerJson.Snapshots;
    protected override JsonTypeInfo<LedgerState> StateJson => LedgerJson.Default.LedgerState;

    public async Task<LedgerReading> ReadAsync()
    {
        var (state, version) = await CommittedAsync();
        return new([.. state.Amounts], version, activation);
    }

    public Task SleepAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

[JsonSerializable(typeof(Booked))]
[JsonSerializable(typeof(LedgerState))]
internal sealed partial class LedgerJson : JsonSerializerContext
{
    public const string Snapshots = "test.ledger";
}

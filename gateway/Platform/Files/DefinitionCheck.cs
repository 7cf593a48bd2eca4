using Grpc.Core;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Platform.Files;

/// <summary>What came of a description that was handed over.</summary>
/// <param name="Definition">The description.</param>
/// <param name="Changes">What is different, in sentences.</param>
/// <param name="Warnings">What looks like a mistake.</param>
internal sealed record Defined<TDefinition>(TDefinition Definition, IReadOnlyList<string> Changes, IReadOnlyList<string> Warnings);

/// <summary>
/// The one way of what a file describes into force: held against the rules, compared with what is in force, and, unless it is only checked,
/// put in force by the actor that keeps it. Whoever only checks is told what whoever defines is told.
/// </summary>
/// <param name="Actor">Who keeps the description.</param>
/// <param name="Rules">The actor's.</param>
/// <param name="Known">What the actor knows, as last asked.</param>
/// <param name="Command">Puts a description in force.</param>
/// <param name="Changes">What a description that the rules allow changes of what is known, in sentences.</param>
internal sealed record DefinitionCheck<TDefinition, TState, TCommand, TEvent>(
    IActor<TCommand> Actor, IDecider<TState, TCommand, TEvent> Rules, TState Known, Func<TDefinition, TCommand> Command,
    Func<TDefinition, IEnumerable<string>> Changes) where TDefinition : class
{
    /// <summary>An edition that holds from a day on is put in force even if it changes nothing: its day may be another.</summary>
    public bool HasEditions { get; init; }

    /// <summary>
    /// How the actor is told when others must know too: the description, the account's name, the district's time; null: by the command.
    /// </summary>
    public Func<TDefinition, string, DateTimeOffset, Task<Answer>>? Tell { get; init; }

    /// <param name="reading">The file.</param>
    /// <param name="dryRun">Nothing is to be changed.</param>
    /// <param name="caller">The account's name.</param>
    /// <param name="now">The district's time.</param>
    /// <exception cref="RpcException">The file is wrong, or what it describes was refused.</exception>
    public async Task<Defined<TDefinition>> RunAsync(DefinitionReading<TDefinition> reading, bool dryRun, string caller, DateTimeOffset now)
    {
        var definition = reading.OrRefused();
        var command = Command(definition);
        Require(Rules.Decide(Known, command, new(StreamId.Parse(Actor.GetPrimaryKeyString()), now, now)).Refusal);
        string[] changes = [.. Changes(definition)];
        if (!dryRun && (HasEditions || changes.Length > 0))
        {
            var answer = Tell is null ? (await Actor.Handle([new("", now, command)], caller))[0] : await Tell(definition, caller, now);
            Require(answer.Refusal);
        }
        return new(definition, changes, [.. reading.Warnings.Select(warning => warning.ToString())]);
    }

    private static void Require(Refusal? refusal)
    {
        if (refusal is not null) throw Failure.Refused(refusal, "content");
    }
}

internal static class DefinitionCheck
{
    /// <inheritdoc cref="DefinitionCheck{TDefinition, TState, TCommand, TEvent}"/>
    public static DefinitionCheck<TDefinition, TState, TCommand, TEvent> Of<TDefinition, TState, TCommand, TEvent>(
        IActor<TCommand> actor, IDecider<TState, TCommand, TEvent> rules, TState known, Func<TDefinition, TCommand> command,
        Func<TDefinition, IEnumerable<string>> changes) where TDefinition : class => new(actor, rules, known, command, changes);
}

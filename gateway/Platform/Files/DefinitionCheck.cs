using Grpc.Core;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Platform.Files;

/// <summary>How what a file describes is put in force by the actor that keeps it.</summary>
internal static class DefinitionCheck
{
    /// <summary>Puts it in force, or only asks the rules: whoever only checks is told what whoever defines is told.</summary>
    /// <param name="actor">Who keeps the description.</param>
    /// <param name="command">Puts it in force.</param>
    /// <param name="decider">The actor's rules.</param>
    /// <param name="known">What the actor knows, as last asked.</param>
    /// <param name="dryRun">Nothing is to be changed.</param>
    /// <param name="caller">The account's name.</param>
    /// <param name="now">The district's time.</param>
    /// <exception cref="RpcException">It was refused.</exception>
    public static async Task DefineAsync<TState, TCommand, TEvent>(
        this IActor<TCommand> actor, TCommand command, IDecider<TState, TCommand, TEvent> decider, TState known, bool dryRun,
        string caller, DateTimeOffset now)
    {
        var refusal = dryRun
            ? decider.Decide(known, command, new(StreamId.Parse(actor.GetPrimaryKeyString()), now, now)).Refusal
            : (await actor.Handle([new("", now, command)], caller))[0].Refusal;
        if (refusal is not null) throw Failure.Refused(refusal, "content");
    }
}

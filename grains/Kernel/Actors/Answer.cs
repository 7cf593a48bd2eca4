namespace OpsCenter.Kernel;

public enum Outcome
{
    /// <summary>Durable now.</summary>
    Accepted,

    /// <summary>Was durable already: the id has been seen.</summary>
    Repeated,

    /// <summary>Not carried out, see the refusal.</summary>
    Refused,
}

/// <summary>The answer to one command; given after the commit of everything it rests on.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Version">The actor's version when the command had been carried out (the first time, for a repeat).</param>
/// <param name="Refusal">Set when refused.</param>
/// <param name="Events">How many events it gave; 0 when it brought nothing new.</param>
[GenerateSerializer, Immutable, Alias("opscenter.kernel.Answer")]
public readonly record struct Answer(
    [property: Id(0)] Outcome Outcome, [property: Id(1)] long Version, [property: Id(2)] Refusal? Refusal,
    [property: Id(3)] int Events = 0);

/// <summary>The actor could not answer for certain (journal away, or it moved); the same command may be sent again.</summary>
[GenerateSerializer, Alias("opscenter.kernel.RetryException")]
public sealed class RetryException(string message) : Exception(message);

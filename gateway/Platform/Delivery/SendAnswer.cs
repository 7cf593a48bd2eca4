namespace OpsCenter.Gateway.Platform.Delivery;

/// <summary>What became of an attempt to send a message.</summary>
public enum SendOutcome
{
    /// <summary>The destination has it.</summary>
    Sent,

    /// <summary>The destination does not want this message, or does not take this address, now or later.</summary>
    Refused,

    /// <summary>Nothing is known, or the destination takes nothing now.</summary>
    Unanswered,

    /// <summary>Nothing was sent: the destination's limit is used up for the moment.</summary>
    Waits,

    /// <summary>Nothing was sent: the message cannot be made as things are.</summary>
    Unsendable,

    /// <summary>Nothing was sent: it is not owed any more.</summary>
    Obsolete,
}

/// <param name="Detail">For people: a status, a code or what went wrong on the way; nothing of an address, a secret or a text.</param>
/// <param name="RetryAfter">For how long the destination wants nothing; null: not said.</param>
/// <param name="Reference">The destination's own id of the message; empty: none.</param>
public readonly record struct SendAnswer(SendOutcome Outcome, string Detail, TimeSpan? RetryAfter = null, string Reference = "")
{
    /// <summary>Nothing was sent, and nothing needs to be.</summary>
    public static SendAnswer Obsolete { get; } = new(SendOutcome.Obsolete, "");

    public static SendAnswer Sent(string reference = "") => new(SendOutcome.Sent, "", null, reference);

    public static SendAnswer Refused(string detail) => new(SendOutcome.Refused, detail);

    public static SendAnswer Unanswered(string detail, TimeSpan? retryAfter = null) => new(SendOutcome.Unanswered, detail, retryAfter);

    public static SendAnswer Unsendable(string detail) => new(SendOutcome.Unsendable, detail);
}

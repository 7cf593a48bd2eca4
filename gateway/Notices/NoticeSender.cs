using OpsCenter.Notices;

namespace OpsCenter.Gateway.Notices;

/// <summary>What became of a try.</summary>
public enum SendOutcome
{
    /// <summary>The channel has it.</summary>
    Sent,

    /// <summary>The channel does not take this address, now or later.</summary>
    Refused,

    /// <summary>Nothing is known, or the channel takes nothing now.</summary>
    Unanswered,

    /// <summary>Nothing was tried: the channel's limit is used up for the moment.</summary>
    Waits,
}

/// <param name="Detail">For people: a code or what went wrong on the way; nothing of an address, a secret or a text.</param>
/// <param name="RetryAfter">Before then nothing is wanted; null: not said.</param>
/// <param name="Reference">The channel's own id of the message; empty: none.</param>
public readonly record struct SendAnswer(SendOutcome Outcome, string Detail, TimeSpan? RetryAfter = null, string Reference = "")
{
    public static SendAnswer Sent(string reference = "") => new(SendOutcome.Sent, "", null, reference);

    public static SendAnswer Refused(string detail) => new(SendOutcome.Refused, detail);

    public static SendAnswer Unanswered(string detail, TimeSpan? retryAfter = null) => new(SendOutcome.Unanswered, detail, retryAfter);
}

/// <summary>A way out. For all threads.</summary>
public interface INoticeSender
{
    NoticeChannel Channel { get; }

    /// <summary>What of the channel fails as one, for an address: a robot is away alone.</summary>
    string DoorOf(string address) => Channel.ToString();

    /// <summary>One try; no failure of the channel is an exception.</summary>
    /// <param name="recipient">Who is told.</param>
    /// <param name="address">In clear.</param>
    Task<SendAnswer> SendAsync(Person recipient, string address, NoticeText text, CancellationToken cancellation);
}

using OpsCenter.Gateway.Platform.Delivery;
using OpsCenter.Notices;

namespace OpsCenter.Gateway.Notices;

/// <summary>Sends notices by a channel. For all threads.</summary>
public interface INoticeSender
{
    NoticeChannel Channel { get; }

    /// <summary>What of the channel fails as one, for an address: a robot is away alone.</summary>
    string DestinationOf(string address) => Channel.ToString();

    /// <summary>One attempt; no failure of the channel is an exception.</summary>
    /// <param name="recipient">Who is told.</param>
    /// <param name="address">In clear.</param>
    Task<SendAnswer> SendAsync(Person recipient, string address, NoticeText text, CancellationToken cancellation);
}

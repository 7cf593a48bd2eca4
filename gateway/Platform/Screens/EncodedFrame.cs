using Google.Protobuf;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Platform.Screens;

/// <summary>A frame encoded once; every screen is sent these same bytes.</summary>
/// <param name="Bytes">The <see cref="Frame"/> in protobuf.</param>
/// <param name="CommittedAt">When its newest fact was committed; null in a heartbeat.</param>
public sealed record EncodedFrame(ReadOnlyMemory<byte> Bytes, DateTimeOffset? CommittedAt)
{
    public static EncodedFrame Of(Frame frame, DateTimeOffset? committedAt) => new(frame.ToByteArray(), committedAt);
}

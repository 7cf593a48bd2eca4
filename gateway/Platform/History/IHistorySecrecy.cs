using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Platform.History;

/// <summary>A subject's own word on what of its actors' histories somebody may not see.</summary>
public interface IHistorySecrecy
{
    /// <summary>
    /// Whether of this stream's events no more than their way is shown; false as well when the stream is another subject's.
    /// </summary>
    ValueTask<bool> IsSecretAsync(StreamId stream, Caller caller);
}

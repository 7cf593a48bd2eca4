using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OpsCenter.Kernel;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Platform.Screens;

/// <summary>Tells the time; see <c>clock.proto</c>.</summary>
public sealed class ClocksService(DistrictClock clock) : Clocks.ClocksBase
{
    public override Task<Clock> GetClock(GetClockRequest request, ServerCallContext context)
    {
        var reading = clock.Read();
        return Task.FromResult(new Clock
        {
            Now = reading.Now.ToTimestamp(),
            Speed = reading.Speed,
            Phase = reading.Phase.ToMessage(),
            Until = reading.Until?.ToTimestamp(),
        });
    }
}

internal static class ClockMessages
{
    /// <summary>The values are those of the public contract.</summary>
    public static V1.ClockPhase ToMessage(this Kernel.ClockPhase phase) => (V1.ClockPhase)(int)phase;
}

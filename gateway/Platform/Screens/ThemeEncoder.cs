using Google.Protobuf.WellKnownTypes;
using OpsCenter.Kernel;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Platform.Screens;

/// <summary>From themes to frames of the public contract.</summary>
/// <param name="codec">How the subjects write their own.</param>
/// <param name="clock">Whose pace a frame tells when it is a simulation's.</param>
public sealed class ThemeEncoder(ThemeCodec codec, DistrictClock clock)
{
    public EncodedFrame Snapshot(ThemeUpdate update) =>
        EncodedFrame.Of(Put(FrameOf(update, update.Revision), update.Theme!), update.Times.CommittedAt);

    /// <summary>One frame a step, the last leads to the update's revision.</summary>
    public IEnumerable<EncodedFrame> Deltas(ThemeUpdate update) => update.Deltas.Select((delta, index) =>
        EncodedFrame.Of(Put(FrameOf(update, update.Revision - update.Deltas.Count + 1 + index), delta), update.Times.CommittedAt));

    /// <summary>For a screen that stands where the update leads to.</summary>
    public EncodedFrame Heartbeat(ThemeUpdate update) => Heartbeat(update, update.Epoch, update.Revision);

    /// <summary>For a screen that stands elsewhere and cannot be led on now: its projection is being built.</summary>
    public EncodedFrame Heartbeat(ThemeUpdate update, string epoch, long revision)
    {
        var frame = FrameOf(update with { Epoch = epoch }, revision);
        frame.Heartbeat = new();
        return EncodedFrame.Of(frame, null);
    }

    private Frame FrameOf(ThemeUpdate update, long revision)
    {
        var frame = FrameAt(update, revision);
        // Where the clock is the machine's a frame says nothing of it.
        if (clock.Read() is { Phase: not Kernel.ClockPhase.Steady } reading)
            (frame.ClockSpeed, frame.ClockPhase) = (reading.Speed, reading.Phase.ToMessage());
        return frame;
    }

    private static Frame FrameAt(ThemeUpdate update, long revision) => new()
    {
        Epoch = update.Epoch,
        Revision = revision,
        DataTime = update.Times.DataTime?.ToTimestamp(),
        HallTime = update.Times.SourceTime.ToTimestamp(),
        CommittedAt = update.Times.CommittedAt?.ToTimestamp(),
        Stale = update.Times.IsStale,
        Reading = update.Reading.ToMessage(),
    };

    private Frame Put(Frame frame, object body)
    {
        codec.Write(frame, body);
        return frame;
    }
}

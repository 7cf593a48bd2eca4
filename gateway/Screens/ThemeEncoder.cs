using Google.Protobuf.WellKnownTypes;
using OpsCenter.Gateway.Filings;
using OpsCenter.Gateway.Halls;
using OpsCenter.Gateway.Hotline;
using OpsCenter.Kernel;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Screens;

/// <summary>From themes to frames of the public contract. A new subject adds its line to <see cref="Put(Frame, Theme)"/> and <see cref="Put(Frame, ThemeDelta)"/>.</summary>
public sealed class ThemeEncoder(DistrictClock clock)
{
    public EncodedFrame Snapshot(ThemeUpdate update) => EncodedFrame.Of(Put(FrameOf(update, update.Revision), update.Theme!), update.Times.CommittedAt);

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
        if (clock.Read() is { Phase: not Kernel.ClockPhase.Steady } reading) (frame.ClockSpeed, frame.ClockPhase) = (reading.Speed, reading.Phase.ToMessage());
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
        Reading = update.Reading is { IsBuilding: false, LeftOut: 0 } ? null : new Reading
        {
            Building = update.Reading.IsBuilding,
            Progress = update.Reading.Progress,
            LeftOut = update.Reading.LeftOut,
        },
    };

    private static Frame Put(Frame frame, Theme theme)
    {
        switch (theme)
        {
            case Hall.HallTheme hall: frame.Hall = hall.ToMessage(); break;
            case OpsCenter.Hotline.HotlineWallTheme wall: frame.Hotline = wall.ToMessage(); break;
            case OpsCenter.Hotline.HotlineDeskTheme desk: frame.HotlineDesk = desk.ToMessage(); break;
            case OpsCenter.Filings.FilingWallTheme wall: frame.Filings = wall.ToMessage(); break;
            default: throw new InvalidOperationException($"No frame is known for {theme.GetType().Name}.");
        }
        return frame;
    }

    private static Frame Put(Frame frame, ThemeDelta delta)
    {
        switch (delta)
        {
            case Hall.HallDelta hall: frame.HallDelta = hall.ToMessage(); break;
            case OpsCenter.Hotline.HotlineDelta wall: frame.HotlineDelta = wall.ToMessage(); break;
            default: throw new InvalidOperationException($"No frame is known for {delta.GetType().Name}.");
        }
        return frame;
    }
}

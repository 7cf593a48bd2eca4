namespace OpsCenter.Silo.Demo;

/// <summary>How fast a simulated district's time passes, and up to when.</summary>
/// <param name="Speed">Its seconds in a second of the machine; above 0.</param>
/// <param name="Phase">Why that fast.</param>
/// <param name="Until">The first moment of the next stretch; later than the moment it was asked for.</param>
public readonly record struct Stretch(double Speed, ClockPhase Phase, DateTimeOffset Until);

/// <summary>
/// The one clock of a simulated district: it begins at a moment of one's choice and runs at a speed that follows a timetable. A pure
/// function of the machine's clock, so that everything that reads it agrees. For all threads.
/// </summary>
/// <param name="machine">The machine's clock.</param>
/// <param name="begins">What it shows first.</param>
/// <param name="timetable">The stretch that a moment lies in.</param>
public sealed class PacedClock(TimeProvider machine, DateTimeOffset begins, Func<DateTimeOffset, Stretch> timetable)
    : DistrictClock(machine)
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1), LongestWait = TimeSpan.FromDays(1);

    private readonly TimeProvider machine = machine;
    private readonly Lock gate = new();
    private volatile Running running = new(machine.GetTimestamp(), begins, timetable(begins));

    public override ClockReading Read()
    {
        var current = running;
        var now = current.At(machine);
        if (now >= current.Stretch.Until)
        {
            lock (gate)
            {
                while ((now = (current = running).At(machine)) >= current.Stretch.Until)
                    running = new(current.Begun + Ticks(current.Stretch.Until - current.From, current.Stretch.Speed), current.Stretch.Until,
                        timetable(current.Stretch.Until));
            }
        }
        return new(now, current.Stretch.Speed, current.Stretch.Phase, current.Stretch.Until);
    }

    /// <summary>A timer that goes off by this clock: a minute's wait is a second's at 60×.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new PacedTimer(this, callback, state, dueTime, period);

    /// <summary>How long the machine takes for that much time of a stretch, in its own ticks.</summary>
    private long Ticks(TimeSpan time, double speed) => (long)(time.TotalSeconds / speed * machine.TimestampFrequency);

    /// <param name="Begun">The machine's timestamp at <paramref name="From"/>.</param>
    private sealed record Running(long Begun, DateTimeOffset From, Stretch Stretch)
    {
        public DateTimeOffset At(TimeProvider machine)
        {
            var passed = machine.GetElapsedTime(Begun) * Stretch.Speed;
            return From + (passed > TimeSpan.Zero ? passed : TimeSpan.Zero);
        }
    }

    private sealed class PacedTimer : ITimer
    {
        private readonly PacedClock clock;
        private readonly TimerCallback callback;
        private readonly object? state;
        private readonly Lock gate = new();
        private readonly ITimer waiting;
        private DateTimeOffset? due;
        private TimeSpan period;

        public PacedTimer(PacedClock clock, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (this.clock, this.callback, this.state) = (clock, callback, state);
            waiting = clock.machine.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Change(dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (gate)
            {
                this.period = period;
                due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.GetUtcNow() + dueTime;
            }
            return Wait();
        }

        public void Dispose()
        {
            lock (gate) due = null;
            waiting.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            lock (gate) due = null;
            return waiting.DisposeAsync();
        }

        private void Look()
        {
            lock (gate)
            {
                if (due is not { } moment) return;
                var now = clock.GetUtcNow();
                if (now < moment)
                {
                    Wait();
                    return;
                }
                // A tick that was missed is not made up for, as with the machine's timers.
                due = period > TimeSpan.Zero ? now + period : null;
            }
            Wait();
            callback(state);
        }

        /// <summary>Until it is due at today's speed, or until the speed changes, whichever comes first.</summary>
        private bool Wait()
        {
            lock (gate)
            {
                if (due is not { } moment) return waiting.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                var reading = clock.Read();
                var next = reading.Until is { } until && until < moment ? until : moment;
                var wait = (next - reading.Now) / reading.Speed;
                if (wait < ShortestWait) wait = moment <= reading.Now ? TimeSpan.Zero : ShortestWait;
                return waiting.Change(wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
            }
        }
    }
}

using CsCheck;
using Microsoft.Extensions.Time.Testing;
using OpsCenter.Analytics.Simulation;
using OpsCenter.Kernel;
using OpsCenter.Silo.Demo;
using Xunit;

namespace OpsCenter.Tests.Demo;

/// <summary>The simulated district's one clock.</summary>
public sealed class PacedClockTests
{
    private const double Speed = 60;
    private static readonly DemoTimetable Timetable = new(HallHours.Shaoguan, StatutoryYears.Load(), Speed);

    private static PacedClock ClockFrom(DateTimeOffset begins, FakeTimeProvider machine) => new(machine, begins, Timetable.At);

    private static DateTimeOffset Local(int year, int month, int day, int hour, int minute = 0) =>
        LocalTime.At(new(year, month, day), new(hour, minute));

    [Fact]
    public void Office_hours_pass_at_the_speed_nights_and_days_off_faster()
    {
        // Monday 2026-11-30, 10:40: a second of the machine is a minute.
        var machine = new FakeTimeProvider();
        var clock = ClockFrom(Local(2026, 11, 30, 10, 40), machine);
        machine.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(new ClockReading(Local(2026, 11, 30, 11), Speed, ClockPhase.OfficeHours, Local(2026, 11, 30, 18)), clock.Read());
        // Seven hours to half an hour after closing, then a night of 14.5 hours at 30 times that, and the next morning is there.
        machine.Advance(TimeSpan.FromMinutes(7));
        Assert.Equal((Local(2026, 11, 30, 18), ClockPhase.Night, 30 * Speed), (clock.Read().Now, clock.Read().Phase, clock.Read().Speed));
        machine.Advance(TimeSpan.FromHours(14.5) / (30 * Speed));
        Assert.Equal((Local(2026, 12, 1, 8, 30), ClockPhase.OfficeHours), (clock.Read().Now, clock.Read().Phase));
    }

    [Theory]
    [InlineData(2026, 12, 5, ClockPhase.DayOff)] // Saturday
    [InlineData(2026, 10, 1, ClockPhase.DayOff)] // 国庆节, a Thursday
    [InlineData(2026, 2, 18, ClockPhase.DayOff)] // 春节, a Wednesday
    [InlineData(2026, 12, 7, ClockPhase.OfficeHours)] // Monday
    public void A_holiday_is_a_day_off_whatever_its_weekday(int year, int month, int day, ClockPhase phase) =>
        Assert.Equal(phase, ClockFrom(Local(year, month, day, 10), new FakeTimeProvider()).Read().Phase);

    [Fact]
    public void It_begins_in_the_middle_of_the_morning_of_a_day_on_which_the_hall_opens()
    {
        // From a Sunday, and from the last day of 国庆节, back to the day on which it was open last.
        Assert.Equal(new(2026, 11, 27), Timetable.LastOpen(new(2026, 11, 29)));
        Assert.Equal(new(2026, 9, 30), Timetable.LastOpen(new(2026, 10, 7)));
        Assert.Equal(Local(2026, 11, 30, 10, 40), Timetable.MidMorningOf(new(2026, 11, 30)));
    }

    /// <summary>However often and at what moments it is read, it shows the same, never goes back, and never stops.</summary>
    [Fact]
    public void It_is_a_function_of_the_machines_clock() =>
        Gen.Select(Gen.Int[0, 4000], Gen.Long[1, 90_000].Array[1, 60]).Sample((day, steps) =>
        {
            var begins = LocalTime.StartOf(new DateOnly(2020, 1, 1).AddDays(day));
            var (machine, often) = (new FakeTimeProvider(), new FakeTimeProvider());
            var (seldomRead, oftenRead) = (ClockFrom(begins, machine), ClockFrom(begins, often));
            var before = begins;
            foreach (var step in steps)
            {
                often.Advance(TimeSpan.FromMilliseconds(step));
                var reading = oftenRead.Read();
                Assert.True(reading.Now > before && reading.Until > reading.Now);
                before = reading.Now;
            }
            machine.Advance(TimeSpan.FromMilliseconds(steps.Sum()));
            // Each change of speed is rounded to a tick of the machine.
            Assert.True((seldomRead.Read().Now - oftenRead.Read().Now).Duration() < TimeSpan.FromMilliseconds(10));
        }, iter: 200);

    [Fact]
    public async Task A_wait_ends_at_its_moment_of_the_clock_over_a_change_of_speed()
    {
        var machine = new FakeTimeProvider();
        var clock = ClockFrom(Local(2026, 11, 30, 17, 30), machine);
        var wait = Task.Delay(TimeSpan.FromHours(2), clock, TestContext.Current.CancellationToken);
        // Half an hour of the evening at 60 times, an hour and a half of the night at 1,800 times.
        machine.Advance(TimeSpan.FromSeconds(30));
        machine.Advance(TimeSpan.FromSeconds(2.9));
        await Task.Yield();
        Assert.False(wait.IsCompleted);
        machine.Advance(TimeSpan.FromSeconds(0.2));
        await wait.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.True(clock.GetUtcNow() >= Local(2026, 11, 30, 19, 30));
    }

    [Fact]
    public void A_periodic_timer_goes_by_the_clock_and_can_be_stopped()
    {
        var machine = new FakeTimeProvider();
        var clock = ClockFrom(Local(2026, 11, 30, 10), machine);
        var ticks = 0;
        using (var timer = clock.CreateTimer(_ => ticks++, null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)))
        {
            for (var second = 0; second < 10; second++) machine.Advance(TimeSpan.FromSeconds(1.01));
            Assert.InRange(ticks, 9, 10);
            timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            var stopped = ticks;
            machine.Advance(TimeSpan.FromSeconds(5));
            Assert.Equal(stopped, ticks);
        }
    }

    [Fact]
    public void Where_there_is_no_simulation_it_is_the_machines()
    {
        var machine = new FakeTimeProvider(Local(2026, 11, 30, 10));
        var clock = new DistrictClock(machine);
        Assert.Equal(new ClockReading(Local(2026, 11, 30, 10), 1, ClockPhase.Steady, null), clock.Read());
        machine.Advance(TimeSpan.FromHours(1));
        Assert.Equal(machine.GetUtcNow(), clock.GetUtcNow());
        Assert.Equal(machine.GetTimestamp(), clock.GetTimestamp());
    }

    [Fact]
    public void Whoever_is_to_work_at_night_or_on_a_holiday_does_so_on_the_next_working_morning()
    {
        Assert.Equal(Local(2026, 11, 30, 15), Timetable.AtWork(Local(2026, 11, 30, 15), 0.5));
        Assert.Equal(Local(2026, 12, 1, 8, 30), Timetable.AtWork(Local(2026, 11, 30, 20), 0));
        Assert.Equal(Local(2026, 12, 1, 8, 30), Timetable.AtWork(Local(2026, 12, 1, 3), 0));
        // Friday evening: Monday. 30 September: 国庆节 is over on the 8th.
        Assert.Equal(Local(2026, 12, 7, 12), Timetable.AtWork(Local(2026, 12, 4, 18), 1));
        Assert.Equal(new(2026, 10, 8), LocalTime.DateOf(Timetable.AtWork(Local(2026, 9, 30, 18), 0.5)));
    }
}

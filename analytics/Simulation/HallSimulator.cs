namespace OpsCenter.Analytics.Simulation;

/// <summary>
/// A discrete-event simulation of a hall: people take numbers, windows call the next one of the queues they serve
/// (appointments and transferred tickets first, then by the time of joining), serve, and call again.
/// </summary>
public static class HallSimulator
{
    /// <summary>
    /// The facts of one day in the order of their times. Lazy: computed as they are read, with memory for the day's
    /// tickets but not for its facts. The same arguments give the same facts; another seed, date or hall gives
    /// others. After closing, those who wait are still served; every ticket has ended when the sequence ends.
    /// </summary>
    /// <param name="plan">The hall.</param>
    /// <param name="profile">How people and clerks behave.</param>
    /// <param name="date">The local date.</param>
    /// <param name="offset">Local time minus UTC, the same all day.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="asDay">
    /// The weekday whose hours and arrivals are taken; null: that of <paramref name="date"/>. For a make-up working
    /// day (调休), or a demo on a Sunday. A day without hours has no facts.
    /// </param>
    /// <exception cref="ArgumentException">Plan or profile cannot be simulated; the message says why, in one sentence each.</exception>
    public static IEnumerable<SimulatedFact> Day(
        HallPlan plan, HallProfile profile, DateOnly date, TimeSpan offset, ulong seed, DayOfWeek? asDay = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(profile);
        var errors = plan.Errors().Concat(profile.Errors(plan)).ToList();
        return errors.Count > 0
            ? throw new ArgumentException(string.Join(" ", errors))
            : Run(plan, profile, date, offset, seed, asDay ?? date.DayOfWeek);
    }

    private static IEnumerable<SimulatedFact> Run(
        HallPlan plan, HallProfile profile, DateOnly date, TimeSpan offset, ulong seed, DayOfWeek day)
    {
        var run = new HallDay(plan, profile, date, offset, seed, day);
        var facts = new List<SimulatedFact>();
        while (run.Step(facts))
        {
            // By index: an enumerator would box nothing, but the list is reused at once.
            for (var i = 0; i < facts.Count; i++) yield return facts[i];
            facts.Clear();
        }
    }
}

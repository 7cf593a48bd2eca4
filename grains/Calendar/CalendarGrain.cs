using System.Text.Json.Serialization.Metadata;
using OpsCenter.Kernel;

namespace OpsCenter.Calendar;

/// <summary>A district's working calendar. What was decreed before it was a subject is its own before it answers anybody.</summary>
internal sealed class CalendarGrain(ActorServices services, IEnumerable<IEarlierDecrees> earlier)
    : Actor<CalendarState, CalendarCommand, CalendarEvent>(services, new CalendarDecider()), ICalendar
{
    private Task takingOver = Task.CompletedTask;
    private bool isTakenOver;
    private DistrictCalendar? calendar;

    protected override string KindName => "calendar.calendar";
    protected override JsonTypeInfo<CalendarState> StateJson => CalendarJson.Default.CalendarState;

    public async Task<DistrictCalendar?> CalendarAsync(long newerThan)
    {
        await TakeOverAsync();
        var (state, _) = await CommittedAsync();
        if (state.Version <= newerThan) return null;
        return calendar?.Version == state.Version ? calendar : calendar = new(state.Version, state.Years);
    }

    public override async Task<Answer[]> Handle(Command<CalendarCommand>[] commands, string caller)
    {
        await TakeOverAsync();
        return await base.Handle(commands, caller);
    }

    /// <summary>Once in its life; whoever comes while it runs waits for the same.</summary>
    /// <exception cref="RetryException">It was not possible, and goes on with the next call.</exception>
    private async Task TakeOverAsync()
    {
        if (isTakenOver) return;
        if (takingOver.IsCompleted) takingOver = TakeOverOnceAsync();
        try
        {
            await takingOver;
        }
        catch (Exception failure) when (failure is not RetryException)
        {
            throw new RetryException($"{Self}: {failure.Message}");
        }
    }

    private async Task TakeOverOnceAsync()
    {
        if (CalendarDecider.MayTakeOver((await CommittedAsync()).State))
        {
            List<EarlierDecree> decrees = [];
            foreach (var source in earlier) decrees.AddRange(await source.OfAsync(Self.District));
            // Each by whom it was decreed, so one by one; the decider passes over what is here already.
            for (var i = 0; i < decrees.Count; i++)
                await base.Handle([new("", decrees[i].At, new TakeOverYear(decrees[i].Year, new(i + 1, decrees.Count)))], decrees[i].By);
        }
        isTakenOver = true;
    }
}

using Microsoft.Extensions.Logging;
using OpsCenter.Indicators;
using OpsCenter.Kernel;
using Orleans.Concurrency;

namespace OpsCenter.Filings;

[Reentrant]
internal sealed class RoundWatchGrain(IIndicatorBooks books, TimeProvider time, ILogger<RoundWatchGrain> log) : Grain, IRoundWatch
{
    /// <summary>Rounds are due days after they open: a minute sooner or later is nobody's.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private DateTimeOffset lastLook = DateTimeOffset.MinValue;
    private Task<int> looking = Task.FromResult(0);

    private string District => this.GetPrimaryKeyString();

    public Task StartAsync()
    {
        // Several silos call; who comes just after another finds that all has been looked at.
        if (looking.IsCompleted && time.GetUtcNow() - lastLook >= Every) _ = TryAsync();
        return Task.CompletedTask;
    }

    /// <summary>One look at a time; a call during one gets the next.</summary>
    public async Task<int> LookAsync()
    {
        while (!looking.IsCompleted) await Task.WhenAny(looking);
        return await (looking = LookOnceAsync());
    }

    private async Task TryAsync()
    {
        try
        {
            await LookAsync();
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "The rounds of district {District} could not all be looked at; the next look makes up for it.", District);
        }
    }

    private async Task<int> LookOnceAsync()
    {
        lastLook = time.GetUtcNow();
        var book = await books.FreshAsync(District);
        var today = LocalTime.DateOf(lastLook);
        var changed = 0;
        foreach (var frequency in Enum.GetValues<Frequency>())
        {
            var ended = Period.Of(frequency, today).Previous;
            foreach (var set in (book.For(ended)?.Edition.Sets ?? []).Where(set => set.Frequency == frequency))
                if (RoundDecider.DueOf(set, ended, book.Calendar) > lastLook) changed += await TellAsync(set.Code, ended, new OpenRound(null));
        }
        var board = GrainFactory.GetGrain<IFilingBoard>(District);
        foreach (var round in (await board.RoundsAsync()).Where(round => round.LockAt > lastLook))
            changed += await TellAsync(round.Set, round.Period, new FollowRegistry("区划调整"));
        return changed;
    }

    private async Task<int> TellAsync(string set, Period period, RoundCommand command)
    {
        var answer = (await GrainFactory.GetGrain<IRound>(FilingKeys.Round(District, set, period)).Handle([new("", time.GetUtcNow(), command)], "system"))[0];
        if (answer.Refusal is { } refusal) log.LogWarning("{Set} {Period} of district {District}: {Refusal}", set, period, District, refusal.Message);
        return answer.Events;
    }
}

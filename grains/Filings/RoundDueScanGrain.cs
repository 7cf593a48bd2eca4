using Microsoft.Extensions.Logging;
using OpsCenter.Indicators;
using OpsCenter.Kernel;
using Orleans.Concurrency;

namespace OpsCenter.Filings;

[Reentrant]
internal sealed class RoundDueScanGrain(
    IIndicatorBooks books, DistrictClock clock, TimeProvider time, FilingOptions rules, ILogger<RoundDueScanGrain> log)
    : DueScanGrain(rules.WatchEvery / 2, clock, time, log), IRoundDueScan
{
    protected override async Task<int> LookOnceAsync(DateTimeOffset now)
    {
        var book = await books.FreshAsync(District);
        var today = LocalTime.DateOf(now);
        var changed = 0;
        foreach (var frequency in Enum.GetValues<Frequency>())
        {
            var ended = Period.Of(frequency, today).Previous;
            foreach (var set in (book.For(ended)?.Edition.Sets ?? []).Where(set => set.Frequency == frequency))
                if (RoundDecider.DueOf(set, ended, book.Calendar) > now) changed += await TellAsync(set.Code, ended, new OpenRound(null));
        }
        var rounds = await GrainFactory.GetGrain<IReadSide>(District.Value).QueryAsync(new RoundsQuery(), Freshness.AsCommitted);
        foreach (var round in rounds.Where(round => round.LockAt > now))
            changed += await TellAsync(round.Set, round.Period, new FollowRegistry("区划调整"));
        // A report is mostly made when its round is locked already.
        foreach (var round in rounds.Where(round => round.Untold > 0))
            changed += await GrainFactory.GetGrain<IRound>(FilingKeys.Round(District, round.Set, round.Period)).TellFilingsAsync();
        return changed;
    }

    private async Task<int> TellAsync(string set, Period period, RoundCommand command)
    {
        var answer = (await GrainFactory.GetGrain<IRound>(FilingKeys.Round(District, set, period))
            .Handle([new("", Clock.GetUtcNow(), command)], "system"))[0];
        if (answer.Refusal is { } refusal)
            Log.LogWarning("{Set} {Period} of district {District}: {Refusal}", set, period, District, refusal.Message);
        return answer.Events;
    }
}

using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using OpsCenter.Benchmarks.Load;
using OpsCenter.Filings;
using OpsCenter.Indicators;
using OpsCenter.Kernel;
using OpsCenter.Notices;
using OpsCenter.Places;

namespace OpsCenter.Benchmarks.Host;

/// <summary>What the filings' benchmark asks of the product's process: the actors' own calls, without the door before them.</summary>
internal static class FilingHost
{
    private const int AtOnce = 64;

    /// <summary>All who owe, in no order.</summary>
    private static readonly (string District, string Place)[] places = Shuffled();

    /// <summary>The filing that was sent last, however often it is asked.</summary>
    private static int taken = -1;

    public static async Task<string> AnswerAsync(IClusterClient cluster, string[] question) => question switch
    {
        ["define"] => await DefineAsync(cluster),
        ["open"] => await OpenAsync(cluster),
        ["send", var seconds, var parallel, var rate] =>
            await SendAsync(cluster, TimeSpan.FromSeconds(int.Parse(seconds)), int.Parse(parallel), int.Parse(rate)),
        ["people"] => await PutPeopleAsync(cluster),
        ["remind"] => await RemindAsync(cluster),
        _ => throw new ArgumentException(string.Join(' ', question)),
    };

    private static async Task<string> DefineAsync(IClusterClient cluster)
    {
        await Parallel.ForAsync(0, FilingYear.Districts, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) =>
        {
            var district = FilingYear.District(number);
            await DoAsync(cluster.GetGrain<IPlaces>(PlaceKeys.Registry(new(district))), new DefinePlaces(FilingYear.Places(number)));
            await DoAsync(cluster.GetGrain<IIndicators>(IndicatorKeys.Book(new(district))), new DefineIndicators(FilingYear.Indicators));
        });
        return "defined";
    }

    /// <returns>Seconds, and the filings that are owed.</returns>
    private static async Task<string> OpenAsync(IClusterClient cluster)
    {
        var due = DateTimeOffset.UtcNow.AddHours(20);
        var (begin, owed) = (Stopwatch.GetTimestamp(), 0);
        await Parallel.ForAsync(0, FilingYear.Districts * FilingYear.Sets, new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (index, _) =>
        {
            var round = cluster.GetGrain<IRound>(
                FilingKeys.Round(new(FilingYear.District(index / FilingYear.Sets)), FilingYear.Set(index % FilingYear.Sets),
                    FilingYear.Asked));
            await DoAsync(round, new OpenRound(due));
            Interlocked.Add(ref owed, (await round.GetAsync()).Places.Length);
        });
        return string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(begin).TotalSeconds:0.00} {owed}");
    }

    /// <summary>Somebody who fills in for each town and each village.</summary>
    private static async Task<string> PutPeopleAsync(IClusterClient cluster)
    {
        await Parallel.ForAsync(0, FilingYear.Districts, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) =>
        {
            var book = cluster.GetGrain<IAddressBook>(NoticeKeys.AddressBook(new(FilingYear.District(number))));
            var people = FilingYear.Places(number).Places.Where(place => place.Level != PlaceLevel.District)
                .Select(place => new Command<AddressBookCommand>("", DateTimeOffset.UtcNow, new PutPerson(new()
                {
                    Code = $"p-{place.Code}",
                    Name = "示例",
                    Place = place.Code,
                    Duties = [Duty.Filler],
                    Contacts = [new(NoticeChannel.Sms, "138****8000", "sealed")],
                })));
            foreach (var some in people.Chunk(100))
                if ((await book.Handle(some, "benchmark")).FirstOrDefault(answer => answer.Refusal is not null).Refusal is { } refusal)
                    throw new InvalidOperationException(refusal.Message);
        });
        return "put";
    }

    /// <returns>Seconds, and the reminders that were queued.</returns>
    private static async Task<string> RemindAsync(IClusterClient cluster)
    {
        var (begin, queued) = (Stopwatch.GetTimestamp(), 0);
        await Parallel.ForAsync(0, FilingYear.Districts, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) =>
        {
            await cluster.GetGrain<INoticeDueScan>(FilingYear.District(number)).LookAsync();
            foreach (var outbox in NoticeKeys.AllOutboxes(new(FilingYear.District(number))))
                Interlocked.Add(ref queued, (await cluster.GetGrain<INotices>(outbox).QueuedAsync()).Length);
        });
        return string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(begin).TotalSeconds:0.00} {queued}");
    }

    /// <summary>Whole forms, sent once each from all over the province, as many at once as are asked for.</summary>
    /// <param name="rate">Filings a second; 0: as fast as they are taken.</param>
    /// <returns>Cells, filings and seconds.</returns>
    private static async Task<string> SendAsync(IClusterClient cluster, TimeSpan length, int parallel, int rate)
    {
        var (sent, begun, begin) = (0, 0, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, parallel).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(begin) < length)
            {
                if (rate > 0 && TimeSpan.FromSeconds((double)Interlocked.Increment(ref begun) / rate) - Stopwatch.GetElapsedTime(begin)
                    is var early && early > TimeSpan.Zero) await Task.Delay(early);
                var index = Interlocked.Increment(ref taken);
                if (index >= places.Length * FilingYear.Sets) return;
                var ((district, place), set) = (places[index % places.Length], index / places.Length);
                await DoAsync(
                    cluster.GetGrain<IFiling>(FilingKeys.Filing(new(district), FilingYear.Set(set), FilingYear.Asked, new(place))),
                    new SubmitFiling(CellsOf(set)));
                Interlocked.Increment(ref sent);
            }
        })));
        return string.Create(CultureInfo.InvariantCulture,
            $"{sent * FilingYear.IndicatorsInSet} {sent} {Stopwatch.GetElapsedTime(begin).TotalSeconds:0.00}");
    }

    private static (string District, string Place)[] Shuffled()
    {
        var all = Enumerable.Range(0, FilingYear.Districts)
            .SelectMany(number => FilingYear.Places(number).Places.Where(place => place.Level != PlaceLevel.District)
                .Select(place => (FilingYear.District(number), place.Code.Value)))
            .ToArray();
        new Random(7).Shuffle(all);
        return all;
    }

    private static ImmutableArray<CellEdit> CellsOf(int set) =>
        [.. Enumerable.Range(set * FilingYear.IndicatorsInSet, FilingYear.IndicatorsInSet)
            .Select((index, column) => new CellEdit($"Z{index:000}", 1200 - column, "", "", 0))];

    private static async Task DoAsync<TCommand>(IActor<TCommand> actor, TCommand command)
    {
        while (true)
        {
            try
            {
                if ((await actor.Handle([new("", DateTimeOffset.UtcNow, command)], "benchmark"))[0].Refusal is { } refusal)
                    throw new InvalidOperationException(refusal.Message);
                return;
            }
            catch (RetryException)
            {
                await Task.Delay(50);
            }
        }
    }
}

using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using OpsCenter.Benchmarks.Host;
using OpsCenter.Benchmarks.Load;
using OpsCenter.Benchmarks.Reporting;
using OpsCenter.Gateway;
using OpsCenter.Hall;
using OpsCenter.Kernel;
using OpsCenter.V1;
using HallFact = OpsCenter.V1.HallFact;

namespace OpsCenter.Benchmarks;

/// <summary>
/// How long a window with a year of history takes to open: 100 tickets of four events a day on 250 days, its snapshot, and
/// a tail behind the snapshot, since its process was killed.
/// </summary>
internal sealed class OpenBenchmark : IBenchmark
{
    private const int Days = 250, TicketsPerDay = 100, EventsPerTicket = 4, Windows = 6, Queues = 1, Tail = 3900;
    private static readonly TimeSpan Target = TimeSpan.FromMilliseconds(200), Patience = TimeSpan.FromMinutes(2);

    public string Name => "open";

    public string Description => "an actor with 100,000 events opens: snapshot and tail";

    public async Task RunAsync(Stores stores, Report report)
    {
        foreach (var store in stores.All) await RunAsync(store, report);
    }

    private static async Task RunAsync(IStore store, Report report)
    {
        var place = await store.NewPlaceAsync();
        await WriteHistoryAsync(place);
        var newest = TailOf();
        await using (var product = await Product.StartAsync(place))
        {
            await product.DefineAsync(HallDays.District, HallDays.Hall, Windows, Queues);
            var source = product.Connect(await product.TokenAsync("source", HallDays.District));
            // The first batch brings the snapshots about, the others are the tail.
            await new Sender(source, HallDays.ForSenders(newest[..(Windows * EventsPerTicket)], 1, 500)[0]).SendAsync(1);
            await CaughtUpAsync(product);
            await new Sender(source, HallDays.ForSenders(newest[(Windows * EventsPerTicket)..], 1, 500)[0]).SendAsync(1);
            await product.Process.KillAsync();
        }

        var opens = new Distribution();
        await using (var product = await Product.StartAsync(place))
        {
            await CaughtUpAsync(product);
            for (var window = 1; window <= Windows; window++)
            {
                var answer = (await product.Process.AskAsync("open", HallDays.District, HallDays.Hall, $"W{window:00}")).Split(' ');
                if (long.Parse(answer[1]) < Days * TicketsPerDay * EventsPerTicket)
                    throw new InvalidOperationException($"The window has only {answer[1]} events.");
                // The first one compiles the code.
                if (window > 1) opens.Add(TimeSpan.FromMilliseconds(double.Parse(answer[0], CultureInfo.InvariantCulture)));
                else Report.Note($"the first window of the process: {answer[0]} ms");
            }
        }
        report.Add(new(
            $"an actor with {Days * TicketsPerDay * EventsPerTicket:N0} events opens (snapshot and {Tail} events)", store.Name,
            $"{opens.At(0.5):0} ms (middle of {opens.Count}, longest {opens.At(1):0} ms)", "", $"≤ {Target.TotalMilliseconds:0} ms",
            opens.At(1) <= Target.TotalMilliseconds));
    }

    /// <summary>Straight into the journal, as the actors would have written it over the year.</summary>
    private static async Task WriteHistoryAsync(Place place)
    {
        await using var journal = place.OpenJournal();
        await journal.OpenAsync();
        for (var window = 1; window <= Windows; window++)
        {
            var rows = new List<PendingRow>();
            var history = new History(HallKeys.Window(new(HallDays.District), HallDays.Hall, $"W{window:00}"), rows);
            history.Add(Yesterday.AddDays(-Days), "", new Opened(1, ["Q1"]));
            for (var day = Days; day > 0; day--)
                foreach (var (at, ticket, fact) in Day(Yesterday.AddDays(-day), window)) history.Add(at, ticket, fact);
            foreach (var transaction in rows.Chunk(5000)) await journal.WriteAsync(transaction);
        }
    }

    private static DateTimeOffset Yesterday => HallTime.At(HallTime.DateOf(DateTimeOffset.UtcNow).AddDays(-1), new(9, 0)).ToUniversalTime();

    private static IEnumerable<(DateTimeOffset At, string Id, Hall.HallEvent Fact)> Day(DateTimeOffset opens, int window)
    {
        for (var number = 0; number < TicketsPerDay; number++)
        {
            var (at, ticket) = (opens.AddMinutes(4 * number), $"{(char)('A' + window)}{number:000}");
            yield return (at, $"{at:yyMMdd}-{ticket}-1", new TicketCalled(ticket));
            yield return (at.AddMinutes(0.5), $"{at:yyMMdd}-{ticket}-2", new ServiceStarted(ticket));
            yield return (at.AddMinutes(3), $"{at:yyMMdd}-{ticket}-3", new ServiceCompleted(ticket));
            yield return (at.AddMinutes(3.2), $"{at:yyMMdd}-{ticket}-4", new ServiceRated(ticket, 5));
        }
    }

    /// <summary>Yesterday's facts, by ticket and then by window.</summary>
    private static HallFact[] TailOf() =>
        [.. Enumerable.Range(0, 1 + Tail / EventsPerTicket).SelectMany(number => Enumerable.Range(1, Windows).SelectMany(window => new[]
            {
                HallFactKind.TicketCalled, HallFactKind.ServiceStarted, HallFactKind.ServiceCompleted, HallFactKind.ServiceRated,
            }.Select((kind, step) => new HallFact
            {
                Id = $"tail-{window}-{number}-{step}",
                Kind = kind,
                OccurredAt = Yesterday.AddMinutes(number * 0.5 + step * 0.1).ToTimestamp(),
                Ticket = $"{(char)('A' + window)}{number:000}",
                Window = $"W{window:00}",
                Rating = kind == HallFactKind.ServiceRated ? 4 : 0,
            })))];

    /// <summary>The projector has read the whole history and leaves the processor alone.</summary>
    private static async Task CaughtUpAsync(Product product)
    {
        var channel = product.Connect(await product.TokenAsync("screen", HallDays.District));
        using var patience = new CancellationTokenSource(Patience);
        while (await ServedAsync(channel) < Windows) await Task.Delay(100, patience.Token);
    }

    private static async Task<int> ServedAsync(GrpcChannel channel)
    {
        try
        {
            return (await Product.DayAsync(channel, HallDays.District, HallDays.Hall, HallTime.DateOf(Yesterday))).Total.Served;
        }
        catch (RpcException notYet) when (notYet.StatusCode == StatusCode.NotFound)
        {
            return 0;
        }
    }

    /// <summary>One stream under construction.</summary>
    private sealed class History(string stream, List<PendingRow> rows)
    {
        private static readonly EventCatalogue Catalogue = SubjectRegistration.Catalogue(Subjects.Actors);
        private long version;
        private byte[] hash = HashChain.Start;

        public void Add(DateTimeOffset at, string sourceId, Hall.HallEvent fact)
        {
            var (kind, payload) = Catalogue.Write(fact);
            hash = HashChain.Next(hash, ++version, at, kind, "benchmark-source", sourceId, payload);
            rows.Add(new()
            {
                Stream = stream,
                Version = version,
                District = new(HallDays.District),
                Kind = kind,
                OccurredAt = at,
                RecordedAt = at,
                Actor = "benchmark-source",
                SourceId = sourceId,
                Payload = payload,
                Hash = hash,
            });
        }
    }
}

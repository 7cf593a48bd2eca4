using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpsCenter.Calendar;
using OpsCenter.Gateway;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using OpsCenter.Silo.Hosting;
using OpsCenter.Silo.Storage;
using OpsCenter.Tests.Storage;
using Xunit;

namespace OpsCenter.Tests.Hotline;

/// <summary>A silo with the hotline's actors on real storage, and a clock that a test may put on.</summary>
internal sealed class HotlineCluster : IAsyncDisposable
{
    public const string District = SampleHotline.District;
    private readonly IHost host;

    private HotlineCluster(IHost host, SteppedClock clock) => (this.host, Clock) = (host, clock);

    public SteppedClock Clock { get; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    public IServiceProvider Services => host.Services;

    public IHotline Hotline => Grain<IHotline>(HotlineKeys.Hotline(new(District)));

    public ICalendar Calendar => Grain<ICalendar>(CalendarKeys.Calendar(new(District)));

    public IOrderDueScan Watch => Grain<IOrderDueScan>(HotlineKeys.Watch(new(District)));

    public IOrderIndexer Indexer => Grain<IOrderIndexer>(District);

    public IOrder Order(string number) => Grain<IOrder>(HotlineKeys.Order(new(District), number));

    public IDepartment Department(string code) => Grain<IDepartment>(HotlineKeys.Department(new(District), new(code)));

    /// <param name="options">The storage.</param>
    /// <param name="rules">Null: a changed rulebook reaches the orders at once, and the watch looks when it is asked to.</param>
    /// <param name="watches">Whether the silo itself wakes the indexer and the watch, as the product does.</param>
    /// <param name="more">What else is different.</param>
    public static async Task<HotlineCluster> StartAsync(
        StorageOptions options, HotlineOptions? rules = null, bool watches = false, Action<ISiloBuilder>? more = null)
    {
        var clock = new SteppedClock(LocalTime.At(new(2026, 11, 24), new(9, 0)));
        var host = StorageSilo.Build(options, silo =>
        {
            silo.Services.AddSingleton<TimeProvider>(clock);
            silo.Services.AddSingleton(rules ?? new() { RulebookFor = TimeSpan.Zero, WatchEvery = TimeSpan.FromHours(1) });
            silo.Services.AddOpsCenterActors(Subjects.Actors, silo.Configuration);
            if (watches) silo.Services.AddDistrictWork();
            more?.Invoke(silo);
        });
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new(host, clock);
    }

    /// <summary>A decree on a year, by the manager.</summary>
    public async Task DecreeAsync(CalendarYear year) => Assert.Null(
        (await Calendar.Handle([new("", Now, new DecreeYear(year))], "manager"))[0].Refusal);

    public Task<OrderState> StateAsync(string number) => Order(number).GetAsync();

    /// <summary>Does it, and it must be done.</summary>
    public async Task DoAsync(string number, params OrderCommand[] commands)
    {
        foreach (var command in commands) Assert.Null((await TryAsync(number, command)).Refusal);
    }

    public async Task<Answer> TryAsync(string number, OrderCommand command, string caller = "chair") =>
        (await Order(number).Handle([new("", Now, command)], caller))[0];

    /// <summary>A call about the noise of a renovation, accepted.</summary>
    public Task DeliverAsync(string number) => DoAsync(number, new DeliverOrder(Call(number), IsAccepted: true, Route: true));

    public static OrderContent Call(string number) => new()
    {
        Type = OrderType.Complaint,
        Topic = SampleHotline.Noise,
        PlaceKind = SampleHotline.Estate,
        Place = new("440203001005"),
        Title = "装修扰民",
        Text = $"楼上装修，噪音很大。{number}",
        Address = "惠民北路",
        Point = new(24.7966, 113.5880),
        PhoneHash = "h1",
        Sealed = "sealed-words",
    };

    /// <summary>
    /// What the journal would hold if the silo had gone down right after these commits: the order's actor has not seen them.
    /// </summary>
    public async Task AppendAsync(string stream, params object[] facts)
    {
        var catalogue = Services.GetRequiredService<EventCatalogue>();
        var (rows, hash, version) = (new List<PendingRow>(), HashChain.Start, 0L);
        foreach (var fact in facts)
        {
            var (kind, payload) = catalogue.Write(fact);
            hash = HashChain.Next(hash, ++version, Now, kind, "chair", "", payload);
            rows.Add(new()
            {
                Stream = stream,
                Version = version,
                District = new(District),
                Kind = kind,
                OccurredAt = Now,
                RecordedAt = Now,
                Actor = "chair",
                SourceId = "",
                Payload = payload,
                Hash = hash,
            });
        }
        await Services.GetRequiredService<IJournal>().AppendAsync(new(), rows);
    }

    /// <summary>The facts of a stream, oldest first.</summary>
    public async Task<object[]> HistoryAsync(string stream)
    {
        var rows = await Services.GetRequiredService<IJournalReader>()
            .ReadStreamAsync(stream, 0, 1000, TestContext.Current.CancellationToken);
        return [.. rows.Select(row => Services.GetRequiredService<EventCatalogue>().Read(row.Kind, row.Payload)!)];
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(TestContext.Current.CancellationToken);
        host.Dispose();
    }

    public TGrain Grain<TGrain>(string key) where TGrain : IGrainWithStringKey =>
        Services.GetRequiredService<IGrainFactory>().GetGrain<TGrain>(key);
}

/// <summary>A clock that goes on from a moment, and can be put on. Timers are the system's.</summary>
internal sealed class SteppedClock(DateTimeOffset start) : TimeProvider
{
    private readonly long started = System.GetTimestamp();
    private long stepped;

    public void Step(TimeSpan by) => Interlocked.Add(ref stepped, by.Ticks);

    public override DateTimeOffset GetUtcNow() =>
        start + System.GetElapsedTime(started) + TimeSpan.FromTicks(Interlocked.Read(ref stepped));

    public override long GetTimestamp() =>
        System.GetTimestamp() + (long)(TimeSpan.FromTicks(Interlocked.Read(ref stepped)).TotalSeconds * TimestampFrequency);
}

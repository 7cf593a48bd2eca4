using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using OpsCenter.Filings;
using OpsCenter.Gateway;
using OpsCenter.Gateway.Notices;
using OpsCenter.Gateway.Platform.Delivery;
using OpsCenter.Indicators;
using OpsCenter.Kernel;
using OpsCenter.Notices;
using OpsCenter.Tests.Hotline;
using OpsCenter.Tests.Storage;
using Xunit;
using static OpsCenter.Tests.Notices.SampleNotices;

namespace OpsCenter.Tests.Notices;

/// <summary>
/// A silo with the reminders' actors on real storage, in a district whose board says what a test wants, and gateways that send.
/// </summary>
internal sealed class NoticeCluster : IAsyncDisposable
{
    private readonly IHost host;
    private readonly ContactPrivacy privacy;

    private NoticeCluster(IHost host, SteppedClock clock, StandInOwed owed, ContactPrivacy privacy) =>
        (this.host, Clock, Owed, this.privacy) = (host, clock, owed, privacy);

    public SteppedClock Clock { get; }

    public StandInOwed Owed { get; }

    public RecordingSender App { get; } = new(NoticeChannel.WeComApp);

    public RecordingSender Sms { get; } = new(NoticeChannel.Sms);

    public INoticeDueScan Watch => Grains.GetGrain<INoticeDueScan>(District);

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>
    /// It is 9 in the morning of a Friday. Not a day to come: a silo that is older than its clock by days counts as dead.
    /// </summary>
    public static async Task<NoticeCluster> StartAsync(string folder, TimeSpan planFor = default)
    {
        var (clock, owed) = (new SteppedClock(At(3, 13, 9)), new StandInOwed());
        var host = StorageSilo.Build(new() { DataFolder = folder }, silo =>
        {
            silo.Services.AddSingleton<TimeProvider>(clock);
            silo.Services.AddSingleton(new NoticeOptions { PlanFor = planFor, Tries = 2 });
            silo.Services.AddOpsCenterActors(Subjects.Actors, silo.Configuration);
            silo.Services.AddSingleton<IIndicatorBooks>(new StandInBooks());
            silo.AddOutgoingGrainCallFilter(owed);
        });
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new(host, clock, owed, new(new(Path.Combine(folder, "privacy"), TimeProvider.System)));
    }

    /// <summary>With addresses in clear, which nobody else sees.</summary>
    public async Task PutAsync(Person person, params (NoticeChannel Channel, string Address)[] contacts)
    {
        var command = new PutPerson(
            person
                with
            {
                Contacts = [.. contacts.Select(
                    contact => privacy.Seal(new(District), person.Code, contact.Channel, contact.Address))]
            });
        Assert.Null(
            (await Grains.GetGrain<IAddressBook>(NoticeKeys.AddressBook(new(District)))
                .Handle([new("", Clock.GetUtcNow(), command)], "bureau"))[0].Refusal);
    }

    public OutboxRelay<DueNotice> Gateway(string holder, int atOnce = 4)
    {
        var options = new NoticeChannelOptions
        {
            FirstPause = TimeSpan.FromSeconds(1),
            AtOnce = atOnce,
            Link = "https://ops.example.gov.cn/filings/",
        };
        var outbox = new NoticeOutbox(new(District), Grains, privacy, [App, Sms], options, new(Clock), NullLogger.Instance);
        return RelayOf(outbox, holder, options, Grains, Clock);
    }

    /// <summary>One look at a time, when a test wants it.</summary>
    public static OutboxRelay<DueNotice> RelayOf(
        NoticeOutbox outbox, string holder, NoticeChannelOptions options, IGrainFactory grains, TimeProvider time)
    {
        var lease = grains.GetGrain<ILease>($"{outbox.District}/{outbox.Name}");
        return new(outbox, lease, holder, options.Delivery(), Random.Shared, time, NullLogger.Instance);
    }

    public async Task<Notice[]> ListAsync(NoticeStatus? status = null)
    {
        var lists = await Task.WhenAll(NoticeKeys.AllOutboxes(new(District))
            .Select(outbox => Grains.GetGrain<INotices>(outbox).ListAsync(status)));
        return [.. lists.SelectMany(list => list)];
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(TestContext.Current.CancellationToken);
        host.Dispose();
    }
}

/// <summary>Answers in the board's stead what is owed.</summary>
internal sealed class StandInOwed : IOutgoingGrainCallFilter
{
    public ImmutableArray<OwedFiling> Filings { get; set; } = [];

    /// <summary>Whether it was asked last with all that was acknowledged.</summary>
    public bool AsCommitted { get; private set; }

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        if (context.InterfaceMethod.Name != nameof(IReadSide.QueryAsync) || context.Request.GetArgument(0) is not OwedFilingsQuery)
            return context.Invoke();
        AsCommitted = (Freshness)context.Request.GetArgument(1)! == Freshness.AsCommitted;
        context.Result = Filings;
        return Task.CompletedTask;
    }
}

internal sealed class StandInBooks : IIndicatorBooks
{
    public ValueTask<IndicatorBook> FreshAsync(DistrictCode district) => new(Asked);
}

/// <summary>Takes what it is given, or does not.</summary>
internal sealed class RecordingSender(NoticeChannel channel) : INoticeSender
{
    public NoticeChannel Channel => channel;

    public ConcurrentQueue<(string Address, NoticeText Text)> Sent { get; } = [];

    public Func<string, SendAnswer> Answer { get; set; } = _ => SendAnswer.Sent();

    public Task<SendAnswer> SendAsync(Person recipient, string address, NoticeText text, CancellationToken cancellation)
    {
        var answer = Answer(address);
        if (answer.Outcome == SendOutcome.Sent) Sent.Enqueue((address, text));
        return Task.FromResult(answer);
    }
}

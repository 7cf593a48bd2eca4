using System.Collections.Concurrent;
using OpsCenter.Gateway.Privacy;
using OpsCenter.Kernel;
using OpsCenter.Notices;
using Prometheus;

namespace OpsCenter.Gateway.Notices;

/// <summary>
/// A district's reminders on their way. What is to be sent stands in the outboxes until they have been told that it was; so nothing is lost when this
/// gateway goes down, and another goes on where it stopped.
/// </summary>
/// <param name="holder">By which name this gateway holds the lease.</param>
public sealed class NoticeOutbox(
    string district, string holder, IGrainFactory grains, ContactPrivacy privacy, IEnumerable<INoticeSender> senders, NoticeChannelOptions options, DistrictClock clock,
    ILogger log)
{
    /// <summary>Notices of one look.</summary>
    private const int Page = 50;

    private static readonly Counter Tries = Metrics.CreateCounter(
        "opscenter_notices_total", "Tries to send a reminder, by channel and by what became of them", "channel", "outcome");

    private readonly Dictionary<NoticeChannel, INoticeSender> byChannel = senders.ToDictionary(sender => sender.Channel);
    private readonly ChannelDoors doors = new(options.FirstPause);

    /// <summary>What has arrived and the outbox does not know yet, by the notice's key.</summary>
    private readonly ConcurrentDictionary<string, ReportSent> arrived = [];

    private ILease Lease => grains.GetGrain<ILease>($"{district}/reminders");

    /// <summary>Looks once at what is to be sent, and tries it.</summary>
    /// <param name="stopping">Nothing more is begun then; what is on its way ends by itself.</param>
    /// <returns>Whether there is more to do at once.</returns>
    public async Task<bool> SendAsync(CancellationToken stopping)
    {
        if (!await HoldAsync()) return false;
        var (watch, after, sent, late) = (grains.GetGrain<INoticeDueScan>(district), default(NoticeRef), 0, 0);
        while (!stopping.IsCancellationRequested)
        {
            // Page by page: those whose channel is shut must not hide the others behind them.
            var page = await watch.DueAsync(after, Page);
            if (page.IsEmpty) break;
            var answered = clock.GetTimestamp();
            await Parallel.ForEachAsync(page, new ParallelOptions { MaxDegreeOfParallelism = options.AtOnce }, async (notice, _) =>
            {
                if (stopping.IsCancellationRequested || !IsOpen(notice) || !await HoldAsync()) return;
                // Somebody may have sent what it is about while others were told: the next look knows.
                if (clock.GetElapsedTime(answered) > options.LookFor) Interlocked.Increment(ref late);
                else if (await TryAsync(notice)) Interlocked.Increment(ref sent);
            });
            after = page[^1].Ref;
        }
        return sent > 0 || late > 0;
    }

    /// <summary>Another gateway may go on.</summary>
    public Task ReleaseAsync() => Lease.ReleaseAsync(holder);

    /// <summary>Whether this gateway is the one that sends, for long enough to end what it begins now.</summary>
    private Task<bool> HoldAsync() => Lease.HoldAsync(holder, options.Lease);

    private bool IsOpen(DueNotice notice) => WayOf(notice) is not { } way || doors.IsOpen(way.Door, clock.GetUtcNow());

    /// <summary>The first channel that is set up and has not refused the address, with the address; null: there is none.</summary>
    private (Contact Contact, INoticeSender Sender, string Door, bool IsLast)? WayOf(DueNotice notice)
    {
        Contact[] ways = [.. notice.Recipient.Contacts.Where(contact => byChannel.ContainsKey(contact.Channel) && !notice.Notice.Refused.Contains(contact.Channel))];
        if (ways.Length == 0) return null;
        var sender = byChannel[ways[0].Channel];
        // Only addresses that are nobody's own decide the door.
        return (ways[0], sender, sender.DoorOf(ways[0].Masked), ways.Length == 1);
    }

    /// <summary>Whether it has arrived and its outbox knows. A failure is this notice's alone.</summary>
    private async Task<bool> TryAsync(DueNotice notice)
    {
        try
        {
            if (!arrived.TryGetValue(notice.Key, out var report))
            {
                if (await PostAsync(notice) is not { } posted) return false;
                arrived[notice.Key] = report = posted;
            }
            await TellAsync(notice, report);
            arrived.TryRemove(notice.Key, out _);
            return true;
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "Notice {Outbox}/{Number} could not be told what became of it; it is tried again.", notice.Outbox, notice.Notice.Number);
            return false;
        }
    }

    /// <summary>One try; what failed is told to the outbox at once. Null: it has not arrived.</summary>
    private async Task<ReportSent?> PostAsync(DueNotice notice)
    {
        if (WayOf(notice) is not { } way)
        {
            await FailedAsync(notice, null, SendAnswer.Refused("没有可用的联系方式"), isLast: true);
            return null;
        }
        if (!IsOpen(notice)) return null;
        var answer = await AskAsync(notice, way.Contact, way.Sender);
        Tries.WithLabels(way.Contact.Channel.ToString(), answer.Outcome.ToString()).Inc();
        var now = clock.GetUtcNow();
        switch (answer.Outcome)
        {
            case SendOutcome.Sent:
                if (doors.Answered(way.Door)) log.LogInformation("{Channel} takes reminders of {District} again.", way.Door, district);
                return new(notice.Notice.Number, way.Contact.Channel, [.. notice.Parts.Select(part => part.Step)], notice.Filings, answer.Reference);
            case SendOutcome.Waits:
                doors.Rest(way.Door, now, answer.RetryAfter ?? options.FirstPause);
                return null;
            case SendOutcome.Unanswered:
                if (doors.Unanswered(way.Door, now, answer.RetryAfter))
                    log.LogWarning("{Channel} takes no reminders of {District} now ({Reason}); it is tried again.", way.Door, district, answer.Detail);
                break;
            default:
                doors.Answered(way.Door);
                break;
        }
        await FailedAsync(notice, way.Contact.Channel, answer, way.IsLast);
        return null;
    }

    private async Task<SendAnswer> AskAsync(DueNotice notice, Contact contact, INoticeSender sender)
    {
        try
        {
            var address = privacy.Open(district, notice.Recipient.Code, contact);
            return await sender.SendAsync(notice.Recipient, address, NoticeText.Of(notice, district, options.Link), CancellationToken.None);
        }
        catch (SealException failure)
        {
            log.LogError("The address of {Person} in {District} cannot be opened: {Reason}", notice.Recipient.Code, district, failure.Message);
            return SendAnswer.Refused(failure.Code);
        }
    }

    private Task FailedAsync(DueNotice notice, NoticeChannel? channel, SendAnswer answer, bool isLast) => TellAsync(notice, new ReportFailure(
        notice.Notice.Number, notice.Notice.Tries, channel, answer.Detail, answer.Outcome == SendOutcome.Refused, isLast, answer.RetryAfter));

    private Task TellAsync(DueNotice notice, NoticeCommand command) =>
        grains.GetGrain<INotices>(notice.Outbox).Handle([new("", clock.GetUtcNow(), command)], NoticeCallers.Delivery);
}

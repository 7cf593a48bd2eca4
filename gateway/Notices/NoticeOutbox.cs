using OpsCenter.Gateway.Platform.Delivery;
using OpsCenter.Gateway.Platform.Privacy;
using OpsCenter.Kernel;
using OpsCenter.Notices;
using Prometheus;

namespace OpsCenter.Gateway.Notices;

/// <summary>
/// A district's reminders on their way. What is to be sent stands in the actors' outboxes until they have been told that it was; they say
/// when one that failed is due again, and hold dead letters.
/// </summary>
public sealed class NoticeOutbox(
    DistrictCode district, IGrainFactory grains, ContactPrivacy privacy, IEnumerable<INoticeSender> senders, NoticeChannelOptions options,
    DistrictClock clock, ILogger log) : IOutbox<DueNotice>
{
    /// <summary>Notices of one page.</summary>
    private const int Page = 50;

    private static readonly Counter Tries = Metrics.CreateCounter(
        "opscenter_notices_total", "Tries to send a reminder, by channel and by what became of them", "channel", "outcome");

    private readonly Dictionary<NoticeChannel, INoticeSender> byChannel = senders.ToDictionary(sender => sender.Channel);

    public string Name => "reminders";

    public DistrictCode District => district;

    public bool SchedulesRetries => true;

    /// <summary>Page by page: those whose channel is away must not hide the others behind them.</summary>
    public async IAsyncEnumerable<IReadOnlyList<DueNotice>> OwedAsync(int waiting)
    {
        var scan = grains.GetGrain<INoticeDueScan>(district.Value);
        for (var after = default(NoticeRef); ;)
        {
            var page = await scan.DueAsync(after, Page);
            if (page.IsEmpty) yield break;
            yield return page;
            after = page[^1].Ref;
        }
    }

    public string KeyOf(DueNotice message) => message.Key;

    public string? DestinationOf(DueNotice message) => WayOf(message)?.Destination;

    public async Task<SendAnswer> SendAsync(DueNotice message)
    {
        if (WayOf(message) is not { } way) return SendAnswer.Refused("没有可用的联系方式");
        var answer = await SendAsync(message, way);
        Tries.WithLabels(way.Contact.Channel.ToString(), answer.Outcome.ToString()).Inc();
        return answer;
    }

    public Task SentAsync(DueNotice message, SendAnswer answer) => TellAsync(message, new ReportSent(
        message.Notice.Number, WayOf(message)!.Value.Contact.Channel, [.. message.Parts.Select(part => part.Step)], message.Filings,
        answer.Reference));

    public Task FailedAsync(DueNotice message, SendAnswer answer, bool isPutOff)
    {
        var way = WayOf(message);
        return TellAsync(message, new ReportFailure
        {
            Number = message.Notice.Number,
            Try = message.Notice.Tries,
            Channel = way?.Contact.Channel,
            Reason = answer.Detail,
            IsRefused = answer.Outcome == SendOutcome.Refused,
            IsLast = way?.IsLast ?? true,
            RetryAfter = answer.RetryAfter,
        });
    }

    /// <summary>The first channel that is set up and has not refused the address, with the address; null: there is none.</summary>
    private Way? WayOf(DueNotice message)
    {
        var contacts = message.Recipient.Contacts
            .Where(contact => byChannel.ContainsKey(contact.Channel) && !message.Notice.Refused.Contains(contact.Channel)).ToArray();
        if (contacts.Length == 0) return null;
        var sender = byChannel[contacts[0].Channel];
        // Only addresses that are nobody's own, and so are not masked, make a difference.
        return new(contacts[0], sender, sender.DestinationOf(contacts[0].Masked), contacts.Length == 1);
    }

    private async Task<SendAnswer> SendAsync(DueNotice message, Way way)
    {
        try
        {
            var address = privacy.Open(district, message.Recipient.Code, way.Contact);
            var text = NoticeText.Of(message, district, options.Link);
            return await way.Sender.SendAsync(message.Recipient, address, text, CancellationToken.None);
        }
        catch (SealException failure)
        {
            log.LogError(
                "The address of {Person} in {District} cannot be opened: {Reason}", message.Recipient.Code, district, failure.Message);
            return SendAnswer.Refused(failure.Code);
        }
    }

    private Task TellAsync(DueNotice message, NoticeCommand command) =>
        grains.GetGrain<INotices>(message.Outbox).Handle([new("", clock.GetUtcNow(), command)], NoticeCallers.Delivery);

    private readonly record struct Way(Contact Contact, INoticeSender Sender, string Destination, bool IsLast);
}

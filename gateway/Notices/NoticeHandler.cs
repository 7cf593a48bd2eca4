using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Gateway.Platform.Privacy;
using OpsCenter.Kernel;
using OpsCenter.Notices;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Notices;

/// <summary>A district's notices, at the public door: what waits, was sent, is dead, and would be said.</summary>
public sealed class NoticeHandler(IClusterClient cluster, AddressBookHandler book, DistrictClock clock)
{
    private const int MaxRows = 500, UsualRows = 100, MaxUnreached = 200, MaxFilings = 20;

    public async Task<ListNoticesResponse> ListAsync(ListNoticesRequest request)
    {
        var district = request.District.ToDistrict();
        if (request.PageSize is < 0 or > MaxRows)
            throw Failure.Invalid(("page_size", $"每页应为 1–{MaxRows} 条 / A page has 1-{MaxRows} notices"));
        var status = request.State == NoticeState.Unspecified ? (NoticeStatus?)null : (NoticeStatus)((int)request.State - 1);
        if (status is { } known && !System.Enum.IsDefined(known)) throw Failure.Invalid(("state", "状态未知 / The state is not known"));
        var people = (await book.BookAsync(district)).People;
        var lists = await Task.WhenAll(NoticeKeys.AllOutboxes(district).Select(async outbox =>
            (Outbox: outbox, Notices: await cluster.GetGrain<INotices>(outbox).ListAsync(status))));
        var found = lists.SelectMany(list => list.Notices, (list, notice) => (list.Outbox, Notice: notice))
            .Where(one => request.Recipient.Length == 0 || one.Notice.Recipient == request.Recipient)
            .OrderByDescending(one => one.Notice.Since).ToArray();
        return new()
        {
            Total = found.Length,
            Notices =
            {
                found.Take(request.PageSize == 0 ? UsualRows : request.PageSize)
                    .Select(one => one.Notice.ToMessage(one.Outbox, people.GetValueOrDefault(one.Notice.Recipient)?.Name ?? "")),
            },
        };
    }

    public async Task<ResendNoticeResponse> ResendAsync(ResendNoticeRequest request, Caller caller)
    {
        await DoAsync(request.District.ToDistrict(), request.Outbox, new ResendNotice(request.Number), caller);
        return new();
    }

    public async Task<DropNoticeResponse> DropAsync(DropNoticeRequest request, Caller caller)
    {
        await DoAsync(
            request.District.ToDistrict(), request.Outbox, new DropNotice(request.Number, TextMask.Of(request.Reason.Trim(), "")), caller);
        return new();
    }

    public async Task<PreviewNoticesResponse> PreviewAsync(PreviewNoticesRequest request)
    {
        var district = request.District.ToDistrict();
        var plan = await cluster.GetGrain<INoticeDueScan>(request.District).PreviewAsync(request.At?.ToDateTimeOffset());
        var response = new PreviewNoticesResponse
        {
            At = plan.At.ToTimestamp(),
            Total = plan.Recipients.Count,
            UnreachedTotal = plan.Unreached.Length,
            Unreached = { plan.Unreached.Take(MaxUnreached).Select(filing => filing.ToMessage()) },
        };
        var shown = plan.Recipients.Values.OrderBy(planned => planned.Recipient.Code, StringComparer.Ordinal).Take(MaxRows).ToArray();
        var told = await ToldAsync(district, shown.Select(planned => planned.Recipient.Code));
        foreach (var planned in shown)
        {
            var steps = told.GetValueOrDefault(planned.Recipient.Code, []);
            response.Notices.Add(new PlannedNotice
            {
                Recipient = planned.Recipient.Code,
                RecipientName = planned.Recipient.Name,
                Contacts = { planned.Recipient.Contacts.Select(contact => contact.ToMessage()) },
                Steps =
                {
                    planned.Steps.Select(step => new V1.PlannedStep
                    {
                        Step = step.Step.ToMessage(), Held = step.IsHeld, Told = steps.Any(before => before.Covers(step.Step)),
                        Total = step.Filings.Length,
                        Filings = { step.Filings.Take(MaxFilings).Select(filing => filing.ToMessage()) },
                    }),
                },
            });
        }
        return response;
    }

    private async Task<Dictionary<string, ReminderStep[]>> ToldAsync(DistrictCode district, IEnumerable<string> recipients)
    {
        var lists = await Task.WhenAll(recipients.GroupBy(recipient => NoticeKeys.Outbox(district, recipient)).Select(outbox =>
            cluster.GetGrain<INotices>(outbox.Key).ToldAsync([.. outbox])));
        return lists.SelectMany(list => list).ToDictionary(one => one.Key, one => one.Value.ToArray());
    }

    private async Task DoAsync(DistrictCode district, string outbox, NoticeCommand command, Caller caller)
    {
        // The outbox's name holds the district: another district's is not reached with it.
        if (!NoticeKeys.AllOutboxes(district).Contains(outbox))
            throw Failure.Of(StatusCode.NotFound, "unknown_notice", "没有这条通知 / There is no such notice");
        if ((await cluster.GetGrain<INotices>(outbox).Handle([new("", clock.GetUtcNow(), command)], caller.Name))[0].Refusal is { } refusal)
            throw Failure.Refused(refusal);
    }
}

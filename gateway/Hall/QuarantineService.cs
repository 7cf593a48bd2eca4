using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Hall;

/// <summary>Facts of halls that were kept aside, and how they come back; see <c>hall.proto</c>.</summary>
public sealed class QuarantineService(HallIntake intake) : V1.Quarantine.QuarantineBase
{
    public override async Task<ListQuarantineResponse> ListQuarantine(ListQuarantineRequest request, ServerCallContext context)
    {
        var page = await intake.ListHeldAsync(new(request.District.ToDistrict(), request.Hall), request.PageSize, request.PageToken);
        var facts = page.Records.Select(held => new QuarantinedFact
        {
            Id = held.Entry.Id,
            Fact = held.Record,
            Code = held.Entry.Code,
            Message = held.Entry.Message,
            ReceivedAt = held.Entry.ReceivedAt.ToTimestamp(),
            Sender = held.Entry.Sender,
        });
        return new() { Facts = { facts }, Total = page.Total, NextPageToken = page.Next };
    }

    public override async Task<HallReceipt> ResubmitQuarantined(ResubmitQuarantinedRequest request, ServerCallContext context) =>
        HallIntake.Receipt(
            0, await intake.ResubmitAsync(new(request.District.ToDistrict(), request.Hall), request.Id, request.Fact,
                context.Caller().Name));

    public override async Task<DismissQuarantinedResponse> DismissQuarantined(DismissQuarantinedRequest request, ServerCallContext context)
    {
        await intake.DismissAsync(new(request.District.ToDistrict(), request.Hall), request.Id, request.Reason, context.Caller().Name);
        return new();
    }
}

using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Gateway.Platform.Ingest;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Hotline;

/// <summary>The door for the city's platform, and the quarantine of its orders; see <c>hotline.proto</c>.</summary>
public sealed class OrderIngestService(OrderIntake intake, IngestStream stream) : OrderIngest.OrderIngestBase
{
    public override Task StreamOrders(
        IAsyncStreamReader<OrderBatch> requests, IServerStreamWriter<OrderReceipt> receipts, ServerCallContext context) =>
        stream.RunAsync(requests, receipts, context, batch => batch.District, intake.BeginAsync);

    public override Task<OrderReceipt> SubmitOrders(OrderBatch request, ServerCallContext context) =>
        intake.TakeAsync(request, context.Caller().Name);

    public override async Task<ListQuarantinedOrdersResponse> ListQuarantinedOrders(
        ListQuarantinedOrdersRequest request, ServerCallContext context)
    {
        var page = await intake.ListHeldAsync(new(request.District.ToDistrict(), ""), request.PageSize, request.PageToken);
        var orders = page.Records.Select(held => new QuarantinedOrder
        {
            Id = held.Entry.Id,
            Order = held.Record,
            Code = held.Entry.Code,
            Message = held.Entry.Message,
            ReceivedAt = held.Entry.ReceivedAt.ToTimestamp(),
            Sender = held.Entry.Sender,
        });
        return new() { Orders = { orders }, Total = page.Total, NextPageToken = page.Next };
    }

    public override async Task<OrderReceipt> ResubmitQuarantinedOrder(ResubmitQuarantinedOrderRequest request, ServerCallContext context) =>
        OrderIntake.Receipt(0,
            await intake.ResubmitAsync(new(request.District.ToDistrict(), ""), request.Id, request.Changes, context.Caller().Name));

    public override async Task<DismissQuarantinedOrderResponse> DismissQuarantinedOrder(
        DismissQuarantinedOrderRequest request, ServerCallContext context)
    {
        await intake.DismissAsync(new(request.District.ToDistrict(), ""), request.Id, request.Reason, context.Caller().Name);
        return new();
    }
}

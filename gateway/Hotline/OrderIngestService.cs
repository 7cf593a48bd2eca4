using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Gateway.Platform.Ingest;
using OpsCenter.Gateway.Platform.Privacy;
using OpsCenter.Kernel;
using OpsCenter.Quarantine;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Hotline;

/// <summary>The door for the city's platform, and the quarantine of its orders; see <c>hotline.proto</c>.</summary>
public sealed class OrderIngestService(IClusterClient cluster, OrderIntake intake, IngestStream stream, OrderPrivacy privacy, DistrictClock clock)
    : OrderIngest.OrderIngestBase
{
    private const int MaxPage = 500, MaxReason = 200;

    public override Task StreamOrders(IAsyncStreamReader<OrderBatch> requests, IServerStreamWriter<OrderReceipt> receipts, ServerCallContext context) =>
        stream.RunAsync(requests, receipts, context, batch => batch.District, intake.BeginAsync);

    public override Task<OrderReceipt> SubmitOrders(OrderBatch request, ServerCallContext context) => intake.TakeAsync(request, context.Caller().Name);

    public override async Task<ListQuarantinedOrdersResponse> ListQuarantinedOrders(ListQuarantinedOrdersRequest request, ServerCallContext context)
    {
        var size = request.PageSize is > 0 and <= MaxPage ? request.PageSize : MaxPage;
        var (records, total) = await Of(request.District).ListAsync(request.PageToken, size);
        return new()
        {
            Orders = { records.Select(ToMessage) },
            Total = total,
            NextPageToken = records.Count == size ? records[^1].Id : "",
        };
    }

    public override async Task<OrderReceipt> ResubmitQuarantinedOrder(ResubmitQuarantinedOrderRequest request, ServerCallContext context)
    {
        if (await Of(request.District).FindAsync(request.Id) is not { } kept)
            throw Failure.Of(StatusCode.NotFound, "not_in_quarantine", $"隔离区中没有工单 {request.Id} / No order {request.Id} is in quarantine");
        var mended = privacy.OpenRecord(request.District, request.Id, KeptOrder.Read(kept.Record).Sealed);
        if (request.Changes is { } changes) Replace(mended, changes);
        mended.Number = request.Id;
        // What comes right leaves the quarantine there.
        return await intake.TakeAsync(new() { District = request.District, Orders = { mended } }, context.Caller().Name);
    }

    public override async Task<DismissQuarantinedOrderResponse> DismissQuarantinedOrder(DismissQuarantinedOrderRequest request, ServerCallContext context)
    {
        if (request.Reason.Length is 0 or > MaxReason)
            throw Failure.Invalid(("reason", $"请写明原因（1–{MaxReason} 字） / A reason of 1-{MaxReason} characters is needed"));
        var release = new Release(request.Id, WasMended: false, TextMask.Of(request.Reason, ""));
        var answers = await Of(request.District).Handle([new Command<QuarantineCommand>("", clock.GetUtcNow(), release)], context.Caller().Name);
        if (answers[0].Refusal is { } refusal) throw Failure.Refused(refusal);
        return new();
    }

    /// <summary>Fields that are set take the place of those that are there.</summary>
    private static void Replace(OrderRecord record, OrderRecord changes)
    {
        foreach (var field in OrderRecord.Descriptor.Fields.InDeclarationOrder())
            if (IsSet(field, changes)) field.Accessor.SetValue(record, field.Accessor.GetValue(changes));
    }

    private static bool IsSet(FieldDescriptor field, OrderRecord record) => field.HasPresence
        ? field.Accessor.HasValue(record)
        : field.Accessor.GetValue(record) switch
        {
            string text => text.Length > 0,
            bool flag => flag,
            System.Enum value => Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) != 0,
            _ => false,
        };

    private IQuarantine Of(string district) => cluster.GetGrain<IQuarantine>(IQuarantine.Key(district, IQuarantine.Orders));

    private static QuarantinedOrder ToMessage(QuarantinedRecord record) => new()
    {
        Id = record.Id,
        Order = KeptOrder.Read(record.Record).Masked,
        Code = record.Code,
        Message = record.Message,
        ReceivedAt = record.ReceivedAt.ToTimestamp(),
        Sender = record.Sender,
    };
}

using Grpc.Core;
using OpsCenter.Gateway.Platform.Audit;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Hotline;

/// <summary>The 12345 hotline's desks; see <c>hotline.proto</c>. Each part of the service has its own class.</summary>
public sealed class HotlineService(HotlineManagement management, OrderReading reading, OrderHandler desk, PrecedentBook precedents)
    : V1.Hotline.HotlineBase
{
    public override Task<HotlineInfo> GetHotline(GetHotlineRequest request, ServerCallContext context) =>
        management.GetAsync(request, context.Caller());

    public override Task<DefinitionFile> GetHotlineFile(GetHotlineFileRequest request, ServerCallContext context) =>
        management.FileAsync(request, context.Caller());

    public override Task<DefineHotlineResponse> DefineHotline(DefineHotlineRequest request, ServerCallContext context) =>
        management.DefineAsync(request, context.Caller());

    public override Task<ListOrdersResponse> ListOrders(ListOrdersRequest request, ServerCallContext context) =>
        reading.ListAsync(request, context.Caller());

    public override async Task<Order> GetOrder(GetOrderRequest request, ServerCallContext context)
    {
        var (order, isRecorded) = await reading.GetAsync(request, context.Caller());
        // Nothing is shown before it is durable.
        if (isRecorded) context.UserState[AuditInterceptor.ShownKey] = $"{request.Number}: secret order read";
        return order;
    }

    public override Task<OrderStory> GetOrderStory(GetOrderStoryRequest request, ServerCallContext context) =>
        reading.TellAsync(request, context.Caller());

    public override Task<Suggestions> SuggestForOrder(SuggestionsRequest request, ServerCallContext context) =>
        reading.SuggestAsync(request, context.Caller());

    public override Task<Order> ActOnOrder(ActOnOrderRequest request, ServerCallContext context) =>
        desk.ActAsync(request, context.Caller());

    public override Task<RevealedOrder> RevealOrder(RevealOrderRequest request, ServerCallContext context) =>
        desk.RevealAsync(request, context.Caller());

    public override Task<ListPrecedentsResponse> ListPrecedents(ListPrecedentsRequest request, ServerCallContext context) =>
        precedents.ListAsync(request, context.Caller());

    public override Task<RevokePrecedentResponse> RevokePrecedent(RevokePrecedentRequest request, ServerCallContext context) =>
        precedents.RevokeAsync(request, context.Caller());
}

using System.Text;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OpsCenter.Gateway.Errors;
using OpsCenter.Gateway.Identity;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using OpsCenter.V1;
using OrderFlag = OpsCenter.Hotline.OrderFlag;

namespace OpsCenter.Gateway.History;

/// <summary>The events of any actor, without their secrets.</summary>
public sealed class HistoryService(IGrainFactory grains) : V1.History.HistoryBase
{
    public override async Task<ListHistoryResponse> ListHistory(ListHistoryRequest request, ServerCallContext context)
    {
        if (request.Stream.Length > 200 || !StreamId.TryParse(request.Stream, out var stream))
            throw Failure.Invalid(("stream", "格式应为 区划/类别/名称 / A stream looks like 440203/window/H1/A12"));
        var page = await grains.GetGrain<IHistoryReader>(0).ReadAsync(
            request.Stream, PageRange.After(request.AfterVersion, "after_version"), PageRange.Size(request.PageSize));
        var isSecret = await IsSecretAsync(stream, context.Caller());
        var response = new ListHistoryResponse { More = page.More, ChainIntact = page.ChainIntact };
        response.Events.AddRange(page.Rows.Select(row => new HistoryEvent
        {
            Version = row.Version,
            Kind = row.Kind,
            OccurredAt = row.OccurredAt.ToTimestamp(),
            RecordedAt = row.RecordedAt.ToTimestamp(),
            Actor = row.Actor,
            SourceId = row.SourceId,
            Payload = isSecret ? new() : Struct.Parser.ParseJson(Encoding.UTF8.GetString(row.Payload)),
            Hash = Convert.ToHexStringLower(row.Hash),
        }));
        return response;
    }

    /// <summary>Of a secret order (保密) only those see more than its way who may see orders in clear.</summary>
    private async Task<bool> IsSecretAsync(StreamId stream, Caller caller) =>
        stream.Kind == "order" && !caller.Can(Permission.RevealPersonal, stream.District)
        && (await grains.GetGrain<IOrder>(stream.ToString()).GetAsync()).Has(OrderFlag.Secret);
}

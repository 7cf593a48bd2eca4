using System.Text;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Kernel;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Platform.History;

/// <summary>The events of any actor, without their secrets.</summary>
public sealed class HistoryService(IGrainFactory grains, IEnumerable<IHistorySecrecy> subjects) : V1.History.HistoryBase
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

    private async Task<bool> IsSecretAsync(StreamId stream, Caller caller)
    {
        foreach (var subject in subjects)
            if (await subject.IsSecretAsync(stream, caller)) return true;
        return false;
    }
}

using Grpc.Core;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Gateway.Platform.Ingest;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Hall;

/// <summary>The door for queue systems; see <c>hall.proto</c>.</summary>
public sealed class IngestService(HallIntake intake, IngestStream stream) : V1.Ingest.IngestBase
{
    public override Task StreamHall(
        IAsyncStreamReader<HallBatch> requests, IServerStreamWriter<HallReceipt> receipts, ServerCallContext context) =>
        stream.RunAsync(requests, receipts, context, batch => batch.District, intake.BeginAsync);

    public override Task<HallReceipt> SubmitHall(HallBatch request, ServerCallContext context) =>
        intake.TakeAsync(request, context.Caller().Name);
}

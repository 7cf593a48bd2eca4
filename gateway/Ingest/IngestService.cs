using System.Threading.Channels;
using Grpc.Core;
using OpsCenter.Gateway.Identity;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Ingest;

/// <summary>The door for queue systems; see <c>hall.proto</c>.</summary>
public sealed class IngestService(HallIntake intake, CallerFinder callers) : V1.Ingest.IngestBase
{
    private const int BatchesUnderWay = 64;

    public override async Task StreamHall(IAsyncStreamReader<HallBatch> requests, IServerStreamWriter<HallReceipt> receipts, ServerCallContext context)
    {
        var caller = context.Caller();
        var underWay = Channel.CreateBounded<Task<HallReceipt>>(BatchesUnderWay);
        var answering = AnswerAsync(underWay.Reader, receipts, context.CancellationToken);
        try
        {
            await foreach (var batch in requests.ReadAllAsync(context.CancellationToken))
            {
                caller = await callers.StillAsync(caller);
                caller.Require(Permission.SubmitFacts, batch.District);
                await underWay.Writer.WriteAsync(intake.TakeAsync(batch, caller.Name), context.CancellationToken);
            }
        }
        finally
        {
            underWay.Writer.Complete();
            await answering;
        }
    }

    public override Task<HallReceipt> SubmitHall(HallBatch request, ServerCallContext context) => intake.TakeAsync(request, context.Caller().Name);

    private static async Task AnswerAsync(ChannelReader<Task<HallReceipt>> underWay, IServerStreamWriter<HallReceipt> receipts, CancellationToken cancellation)
    {
        await foreach (var receipt in underWay.ReadAllAsync(CancellationToken.None))
        {
            var taken = await receipt;
            if (!cancellation.IsCancellationRequested) await receipts.WriteAsync(taken, CancellationToken.None);
        }
    }
}

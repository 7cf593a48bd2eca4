using System.Threading.Channels;
using Grpc.Core;
using OpsCenter.Gateway.Errors;
using OpsCenter.Gateway.Identity;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Ingest;

/// <summary>The door for queue systems; see <c>hall.proto</c>.</summary>
public sealed class IngestService(HallIntake intake, CallerFinder callers, IHostApplicationLifetime lifetime) : V1.Ingest.IngestBase
{
    private const int BatchesUnderWay = 64;

    public override async Task StreamHall(IAsyncStreamReader<HallBatch> requests, IServerStreamWriter<HallReceipt> receipts, ServerCallContext context)
    {
        var caller = context.Caller();
        var underWay = Channel.CreateBounded<Task<HallReceipt>>(BatchesUnderWay);
        // The call ends when the sender goes, when this process stops, and when a receipt cannot be given.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        var answering = AnswerAsync(underWay.Reader, receipts, ending);
        try
        {
            await foreach (var batch in requests.ReadAllAsync(ending.Token))
            {
                caller = await callers.StillAsync(caller);
                caller.Require(Permission.SubmitFacts, batch.District);
                await underWay.Writer.WriteAsync(intake.TakeAsync(batch, caller.Name), ending.Token);
            }
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw Failure.Retry();
        }
        finally
        {
            underWay.Writer.Complete();
            await answering;
        }
    }

    public override Task<HallReceipt> SubmitHall(HallBatch request, ServerCallContext context) => intake.TakeAsync(request, context.Caller().Name);

    private static async Task AnswerAsync(ChannelReader<Task<HallReceipt>> underWay, IServerStreamWriter<HallReceipt> receipts, CancellationTokenSource ending)
    {
        try
        {
            await foreach (var receipt in underWay.ReadAllAsync(CancellationToken.None)) await receipts.WriteAsync(await receipt, CancellationToken.None);
        }
        catch
        {
            await ending.CancelAsync();
            throw;
        }
    }
}

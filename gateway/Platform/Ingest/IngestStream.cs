using System.Threading.Channels;
using Grpc.Core;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Identity;

namespace OpsCenter.Gateway.Platform.Ingest;

/// <summary>A source's stream: batches in, receipts out, in the same order, after the commit of what they count.</summary>
public sealed class IngestStream(CallerFinder callers, IHostApplicationLifetime lifetime)
{
    private const int BatchesUnderWay = 64;

    /// <param name="requests">Batches.</param>
    /// <param name="receipts">Receipts.</param>
    /// <param name="context">The call.</param>
    /// <param name="districtOf">The place of a batch; who sends it must be allowed to, there and still.</param>
    /// <param name="begin">Takes a batch on its way, before the next is read; the inner task is its receipt.</param>
    public async Task RunAsync<TBatch, TReceipt>(
        IAsyncStreamReader<TBatch> requests, IServerStreamWriter<TReceipt> receipts, ServerCallContext context,
        Func<TBatch, string> districtOf, Func<TBatch, string, ValueTask<Task<TReceipt>>> begin)
    {
        var caller = context.Caller();
        var underWay = Channel.CreateBounded<Task<TReceipt>>(BatchesUnderWay);
        // The call ends when the sender goes, when this process stops, and when a receipt cannot be given.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        var answering = AnswerAsync(underWay.Reader, receipts, ending);
        try
        {
            await foreach (var batch in requests.ReadAllAsync(ending.Token))
            {
                caller = await callers.StillAsync(caller);
                caller.Require(Permission.SubmitFacts, districtOf(batch));
                await underWay.Writer.WriteAsync(await begin(batch, caller.Name), ending.Token);
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

    private static async Task AnswerAsync<TReceipt>(
        ChannelReader<Task<TReceipt>> underWay, IServerStreamWriter<TReceipt> receipts, CancellationTokenSource ending)
    {
        try
        {
            await foreach (var receipt in underWay.ReadAllAsync(CancellationToken.None))
                await receipts.WriteAsync(await receipt, CancellationToken.None);
        }
        catch
        {
            await ending.CancelAsync();
            throw;
        }
    }
}

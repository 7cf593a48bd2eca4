using System.Security.Cryptography;
using Grpc.Core;
using OpsCenter.Gateway.Platform.Privacy;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Platform.Errors;

/// <summary>The one place where an exception becomes what a caller sees.</summary>
public sealed class FailureTranslator(ILogger<FailureTranslator> log)
{
    /// <param name="failure">What went wrong.</param>
    /// <param name="method">Full name of the method.</param>
    /// <param name="callerLeft">Whether the caller has gone away or its deadline has passed.</param>
    public RpcException Translate(Exception failure, string method, bool callerLeft)
    {
        switch (failure)
        {
            case RpcException known:
                return known.GetRpcStatus() is null ? Failure.Of(known.StatusCode, NameOf(known.StatusCode), known.Status.Detail) : known;
            case OperationCanceledException or IOException when callerLeft:
                return Failure.Of(StatusCode.Cancelled, "cancelled", "调用方已取消 / The caller cancelled");
            // The database is away, an actor is moving or a silo is leaving: the same call will do.
            case RetryException or OrleansException or TimeoutException or JournalUnavailableException:
                log.LogWarning("{Method} asks to be retried: {Reason}", method, failure.Message);
                return Failure.Retry();
            case SealException unopened:
                log.LogError("{Method}: {Reason}", method, unopened.Message);
                return Failure.Of(unopened.Code == "unknown_seal_key" ? StatusCode.FailedPrecondition : StatusCode.DataLoss, unopened.Code,
                    unopened.Message);
            default:
                // What a bug says may hold data; the caller gets a number under which the log has all of it.
                var reference = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
                log.LogError(failure, "{Method} failed, reference {Reference}", method, reference);
                return Failure.Of(
                    StatusCode.Internal, "internal", $"系统内部错误，编号 {reference} / Internal error, reference {reference}",
                    new Google.Rpc.RequestInfo { RequestId = reference });
        }
    }

    /// <summary><c>NotFound</c> → <c>not_found</c>: the reason of a status that was given none.</summary>
    private static string NameOf(StatusCode code) =>
        string.Concat(code.ToString().Select((sign, index) => index > 0 && char.IsUpper(sign) ? $"_{sign}" : $"{sign}")).ToLowerInvariant();
}

using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using OpsCenter.Kernel;
using RpcStatus = Google.Rpc.Status;

namespace OpsCenter.Gateway.Platform.Errors;

/// <summary>
/// How the gateway says no: a gRPC status with a sentence (Chinese / English) and <c>google.rpc</c> details that programs
/// read: ErrorInfo always (reason in capitals, domain <c>opscenter.v1</c>), BadRequest and RetryInfo where they apply.
/// </summary>
public static class Failure
{
    public const string Domain = "opscenter.v1";

    /// <summary>How long a caller should wait when the system cannot answer for certain now.</summary>
    public static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    /// <summary>The kinds of details, for what writes them as JSON.</summary>
    public static readonly TypeRegistry Details = TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor);

    /// <param name="code">The gRPC status.</param>
    /// <param name="reason">A stable code, e.g. <c>account_locked</c>; callers see it in capitals.</param>
    /// <param name="sentence">For a person: Chinese / English.</param>
    /// <param name="details">More <c>google.rpc</c> messages.</param>
    public static RpcException Of(StatusCode code, string reason, string sentence, params IMessage[] details)
    {
        var status = new RpcStatus { Code = (int)code, Message = sentence };
        status.Details.Add(Any.Pack(new ErrorInfo { Reason = reason.ToUpperInvariant(), Domain = Domain }));
        foreach (var detail in details) status.Details.Add(Any.Pack(detail));
        return status.ToRpcException();
    }

    /// <summary>INVALID_ARGUMENT that names each field in error.</summary>
    public static RpcException Invalid(params (string Field, string Sentence)[] violations)
    {
        var details = new BadRequest();
        details.FieldViolations.AddRange(violations.Select(violation =>
            new BadRequest.Types.FieldViolation { Field = violation.Field, Description = violation.Sentence }));
        return Of(StatusCode.InvalidArgument, "invalid_argument",
            violations.Length > 0 ? violations[0].Sentence : "请求无效 / The request is invalid", details);
    }

    /// <summary>An actor's refusal, as a status.</summary>
    /// <param name="refusal">What the actor answered.</param>
    /// <param name="field">The field of the request that it is about, if it is about one.</param>
    public static RpcException Refused(Refusal refusal, string? field = null)
    {
        if (field is null) return Of(StatusOf(refusal.Kind), refusal.Code, refusal.Message);
        var details = new BadRequest();
        details.FieldViolations.Add(new BadRequest.Types.FieldViolation { Field = field, Description = refusal.Message });
        return Of(StatusOf(refusal.Kind), refusal.Code, refusal.Message, details);
    }

    /// <summary>UNAVAILABLE: nothing is known to be done; the same call may come again after <paramref name="delay"/>.</summary>
    public static RpcException Retry(TimeSpan? delay = null) => Of(
        StatusCode.Unavailable, "retry", "系统暂时繁忙，请稍后重试 / The system cannot answer now; try again soon",
        new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay ?? RetryDelay) });

    /// <summary>The reason that a failure carries, in capitals; empty when it carries none.</summary>
    public static string ReasonOf(RpcException failure) => failure.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason ?? "";

    /// <summary>The status of a call whose command was refused.</summary>
    public static StatusCode StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCode.InvalidArgument,
        RefusalKind.NotFound => StatusCode.NotFound,
        RefusalKind.AlreadyExists => StatusCode.AlreadyExists,
        RefusalKind.Conflict => StatusCode.Aborted,
        RefusalKind.NotAllowed => StatusCode.PermissionDenied,
        RefusalKind.SignedOut => StatusCode.Unauthenticated,
        RefusalKind.TooMany => StatusCode.ResourceExhausted,
        _ => StatusCode.FailedPrecondition,
    };
}

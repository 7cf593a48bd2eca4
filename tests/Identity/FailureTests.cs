using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Kernel;
using Xunit;
using Status = Grpc.Core.Status;

namespace OpsCenter.Tests.Identity;

public class FailureTests
{
    private readonly FailureTranslator translator = new(NullLogger<FailureTranslator>.Instance);

    [Fact]
    public void What_may_be_repeated_is_unavailable_and_says_when()
    {
        foreach (var failure in new Exception[] { new RetryException("x"), new TimeoutException(), new JournalFullException("full") })
        {
            var status = translator.Translate(failure, "/m", callerLeft: false);
            Assert.Equal(StatusCode.Unavailable, status.StatusCode);
            Assert.Equal(1, status.GetRpcStatus()!.GetDetail<RetryInfo>()!.RetryDelay.Seconds);
        }
    }

    [Fact]
    public void A_bug_tells_a_reference_and_nothing_else()
    {
        var status = translator.Translate(new InvalidOperationException("secret"), "/m", callerLeft: false);
        Assert.Equal(StatusCode.Internal, status.StatusCode);
        Assert.DoesNotContain("secret", status.ToString());
        Assert.Contains(status.GetRpcStatus()!.GetDetail<RequestInfo>()!.RequestId, status.Status.Detail);
    }

    [Fact]
    public void A_caller_that_left_is_no_bug()
    {
        Assert.Equal(StatusCode.Cancelled, translator.Translate(new OperationCanceledException(), "/m", callerLeft: true).StatusCode);
        Assert.Equal(StatusCode.Internal, translator.Translate(new OperationCanceledException(), "/m", callerLeft: false).StatusCode);
    }

    [Fact]
    public void Every_status_has_a_reason()
    {
        var bare = translator.Translate(new RpcException(new Status(StatusCode.NotFound, "没有 / none")), "/m", callerLeft: false);
        Assert.Equal("NOT_FOUND", Failure.ReasonOf(bare));
        Assert.Equal("没有 / none", bare.Status.Detail);
        var rich = Failure.Refused(Refusal.NotNow("already_taken", "已取", "taken"));
        Assert.Same(rich, translator.Translate(rich, "/m", callerLeft: false));
        Assert.Equal((StatusCode.FailedPrecondition, "ALREADY_TAKEN"), (rich.StatusCode, Failure.ReasonOf(rich)));
    }

    [Theory]
    [InlineData(RefusalKind.Invalid, StatusCode.InvalidArgument)]
    [InlineData(RefusalKind.NotFound, StatusCode.NotFound)]
    [InlineData(RefusalKind.AlreadyExists, StatusCode.AlreadyExists)]
    [InlineData(RefusalKind.Conflict, StatusCode.Aborted)]
    [InlineData(RefusalKind.NotNow, StatusCode.FailedPrecondition)]
    [InlineData(RefusalKind.NotAllowed, StatusCode.PermissionDenied)]
    [InlineData(RefusalKind.SignedOut, StatusCode.Unauthenticated)]
    [InlineData(RefusalKind.TooMany, StatusCode.ResourceExhausted)]
    public void The_status_follows_from_the_kind_whatever_the_code(RefusalKind kind, StatusCode status)
    {
        var failure = Failure.Refused(new(kind, "bad_example", new("中文", "English")), "field");
        Assert.Equal((status, "BAD_EXAMPLE", "中文 / English"), (failure.StatusCode, Failure.ReasonOf(failure), failure.Status.Detail));
    }

    [Fact]
    public void Every_kind_has_its_own_status() =>
        Assert.Equal(Enum.GetValues<RefusalKind>().Length, Enum.GetValues<RefusalKind>().Select(Failure.StatusOf).Distinct().Count());
}

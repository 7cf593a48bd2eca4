using Grpc.Core;

namespace OpsCenter.Gateway.Platform.Errors;

/// <summary>Outermost: no exception leaves the gateway that is not a status with details.</summary>
public sealed class ErrorInterceptor(FailureTranslator translator) : EveryCall
{
    protected override async Task<TResult> Around<TResult>(object? request, ServerCallContext context, Func<Task<TResult>> next)
    {
        try
        {
            return await next();
        }
        catch (Exception failure)
        {
            throw translator.Translate(failure, context.Method, context.CancellationToken.IsCancellationRequested);
        }
    }
}

using Grpc.Core;
using Grpc.Core.Interceptors;

namespace OpsCenter.Gateway.Platform.Errors;

/// <summary>An interceptor that treats the four kinds of call alike.</summary>
public abstract class EveryCall : Interceptor
{
    /// <param name="request">Null when the client streams: each message is then the service's to judge.</param>
    /// <param name="context">The call.</param>
    /// <param name="next">What lies inside.</param>
    protected abstract Task<TResult> Around<TResult>(object? request, ServerCallContext context, Func<Task<TResult>> next);

    public sealed override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        Around(request, context, () => continuation(request, context));

    public sealed override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        Around(null, context, () => continuation(requestStream, context));

    public sealed override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        Around(request, context, () => Nothing(continuation(request, responseStream, context)));

    public sealed override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        Around(null, context, () => Nothing(continuation(requestStream, responseStream, context)));

    private static async Task<bool> Nothing(Task call)
    {
        await call;
        return true;
    }
}

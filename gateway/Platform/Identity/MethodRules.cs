using System.Collections.Concurrent;
using System.Reflection;
using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;

namespace OpsCenter.Gateway.Platform.Identity;

/// <summary>
/// What it takes to call a method, read at its first call off the descriptor of the service that answers it, whatever assembly it is
/// from. A method that says nothing, or nothing that makes sense, has no rule: it is refused, and the log names it.
/// </summary>
public sealed class MethodRules(ILogger<MethodRules> log)
{
    private readonly ConcurrentDictionary<string, MethodRule?> known = new(StringComparer.Ordinal);

    /// <summary>The rule of the method that is called; null: it is to be refused.</summary>
    public MethodRule? Of(ServerCallContext context) =>
        known.TryGetValue(context.Method, out var rule) ? rule : known.GetOrAdd(context.Method, Read(context));

    private MethodRule? Read(ServerCallContext context)
    {
        try
        {
            if (context.GetHttpContext().GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>() is { } called
                && DescriptorOf(called) is { } method && MethodAccessReader.Read(method) is { } rule) return rule;
            log.LogError("{Method} is refused to everybody: its proto does not say who may call it.", context.Method);
        }
        catch (InvalidDataException wrong)
        {
            log.LogError(wrong, "{Method} is refused to everybody: who may call it is written wrongly.", context.Method);
        }
        return null;
    }

    /// <summary>Generated code keeps the descriptor of a service where it binds its methods.</summary>
    private static MethodDescriptor? DescriptorOf(GrpcMethodMetadata called)
    {
        var binding = called.ServiceType.GetCustomAttribute<BindServiceMethodAttribute>(inherit: true)?.BindType;
        var descriptor = binding?.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null);
        return descriptor is Google.Protobuf.Reflection.ServiceDescriptor service && service.FullName == called.Method.ServiceName
            ? service.FindMethodByName(called.Method.Name)
            : null;
    }
}

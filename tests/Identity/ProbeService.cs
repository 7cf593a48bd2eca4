using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using OpsCenter.V1;

namespace OpsCenter.Tests.Identity;

/// <summary>
/// A contract that lives in this assembly: <c>test.Probe</c>, as generated code would bring it. Of its methods one says who may call it,
/// one is silent, and one names a field that its request has not.
/// </summary>
public static class Probe
{
    public static readonly Method<GetHallRequest, GetHallRequest> Declared = New("Declared"), Silent = New("Silent"), Wrong = New("Wrong");

    /// <summary>Found by its name, as in generated code.</summary>
    public static Google.Protobuf.Reflection.ServiceDescriptor Descriptor { get; } = Service(
        Rpc("Declared", HallsAt("district")), Rpc("Silent", null), Rpc("Wrong", HallsAt("distrikt")));

    /// <summary>A method that takes a message and says this of itself.</summary>
    public static MethodDescriptor Saying(MethodAccess? access, MessageDescriptor request, bool streams = false)
    {
        var rpc = Rpc("One", access);
        rpc.InputType = $".{request.FullName}";
        rpc.ClientStreaming = streams;
        return Service(rpc).Methods[0];
    }

    public static void BindService(ServiceBinderBase binder, ProbeBase? service)
    {
        binder.AddMethod(Declared, service is null ? null! : new UnaryServerMethod<GetHallRequest, GetHallRequest>(service.Declared));
        binder.AddMethod(Silent, service is null ? null! : new UnaryServerMethod<GetHallRequest, GetHallRequest>(service.Silent));
        binder.AddMethod(Wrong, service is null ? null! : new UnaryServerMethod<GetHallRequest, GetHallRequest>(service.Wrong));
    }

    private static MethodAccess HallsAt(string field) => new() { Permission = MethodAccess.Types.Permission.ReadHalls, Place = field };

    private static Google.Protobuf.Reflection.ServiceDescriptor Service(params MethodDescriptorProto[] methods)
    {
        FileDescriptor[] needed = [AccessReflection.Descriptor, HallReflection.Descriptor];
        var file = new FileDescriptorProto { Name = "test/probe.proto", Package = "test", Syntax = "proto3" };
        file.Dependency.Add(needed.Select(one => one.Name));
        file.Service.Add(new ServiceDescriptorProto { Name = "Probe", Method = { methods } });
        return FileDescriptor.FromGeneratedCode(file.ToByteArray(), needed, new GeneratedClrTypeInfo(null, null, [])).Services[0];
    }

    private static MethodDescriptorProto Rpc(string name, MethodAccess? access)
    {
        var type = $".{GetHallRequest.Descriptor.FullName}";
        var rpc = new MethodDescriptorProto { Name = name, InputType = type, OutputType = type };
        if (access is null) return rpc;
        rpc.Options = new MethodOptions();
        rpc.Options.SetExtension(AccessExtensions.Access, access);
        return rpc;
    }

    private static Method<GetHallRequest, GetHallRequest> New(string name)
    {
        var marshaller = Marshallers.Create(Google.Protobuf.MessageExtensions.ToByteArray, GetHallRequest.Parser.ParseFrom);
        return new(MethodType.Unary, "test.Probe", name, marshaller, marshaller);
    }
}

[BindServiceMethod(typeof(Probe), nameof(Probe.BindService))]
public abstract class ProbeBase
{
    public virtual Task<GetHallRequest> Declared(GetHallRequest request, ServerCallContext context) => Task.FromResult(request);

    public virtual Task<GetHallRequest> Silent(GetHallRequest request, ServerCallContext context) => Task.FromResult(request);

    public virtual Task<GetHallRequest> Wrong(GetHallRequest request, ServerCallContext context) => Task.FromResult(request);
}

public sealed class ProbeService : ProbeBase;

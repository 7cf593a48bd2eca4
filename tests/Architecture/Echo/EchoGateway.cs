using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OpsCenter.Gateway;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Kernel;

namespace OpsCenter.Tests.Architecture.Echo;

/// <summary>The echo at the gateway: one method, one theme.</summary>
public sealed class EchoGateway : SubjectGateway
{
    public override Subject Subject { get; } = new EchoSubject();

    public override void Build(GatewayBuilder gateway)
    {
        gateway.Service<EchoService>();
        gateway.Themes.Theme<EchoTheme>((frame, theme) => frame.Other = Any.Pack(new V1.EchoTheme { Last = theme.Last, Count = theme.Count }));
    }
}

public sealed class EchoService(IGrainFactory grains, DistrictClock clock) : V1.Echo.EchoBase
{
    public override async Task<V1.SayResponse> Say(V1.SayRequest request, ServerCallContext context)
    {
        var answer = (await grains.GetGrain<IEcho>($"{request.District}/echo/said").Handle([new("", clock.GetUtcNow(), new Say(request.Text))], context.Caller().Name))[0];
        return answer.Refusal is { } refusal ? throw Failure.Refused(refusal) : new() { Version = answer.Version };
    }
}

using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OpsCenter.Gateway;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Gateway.Platform.Ingest;
using OpsCenter.Kernel;

namespace OpsCenter.Tests.Architecture.Echo;

/// <summary>The echo at the gateway: one method, one theme.</summary>
public sealed class EchoGateway : SubjectGateway
{
    public override Subject Subject { get; } = new EchoSubject();

    public override void Build(GatewayBuilder gateway)
    {
        gateway.Service<EchoService>();
        gateway.Themes
            .Theme<EchoTheme>((frame, theme) => frame.Other = Any.Pack(new V1.EchoTheme { Last = theme.Last, Count = theme.Count }));
    }
}

public sealed class EchoService(IGrainFactory grains, DistrictClock clock) : V1.Echo.EchoBase
{
    public override async Task<V1.SayResponse> Say(V1.SayRequest request, ServerCallContext context)
    {
        var answer = (await grains.GetGrain<IEcho>($"{request.District}/echo/said")
            .Handle([new("", clock.GetUtcNow(), new Say(request.Text))], context.Caller().Name))[0];
        return answer.Refusal is { } refusal ? throw Failure.Refused(refusal) : new() { Version = answer.Version };
    }
}

/// <summary>Notes of a source on their way to the echo: nothing but how one is read, and whose it is.</summary>
public sealed class EchoIntake(IngestServices services) : IngestPipeline<V1.Note, Say, EchoOptions>(services)
{
    public Task<BatchOutcome> SubmitAsync(IngestTarget target, params V1.Note[] notes) => TakeAsync(target, notes, "source");

    protected override string IdOf(V1.Note record) => record.Id;

    protected override void Identify(V1.Note record, string id) => record.Id = id;

    protected override ValueTask<(EchoOptions? Terms, FactProblem? Problem)> OpenAsync(IngestTarget target) => new((new(), null));

    protected override FactProblem? Read(V1.Note record, IngestTarget target, EchoOptions terms, out RecordCommands<Say> read)
    {
        read = new($"{target.District}/echo/notes", [new(record.Id, Services.Clock.GetUtcNow(), new(record.Text))]);
        return record.Text.Length > 0 ? null : new("missing_text", "没有内容 / There is no text");
    }

    protected override IActor<Say> ActorOf(string key) => Services.Cluster.GetGrain<IEcho>(key);
}

using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Kernel;
using OpsCenter.Quarantine;
using OpsCenter.V1;
using Fact = OpsCenter.V1.HallFact;

namespace OpsCenter.Gateway.Hall;

/// <summary>What was kept aside, and how it comes back; see <c>hall.proto</c>.</summary>
public sealed class QuarantineService(IClusterClient cluster, HallIntake intake, DistrictClock clock) : V1.Quarantine.QuarantineBase
{
    private const int MaxPage = 500;
    private static readonly JsonParser Json = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    public override async Task<ListQuarantineResponse> ListQuarantine(ListQuarantineRequest request, ServerCallContext context)
    {
        var size = request.PageSize is > 0 and <= MaxPage ? request.PageSize : MaxPage;
        var (records, total) = await Of(request.District, request.Hall).ListAsync(request.PageToken, size);
        return new()
        {
            Facts = { records.Select(ToMessage) },
            Total = total,
            NextPageToken = records.Count == size ? records[^1].Id : "",
        };
    }

    public override async Task<HallReceipt> ResubmitQuarantined(ResubmitQuarantinedRequest request, ServerCallContext context)
    {
        var caller = context.Caller();
        if (await Of(request.District, request.Hall).FindAsync(request.Id) is null)
            throw Failure.Of(StatusCode.NotFound, "not_in_quarantine", $"隔离区中没有记录 {request.Id} / No record {request.Id} is in quarantine");
        var mended = request.Fact ?? new();
        // The id stays: what was counted meanwhile by a repeat of the source is not counted again.
        mended.Id = request.Id;
        var receipt = await intake.TakeAsync(new() { District = request.District, Hall = request.Hall, Facts = { mended } }, caller.Name);
        if (receipt.Accepted + receipt.Repeats == 1)
            await ReleaseAsync(request.District, request.Hall, new(request.Id, WasMended: true, ""), caller.Name);
        return receipt;
    }

    public override async Task<DismissQuarantinedResponse> DismissQuarantined(DismissQuarantinedRequest request, ServerCallContext context)
    {
        if (request.Reason.Length is 0 or > 200)
            throw Failure.Invalid(("reason", "请写明原因（1–200 字） / A reason of 1-200 characters is needed"));
        await ReleaseAsync(request.District, request.Hall, new(request.Id, WasMended: false, request.Reason), context.Caller().Name);
        return new();
    }

    private async Task ReleaseAsync(string district, string hall, Release release, string caller)
    {
        var answers = await Of(district, hall).Handle([new Command<QuarantineCommand>("", clock.GetUtcNow(), release)], caller);
        if (answers[0].Refusal is { } refusal) throw Failure.Refused(refusal);
    }

    private IQuarantine Of(string district, string hall) => cluster.GetGrain<IQuarantine>(IQuarantine.Key(district, hall));

    private static QuarantinedFact ToMessage(QuarantinedRecord record) => new()
    {
        Id = record.Id,
        Fact = Json.Parse<Fact>(record.Record),
        Code = record.Code,
        Message = record.Message,
        ReceivedAt = record.ReceivedAt.ToTimestamp(),
        Sender = record.Sender,
    };
}

using Grpc.Core;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Filings;

/// <summary>What towns and villages fill in; see <c>filings.proto</c>. Each part of the service has its own class.</summary>
public sealed class FilingsService(RoundHandler rounds, RoundHistory history, FilingReading reading, FilingHandler desk)
    : V1.Filings.FilingsBase
{
    public override Task<ListRoundsResponse> ListRounds(ListRoundsRequest request, ServerCallContext context) =>
        rounds.ListAsync(request, context.Caller());

    public override Task<Round> OpenRound(OpenRoundRequest request, ServerCallContext context) =>
        rounds.OpenAsync(request, context.Caller());

    public override Task<Round> MoveRound(MoveRoundRequest request, ServerCallContext context) =>
        rounds.MoveAsync(request, context.Caller());

    public override Task<ExportRoundResponse> ExportRound(ExportRoundRequest request, ServerCallContext context) =>
        rounds.ExportAsync(request, context.Caller());

    public override Task<ListRoundHistoryResponse> ListRoundHistory(ListRoundHistoryRequest request, ServerCallContext context) =>
        history.ListAsync(request, context.Caller());

    public override Task<ListFilingsResponse> ListFilings(ListFilingsRequest request, ServerCallContext context) =>
        reading.ListAsync(request, context.Caller());

    public override Task<Filing> GetFiling(GetFilingRequest request, ServerCallContext context) =>
        reading.GetAsync(request, context.Caller());

    public override Task<Filing> SaveFiling(SaveFilingRequest request, ServerCallContext context) =>
        desk.SaveAsync(request, context.Caller());

    public override Task<Filing> ReviewFiling(ReviewFilingRequest request, ServerCallContext context) =>
        desk.ReviewAsync(request, context.Caller());

    public override Task<Filing> ReopenFiling(ReopenFilingRequest request, ServerCallContext context) =>
        desk.ReopenAsync(request, context.Caller());

    public override Task<FilingTemplate> GetFilingTemplate(GetFilingRequest request, ServerCallContext context) =>
        desk.TemplateAsync(request, context.Caller());

    public override Task<UploadFilingResponse> UploadFiling(UploadFilingRequest request, ServerCallContext context) =>
        desk.UploadAsync(request, context.Caller());

    public override Task<Burden> GetBurden(GetBurdenRequest request, ServerCallContext context) =>
        reading.BurdenAsync(request, context.Caller());
}

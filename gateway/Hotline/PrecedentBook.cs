using Grpc.Core;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Gateway.Platform.Privacy;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Hotline;

/// <summary>The precedents of a district (先例): by them the next such orders are dispatched.</summary>
public sealed class PrecedentBook(IClusterClient cluster, OrderScopes scopes, IRulebooks rulebooks, DistrictClock clock)
{
    private const int MaxReason = 500;

    public async Task<ListPrecedentsResponse> ListAsync(ListPrecedentsRequest request, Caller caller)
    {
        var district = request.District.ToDistrict();
        var scope = await scopes.RequireAsync(caller, district);
        var book = await BookAsync(district);
        var messages = new OrderMessages(scope, book, clock.GetUtcNow());
        return new() { Precedents = { book.Precedents.OrderByDescending(precedent => precedent.RuledAt).Select(messages.Precedent) } };
    }

    public async Task<RevokePrecedentResponse> RevokeAsync(RevokePrecedentRequest request, Caller caller)
    {
        var district = request.District.ToDistrict();
        await scopes.RequireAsync(caller, district);
        if (request.Reason.Trim().Length is 0 or > MaxReason)
            throw Failure.Invalid(("reason", $"请说明理由，最多 {MaxReason} 个字 / A reason of at most {MaxReason} characters is needed"));
        if ((await BookAsync(district)).Precedents.All(precedent => precedent.Key != request.Key))
            throw Failure.Of(StatusCode.NotFound, "unknown_precedent",
                $"没有先例“{Platform.Files.Wording.Shown(request.Key)}” / There is no precedent '{Platform.Files.Wording.Shown(request.Key)}'");
        var refusal = await cluster.GetGrain<IPrecedent>(HotlineKeys.Precedent(district, request.Key))
            .RevokeAsync(TextMask.Of(request.Reason.Trim(), ""), caller.Name, clock.GetUtcNow());
        return refusal is null ? new() : throw Failure.Refused(refusal);
    }

    /// <summary>The precedent that an order cites, as it was then.</summary>
    public async Task<Precedent?> CitedAsync(DistrictCode district, PrecedentRef? cited, Rulebook book)
    {
        if (cited is null) return null;
        return book.Precedents.FirstOrDefault(precedent => precedent.Key == cited.Key && precedent.Version == cited.Version)
            ?? (await cluster.GetGrain<IPrecedent>(HotlineKeys.Precedent(district, cited.Key)).ListAsync())
                .FirstOrDefault(precedent => precedent.Version == cited.Version);
    }

    /// <summary>As committed; rulebooks that orders decide by may be seconds old.</summary>
    private async Task<Rulebook> BookAsync(DistrictCode district) =>
        await cluster.GetGrain<IHotline>(HotlineKeys.Hotline(district)).RulebookAsync(-1) ?? await rulebooks.FreshAsync(district);
}

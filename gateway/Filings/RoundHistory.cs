using Google.Protobuf.WellKnownTypes;
using OpsCenter.Filings;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Indicators;
using OpsCenter.Kernel;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Filings;

/// <summary>What happened to a round, in the words of the contract: the journal's own events are nobody's but the round's.</summary>
public sealed class RoundHistory(IClusterClient cluster, EventCatalogue catalogue)
{
    private const int Page = 1000, MaxHappenings = 10_000;

    /// <exception cref="Grpc.Core.RpcException">NOT_FOUND: the round was never opened; INVALID_ARGUMENT.</exception>
    public async Task<ListRoundHistoryResponse> ListAsync(ListRoundHistoryRequest request, Caller caller)
    {
        var district = request.District.ToDistrict();
        var period = FilingReading.PeriodOf(request.Period);
        if (!IndicatorCodes.IsSet(request.Set)) throw RoundHandler.NotFound(request.Set, request.Period);
        var reader = cluster.GetGrain<IHistoryReader>(0);
        var response = new ListRoundHistoryResponse { ChainIntact = true };
        for (long after = 0; !response.Cut;)
        {
            var page = await reader.ReadAsync(FilingKeys.Round(district, request.Set, period), after, Page);
            response.ChainIntact &= page.ChainIntact;
            foreach (var happening in page.Rows.Select(MessageOf).OfType<RoundHappening>())
                if (response.Happenings.Count < MaxHappenings) response.Happenings.Add(happening);
                else response.Cut = true;
            if (!page.More || page.Rows.IsEmpty) break;
            after = page.Rows[^1].Version;
        }
        return response.Happenings.Count > 0 ? response : throw RoundHandler.NotFound(request.Set, request.Period);
    }

    /// <summary>Null: it is the round's own business, e.g. which filings it has told of a report.</summary>
    private RoundHappening? MessageOf(JournalRow row)
    {
        var happening = new RoundHappening { Version = row.Version, At = row.OccurredAt.ToTimestamp(), Actor = row.Actor };
        switch (catalogue.Read(row.Kind, row.Payload))
        {
            case RoundOpened opened:
                happening.Opened = new()
                {
                    Places = opened.Places.Length,
                    DueAt = opened.DueAt.ToTimestamp(),
                    LockAt = opened.LockAt.ToTimestamp(),
                };
                return happening;
            case RoundDueMoved moved:
                happening.DueMoved = new()
                {
                    DueAt = moved.DueAt.ToTimestamp(),
                    LockAt = moved.LockAt.ToTimestamp(),
                    Reason = moved.Reason,
                };
                return happening;
            case RoundPlacesChanged changed:
                happening.PlacesChanged = new()
                {
                    Added = { changed.Added.Select(place => place.Value) },
                    Removed = { changed.Removed.Select(place => place.Value) },
                    Reason = changed.Reason,
                };
                return happening;
            case RoundReported reported:
                happening.Reported = new()
                {
                    Report = reported.Report,
                    Layout = reported.Layout,
                    FileName = reported.FileName,
                    Hash = reported.Hash,
                    Places = reported.Places,
                };
                return happening;
            default:
                return null;
        }
    }
}

using Google.Protobuf.WellKnownTypes;
using OpsCenter.Gateway.Platform.Privacy;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using OpsCenter.V1;
using OrderStage = OpsCenter.Hotline.OrderStage;

namespace OpsCenter.Gateway.Hotline;

/// <summary>Makes the message of a result: of what the order is, so that each try says the same.</summary>
public sealed class ResultReader(IClusterClient cluster, IRulebooks rulebooks, OrderPrivacy privacy, EventCatalogue catalogue)
{
    private const int HistoryPage = 1000;

    /// <summary>The message; null: the platform has it already.</summary>
    /// <exception cref="SealException">The answer cannot be opened.</exception>
    public async Task<OrderResult?> ReadAsync(DistrictCode district, OwedResult owed)
    {
        var state = await cluster.GetGrain<IOrder>(HotlineKeys.Order(district, owed.Number)).GetAsync();
        if (state.Delivered >= owed.Result || state.Result != owed.Result) return null;
        var result = new OrderResult
        {
            District = district.Value,
            Number = owed.Number,
            Result = owed.Result,
            // That it was archived since is nothing to the platform.
            Stage = state.Stage == OrderStage.Declined ? V1.OrderStage.Declined : V1.OrderStage.OrderClosed,
            ClosedAt = (state.ClosedAt ?? state.StageSince).ToTimestamp(),
            Department = state.Lead.Value,
            Round = state.Round,
        };
        if (state.Stage == OrderStage.Declined) result.Reason = await ReasonAsync(district, owed.Number);
        if (state.Answer is { } answer) result.Answer = privacy.Open(district, owed.Number, answer);
        if (!state.Lead.IsEmpty) result.DepartmentName = (await rulebooks.FreshAsync(district)).NameOf(state.Lead);
        if (state.Reached is { } reached) result.Reached = reached;
        if (state.Solved is { } solved) result.Solved = solved;
        if (state.Satisfied is { } satisfied) result.Satisfied = satisfied;
        return result;
    }

    /// <summary>The state has the beginning of it only.</summary>
    private async Task<string> ReasonAsync(DistrictCode district, string number)
    {
        var reader = cluster.GetGrain<IHistoryReader>(0);
        for (long after = 0; ;)
        {
            var page = await reader.ReadAsync(HotlineKeys.Order(district, number), after, HistoryPage);
            foreach (var row in page.Rows)
                if (catalogue.Read(row.Kind, row.Payload) is OrderDeclined declined) return declined.Reason;
            if (!page.More || page.Rows.IsEmpty) return "";
            after = page.Rows[^1].Version;
        }
    }
}

using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OpsCenter.Filings;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Indicators;
using OpsCenter.Kernel;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Filings;

/// <summary>What the bureau does with rounds: open them, move their due date, send their values above.</summary>
public sealed class RoundHandler(IClusterClient cluster, IIndicatorBooks books, FilingExportOptions options, DistrictClock clock)
{
    public async Task<ListRoundsResponse> ListAsync(ListRoundsRequest request, Caller caller)
    {
        var district = request.District.ToDistrict();
        var book = await books.FreshAsync(district);
        var response = new ListRoundsResponse { Layouts = { options.Layouts.Select(layout => layout.Name) } };
        foreach (var row in await cluster.GetGrain<IReadSide>(request.District).QueryAsync(new RoundsQuery(), Freshness.AsRead))
        {
            var message = Message(district, book, row.Set, row.Period, row.OpenedAt, row.DueAt, row.LockAt);
            (message.Owed, message.Sent, message.Approved, message.Returned, message.Late, message.Reports) =
                (row.Owed, row.Sent, row.Approved, row.Returned, row.Late, row.Reports);
            response.Rounds.Add(message);
        }
        return response;
    }

    public async Task<Round> OpenAsync(OpenRoundRequest request, Caller caller)
    {
        var district = request.District.ToDistrict();
        return await DoAsync(district, request.Set, request.Period, new OpenRound(request.DueAt?.ToDateTimeOffset()), caller);
    }

    public async Task<Round> MoveAsync(MoveRoundRequest request, Caller caller)
    {
        var district = request.District.ToDistrict();
        if (request.DueAt is null) throw Failure.Invalid(("due_at", "请填写新的截止时间 / A new due date is needed"));
        return await DoAsync(district, request.Set, request.Period, new MoveRoundDue(request.DueAt.ToDateTimeOffset(), request.Reason),
            caller);
    }

    public async Task<ExportRoundResponse> ExportAsync(ExportRoundRequest request, Caller caller)
    {
        var district = request.District.ToDistrict();
        var period = FilingReading.PeriodOf(request.Period);
        var layout = request.Layout.Length == 0 ? null : options.Layouts.FirstOrDefault(layout => layout.Name == request.Layout)
            ?? throw Failure.Invalid(("layout", $"没有配置名为“{request.Layout}”的格式 / No layout '{request.Layout}' is configured"));
        var format = request.Format == ExportFormat.Unspecified ? ExportFormat.ExportXlsx : request.Format;
        if (!System.Enum.IsDefined(format)) throw Failure.Invalid(("format", "格式应为 XLSX、CSV 或 JSON / The format is XLSX, CSV or JSON"));

        var round = cluster.GetGrain<IRound>(FilingKeys.Round(district, request.Set, period));
        var (state, filings) = await round.ApprovalsAsync();
        var book = await books.FreshAsync(district);
        if (!state.IsOpen || book.Of(state.Edition) is not { } sheet || sheet.Set(request.Set) is not { } set)
            throw NotFound(request.Set, request.Period);
        var tree = book.Registry.On(LocalTime.DateOf(clock.GetUtcNow()));
        (PlaceCode Place, FilingApproved Approval)[] approved =
            [.. filings.Where(filing => filing.Approval is not null).Select(filing => (filing.Place, filing.Approval!))];

        var content = RoundExport.Write(set, period, approved, tree, layout, sheet, format);
        var response = new ExportRoundResponse
        {
            FileName =
                $"{set.Name}_{period.Name}.{format switch
                {
                    ExportFormat.ExportCsv => "csv",
                    ExportFormat.ExportJson => "json",
                    _ =>
                    "xlsx"
                }}",
            Content = ByteString.CopyFrom(content),
            Hash = RoundExport.HashOf(content),
            Places = approved.Length,
        };
        response.Missing.AddRange(filings.Where(filing => filing.Approval is null).Select(filing => tree.NameOf(filing.Place)));
        if (request.OnlyLook || approved.Length == 0) return response;
        // That each filing hears of it is the round's to see to.
        var record = new RecordReport(
            layout?.Name ?? "", response.FileName, response.Hash,
            [.. approved.Select(filing => new ReportedFiling(filing.Place, filing.Approval.Approval))]);
        if ((await round.Handle([new("", clock.GetUtcNow(), record)], caller.Name))[0].Refusal is { } refusal)
            throw Failure.Refused(refusal);
        return response;
    }

    private async Task<Round> DoAsync(DistrictCode district, string set, string period, RoundCommand command, Caller caller)
    {
        var parsed = FilingReading.PeriodOf(period);
        if (!IndicatorCodes.IsSet(set)) throw NotFound(set, period);
        var round = cluster.GetGrain<IRound>(FilingKeys.Round(district, set, parsed));
        if ((await round.Handle([new("", clock.GetUtcNow(), command)], caller.Name))[0].Refusal is { } refusal)
            throw Failure.Refused(refusal);
        var state = await round.GetAsync();
        var message = Message(district, await books.FreshAsync(district), set, parsed, state.OpenedAt, state.DueAt, state.LockAt);
        message.Owed = state.Places.Length;
        return message;
    }

    private static Round Message(
        DistrictCode district, IndicatorBook book, string set, Period period, DateTimeOffset openedAt, DateTimeOffset dueAt,
        DateTimeOffset lockAt) => new()
        {
            District = district.Value,
            Set = set,
            SetName = book.For(period)?.Set(set)?.Name ?? set,
            Period = period.ToString(),
            PeriodName = period.Name,
            OpenedAt = openedAt.ToTimestamp(),
            DueAt = dueAt.ToTimestamp(),
            LockAt = lockAt.ToTimestamp(),
        };

    internal static RpcException NotFound(string set, string period) =>
        Failure.Of(StatusCode.NotFound, "unknown_round", $"没有这一期：{set} {period} / There is no such round");
}

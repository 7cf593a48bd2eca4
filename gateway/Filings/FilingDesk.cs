using System.Collections.Immutable;
using OpsCenter.Filings;
using OpsCenter.Gateway.Errors;
using OpsCenter.Gateway.Identity;
using OpsCenter.Kernel;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Filings;

/// <summary>What people do with filings: fill, send, review, correct.</summary>
public sealed class FilingDesk(IClusterClient cluster, FilingReading reading, DistrictClock clock)
{
    private const int MostRequestId = 64, MostCells = 1000, MostUpload = 5 << 20;

    public async Task<Filing> SaveAsync(SaveFilingRequest request, Caller caller)
    {
        var open = await reading.OpenAsync(request.District, request.Set, request.Period, request.Place, caller);
        RequireFill(open);
        var edits = EditsOf(open, request.Cells);
        await DoAsync(open, request.Submit ? new SubmitFiling(edits) : new SaveCells(edits), request.RequestId, version: 0);
        return await AgainAsync(open);
    }

    public async Task<Filing> ReviewAsync(ReviewFilingRequest request, Caller caller)
    {
        var open = await reading.OpenAsync(request.District, request.Set, request.Period, request.Place, caller);
        if (request.Version <= 0) throw Failure.Invalid(("version", "请带上所审核的版本 / Say which version was looked at"));
        if (request.Returned.Count > MostCells) throw Failure.Invalid(("returned", "退回的单元格过多 / Too many cells"));
        // Somebody who sees it late is told whose turn it is, whoever he is; nobody else may act.
        var step = open.Filing.State.Step ?? open.Filing.Steps[^1];
        if (!open.Rights.MayReview(step, open.Place, open.Definition, open.Tree)) throw Caller.Denied(Permission.ReviewFilings);
        FilingCommand command = request.Returned.Count == 0
            ? new PassReview(step)
            : new ReturnCells(step, [.. request.Returned.Select(cell => new ReturnedCell(cell.Indicator, cell.Reason))], request.DueAt?.ToDateTimeOffset());
        await DoAsync(open, command, request.RequestId, request.Version);
        return await AgainAsync(open);
    }

    public async Task<Filing> ReopenAsync(ReopenFilingRequest request, Caller caller)
    {
        var open = await reading.OpenAsync(request.District, request.Set, request.Period, request.Place, caller);
        caller.Require(Permission.ManageFilings, request.District);
        await DoAsync(open, new OpsCenter.Filings.ReopenFiling(request.Reason, request.DueAt?.ToDateTimeOffset()), "", version: 0);
        return await AgainAsync(open);
    }

    public async Task<FilingTemplate> TemplateAsync(GetFilingRequest request, Caller caller)
    {
        var open = await reading.OpenAsync(request.District, request.Set, request.Period, request.Place, caller);
        return new()
        {
            FileName = $"{open.Definition.Name}_{open.Period.Name}_{open.Tree.NameOf(open.Place)}.xlsx",
            Content = Google.Protobuf.ByteString.CopyFrom(FilingXlsx.Write(open, reading.Message(open))),
        };
    }

    public async Task<UploadFilingResponse> UploadAsync(UploadFilingRequest request, Caller caller)
    {
        var open = await reading.OpenAsync(request.District, request.Set, request.Period, request.Place, caller);
        RequireFill(open);
        if (request.Content.Length > MostUpload)
            throw Failure.Invalid(("content", "文件超过 5 MiB；模板只有几十 KiB，请重新下载后填写 / The file is larger than 5 MiB; fill in the template anew"));
        var (edits, problems) = FilingXlsx.Read(request.Content.ToByteArray(), open);
        var response = new UploadFilingResponse { Problems = { problems.Select(problem => new SheetProblem { Cell = problem.Place, Sentence = problem.Message }) } };
        if (problems.Count == 0)
        {
            await DoAsync(open, new SaveCells(edits), "", version: 0);
            response.Saved = edits.Length;
        }
        response.Filing = await AgainAsync(open);
        return response;
    }

    private static void RequireFill(OpenFiling open)
    {
        if (!open.Rights.MayFill(open.Place)) throw Caller.Denied(Permission.FillFilings);
    }

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT that names each cell in error.</exception>
    private static ImmutableArray<CellEdit> EditsOf(OpenFiling open, IReadOnlyCollection<CellInput> cells)
    {
        if (cells.Count > MostCells) throw Failure.Invalid(("cells", $"一次最多 {MostCells} 个单元格 / At most {MostCells} cells at once"));
        var edits = ImmutableArray.CreateBuilder<CellEdit>(cells.Count);
        List<(string, string)> wrong = [];
        foreach (var cell in cells)
        {
            if (open.Sheet.Indicator(cell.Indicator) is not { } indicator || !open.Definition.Indicators.Contains(cell.Indicator))
            {
                wrong.Add(($"cells[{cell.Indicator}]", $"“{open.Definition.Name}”没有这个指标 / The set has no such indicator"));
                continue;
            }
            var (number, text, problem) = CellReading.Read(indicator, cell.Value);
            if (problem is not null) wrong.Add(($"cells[{cell.Indicator}]", $"{indicator.Name}：{problem} / {indicator.Code} cannot be read as a {indicator.Kind}"));
            else edits.Add(new(cell.Indicator, number, text, cell.Explanation, cell.SeenRevision));
        }
        return wrong.Count == 0 ? edits.ToImmutable() : throw Failure.Invalid([.. wrong]);
    }

    private async Task DoAsync(OpenFiling open, FilingCommand command, string requestId, long version)
    {
        if (requestId.Length > MostRequestId) throw Failure.Invalid(("request_id", $"请求编号最多 {MostRequestId} 个字 / A request id has at most {MostRequestId} characters"));
        var caller = open.Rights.Caller;
        var wish = new Command<FilingCommand>(caller.SourceId("form", requestId), clock.GetUtcNow(), command) { IfVersion = version };
        if ((await cluster.GetGrain<IFiling>(open.Key).Handle([wish], caller.Name))[0].Refusal is { } refusal) throw Failure.Refused(refusal);
    }

    private async Task<Filing> AgainAsync(OpenFiling open) =>
        reading.Message(open with { Filing = await cluster.GetGrain<IFiling>(open.Key).SheetAsync() ?? open.Filing });
}

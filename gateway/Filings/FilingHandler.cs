using System.Collections.Immutable;
using OpsCenter.Filings;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Kernel;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Filings;

/// <summary>
/// What people do with filings: fill, send, review, correct. Who may do it is judged here, before anything is asked of the filing: by the
/// round, the indicators and the registry, which the gateway knows. A deed is one visit to the filing, which answers with its new sheet.
/// </summary>
public sealed class FilingHandler(IClusterClient cluster, FilingReading reading, DistrictClock clock)
{
    private const int MaxRequestId = 64, MaxCells = 1000;

    public async Task<Filing> SaveAsync(SaveFilingRequest request, Caller caller)
    {
        var form = await reading.FormAsync(request.District.ToDistrict(), request.Set, request.Period, request.Place, caller);
        RequireFill(form);
        var edits = EditsOf(form, request.Cells);
        return await DoAsync(form, request.Submit ? new SubmitFiling(edits) : new SaveCells(edits), request.RequestId, version: 0);
    }

    public async Task<Filing> ReviewAsync(ReviewFilingRequest request, Caller caller)
    {
        var form = await reading.FormAsync(request.District.ToDistrict(), request.Set, request.Period, request.Place, caller);
        if (request.Version <= 0) throw Failure.Invalid(("version", "请带上所审核的版本 / Say which version was looked at"));
        if (request.Returned.Count > MaxCells) throw Failure.Invalid(("returned", "退回的单元格过多 / Too many cells"));
        // Which step has it only the filing knows; whoever reviews at another is told by it whose turn it is.
        bool MayReview(ReviewStep step) => form.Rights.MayReview(step, form.Place, form.Definition, form.Tree);
        ImmutableArray<ReviewStep> steps = [.. Enum.GetValues<ReviewStep>().Where(MayReview)];
        if (steps.IsEmpty) throw Caller.Denied(Permission.ReviewFilings);
        ImmutableArray<ReturnedCell> returned = [.. request.Returned.Select(cell => new ReturnedCell(cell.Indicator, cell.Reason))];
        FilingCommand command = returned.IsEmpty
            ? new PassReview(steps)
            : new ReturnCells(steps, returned, request.DueAt?.ToDateTimeOffset());
        return await DoAsync(form, command, request.RequestId, request.Version);
    }

    public async Task<Filing> ReopenAsync(ReopenFilingRequest request, Caller caller)
    {
        var form = await reading.FormAsync(request.District.ToDistrict(), request.Set, request.Period, request.Place, caller);
        caller.Require(Permission.ManageFilings, request.District);
        return await DoAsync(form, new OpsCenter.Filings.ReopenFiling(request.Reason, request.DueAt?.ToDateTimeOffset()), "", version: 0);
    }

    public async Task<FilingTemplate> TemplateAsync(GetFilingRequest request, Caller caller)
    {
        var form = await reading.FormAsync(request.District.ToDistrict(), request.Set, request.Period, request.Place, caller);
        return new()
        {
            FileName = $"{form.Definition.Name}_{form.Period.Name}_{form.Tree.NameOf(form.Place)}.xlsx",
            Content = Google.Protobuf.ByteString.CopyFrom(FilingXlsx.Write(form, await reading.GetAsync(form))),
        };
    }

    public async Task<UploadFilingResponse> UploadAsync(UploadFilingRequest request, Caller caller)
    {
        var form = await reading.FormAsync(request.District.ToDistrict(), request.Set, request.Period, request.Place, caller);
        RequireFill(form);
        if (request.Content.Length > FilingXlsx.MaxBytes)
            throw Failure.Invalid(
                ("content", "文件超过 5 MiB；模板只有几十 KiB，请重新下载后填写 / The file is larger than 5 MiB; fill in the template again"));
        var (edits, problems) = FilingXlsx.Read(request.Content.ToByteArray(), form);
        if (problems.Count > 0)
            return new()
            {
                Problems = { problems.Select(problem => new SheetProblem { Cell = problem.Place, Sentence = problem.Message }) },
                Filing = await reading.GetAsync(form),
            };
        var at = clock.GetUtcNow().ToJournal();
        var (answer, sheet) = await DoAsync(form, new("", at, new SaveCells(edits)));
        return new()
        {
            // Of a form that says nothing new nothing is saved.
            Saved = answer.Events == 0 ? 0 : edits.Count(edit => sheet?.State.Cells.GetValueOrDefault(edit.Indicator)?.SavedAt == at),
            Filing = reading.Message(form, sheet),
        };
    }

    private static void RequireFill(FilingForm form)
    {
        if (!form.Rights.MayFill(form.Place)) throw Caller.Denied(Permission.FillFilings);
    }

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT that names each cell in error.</exception>
    private static ImmutableArray<CellEdit> EditsOf(FilingForm form, IReadOnlyCollection<CellInput> cells)
    {
        if (cells.Count > MaxCells) throw Failure.Invalid(("cells", $"一次最多 {MaxCells} 个单元格 / At most {MaxCells} cells at once"));
        var edits = ImmutableArray.CreateBuilder<CellEdit>(cells.Count);
        List<(string, string)> wrong = [];
        foreach (var cell in cells)
        {
            if (form.Sheet.Indicator(cell.Indicator) is not { } indicator || !form.Definition.Indicators.Contains(cell.Indicator))
            {
                wrong.Add(($"cells[{cell.Indicator}]", $"“{form.Definition.Name}”没有这个指标 / The set has no such indicator"));
                continue;
            }
            var (number, text, problem) = CellReading.Read(indicator, cell.Value);
            if (problem is not null)
                wrong.Add(($"cells[{cell.Indicator}]",
                    $"{indicator.Name}：{problem} / {indicator.Code} cannot be read as a {indicator.Kind}"));
            else edits.Add(new(cell.Indicator, number, text, cell.Explanation, cell.SeenRevision));
        }
        return wrong.Count == 0 ? edits.ToImmutable() : throw Failure.Invalid([.. wrong]);
    }

    private async Task<Filing> DoAsync(FilingForm form, FilingCommand command, string requestId, long version)
    {
        if (requestId.Length > MaxRequestId)
            throw Failure.Invalid(("request_id", $"请求编号最多 {MaxRequestId} 个字 / A request id has at most {MaxRequestId} characters"));
        var id = form.Rights.Caller.SourceId("form", requestId);
        var act = new Command<FilingCommand>(id, clock.GetUtcNow(), command) { IfVersion = version };
        return reading.Message(form, (await DoAsync(form, act)).Sheet);
    }

    /// <exception cref="Grpc.Core.RpcException">The filing's refusal.</exception>
    private async Task<(Answer Answer, FilingSheet? Sheet)> DoAsync(FilingForm form, Command<FilingCommand> act)
    {
        var (answers, sheet) = await cluster.GetGrain<IFiling>(form.Key).ActAsync([act], form.Rights.Caller.Name);
        return answers[0].Refusal is { } refusal ? throw Failure.Refused(refusal) : (answers[0], sheet);
    }
}

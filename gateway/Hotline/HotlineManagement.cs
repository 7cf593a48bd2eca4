using Google.Protobuf;
using Grpc.Core;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Hotline;

/// <summary>The hotline's description.</summary>
public sealed class HotlineManagement(IClusterClient cluster, OrderScopes scopes, DistrictClock clock)
{
    public async Task<HotlineInfo> GetAsync(GetHotlineRequest request, Caller caller)
    {
        var district = request.District.ToDistrict();
        await scopes.RequireAsync(caller, district);
        var book = await BookAsync(district);
        return book.ToMessage(book.Definition ?? throw NoHotline(district));
    }

    /// <summary>What is in force, to be changed and handed in again.</summary>
    public async Task<DefinitionFile> FileAsync(GetHotlineFileRequest request, Caller caller)
    {
        var district = request.District.ToDistrict();
        await scopes.RequireAsync(caller, district);
        var format = FileFormats.Of(request.Format);
        var book = await BookAsync(district);
        var definition = book.Definition ?? throw NoHotline(district);
        var content = format == FileFormats.Yaml ? HotlineDefinitionFile.WriteYaml(definition)
            : HotlineDefinitionFile.WriteXlsx(definition, district)
            ?? throw Failure.Of(
                StatusCode.FailedPrecondition, "not_in_a_workbook",
                "有的别名、事项、场所或关键词里含有顿号、分号等分隔符，工作簿无法原样表示，请下载 YAML / Some words hold the marks by which a workbook tells words apart; take "
                    + "YAML");
        return new()
        {
            FileName = $"{request.District}-12345热线-{book.Version}.{format}",
            Content = UnsafeByteOperations.UnsafeWrap(content)
        };
    }

    public async Task<DefineHotlineResponse> DefineAsync(DefineHotlineRequest request, Caller caller)
    {
        var district = request.District.ToDistrict();
        using var content = new MemoryStream(request.Content.ToByteArray(), writable: false);
        var (hotline, rules, book) = (Hotline(district), new HotlineDecider(), await BookAsync(district));
        var check = DefinitionCheck.Of(
            hotline, rules, rules.Initial with { Definition = book.Definition },
            (HotlineDefinition definition) => new DefineHotline(definition),
            definition => HotlineDefinitionChanges.Describe(book.Definition, definition)) with
        { Tell = hotline.DefineAsync };
        var defined = await check.RunAsync(
            HotlineDefinitionFile.Read(request.FileName, content, district), request.DryRun, caller.Name, clock.GetUtcNow());
        if (!request.DryRun) book = await BookAsync(district);
        return new() { Hotline = book.ToMessage(defined.Definition), Changes = { defined.Changes }, Warnings = { defined.Warnings } };
    }

    private IHotline Hotline(DistrictCode district) => cluster.GetGrain<IHotline>(HotlineKeys.Hotline(district));

    /// <summary>As committed, not as known here: what was defined is seen by the next question.</summary>
    private async Task<Rulebook> BookAsync(DistrictCode district) => await Hotline(district).RulebookAsync(-1) ?? Rulebook.Empty(district);

    private static RpcException NoHotline(DistrictCode district) =>
        Failure.Of(StatusCode.NotFound, "unknown_hotline", $"尚未配置 {district} 的热线 / The hotline of {district} has not been described yet");
}

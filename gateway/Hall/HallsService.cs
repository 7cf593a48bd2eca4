using Google.Protobuf;
using Grpc.Core;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Hall;
using OpsCenter.Kernel;
using OpsCenter.Quarantine;
using OpsCenter.V1;
using HallDefinition = OpsCenter.V1.HallDefinition;
using HallTheme = OpsCenter.V1.HallTheme;

namespace OpsCenter.Gateway.Hall;

/// <summary>Halls, their descriptions and their days; see <c>hall.proto</c>.</summary>
public sealed class HallsService(IClusterClient cluster, DistrictClock clock) : V1.Halls.HallsBase
{
    public override async Task<ListHallsResponse> ListHalls(ListHallsRequest request, ServerCallContext context)
    {
        var district = request.District.ToDistrict();
        var response = new ListHallsResponse();
        foreach (var hall in await HallsAsync(cluster, district))
        {
            var (definition, version) = await cluster.GetGrain<IHall>(HallKeys.Hall(district, hall)).GetAsync();
            if (definition is not null)
                response.Halls.Add(new HallSummary { District = request.District, Hall = hall, Name = definition.Name, Version = version });
        }
        return response;
    }

    public override async Task<HallDefinition> GetHall(GetHallRequest request, ServerCallContext context)
    {
        var district = request.District.ToDistrict();
        var (definition, version) = await cluster.GetGrain<IHall>(HallKeys.Hall(district, request.Hall)).GetAsync();
        return definition?.ToMessage(district, request.Hall, version) ?? throw NoHall(request.Hall);
    }

    public override async Task<DefinitionFile> GetHallFile(GetHallFileRequest request, ServerCallContext context)
    {
        var format = FileFormats.Of(request.Format);
        var (definition, version) = await cluster.GetGrain<IHall>(HallKeys.Hall(request.District.ToDistrict(), request.Hall)).GetAsync();
        if (definition is null) throw NoHall(request.Hall);
        using var file = new MemoryStream();
        if (format == FileFormats.Yaml) HallDefinitionFile.WriteYaml(definition, file);
        else HallDefinitionFile.WriteXlsx(definition, file);
        return new()
        {
            FileName = $"{request.District}-{request.Hall}-大厅-{version}.{format}",
            Content = UnsafeByteOperations.UnsafeWrap(file.ToArray())
        };
    }

    public override async Task<DefineHallResponse> DefineHall(DefineHallRequest request, ServerCallContext context)
    {
        var district = request.District.ToDistrict();
        if (!Codes.IsCode(request.Hall))
            throw Failure.Invalid(
                ("hall", "大厅编码应为 1–32 个字母、数字、汉字或 - _ . / The hall's code must have 1-32 letters, digits, - _ . or Chinese characters"));
        if (request.Hall == IQuarantine.Orders)
            throw Failure.Invalid(
                ("hall", $"“{request.Hall}”已用作工单隔离区的名称，请换一个编码 / '{request.Hall}' names the quarantine of orders; choose another code"));
        using var content = new MemoryStream(request.Content.ToByteArray(), writable: false);
        var hall = cluster.GetGrain<IHall>(HallKeys.Hall(district, request.Hall));
        var (before, version) = await hall.GetAsync();
        var check = DefinitionCheck.Of(
            hall, new HallDecider(), new HallState(version, version, before, [], []),
            (OpsCenter.Hall.HallDefinition definition) => new DefineHall(definition),
            definition => HallDefinitionChanges.Describe(before, definition)) with
        { Tell = hall.DefineAsync };
        var defined = await check.RunAsync(
            HallDefinitionFile.Read(request.FileName, content), request.DryRun, context.Caller().Name, clock.GetUtcNow());
        if (!request.DryRun) (_, version) = await hall.GetAsync();
        return new()
        {
            Definition = defined.Definition.ToMessage(district, request.Hall, version),
            Changes = { defined.Changes },
            Warnings = { defined.Warnings },
        };
    }

    public override async Task<HallTheme> GetHallDay(GetHallDayRequest request, ServerCallContext context)
    {
        if (request.Date.Length > 0 && !DateOnly.TryParseExact(request.Date, "yyyy-MM-dd", out _))
            throw Failure.Invalid(("date", $"日期应为 yyyy-MM-dd，收到“{request.Date}” / date must be yyyy-MM-dd, not '{request.Date}'"));
        DateOnly? date = request.Date.Length > 0 ? DateOnly.ParseExact(request.Date, "yyyy-MM-dd") : null;
        return await cluster.GetGrain<IReadSide>(request.District)
            .QueryAsync(new HallDayQuery(request.Hall, date), Freshness.AsRead) is { } theme
            ? theme.ToMessage()
            : throw Failure.Of(StatusCode.NotFound, "no_data",
                $"大厅 {request.Hall} 在 {request.Date} 没有数据 / Hall {request.Hall} has no data of {request.Date}");
    }

    /// <summary>Codes of the halls that have a theme.</summary>
    internal static async Task<IEnumerable<string>> HallsAsync(IClusterClient cluster, DistrictCode district) =>
        (await cluster.GetGrain<IReadSide>(district.Value).ThemesAsync(HallKeys.Projection)).Select(HallKeys.HallOf);

    private static RpcException NoHall(string hall) =>
        Failure.Of(StatusCode.NotFound, "unknown_hall", $"尚未配置大厅 {hall} / Hall {hall} has not been described yet");
}

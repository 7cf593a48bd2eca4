using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Gateway.Platform.Setup;
using OpsCenter.Kernel;
using OpsCenter.Places;

namespace OpsCenter.Gateway.Places;

/// <summary>The places, on the way from an empty product to one that works.</summary>
public sealed class PlacesSetup(IClusterClient cluster, DistrictClock clock, ISamples? samples = null) : ISetupStep
{
    public SetupAbout About { get; } = new(
        "places", 40, "区划", "本区的镇街和村居，用统计用区划代码；填报、热线、账号都按它划分。", Permission.ReadFilings, Permission.DefineIndicators)
    {
        Page = district => $"/filings/{district}/places",
        Templates = [new("places-template.csv", Template)],
        Sample = samples.Handed("wujiang-places.csv", SampleExtensions.Wujiang),
    };

    public async Task<SetupStanding> StandAsync(DistrictCode district)
    {
        var registry = await cluster.GetGrain<IPlaces>(PlaceKeys.Registry(district)).RegistryAsync(-1) ?? PlaceRegistry.Empty(district);
        if (registry.Editions.IsEmpty) return SetupStanding.Missing;
        var places = registry.On(LocalTime.DateOf(clock.GetUtcNow())).Edition.Places;
        var (towns, villages) =
            (places.Count(place => place.Level == PlaceLevel.Town), places.Count(place => place.Level == PlaceLevel.Village));
        return SetupStanding.Of($"{towns} 个镇街，{villages} 个村居", towns == 0 ? "还没有镇街" : villages == 0 ? "还没有村居" : "");
    }

    /// <summary>Rows whose code does not begin with the district's are passed over by the reader, so that examples may stay.</summary>
    private static byte[] Template(DistrictCode district) => CsvText.Write(
    [
        ["代码", "名称", "层级", "上级", "并入"],
        [district.Value, "（请填写本区名称）", "区", "", ""],
        [$"例：{district}101", "某某镇", "镇街", district.Value, ""],
        [$"例：{district}101201", "某某村村民委员会", "村居", $"{district}101", ""],
        [$"例：{district}101202", "", "", "", $"{district}101201"],
        ["例：以“例”开头的行不读入", "代码是统计用区划代码：区 6 位、镇街 9 位、村居 12 位", "区、镇街或村居", "所属的区或镇街的代码", "已撤销的：并入哪一个，其他列空着"],
    ]);
}

using Grpc.Core;
using OpsCenter.Silo.CommandLine;
using OpsCenter.Tests.Files;
using Xunit;
using static OpsCenter.Tests.Hotline.HotlineGateway;

namespace OpsCenter.Tests.Hotline;

/// <summary>The verb by which the hotline is described.</summary>
[Collection("hotline")]
public sealed class HotlineCommandTests(HotlineGateway gateway) : IDisposable
{
    private const string District = "440297";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("verbs");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_description_is_checked_and_put_in_force()
    {
        var manager = await gateway.ForAsync("operator", District);
        var file = Write("hotline.yaml", HotlineFiles.Yaml);
        Assert.Equal(0, await RunAsync(manager, "hotline", file, "--check"));
        Assert.Equal((StatusCode.NotFound, "UNKNOWN_HOTLINE"),
            await RefusedAsync(async () => await manager.Hotline.GetHotlineAsync(new() { District = District })));
        Assert.Equal(0, await RunAsync(manager, "hotline", file));
        Assert.Equal("示例热线", (await manager.Hotline.GetHotlineAsync(new() { District = District })).Name);
        Assert.Equal(1, await RunAsync(manager, "hotline", Write("wrong.yaml", HotlineFiles.Yaml.Replace("code: GAJ", "code: ZJJ"))));
        Assert.Equal(1, await RunAsync(await gateway.ForAsync("leader", District), "hotline", file));
    }

    [Fact]
    public async Task The_sample_passes_its_check_without_a_warning()
    {
        var manager = await gateway.ForAsync("operator");
        Assert.Equal(0, await RunAsync(manager, "hotline", SampleFiles.PathOf("wujiang-hotline.yaml"), "--check", HotlineGateway.District));
    }

    private static Task<int> RunAsync(Person person, string verb, string file, string check = "", string district = District) =>
        OpsCenterCommandLine.RunAsync(
        [verb, file, "--server", person.Address, "--token", person.Token, "--district", district,
            .. check.Length > 0 ? new[] { check } : []]);

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}

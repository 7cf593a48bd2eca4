using System.Text;
using Google.Protobuf;
using Grpc.Core;
using OpsCenter.V1;
using Xunit;

namespace OpsCenter.Tests.Setup;

/// <summary>Every description takes the same way into force.</summary>
public sealed class DefinitionTests(EmptyProduct product) : IClassFixture<EmptyProduct>
{
    [Theory]
    [InlineData("hall")]
    [InlineData("hotline")]
    [InlineData("places")]
    [InlineData("indicators")]
    [InlineData("people")]
    public async Task What_is_checked_changes_nothing_and_what_is_in_force_is_no_change(string step)
    {
        var bureau = await product.VisitorAsync("operator");
        var sample = await bureau.FileAsync((await bureau.StepAsync(step)).Sample.Name);
        var changes = await bureau.HandInAsync(step, sample, dryRun: true);
        Assert.NotEmpty(changes);
        Assert.Equal(changes, await bureau.HandInAsync(step, sample, dryRun: true));
        Assert.Equal(changes, await bureau.HandInAsync(step, sample));
        Assert.Empty(await bureau.HandInAsync(step, sample, dryRun: true));
        Assert.Empty(await bureau.HandInAsync(step, sample));
    }

    [Fact]
    public async Task A_version_counts_what_changed()
    {
        var halls = new Halls.HallsClient((await product.VisitorAsync("operator")).Channel);
        async Task<long> DefineAsync(string name, bool dryRun) => (await halls.DefineHallAsync(new()
        {
            District = EmptyProduct.District,
            Hall = "V1",
            FileName = "hall.yaml",
            Content = ByteString.CopyFromUtf8(Files.Samples.Yaml.Replace("示例大厅", name)),
            DryRun = dryRun,
        })).Definition.Version;

        List<long> versions = [];
        foreach (var (name, dryRun) in ((string, bool)[])[("甲厅", true), ("甲厅", false), ("甲厅", false), ("乙厅", true), ("乙厅", false)])
            versions.Add(await DefineAsync(name, dryRun));
        Assert.Equal([0, 1, 1, 1, 2], versions);
        Assert.Equal("乙厅", (await halls.GetHallAsync(new() { District = EmptyProduct.District, Hall = "V1" })).Name);
    }

    [Fact]
    public async Task Whoever_only_checks_is_refused_what_whoever_defines_is_refused()
    {
        var bureau = await product.VisitorAsync("operator");
        const string Twice = "code,name,level,parent\n440203,某区,区,\n440203001,甲,镇街,440203\n440203001,乙,镇街,440203\n";
        var file = new DefinitionFile { FileName = "places.csv", Content = ByteString.CopyFrom(Encoding.UTF8.GetBytes(Twice)) };
        var (check, define) = (await RefusedAsync(dryRun: true), await RefusedAsync(dryRun: false));
        Assert.Equal((StatusCode.InvalidArgument, check.Status.Detail), (define.StatusCode, define.Status.Detail));
        Assert.Contains("440203001", define.Status.Detail);

        Task<RpcException> RefusedAsync(bool dryRun) =>
            Assert.ThrowsAsync<RpcException>(() => bureau.HandInAsync("places", file, dryRun));
    }
}

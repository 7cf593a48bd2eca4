using System.Text;
using OpsCenter.Gateway.Hall;
using OpsCenter.Gateway.Hotline;
using OpsCenter.Gateway.Indicators;
using OpsCenter.Gateway.Places;
using OpsCenter.Gateway.Platform.Files;
using Xunit;

namespace OpsCenter.Tests.Files;

/// <summary>What is true of every file that describes something, whatever it describes.</summary>
public sealed class DefinitionFileTests
{
    private const string Hall = "hall", Hotline = "hotline", Indicators = "indicators", Places = "places", District = "440203";

    public static TheoryData<string, string, int> Files => new()
    {
        { Hall, "a.yaml", 1 }, { Hall, "a.xlsx", 1 }, { Hotline, "a.yaml", 2 }, { Hotline, "a.xlsx", 2 },
        { Indicators, "a.yaml", 4 }, { Indicators, "a.xlsx", 4 }, { Places, "a.csv", 4 },
    };

    public static TheoryData<string, string, string> Tops => new()
    {
        { Hall, "name:、zones:", "name: and zones:" }, { Hotline, "name:、departments:", "name: and departments:" },
        { Indicators, "from:、indicators:、sets:", "from: and indicators:" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_without_anything_or_with_too_much_in_it_is_refused(string subject, string name, int maxMebibytes)
    {
        Assert.Equal("文件是空的 / the file is empty", Assert.Single(Errors(subject, name, [])).ToString());
        var most = new byte[maxMebibytes << 20];
        Assert.DoesNotContain(Errors(subject, name, most), error => error.Message.Contains("文件超过", StringComparison.Ordinal));
        Assert.NotEmpty(Errors(subject, name, [1, 2, 3]));
        Assert.Contains($"文件超过 {maxMebibytes} MiB", Assert.Single(Errors(subject, name, [.. most, 0])).Message);
    }

    [Theory]
    [InlineData(Hall, "a.csv")]
    [InlineData(Hall, "yaml")]
    [InlineData(Hotline, "a.xls")]
    [InlineData(Indicators, "")]
    public void A_format_that_is_not_known_is_named_with_those_that_are(string subject, string name) => Assert.Equal(
        $"不认识文件“{name}”的格式，请用 .yaml 或 .xlsx 文件 / the file's format is not known; use .yaml or .xlsx",
        Assert.Single(Errors(subject, name, [1])).ToString());

    [Theory]
    [MemberData(nameof(Tops))]
    public void A_text_that_does_not_begin_with_keys_is_told_which(string subject, string chinese, string english)
    {
        var error = Assert.Single(Errors(subject, "a.YML", Encoding.UTF8.GetBytes("- a\n- b\n")));
        Assert.Equal(("第 1 行第 1 列", $"文件应以 {chinese} 等键开头"), (error.Place, error.Message.Split(" / ")[0]));
        Assert.Contains(english, error.Message);
    }

    [Theory]
    [InlineData(Hall)]
    [InlineData(Hotline)]
    [InlineData(Indicators)]
    public void So_many_errors_are_told_and_how_many_more_there_are(string subject)
    {
        var text = string.Concat(Enumerable.Range(0, FileError.MaxTold + 7).Select(key => $"x{key}: 1\n"));
        var errors = Errors(subject, "a.yaml", Encoding.UTF8.GetBytes(text));
        Assert.Equal(FileError.MaxTold + 1, errors.Count);
        Assert.StartsWith("还有 ", errors[^1].Message);
    }

    [Fact]
    public void Rows_of_places_are_told_by_their_line()
    {
        Assert.Equal(["第 1 行"], PlacesOf("代码,名称,上级\n440203,武江区,").Select(error => error.Place));
        const string Wrong = "代码,名称,层级,上级\n440203,武江区,区,\n440203102,\"龙归镇,镇街,440203\n440203103,江湾镇,乡,440203\n";
        Assert.Equal(["第 3 行", "第 4 行"], PlacesOf(Wrong).Select(error => error.Place));
        Assert.Empty(PlacesOf("上级代码,ＮＡＭＥ,层级,code,别的\n,武江区,区,４４０２０３,x\n440204,别区,??,440204\n"));
    }

    private static IReadOnlyList<FileError> PlacesOf(string text) => Errors(Places, "", Encoding.UTF8.GetBytes(text));

    private static IReadOnlyList<FileError> Errors(string subject, string name, byte[] content) => subject switch
    {
        Hall => HallDefinitionFile.Read(name, new MemoryStream(content)).Errors,
        Hotline => HotlineDefinitionFile.Read(name, new MemoryStream(content), new(District)).Errors,
        Indicators => IndicatorDefinitionFile.Read(name, content).Errors,
        _ => PlaceFile.Read(content, new(District), new(2026, 1, 1), "").Errors,
    };
}

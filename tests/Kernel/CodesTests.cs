using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OpsCenter.Kernel;
using Orleans.Serialization;
using Xunit;

namespace OpsCenter.Tests.Kernel;

/// <summary>Codes are written as the texts that they are, and what was written before there were types reads as one.</summary>
public sealed class CodesTests
{
    [Theory]
    [InlineData("440203", true)]
    [InlineData("44020", false)]
    [InlineData("4402031", false)]
    [InlineData("44020a", false)]
    [InlineData("４４０２０３", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_district_has_six_digits(string? text, bool isCode)
    {
        Assert.Equal(isCode, DistrictCode.TryParse(text, out var code));
        Assert.Equal(isCode ? text : "", code.Value);
    }

    [Theory]
    [InlineData("44", true)]
    [InlineData("4402", true)]
    [InlineData("440203", true)]
    [InlineData("440203102", true)]
    [InlineData("440203102201", true)]
    [InlineData("4402031", false)]
    [InlineData("44020310220a", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_place_is_given_by_a_statistics_code(string? text, bool isCode)
    {
        Assert.Equal(isCode, PlaceCode.TryParse(text, out var code));
        Assert.Equal(isCode ? text : "", code.Value);
    }

    [Theory]
    [InlineData("440203", "440203102201", true)]
    [InlineData("440203102", "440203102", true)]
    [InlineData("", "440203", true)]
    [InlineData("440203102201", "440203102", false)]
    [InlineData("440203102", "440203103201", false)]
    public void A_place_holds_itself_and_what_lies_in_it(string place, string other, bool holds) =>
        Assert.Equal(holds, new PlaceCode(place).Holds(new(other)));

    [Fact]
    public void No_code_is_the_empty_code()
    {
        AssertEmpty<DistrictCode>();
        AssertEmpty<PlaceCode>();
        AssertEmpty<DepartmentCode>();
    }

    [Fact]
    public void Json_holds_the_text()
    {
        AssertJson<DistrictCode>();
        AssertJson<PlaceCode>();
        AssertJson<DepartmentCode>();
    }

    [Fact]
    public void Codes_stand_in_the_order_of_their_texts()
    {
        string[] texts = ["440204", "", "44", "440203102", "Z", "a", "中"];
        Assert.Equal(texts.Order(StringComparer.Ordinal), texts.Select(text => new DistrictCode(text)).Order().Select(code => code.Value));
    }

    [Fact]
    public void The_binary_form_is_that_of_texts()
    {
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        foreach (var text in (string[])["440203", "", "区"])
        {
            var texts = serializer.SerializeToArray(new Texts(text, text, [text, "440204"], [text]));
            var codes = new Codes(new(text), new(text), [new(text), new("440204")], [new(text)]);
            Assert.Equal(texts, serializer.SerializeToArray(codes));
            var read = serializer.Deserialize<Codes>(texts)!;
            Assert.Equal((codes.District, codes.Place), (read.District, read.Place));
            Assert.Equal(codes.Others, read.Others);
            Assert.Equal(codes.Below, read.Below);
            Assert.Equal(codes.District, serializer.Deserialize<object>(serializer.SerializeToArray<object>(codes.District)));
        }
    }

    private static void AssertEmpty<TCode>() where TCode : struct, ICode<TCode>
    {
        Assert.Equal(default, TCode.Of(""));
        Assert.Equal(default, TCode.Of(null));
        Assert.Equal(TCode.Of("").GetHashCode(), default(TCode).GetHashCode());
        Assert.Equal("", default(TCode).Value);
        Assert.Equal("", $"{default(TCode)}");
        Assert.NotEqual(default, TCode.Of("x"));
    }

    private static void AssertJson<TCode>() where TCode : struct, ICode<TCode>
    {
        foreach (var text in (string[])["440203", "", "龙归\"镇<>", "no code at all"])
        {
            var written = JsonSerializer.Serialize(text);
            Assert.Equal(written, JsonSerializer.Serialize(TCode.Of(text)));
            Assert.Equal(text, JsonSerializer.Deserialize<TCode>(written).Value);
            var keyed = JsonSerializer.Serialize(new Dictionary<string, int> { [text] = 1 });
            Assert.Equal(keyed, JsonSerializer.Serialize(new Dictionary<TCode, int> { [TCode.Of(text)] = 1 }));
            Assert.Equal(1, JsonSerializer.Deserialize<Dictionary<TCode, int>>(keyed)![TCode.Of(text)]);
        }
        Assert.Equal(default, JsonSerializer.Deserialize<TCode>("null"));
    }
}

[GenerateSerializer]
internal sealed record Texts(
    [property: Id(0)] string District, [property: Id(1)] string Place, [property: Id(2)] List<string> Others,
    [property: Id(3)] ImmutableArray<string> Below);

[GenerateSerializer]
internal sealed record Codes(
    [property: Id(0)] DistrictCode District, [property: Id(1)] PlaceCode Place, [property: Id(2)] List<DistrictCode> Others,
    [property: Id(3)] ImmutableArray<PlaceCode> Below);

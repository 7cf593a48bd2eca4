using System.Text;
using Google.Protobuf;
using Microsoft.Extensions.Configuration;
using OpsCenter.Gateway.Hall;
using OpsCenter.Gateway.Hotline;
using OpsCenter.Gateway.Indicators;
using OpsCenter.Gateway.Notices;
using OpsCenter.Gateway.Places;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Gateway.Platform.Setup;
using OpsCenter.Notices;
using OpsCenter.Places;
using OpsCenter.V1;
using Xunit;

namespace OpsCenter.Tests.Setup;

/// <summary>
/// Templates say what the readers understand: empty they lack only what has to be filled in, with their own examples filled in they are
/// accepted.
/// </summary>
public sealed class TemplatesTests(EmptyProduct product) : IClassFixture<EmptyProduct>
{
    private const string District = "440203";

    [Theory]
    [InlineData("hall-template.yaml", "hall")]
    [InlineData("hall-template.xlsx", "hall")]
    [InlineData("hotline-template.yaml", "hotline")]
    [InlineData("hotline-template.xlsx", "hotline")]
    [InlineData("indicators-template.yaml", "indicators")]
    [InlineData("indicators-template.xlsx", "indicators")]
    public async Task An_empty_template_lacks_what_is_to_be_filled_in_and_nothing_in_it_is_unknown(string name, string step)
    {
        var errors = Errors(step, name, (await (await product.VisitorAsync("operator")).FileAsync(name)).Content.ToByteArray());
        Assert.NotEmpty(errors);
        Assert.DoesNotContain(errors,
            error => error.Message.Contains("不认识的键", StringComparison.Ordinal) || error.Message.Contains("未被读取", StringComparison.Ordinal));
        Assert.DoesNotContain(errors,
            error => error.Message.Contains("列名", StringComparison.Ordinal) || error.Message.Contains("没有工作表", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("hall-template.yaml", "hall")]
    [InlineData("hotline-template.yaml", "hotline")]
    [InlineData("indicators-template.yaml", "indicators")]
    public async Task A_text_template_with_its_examples_is_accepted(string name, string step)
    {
        var filled = Filled((await (await product.VisitorAsync("operator")).FileAsync(name)).Content.ToByteArray());
        Assert.Empty(Errors(step, name, filled).Select(error => $"{error}"));
    }

    public static readonly TheoryData<string> Workbooks = ["hall", "hotline", "indicators"];

    [Theory]
    [MemberData(nameof(Workbooks))]
    public void A_workbook_with_its_examples_is_accepted(string step)
    {
        var sheets = step switch { "hall" => HallSetup.Sheets, "hotline" => HotlineSetup.Sheets, _ => IndicatorsSetup.Sheets };
        Assert.Empty(Errors(step, $"{step}.xlsx", Templates.Workbook(sheets, column => column.Example)).Select(error => $"{error}"));
    }

    [Fact]
    public async Task People_come_into_the_book_by_the_example_of_their_template()
    {
        var bureau = await product.VisitorAsync("operator");
        var file = new DefinitionFile
        {
            FileName = "people.xlsx",
            Content = ByteString.CopyFrom(Templates.Workbook(PeopleSetup.Sheets, column => column.Example))
        };
        Assert.Single(await bureau.HandInAsync("people", file, dryRun: true));
        // The empty one has nobody in it, which is no error.
        Assert.Empty(await bureau.HandInAsync("people", await bureau.FileAsync("people-template.xlsx"), dryRun: true));
    }

    [Fact]
    public async Task Examples_of_places_are_passed_over_and_the_districts_own_row_is_read()
    {
        var content = (await (await product.VisitorAsync("operator")).FileAsync("places-template.csv")).Content.ToByteArray();
        var (edition, errors, _) = PlaceFile.Read(content, new(District), new(2026, 1, 1), "");
        Assert.Empty(errors);
        Assert.Equal((District, PlaceLevel.District), (Assert.Single(edition!.Places).Code.Value, edition.Places[0].Level));
        var filled = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(content).Replace("例：4", "4", StringComparison.Ordinal));
        var read = PlaceFile.Read(filled, new(District), new(2026, 1, 1), "");
        Assert.Empty(read.Errors);
        var (decider, define) = (new PlaceDecider(), new DefinePlaces(read.Definition!));
        Assert.Null(decider.Decide(decider.Initial, define, new(new(new(District), "places", "main"), default, default)).Refusal);
        Assert.Equal((3, 1), (read.Definition!.Places.Length, read.Definition.Mergers.Length));
    }

    [Fact]
    public async Task The_calendars_template_is_the_next_year_that_is_not_known_and_is_taken_as_it_is()
    {
        var bureau = await product.VisitorAsync("operator");
        Assert.NotEmpty(await bureau.HandInAsync("calendar", await bureau.FileAsync("calendar-template.json"), dryRun: true));
    }

    [Fact]
    public async Task The_channels_example_is_a_configuration_that_the_product_starts_with()
    {
        var content = (await (await product.VisitorAsync("operator")).FileAsync("opscenter-channels.json")).Content.ToByteArray();
        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(content)).Build();
        var channels = configuration.GetSection("Notices:Channels").Get<NoticeChannelOptions>()!.Validated();
        Assert.All(Enum.GetValues<NoticeChannel>(), channel => Assert.True(channels.IsSetUp(channel), $"{channel}"));
        Assert.True(configuration.GetSection("Hotline:Results").Get<ResultOptions>()!.Validated().IsOn);
    }

    [Theory]
    [InlineData("hall")]
    [InlineData("hotline")]
    [InlineData("places")]
    [InlineData("indicators")]
    [InlineData("people")]
    public async Task Every_sample_is_accepted_as_a_file_of_ones_own_would_be(string step)
    {
        var bureau = await product.VisitorAsync("operator");
        var sample = (await bureau.StepAsync(step)).Sample;
        Assert.NotEmpty(await bureau.HandInAsync(step, await bureau.FileAsync(sample.Name), dryRun: true));
    }

    [Fact]
    public async Task No_sample_reaches_a_real_person()
    {
        var people = (await (await product.VisitorAsync("operator")).FileAsync("wujiang-people.xlsx")).Content.ToByteArray();
        using var workbook = new MemoryStream(people);
        var rows = MiniExcelLibs.MiniExcel.Query(workbook, useHeaderRow: true).Cast<IDictionary<string, object?>>().ToArray();
        Assert.NotEmpty(rows);
        Assert.All(rows, row =>
        {
            Assert.True(string.IsNullOrEmpty($"{row["手机"]}"));
            Assert.EndsWith("@example.com", $"{row["邮箱"]}");
            Assert.StartsWith("示例·", $"{row["姓名"]}");
        });
    }

    private static IReadOnlyList<FileError> Errors(string step, string name, byte[] content)
    {
        switch (step)
        {
            case "hall":
                var hall = HallDefinitionFile.Read(name, new MemoryStream(content));
                return [.. hall.Errors, .. hall.Warnings];
            case "hotline":
                var hotline = HotlineDefinitionFile.Read(name, new MemoryStream(content), new(District));
                // That no limits are given is said, and allowed.
                return [.. hotline.Errors,
                    .. hotline.Warnings.Where(warning => !warning.Message.Contains("默认时限", StringComparison.Ordinal))];
            default:
                var reading = IndicatorDefinitionFile.Read(name, content);
                return reading.Definition is { } edition && new OpsCenter.Indicators.IndicatorDecider().Decide(
                    new OpsCenter.Indicators.IndicatorDecider().Initial, new OpsCenter.Indicators.DefineIndicators(edition),
                    new(new(new(District), "indicators", "main"), default, default)).Refusal is { } refusal
                    ? [new("", refusal.Message)]
                    : reading.Errors;
        }
    }

    /// <summary>A text template with its examples (lines that begin with <c>#&gt; </c>) in the place of what is empty.</summary>
    private static byte[] Filled(byte[] yaml) => Encoding.UTF8.GetBytes(string.Join('\n', Encoding.UTF8.GetString(yaml).Split('\n')
        .Where(line => !line.EndsWith(": \"\"", StringComparison.Ordinal) && !line.EndsWith(": []", StringComparison.Ordinal))
        .Select(line => line.StartsWith("#> ", StringComparison.Ordinal) ? line[3..] : line)));
}

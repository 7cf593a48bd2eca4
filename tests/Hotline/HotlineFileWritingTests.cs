using CsCheck;
using OpsCenter.Gateway.Hotline;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using Xunit;

namespace OpsCenter.Tests.Hotline;

/// <summary>What is in force comes back unchanged: written as a file and read again it is the same.</summary>
public sealed class HotlineFileWritingTests
{
    private const string District = HotlineFiles.District;

    [Fact]
    public void The_sample_comes_back_from_both_forms()
    {
        var sample = HotlineFiles.Sample().Definition!;
        AssertSame(sample, Read("hotline.yaml", HotlineDefinitionFile.WriteYaml(sample)));
        AssertSame(sample, Read("hotline.xlsx", HotlineDefinitionFile.WriteXlsx(sample, new(District))!));
    }

    [Fact]
    public void Whatever_a_file_can_say_comes_back_from_yaml_and_from_a_workbook_or_the_workbook_is_refused() => Definitions.Sample(
        definition =>
        {
            // What was read once is what can be in force.
            var inForce = Read("hotline.yaml", HotlineDefinitionFile.WriteYaml(definition));
            AssertSame(definition, inForce);
            if (HotlineDefinitionFile.WriteXlsx(inForce, new(District)) is { } workbook)
                AssertSame(inForce, Read("hotline.xlsx", workbook));
            else Assert.Contains(Words(definition), word => word.AsSpan().ContainsAny("、,，;；|"));
        },
        iter: 300);

    [Theory]
    [InlineData("住建、规划")]
    [InlineData("a;b")]
    public void A_word_with_the_mark_between_words_is_not_handed_out_as_two(string alias)
    {
        var hotline = HotlineFiles.Definition();
        hotline = hotline with { Departments = [hotline.Departments[0] with { Aliases = [alias] }, .. hotline.Departments.Skip(1)] };
        Assert.Null(HotlineDefinitionFile.WriteXlsx(hotline, new(District)));
        AssertSame(hotline, Read("hotline.yaml", HotlineDefinitionFile.WriteYaml(hotline)));
    }

    [Theory]
    [InlineData("0.00001wd")]
    [InlineData("0.5wd")]
    [InlineData("1000wd")]
    [InlineData("0.0000000001h")]
    [InlineData("23999.75h")]
    public void Every_limit_is_read_as_it_is_written(string text) =>
        Assert.Equal(Limit.Parse(text), Limit.Parse(Limit.Parse(text).ToString()));

    private static HotlineDefinition Read(string name, byte[] content)
    {
        var reading = HotlineDefinitionFile.Read(name, new MemoryStream(content), new(District));
        Assert.Empty(reading.Errors.Select(error => $"{error}"));
        return reading.Definition!;
    }

    /// <summary>Records with arrays in them are compared by their text.</summary>
    private static void AssertSame(HotlineDefinition expected, HotlineDefinition actual)
    {
        Assert.Empty(HotlineDefinitionChanges.Describe(expected, actual));
        Assert.Equal(Json(expected), Json(actual));
    }

    private static string Json(HotlineDefinition definition) => System.Text.Json.JsonSerializer.Serialize(definition);

    private static IEnumerable<string> Words(HotlineDefinition definition) =>
        definition.PlaceKinds.Concat(definition.Departments.SelectMany(department =>
        department.Aliases.Concat(department.Duties.SelectMany(duty => duty.Topics.Concat(duty.PlaceKinds).Concat(duty.Keywords)))));

    /// <summary>Letters that files stumble over among ordinary ones.</summary>
    private static readonly string[] Stumbling =
        ["null", "~", "yes", "1.10", "1e5", "=1+1", "- 破折", "是: 否", "#号", "'单", "\"双\"", "[x]", "{y}", "a、b", "c;d", "001", "%", "&*", "!t",
            "|", ">"];

    private static readonly Gen<string> Word = Gen.OneOf(
        Gen.Int[0, Stumbling.Length - 1].Select(word => Stumbling[word]),
        Gen.Char["甲乙丙丁戊己庚辛abcXYZ019"].Array[1, 8].Select(letters => new string(letters)));

    private static readonly Gen<string> Kind = Word.Where(word => word.AsSpan().IndexOfAny("@/、,，;；|") < 0);

    private static readonly Gen<Limit> AnyLimit = Gen.Select(
        Gen.Double[0.25, 900], Gen.Bool,
        (amount, inHours) => inHours ? Limit.OfHours(Math.Round(amount, 3)) : Limit.OfWorkingDays(Math.Round(amount, 3)));

    private static readonly Gen<HotlineDefinition> Definitions =
        from name in Word
        from kinds in Kind.HashSet[0, 4]
        from names in Gen.Char["甲乙丙丁戊己庚辛壬癸"].HashSet[1, 5]
        from departments in Gen.Select(Word.HashSet[0, 3], Word.HashSet[0, 3], Gen.Bool, Gen.Int[0, 3]).Array[names.Count]
        from limits in Gen.Select(AnyLimit.Array[11], Gen.Int[1, 20].Array[2], Gen.Double[0.5, 60].Array[4], AnyLimit.Array[3])
        select new HotlineDefinition(
            name,
            [.. names.Select((letter, i) => new DepartmentDefinition(
                new($"D{i}"), $"{letter}局", [.. departments[i].Item1.Select(alias => $"{letter}又名{alias}")],
                new(departments[i].Item3 ? $"44020310{i}" : ""),
                [.. Enumerable.Range(0, departments[i].Item4).Select(clause => new Duty(
                    $"{i}.{clause}", $"{letter}管 {clause}：{string.Join(' ', departments[i].Item1)}",
                    [.. departments[i].Item1.Where(topic => !topic.Contains('/'))],
                    [.. kinds.Take(clause)], [.. departments[i].Item2]))]))],
            [
                new LimitSet { From = new(2010, 1, 1) },
                new LimitSet
                {
                    From = new(2026, 1, 1),
                    Handling = [new(OrderType.Complaint, new("440203102"), limits.Item4[0]),
                        new(OrderType.Inquiry, default, limits.Item4[1]), new(null, default, limits.Item4[2])],
                    Acceptance = limits.Item1[0],
                    Dispatch = limits.Item1[1],
                    Claim = limits.Item1[2],
                    UrgentClaim = limits.Item1[3],
                    Refusal = limits.Item1[4],
                    Judgement = limits.Item1[5],
                    Adjudication = limits.Item1[6],
                    Review = limits.Item1[7],
                    Callback = limits.Item1[8],
                    Reopened = limits.Item1[9],
                    Assist = limits.Item1[10],
                    MostDelayDays = Math.Round(limits.Item3[0], 2),
                    MostHoldDays = Math.Round(limits.Item3[1], 2),
                    WarnDays = Math.Round(limits.Item3[2], 2),
                    RedDays = Math.Round(limits.Item3[3], 2),
                    MostCallbacks = limits.Item2[0],
                    DeemedClaimAfter = limits.Item2[1],
                },
            ],
            [.. kinds]);
}

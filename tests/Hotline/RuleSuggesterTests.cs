using System.Collections.Immutable;
using CsCheck;
using OpsCenter.Calendar;
using OpsCenter.Hotline;
using Xunit;

namespace OpsCenter.Tests.Hotline;

public sealed class RuleSuggesterTests
{
    private static readonly RuleSuggester Suggester = new();

    private static readonly OrderContent Renovation = new()
    {
        Topic = SampleHotline.Noise,
        PlaceKind = SampleHotline.Estate,
        Place = new("440203001005"),
        Title = "楼上装修扰民",
        Text = "楼上每天早上七点开始装修，噪音很大。",
    };

    private static Precedent Ruled(string department, bool isRevoked = false) =>
        new()
        {
            Topic = SampleHotline.Noise,
            PlaceKind = SampleHotline.Estate,
            Version = 2,
            Department = new(department),
            Clause = "1.7",
            Reason = "夜间噪声由城管查处",
            Order = "GD7",
            RuledAt = DateTimeOffset.UnixEpoch,
            RuledBy = "chair",
            IsRevoked = isRevoked,
        };

    private static Suggestion Suggest(OrderContent order, params Precedent[] precedents) =>
        Suggester.Suggest(order, SampleHotline.Book(precedents));

    [Fact]
    public void The_duty_lists_say_who_is_responsible_and_why()
    {
        var departments = Suggest(Renovation).Departments;
        Assert.Equal(["ZJJ", "CGJ", "XHJD"], departments.Select(candidate => candidate.Code));
        Assert.Equal("职责第 2.4 条“装修活动监督管理”：诉求类别“城乡建设/环境噪声/装修噪音”、关键词“装修”、场所“住宅小区”", departments[0].Reason);
        Assert.Equal(("2.4", SampleHotline.Housing.Name), (departments[0].Clause, departments[0].Name));
        Assert.Equal("职责第 1.7 条“社会生活噪声查处”：诉求类别“城乡建设/环境噪声”、关键词“噪音”“扰民”", departments[1].Reason);
        Assert.Equal("属地管理", departments[2].Reason);
    }

    [Fact]
    public void A_deeper_topic_weighs_more_than_a_shallower_one()
    {
        var departments = Suggest(new() { Topic = SampleHotline.Noise }).Departments;
        Assert.Equal(["ZJJ", "CGJ"], departments.Select(candidate => candidate.Code));
        Assert.True(departments[0].Probability > departments[1].Probability);
    }

    [Fact]
    public void A_topic_is_under_another_by_whole_levels() =>
        Assert.Empty(Suggest(new() { Topic = "城乡建设/环境噪声监测" }).Departments);

    [Fact]
    public void A_clause_for_other_kinds_of_place_says_nothing()
    {
        Assert.Equal(["GAJ"], Suggest(new() { Topic = SampleHotline.Parking, PlaceKind = "市政道路" }).Departments
            .Select(candidate => candidate.Code));
        Assert.Empty(Suggest(new() { Topic = SampleHotline.Parking, PlaceKind = SampleHotline.Estate }).Departments);
        Assert.Equal(["GAJ"], Suggest(new() { Topic = SampleHotline.Parking }).Departments.Select(candidate => candidate.Code));
    }

    [Fact]
    public void A_town_answers_for_its_own_places_only()
    {
        Assert.Equal(["XHJD"], Suggest(new() { Place = new("440203001") }).Departments.Select(candidate => candidate.Code));
        Assert.Empty(Suggest(new() { Place = new("440203002") }).Departments);
    }

    [Fact]
    public void A_precedent_wins_and_is_cited()
    {
        var suggestion = Suggest(Renovation, Ruled("CGJ"));
        Assert.Equal(Ruled("CGJ"), suggestion.Precedent);
        Assert.Equal(("CGJ", 0.95, "1.7"),
            (suggestion.Departments[0].Code, suggestion.Departments[0].Probability, suggestion.Departments[0].Clause));
        Assert.Equal("先例“城乡建设/环境噪声/装修噪音@住宅小区”第 2 版（工单 GD7 裁定）：夜间噪声由城管查处", suggestion.Departments[0].Reason);
        Assert.Equal("ZJJ", suggestion.Departments[1].Code);

        Assert.Null(Suggest(Renovation, Ruled("CGJ", isRevoked: true)).Precedent);
        Assert.Null(Suggest(Renovation, Ruled("GONE")).Precedent);
        Assert.Equal("ZJJ", Suggest(Renovation, Ruled("GONE")).Departments[0].Code);
    }

    [Fact]
    public void Words_suggest_topics()
    {
        var topics = Suggest(new() { Title = "物业费太高", Text = "小区物业乱收费" }).Topics;
        Assert.Equal([("城乡建设/物业管理", "物业管理", "关键词“物业”“物业费”")], topics.Select(topic => (topic.Code, topic.Name, topic.Reason)));
    }

    [Fact]
    public void Of_nothing_nothing_is_said()
    {
        var suggestion = Suggest(new());
        Assert.Empty(suggestion.Departments);
        Assert.Empty(suggestion.Topics);
        Assert.Null(Suggester.Suggest(Renovation, Rulebook.Empty(new("440203"))).Precedent);
    }

    private static readonly Gen<string> Word = Gen.OneOf("噪音", "装修", "物业", "停车", "垃圾", "路灯");
    private static readonly Gen<string> AnyTopic =
        Gen.OneOf("", "城乡建设", "城乡建设/环境噪声", SampleHotline.Noise, SampleHotline.Parking, "城乡建设/物业管理");
    private static readonly Gen<string> AnyKind = Gen.OneOf("", SampleHotline.Estate, "市政道路");

    private static readonly Gen<Duty> Duties = Gen.Select(AnyTopic.Array[0, 3], AnyKind.Array[0, 2], Word.Array[0, 4])
        .Select((topics, kinds, words) => new Duty("1.1", "职责", [.. topics], [.. kinds], [.. words]));

    private static readonly Gen<HotlineDefinition> Hotlines =
        Gen.Select(Duties.Array[0, 4], Gen.OneOf("", "440203001", "440203002")).Array[0, 8].Select(all =>
        SampleHotline.Of(
            [.. all.Select(
                (department, index) =>
                    new DepartmentDefinition(new($"D{index}"), $"单位{index}", [], new(department.Item2), [.. department.Item1]))]));

    private static readonly Gen<OrderContent> Orders = Gen.Select(AnyTopic, AnyKind, Word.Array[0, 3], Word.Array[0, 6],
        Gen.OneOf("", "440203001")).Select((topic, kind, title, text, place) =>
        new OrderContent { Topic = topic, PlaceKind = kind, Title = string.Concat(title), Text = string.Concat(text), Place = new(place) });

    [Fact]
    public void Whatever_the_lists_say_probabilities_are_shares_of_one() =>
        Gen.Select(Hotlines, Orders, Gen.Int[0, 8]).Sample((hotline, order, ruled) =>
    {
        var precedents = order.Topic.Length == 0 ? ImmutableArray<Precedent>.Empty
            : [new()
            {
                Topic = order.Topic, PlaceKind = order.PlaceKind, Version = 1, Department = new($"D{ruled}"), Clause = "1.1",
                Reason = "裁定", Order = "GD1", RuledAt = DateTimeOffset.UnixEpoch, RuledBy = "chair", IsRevoked = false,
            }];
        var suggestion = Suggester.Suggest(order, new(new("440203"), 1, hotline, [], precedents, DistrictCalendar.Shipped));
        foreach (var candidates in new[] { suggestion.Departments, suggestion.Topics })
        {
            Assert.All(candidates, candidate => Assert.InRange(candidate.Probability, double.Epsilon, 1));
            Assert.InRange(candidates.Sum(candidate => candidate.Probability), 0, 1);
            Assert.Equal(candidates.OrderByDescending(candidate => candidate.Probability), candidates);
            Assert.Equal(candidates.Length, candidates.Select(candidate => candidate.Code).Distinct().Count());
        }
        Assert.All(suggestion.Departments,
            candidate => Assert.Contains(hotline.Departments, department => department.Code.Value == candidate.Code));
        if (suggestion.Precedent is { } precedent) Assert.Equal(precedent.Department.Value, suggestion.Departments[0].Code);
    });
}

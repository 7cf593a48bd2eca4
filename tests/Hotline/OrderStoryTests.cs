using System.Collections.Immutable;
using System.Reflection;
using OpsCenter.Calendar;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using Xunit;

namespace OpsCenter.Tests.Hotline;

public sealed class OrderStoryTests
{
    private static readonly Rulebook Book = new(
        new("440203"), 1,
        new("热线", [new(new("ZJJ"), "区住建局", [], default, [new("1.1", "物业服务", [], [], [])]), new(new("GAJ"), "区公安分局", [], default, [])],
            [new LimitSet()], []),
        [], [], DistrictCalendar.Shipped);

    private static readonly DateTimeOffset Noon = LocalTime.At(new(2026, 11, 24), new(12, 0));

    [Fact]
    public void Every_fact_of_an_order_has_its_sentence()
    {
        var kinds = typeof(OrderEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(OrderEvent))).ToArray();
        Assert.NotEmpty(kinds);
        foreach (var kind in kinds)
        {
            var text = OrderStory.Tell(Sample(kind), Book).Text;
            Assert.True(text.Length > 0 && text != "其他事项", kind.Name);
        }
    }

    [Fact]
    public void What_somebody_wrote_stands_apart_from_the_sentence()
    {
        foreach (var kind in typeof(OrderEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(OrderEvent))))
            Assert.DoesNotContain("somebody's words", OrderStory.Tell(Sample(kind), Book).Text);
    }

    [Fact]
    public void A_refusal_cites_the_clause_and_names_departments() => Told(
        new OrderRefused(new("ZJJ"), "1.1", new("GAJ"), "不属于物业服务", Due),
        "区住建局退单，依据本单位职责第 1.1 条，认为应由区公安分局办理，审核时限至 2026-11-24 12:00", "不属于物业服务");

    [Fact]
    public void A_dispatch_says_on_whose_word() => Told(
        new OrderDispatched(new("GAJ"), DispatchedBy.Precedent, new("环境保护/噪音@住宅小区", 2), "", Due, MayRefuse: false),
        "按先例“环境保护/噪音@住宅小区”第 2 版派单给区公安分局主办，不得退单，签收时限至 2026-11-24 12:00", "");

    [Fact]
    public void A_ruling_that_nobody_made_is_told_as_such() => Told(
        new OrderRuled(new("ZJJ"), "", "", MakesPrecedent: false, IsByDefault: true), "会商逾期未裁定，按首派负责由区住建局办理", "");

    [Theory]
    [InlineData(ClockMark.Warning, "", "预警：签收时限 2026-11-24 12:00 将到")]
    [InlineData(ClockMark.Red, "", "红牌：签收已超过时限 2026-11-24 12:00")]
    [InlineData(ClockMark.Yellow, "GAJ", "黄牌：区公安分局签收已超过时限 2026-11-24 12:00")]
    public void A_mark_names_its_clock(ClockMark mark, string department, string text) =>
        Told(new DeadlineMarked(ClockKind.Claim, mark, Due, new(department)), text, "");

    [Theory]
    [InlineData(false, null, null, "回访，未联系上")]
    [InlineData(true, true, null, "回访，已解决，未评价")]
    [InlineData(true, false, false, "回访，未解决，不满意")]
    public void A_call_back_says_what_the_caller_said(bool reached, bool? solved, bool? satisfied, string text) =>
        Told(new CallbackRecorded(reached, solved, satisfied, "来电人说"), text, "来电人说");

    [Fact]
    public void A_department_that_is_no_more_is_called_by_its_code() => Told(
        new ReturnedToBoard(new("OLD"), "机构撤销", Due), "OLD不再承办，退回派单台，派单时限至 2026-11-24 12:00", "机构撤销");

    private static Deadline Due => new() { WarnAt = Noon, DueAt = Noon, RedAt = Noon, Rule = "1wd 2026-01-01" };

    private static void Told(OrderEvent fact, string text, string detail) =>
        Assert.Equal(new StorySentence(text, detail), OrderStory.Tell(fact, Book));

    /// <summary>A fact with some value in each place; texts are words of somebody's.</summary>
    private static OrderEvent Sample(Type kind) => (OrderEvent)Make(kind);

    private static object Make(Type type)
    {
        if (type == typeof(string)) return "somebody's words";
        if (type == typeof(Deadline)) return Due;
        if (type == typeof(OrderContent)) return new OrderContent { Title = "somebody's words", Text = "somebody's words" };
        if (type == typeof(ImmutableArray<AssistDeadline>)) return ImmutableArray<AssistDeadline>.Empty;
        if (Nullable.GetUnderlyingType(type) is { } inner) return Make(inner);
        if (type.IsEnum) return Enum.GetValues(type).GetValue(1)!;
        if (type.IsValueType) return Activator.CreateInstance(type)!;
        var constructor = type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(Argument)]);
    }

    private static readonly string[] Codes = ["Lead", "Department", "Clause", "Proposed", "Parent", "Child", "Code", "Key"];

    private static object Argument(ParameterInfo parameter) => parameter.ParameterType == typeof(DepartmentCode) ? new DepartmentCode("ZJJ")
        : Codes.Contains(parameter.Name) ? "ZJJ" : Make(parameter.ParameterType);
}

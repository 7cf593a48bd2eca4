using OpsCenter.Calendar;
using OpsCenter.Hotline;
using OpsCenter.Kernel;

namespace OpsCenter.Tests.Hotline;

/// <summary>A small hotline: two bureaus that share the noise of renovations between them, the police, and a street.</summary>
internal static class SampleHotline
{
    public const string District = "440203", Noise = "城乡建设/环境噪声/装修噪音", Parking = "交通管理/停车管理/乱停乱放", Estate = "住宅小区";

    public static readonly DepartmentDefinition Housing = new(new("ZJJ"), "区住房和城乡建设管理局", ["区住建局"], default,
        [new("2.3", "物业服务监督管理", ["城乡建设/物业管理"], [Estate], ["物业", "物业费"]), new("2.4", "装修活动监督管理", [Noise], [Estate], ["装修"])]);

    public static readonly DepartmentDefinition Management = new(new("CGJ"), "区城市管理和综合执法局", ["区城管局"], default,
        [new("1.1", "市容环境卫生", ["城乡建设/市容环境"], [], ["垃圾", "占道"]), new("1.7", "社会生活噪声查处", ["城乡建设/环境噪声"], [], ["噪音", "扰民"])]);

    public static readonly DepartmentDefinition Police = new(new("GAJ"), "市公安局武江分局", [], default,
        [new("3.1", "道路停车秩序", [Parking], ["市政道路"], ["停车"])]);

    public static readonly DepartmentDefinition Street = new(new("XHJD"), "新华街道办事处", [], new("440203001"), []);

    public static HotlineDefinition Of(params DepartmentDefinition[] departments) =>
        new("武江区12345政务服务便民热线", [.. departments], [new LimitSet { From = new(2020, 1, 1) }], [Estate, "市政道路"]);

    public static HotlineDefinition Definition { get; } = Of(Housing, Management, Police, Street);

    public static Rulebook Book(params Precedent[] precedents) =>
        new(new(District), 1, Definition, [], [.. precedents], DistrictCalendar.Shipped);

    public static CalendarYear Year(int year, params (DateOnly Date, WorkShare Work)[] days) =>
        new(year, ["国办发明电"], [.. days.Select(day => new CalendarDay(day.Date, day.Work, "补假"))]);
}

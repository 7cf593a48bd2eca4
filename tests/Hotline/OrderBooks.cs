using System.Collections.Immutable;
using OpsCenter.Calendar;
using OpsCenter.Hotline;
using OpsCenter.Kernel;

namespace OpsCenter.Tests.Hotline;

/// <summary>A small district: three departments and a town, with the product's default limits.</summary>
internal static class OrderBooks
{
    public const string District = "440203", Number = "GD20261124000001";
    public const string Housing = "ZJJ", City = "CGJ", Police = "GAJ", Town = "XHZ";
    public const string Topic = "城乡建设/物业管理/装修噪音", PlaceKind = "住宅小区", Place = "440203101";

    public static readonly ImmutableArray<DepartmentDefinition> Departments =
    [
        new(new(Housing), "住建局", ["住房和城乡建设局"], default,
            [new("1.1", "物业服务监管", ["城乡建设/物业管理"], [], ["物业"]), new("1.2", "房屋装修监管", [], [], [])]),
        new(new(City), "城管局", [], default, [new("2.1", "市容环境", [], [], [])]),
        new(new(Police), "公安分局", [], default, [new("3.1", "社会生活噪声", [], [], ["噪音"])]),
        new(new(Town), "西河镇", [], new(Place), [new("4.1", "属地管理", [], [], [])]),
    ];

    public static readonly Rulebook Standard = new(
        new(District), 1, new("武江区12345政务服务便民热线", Departments, [new LimitSet { From = new(2020, 1, 1) }], [PlaceKind]),
        [], [], DistrictCalendar.Shipped);

    public static readonly OrderContent Content = new()
    {
        Type = OrderType.Complaint,
        Topic = Topic,
        Title = "夜间装修扰民",
        Text = "楼上每天夜里装修，物业不管。",
        Place = new(Place),
        PlaceKind = PlaceKind,
        Address = "工业西路",
        Channel = "电话",
        CallerName = "张*",
        CallerPhone = "138****8000",
        PhoneHash = "7f",
        Fingerprint = 42,
        Sealed = "s1",
    };

    public static Precedent RuledBefore(string department = Police, int version = 1) => new()
    {
        Topic = Topic,
        PlaceKind = PlaceKind,
        Version = version,
        Department = new(department),
        Clause = "3.1",
        Reason = "夜间噪声由公安处理",
        Order = "GD0",
        RuledAt = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero),
        RuledBy = "会商组",
        IsRevoked = false,
    };

    /// <summary>The book without a department.</summary>
    public static Rulebook Without(this Rulebook book, string department) => book with
    {
        Version = book.Version + 1,
        Definition = book.Definition!
            with
        { Departments = [.. book.Definition.Departments.Where(known => known.Code.Value != department)] },
        Dissolved = [.. book.Dissolved, new(department)],
    };

    /// <summary>The book with further limits.</summary>
    public static Rulebook With(this Rulebook book, params LimitSet[] limits) =>
        book with { Version = book.Version + 1, Definition = book.Definition! with { Limits = [.. book.Definition.Limits, .. limits] } };

    public static Rulebook With(this Rulebook book, params Precedent[] precedents) =>
        book with { Version = book.Version + 1, Precedents = [.. precedents] };

    /// <summary>The book with a year's days by a late decree: these are off, those are worked.</summary>
    public static Rulebook Decreed(this Rulebook book, int year, DateOnly[] off, DateOnly[] worked) => book with
    {
        Version = book.Version + 1,
        WorkingDays = new(book.Version + 1, [new(Year(year, off, worked), book.Version + 1, default)]),
    };

    private static CalendarYear Year(int year, DateOnly[] off, DateOnly[] worked) => new(
        year, ["试"],
        [
            .. StatutoryYears.Load().Decrees.GetValueOrDefault(year)?.Days
                .Where(day => !off.Contains(day.Date) && !worked.Contains(day.Date)) ?? [],
            .. off.Select(date => new CalendarDay(date, WorkShare.None, "放假")),
            .. worked.Select(date => new CalendarDay(date, WorkShare.Whole, "调休")),
        ]);
}

using System.Collections.Immutable;
using OpsCenter.Filings;
using OpsCenter.Indicators;
using OpsCenter.Kernel;
using OpsCenter.Notices;
using OpsCenter.Places;

namespace OpsCenter.Tests.Notices;

/// <summary>A district with a town, two villages and the people who fill in for them.</summary>
internal static class SampleNotices
{
    public const string District = "440203", Town = "440203102", Village = "440203102201", OtherVillage = "440203102202";

    public static readonly Person
        TownClerk = Someone("lg-clerk", Town, Duty.Filler), TownLeader = Someone("lg-leader", Town, Duty.Leader),
        TownDeputy = Someone("lg-deputy", Town, Duty.Deputy),
        VillageClerk = Someone("v1-clerk", Village, Duty.Filler), VillageLeader = Someone("v1-leader", Village, Duty.Leader),
        Bureau = Someone("zsj-leader", District, Duty.Leader),
        Statistician = Someone("tjj-clerk", "", Duty.Filler) with { Department = new("TJJ") };

    public static readonly AddressBookState Everybody =
        Book(TownClerk, TownLeader, TownDeputy, VillageClerk, VillageLeader, Bureau, Statistician);

    public static readonly NoticeOptions Rules = new();

    /// <summary>Friday, 11 December 2026, at the end of office hours.</summary>
    public static readonly DateTimeOffset Due = At(12, 11, 17, 30);

    public static readonly IndicatorBook Asked = new(
        new(District), 1,
        [new(new(2020, 1, 1), [],
            [Set("town-monthly", "镇街月报", Frequency.Monthly, ""), Set("district-monthly", "区级月报", Frequency.Monthly, "TJJ")])],
        new(new(District), 1,
        [
            new(
                new(2023, 6, 30),
                [
                    new(new(District), "武江区", PlaceLevel.District, default), new(new(Town), "龙归镇", PlaceLevel.Town, new(District)),
                    new(new(Village), "龙归社区", PlaceLevel.Village, new(Town)),
                    new(new(OtherVillage), "冲下村", PlaceLevel.Village, new(Town)),
                ],
                [], "test"),
        ]),
        StatutoryYears.Load());

    /// <summary>A local moment of 2026.</summary>
    public static DateTimeOffset At(int month, int day, int hour, int minute = 0) => LocalTime.At(new(2026, month, day), new(hour, minute));

    public static OwedFiling Owed(string place, DateTimeOffset? due = null, FilingStage stage = FilingStage.Due,
        DateTimeOffset? since = null, string set = "town-monthly") =>
        new()
        {
            Set = set,
            Period = Period.Parse("2026-11"),
            Place = new(place),
            Stage = stage,
            DueAt = due ?? Due,
            Since = since ?? At(12, 1, 0),
            LockAt = At(12, 31, 0),
        };

    public static AddressBookState Book(params Person[] people) => new(1, people.ToImmutableDictionary(person => person.Code));

    public static Person Someone(string code, string place, params Duty[] duties) => new()
    {
        Code = code,
        Name = "示例·安一",
        Place = new(place),
        Duties = [.. duties],
        Contacts = [new(NoticeChannel.WeComApp, "z***", "sealed-id"), new(NoticeChannel.Sms, "138****8000", "sealed-phone")],
    };

    private static SetDefinition Set(string code, string name, Frequency frequency, string department) =>
        new() { Code = code, Name = name, Frequency = frequency, Department = new(department) };
}

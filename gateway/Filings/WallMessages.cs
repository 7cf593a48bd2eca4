using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using OpsCenter.V1;
using Domain = OpsCenter.Filings;

namespace OpsCenter.Gateway.Filings;

/// <summary>From the filings' wall to the public contract.</summary>
public static class WallMessages
{
    public static FilingsTheme ToMessage(this Domain.FilingWallTheme theme) => new()
    {
        District = theme.District.Value,
        Name = theme.Name,
        Date = theme.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Open = theme.Open.ToMessage(),
        Year = theme.Year.ToMessage(),
        Sets = { theme.Sets.Select(ToMessage) },
        Towns = { theme.Towns.Select(ToMessage) },
        Late = { theme.Late.Select(ToMessage) },
        Moments = { theme.Moments.Select(ToMessage) },
        Values = { theme.Values.Select(ToMessage) },
        Risks = { theme.Risks.Select(ToMessage) },
        ExpectedLate = theme.ExpectedLate,
    };

    private static FilingProgress ToMessage(this Domain.FilingProgress progress) => new()
    {
        Owed = progress.Owed,
        Sent = progress.Sent,
        Approved = progress.Approved,
        Returned = progress.Returned,
        Late = progress.Late,
        Near = progress.Near,
    };

    private static FilingRates ToMessage(this Domain.FilingRates rates) => new()
    {
        Due = rates.Due,
        OnTime = rates.OnTime,
        Required = rates.Required,
        Filled = rates.Filled,
        Submitted = rates.Submitted,
        Wrong = rates.Wrong,
    };

    private static WallSet ToMessage(Domain.SetOnWall set) => new()
    {
        Code = set.Code,
        Name = set.Name,
        PeriodName = set.Period,
        DueAt = set.DueAt.ToTimestamp(),
        LockAt = set.LockAt.ToTimestamp(),
        Progress = set.Progress.ToMessage(),
        Rates = set.Rates.ToMessage(),
    };

    private static WallTown ToMessage(Domain.TownOnWall town) => new()
    {
        Code = town.Code.Value,
        Name = town.Name,
        Progress = town.Progress.ToMessage(),
        Rates = town.Rates.ToMessage(),
        Overview = { town.Overview.Select(ToMessage) },
        Sets = { town.Sets
            .Select(set => new WallTownSet { Code = set.Code, Progress = set.Progress.ToMessage(), Rates = set.Rates.ToMessage() }) },
    };

    private static WallLate ToMessage(Domain.LateOnWall late) => new()
    {
        Place = late.Place,
        Town = late.Town,
        Set = late.Set,
        PeriodName = late.Period,
        Stage = late.Stage.ToMessage(),
        DueAt = late.DueAt.ToTimestamp(),
    };

    private static WallRisk ToMessage(Domain.RiskOnWall risk) => new()
    {
        Place = risk.Place,
        Town = risk.Town,
        Set = risk.Set,
        PeriodName = risk.Period,
        DueAt = risk.DueAt.ToTimestamp(),
        Chance = risk.Chance,
    };

    private static WallMoment ToMessage(Domain.MomentOnWall moment) => new()
    {
        At = moment.At.ToTimestamp(),
        Place = moment.Place,
        Set = moment.Set,
        PeriodName = moment.Period,
        Stage = moment.Stage.ToMessage(),
    };

    private static WallValue ToMessage(Domain.ValueOnWall value) => new()
    {
        Indicator = value.Indicator,
        Name = value.Name,
        Unit = value.Unit,
        PeriodName = value.Period,
        Value = CellReading.Text(value.Value),
        Previous = CellReading.Text(value.Previous),
        YearBefore = CellReading.Text(value.YearBefore),
    };
}

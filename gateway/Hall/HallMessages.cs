using Google.Protobuf.WellKnownTypes;
using OpsCenter.Kernel;
using OpsCenter.V1;
using Domain = OpsCenter.Hall;

namespace OpsCenter.Gateway.Hall;

/// <summary>Between the hall's own terms and the public contract.</summary>
public static class HallMessages
{
    public static HallTheme ToMessage(this Domain.HallTheme theme) => new()
    {
        District = theme.District.Value,
        Hall = theme.Hall,
        Name = theme.Name,
        Date = theme.Date.ToString("yyyy-MM-dd"),
        Total = theme.Total.ToMessage(),
        Zones = { theme.Zones.Select(ToMessage) },
        Queues = { theme.Queues.Select(ToMessage) },
        Windows = { theme.Windows.Select(ToMessage) },
        Hours = { theme.Hours.Select(ToMessage) },
        Alerts = { theme.Alerts.Select(ToMessage) },
        Quarantined = theme.Quarantined,
        OpensAt = theme.OpensAt?.ToTimestamp(),
        ClosesAt = theme.ClosesAt?.ToTimestamp(),
        UsualDays = theme.UsualDays,
    };

    public static HallDelta ToMessage(this Domain.HallDelta delta)
    {
        var message = new HallDelta
        {
            Total = delta.Total?.ToMessage(),
            Zones = { delta.Zones.Select(ToMessage) },
            Queues = { delta.Queues.Select(ToMessage) },
            Windows = { delta.Windows.Select(ToMessage) },
            Hours = { delta.Hours.Select(ToMessage) },
            AlertsChanged = delta.Alerts is not null,
        };
        if (delta.Alerts is { } alerts) message.Alerts.AddRange(alerts.Select(ToMessage));
        if (delta.Quarantined is { } quarantined) message.Quarantined = quarantined;
        return message;
    }

    public static HallDefinition ToMessage(this Domain.HallDefinition definition, DistrictCode district, string hall, long version) => new()
    {
        District = district.Value,
        Hall = hall,
        Name = definition.Name,
        Version = version,
        Zones = { definition.Zones.Select(zone => new ZoneDefinition { Code = zone.Code, Name = zone.Name }) },
        Queues = { definition.Queues.Select(queue => new QueueDefinition { Code = queue.Code, Name = queue.Name, Zone = queue.Zone }) },
        Windows = { definition.Windows
            .Select(window =>
                new WindowDefinition { Code = window.Code, Name = window.Name, Zone = window.Zone, Queues = { window.Queues } }) },
        Staff = { definition.Staff.Select(member => new StaffDefinition { Code = member.Code, Name = member.Name }) },
        OpeningHours =
        {
            definition.OpeningHours.Select(hours => new OpeningHours
            {
                Weekday = hours.Weekday == DayOfWeek.Sunday ? 7 : (int)hours.Weekday,
                Opens = hours.Opens.ToString("HH:mm"),
                Closes = hours.Closes.ToString("HH:mm"),
            }),
        },
    };

    private static Counts ToMessage(this Domain.Counts counts)
    {
        var message = new Counts
        {
            Taken = counts.Taken,
            Waiting = counts.Waiting,
            Called = counts.Called,
            Serving = counts.Serving,
            Served = counts.Served,
            Abandoned = counts.Abandoned,
            Appointments = counts.Appointments,
            Ratings = { counts.Ratings },
            OldestWaitingSince = counts.OldestWaitingSince?.ToTimestamp(),
            OldestWaitingTicket = counts.OldestWaitingTicket,
            WindowsOpen = counts.WindowsOpen,
        };
        if (counts.MeanWait is { } wait) message.MeanWaitSeconds = wait;
        if (counts.MeanService is { } service) message.MeanServiceSeconds = service;
        if (counts.Abandonment is { } abandonment) message.Abandonment = Math.Round(abandonment, 4);
        if (counts.MeanScore is { } score) message.MeanScore = Math.Round(score, 3);
        if (counts.Utilisation is { } utilisation) message.Utilisation = utilisation;
        if (counts.Imbalance is { } imbalance) message.Imbalance = imbalance;
        return message;
    }

    private static ZoneRow ToMessage(Domain.ZoneRow row) => new() { Code = row.Code, Name = row.Name, Counts = row.Counts.ToMessage() };

    private static QueueRow ToMessage(Domain.QueueRow row) =>
        new() { Code = row.Code, Name = row.Name, Zone = row.Zone, Counts = row.Counts.ToMessage() };

    private static WindowRow ToMessage(Domain.WindowRow row)
    {
        var message = new WindowRow
        {
            Code = row.Code,
            Name = row.Name,
            Zone = row.Zone,
            Status = row.Status switch
            {
                Domain.WindowStatus.Idle => WindowStatus.Idle,
                Domain.WindowStatus.Calling => WindowStatus.Calling,
                Domain.WindowStatus.Serving => WindowStatus.Serving,
                Domain.WindowStatus.Paused => WindowStatus.Paused,
                _ => WindowStatus.Closed,
            },
            Since = row.Since?.ToTimestamp(),
            Ticket = row.Ticket,
            Staff = row.Staff,
            Served = row.Served,
            Waiting = row.Waiting,
        };
        if (row.Utilisation is { } utilisation) message.Utilisation = utilisation;
        if (row.MeanService is { } service) message.MeanServiceSeconds = service;
        if (row.Deviation is { } deviation) message.Deviation = deviation;
        return message;
    }

    private static HourRow ToMessage(Domain.HourRow row)
    {
        var message = new HourRow { Hour = row.Hour, Taken = row.Taken, Served = row.Served };
        if (row.UsualTaken is { } taken) message.UsualTaken = taken;
        if (row.UsualServed is { } served) message.UsualServed = served;
        if (row.MeanWait is { } wait) message.MeanWaitSeconds = wait;
        return message;
    }

    private static Alert ToMessage(Domain.Alert alert) => new()
    {
        Key = alert.Key,
        Level = alert.Level switch
        {
            Domain.AlertLevel.Critical => AlertLevel.Critical,
            Domain.AlertLevel.Warning => AlertLevel.Warning,
            _ => AlertLevel.Notice
        },
        Message = alert.Message,
        Zone = alert.Zone,
        Subject = alert.Subject,
        Since = alert.Since?.ToTimestamp(),
    };
}

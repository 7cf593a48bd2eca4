using System.Globalization;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using OpsCenter.Kernel;
using OpsCenter.V1;
using Domain = OpsCenter.Hotline;

namespace OpsCenter.Gateway.Hotline;

/// <summary>From the hotline's themes to the public contract.</summary>
public static class ThemeMessages
{
    public static HotlineTheme ToMessage(this Domain.HotlineWallTheme theme) => new()
    {
        District = theme.District.Value,
        Name = theme.Name,
        Date = Text(theme.Date),
        Counts = theme.Counts.ToMessage(),
        Year = theme.Year.ToMessage(),
        LastYear = theme.LastYear.ToMessage(),
        Month = theme.Month.ToMessage(),
        Types_ = { theme.Types.Select(ToMessage) },
        Topics = { theme.Topics.Select(ToMessage) },
        Towns = { theme.Towns.Select(ToMessage) },
        Departments = { theme.Departments.Select(ToMessage) },
        Days = { theme.Days.Select(ToMessage) },
        Hours = { theme.Hours.Select(ToMessage) },
        Months = { theme.Months.Select(ToMessage) },
        Rising = { theme.Rising.Select(ToMessage) },
        Oldest = { theme.Oldest.Select(ToMessage) },
        Unclaimed = { theme.Unclaimed.Select(ToMessage) },
    };

    /// <summary>Lists that are there replace the whole list, also when they are empty now.</summary>
    public static HotlineDelta ToMessage(this Domain.HotlineDelta delta)
    {
        var message = new HotlineDelta
        {
            Counts = delta.Counts?.ToMessage(),
            Year = delta.Year?.ToMessage(),
            LastYear = delta.LastYear?.ToMessage(),
            Month = delta.Month?.ToMessage(),
        };
        Replace("types", delta.Types, message.Types_, ToMessage);
        Replace("topics", delta.Topics, message.Topics, ToMessage);
        Replace("towns", delta.Towns, message.Towns, ToMessage);
        Replace("departments", delta.Departments, message.Departments, ToMessage);
        Replace("days", delta.Days, message.Days, ToMessage);
        Replace("hours", delta.Hours, message.Hours, ToMessage);
        Replace("months", delta.Months, message.Months, ToMessage);
        Replace("rising", delta.Rising, message.Rising, ToMessage);
        Replace("oldest", delta.Oldest, message.Oldest, ToMessage);
        Replace("unclaimed", delta.Unclaimed, message.Unclaimed, ToMessage);
        return message;

        void Replace<TRow, TMessage>(string name, Rows<TRow>? rows, RepeatedField<TMessage> list, Func<TRow, TMessage> messageOf)
        {
            if (rows is not { } replaced) return;
            message.Lists.Add(name);
            list.AddRange(replaced.Select(messageOf));
        }
    }

    public static HotlineDeskTheme ToMessage(this Domain.HotlineDeskTheme theme) => new()
    {
        District = theme.District.Value,
        Desk = theme.Desk,
        Name = theme.Name,
        Change = theme.Change,
        Counts = theme.Counts.ToMessage(),
        Assisting = theme.Assisting,
        DelaysPending = theme.DelaysPending,
        Year = theme.Year.ToMessage(),
    };

    private static HotlineCounts ToMessage(this Domain.HotlineCounts counts) => new()
    {
        ReceivedToday = counts.ReceivedToday,
        ReceivedTodayLastYear = counts.ReceivedTodayLastYear,
        ReceivedThisYear = counts.ReceivedThisYear,
        ReceivedLastYear = counts.ReceivedLastYear,
        ClosedToday = counts.ClosedToday,
        Open = counts.Open,
        AwaitingAcceptance = counts.AwaitingAcceptance,
        AwaitingDispatch = counts.AwaitingDispatch,
        Unclaimed = counts.Unclaimed,
        UnclaimedOverdue = counts.UnclaimedOverdue,
        OldestUnclaimedSince = counts.OldestUnclaimedSince?.ToTimestamp(),
        RefusalPending = counts.RefusalPending,
        Adjudication = counts.Adjudication,
        InProgress = counts.InProgress,
        AwaitingReview = counts.AwaitingReview,
        AwaitingCallback = counts.AwaitingCallback,
        Merged = counts.Merged,
        Held = counts.Held,
        DueToday = counts.DueToday,
        Warning = counts.Warning,
        Yellow = counts.Yellow,
        Red = counts.Red,
        Urgent = counts.Urgent,
        RefusedToday = counts.RefusedToday,
    };

    private static HotlineRates ToMessage(this Domain.HotlineRates rates) => new()
    {
        ToClaim = rates.ToClaim,
        ClaimedInTime = rates.ClaimedInTime,
        ToClose = rates.ToClose,
        ClosedInTime = rates.ClosedInTime,
        Assessed = rates.Assessed,
        Solved = rates.Solved,
        Rated = rates.Rated,
        Satisfied = rates.Satisfied,
        Closed = rates.Closed,
        Redispatched = rates.Redispatched,
        ToContact = rates.ToContact,
        ContactedInTime = rates.ContactedInTime,
    };

    private static HotlineSlice ToMessage(Domain.HotlineSlice slice) => new()
    {
        Code = slice.Code,
        Name = slice.Name,
        ReceivedToday = slice.ReceivedToday,
        ReceivedThisYear = slice.ReceivedThisYear,
        ReceivedLastYear = slice.ReceivedLastYear,
        Open = slice.Open,
        Unclaimed = slice.Unclaimed,
        Overdue = slice.Overdue,
        Rates = slice.Rates == default ? null : slice.Rates.ToMessage(),
    };

    private static HotlineDay ToMessage(Domain.HotlineDay day) =>
        new() { Date = Text(day.Date), Received = day.Received, Closed = day.Closed };

    private static HotlineHour ToMessage(Domain.HotlineHour hour)
    {
        var message = new HotlineHour { Hour = hour.Hour, Received = hour.Received };
        if (hour.Usual is { } usual) message.Usual = Math.Round(usual, 3);
        return message;
    }

    private static HotlineMonth ToMessage(Domain.HotlineMonth month) =>
        new() { Month = month.Month, Received = month.Received, ReceivedLastYear = month.ReceivedLastYear };

    private static HotTopic ToMessage(Domain.HotTopic topic) =>
        new()
        {
            Topic = topic.Topic,
            Recent = topic.Recent,
            Usual = Math.Round(topic.Usual, 3),
            Score = Math.Round(topic.Score, 3),
            Town = topic.Town
        };

    private static WallOrder ToMessage(Domain.WallOrder order) => new()
    {
        Number = order.Number,
        Topic = order.Topic,
        Town = order.Town,
        Department = order.Department,
        Stage = order.Stage.ToMessage(),
        Mark = order.Mark.ToMessage(),
        ReceivedAt = order.ReceivedAt.ToTimestamp(),
        Since = order.Since.ToTimestamp(),
        DueAt = order.DueAt?.ToTimestamp(),
    };

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

using System.Text.Json;
using OpsCenter.Hotline;
using Xunit;
using static OpsCenter.Tests.Hotline.BoardStage;

namespace OpsCenter.Tests.Hotline;

/// <summary>The numbers of the 12345 wall, one story each.</summary>
public sealed class HotlineBoardTests
{
    private static readonly SealedText Answer = new("已处理", "");
    private static readonly Deadline Later = Due("2030-01-01 17:30");

    [Fact]
    public void This_year_is_compared_with_last_year_up_to_the_same_minute()
    {
        var stage = new BoardStage();
        Receive(stage, "2025-01-01 00:00", "2025-03-04 10:29", "2025-03-04 10:30", "2025-03-05 00:00", "2025-12-31 23:59");
        Receive(stage, "2026-01-01 08:00", "2026-03-04 09:00", "2026-03-04 10:29");

        Shows(stage, "2026-03-04 10:30", today: 2, todayLastYear: 1, year: 3, lastYear: 2);
        Shows(stage, "2026-03-04 10:31", today: 2, todayLastYear: 2, year: 3, lastYear: 3);
        Shows(stage, "2026-03-05 00:00", today: 0, todayLastYear: 0, year: 3, lastYear: 3);
        Shows(stage, "2026-03-05 00:01", today: 0, todayLastYear: 1, year: 3, lastYear: 4);
        Shows(stage, "2027-01-01 00:00", today: 0, todayLastYear: 0, year: 0, lastYear: 0);
        Shows(stage, "2027-01-01 08:01", today: 0, todayLastYear: 1, year: 0, lastYear: 1);
    }

    [Fact]
    public void The_twenty_ninth_of_February_compares_its_hours_with_the_twenty_eighth_and_its_year_with_all_to_the_end_of_that()
    {
        var stage = new BoardStage();
        Receive(stage, "2023-02-28 09:00", "2023-02-28 20:00", "2023-03-01 09:00");
        Shows(stage, "2024-02-28 12:00", today: 0, todayLastYear: 1, year: 0, lastYear: 1);
        Receive(stage, "2024-02-29 08:00");
        Shows(stage, "2024-02-29 12:00", today: 1, todayLastYear: 1, year: 1, lastYear: 2);
        Shows(stage, "2024-03-01 12:00", today: 0, todayLastYear: 1, year: 1, lastYear: 3);
        // The leap day itself counts from 1 March of the next year on.
        Shows(stage, "2025-02-28 23:59", today: 0, todayLastYear: 0, year: 0, lastYear: 0);
        Shows(stage, "2025-03-01 00:00", today: 0, todayLastYear: 0, year: 0, lastYear: 1);
    }

    [Fact]
    public void An_order_that_is_amended_or_dispatched_moves_from_one_sum_to_another()
    {
        var stage = new BoardStage().Define()
            .Given("A", At("2026-03-02 09:00"), Received("城乡建设/物业管理", "440203101", OrderType.Inquiry), new OrderAccepted(Later),
                Dispatched("ZJJ"))
            .Given("A", At("2026-03-02 10:00"), new OrderAmended(Content("环境污染/噪音", "440203102005", OrderType.Complaint)),
                Dispatched("HBJ"));
        var wall = stage.WallAt(At("2026-03-02 11:00"));
        Assert.Equal(["投诉"], wall.Types.Where(slice => slice is { ReceivedToday: 1, Open: 1, Unclaimed: 1 }).Select(slice => slice.Name));
        Assert.Equal(["环境污染"], wall.Topics.Select(slice => slice.Name));
        Assert.Equal(["龙归镇"], wall.Towns.Where(slice => slice.ReceivedThisYear > 0).Select(slice => slice.Name));
        Assert.Equal(["HBJ"], wall.Departments.Where(slice => slice.ReceivedThisYear > 0).Select(slice => slice.Code));
        Assert.Equal((1, 0),
            (stage.DeskAt("hotline/desk/HBJ", At("2026-03-02 11:00")).Counts.Unclaimed,
                stage.DeskAt("hotline/desk/ZJJ", At("2026-03-02 11:00")).Counts.Open));
    }

    [Fact]
    public void A_clock_that_stands_still_gets_no_worse_and_goes_on_with_its_new_deadline()
    {
        var stage = new BoardStage().Define()
            .Given("A", At("2026-03-02 09:00"), Received(due: "2026-03-10 17:30"), new OrderAccepted(Later), Dispatched("ZJJ"),
                new OrderClaimed(new("ZJJ"), false))
            .Given("A", At("2026-03-09 18:00"), new OrderHeld("等待材料", At("2026-03-20 09:00")));
        var held = stage.WallAt(At("2026-03-15 09:00")).Counts;
        Assert.Equal((1, 1, 0, 0, 0), (held.Held, held.Warning, held.Yellow, held.Red, held.DueToday));
        Assert.Equal(0, stage.WallAt(At("2026-03-10 09:00")).Counts.DueToday);
        Assert.Equal(0, stage.WallAt(At("2026-03-15 09:00")).Year.ToClose);

        stage.Given("A", At("2026-03-16 09:00"), new OrderResumed("材料已到", 5, Due("2026-03-17 17:30"), []));
        Assert.Equal((0, 1, 1), Of(stage.WallAt(At("2026-03-17 09:00")).Counts));
        Assert.Equal((1, 0, 1), Of(stage.WallAt(At("2026-03-17 17:30")).Counts));
        Assert.Equal((1, 0), (stage.WallAt(At("2026-03-17 17:30")).Year.ToClose, stage.WallAt(At("2026-03-17 17:30")).Year.ClosedInTime));

        static (int, int, int) Of(HotlineCounts counts) => (counts.Yellow, counts.Warning, counts.DueToday);
    }

    [Fact]
    public void Claims_count_for_who_had_to_make_them_and_from_when_they_were_due()
    {
        var stage = new BoardStage().Define();
        foreach (var number in (string[])["in time", "late", "refused in time", "refused late", "waits"])
            stage.Given(number, At("2026-03-02 09:00"), Received(), new OrderAccepted(Later), Dispatched("ZJJ", "2026-03-03 17:30"));
        Assert.Equal((0, 0, 5), Claims("2026-03-03 17:29"));
        Assert.Equal((5, 0, 0), Claims("2026-03-03 17:30"));

        stage.Given("in time", At("2026-03-03 17:29"), new OrderClaimed(new("ZJJ"), false))
            .Given("refused in time", At("2026-03-03 12:00"), new OrderRefused(new("ZJJ"), "1.1", new("HBJ"), "不在职责内", Later))
            .Given("late", At("2026-03-03 17:30"), new OrderClaimed(new("ZJJ"), false))
            .Given("refused late", At("2026-03-04 09:00"), new OrderRefused(new("ZJJ"), "1.1", new("HBJ"), "不在职责内", Later));
        Assert.Equal((4, 1, 0), Claims("2026-03-04 09:00"));
        var rates = Assert.Single(stage.WallAt(At("2026-03-04 09:00")).Departments, slice => slice.Code == "ZJJ").Rates;
        Assert.Equal((4, 1), (rates.ToClaim, rates.ClaimedInTime));

        (int ToClaim, int InTime, int InTimeStill) Claims(string at)
        {
            var wall = stage.WallAt(At(at));
            return (wall.Year.ToClaim, wall.Year.ClaimedInTime, wall.Counts.Unclaimed - wall.Counts.UnclaimedOverdue);
        }
    }

    [Fact]
    public void A_caller_must_be_spoken_with_within_a_day_of_the_claim()
    {
        var stage = new BoardStage().Define();
        foreach (var number in (string[])["in time", "late", "never", "closed before"])
            stage.Given(number, At("2026-03-02 09:00"), Received(), new OrderAccepted(Later), Dispatched("ZJJ"),
                new OrderClaimed(new("ZJJ"), false));
        stage.Given("in time", At("2026-03-03 08:59"), new CallerContacted(new("ZJJ"), ""))
            .Given("closed before", At("2026-03-03 08:59"), new OrderClosed(""));
        Assert.Equal((1, 1), Contacts("2026-03-03 08:59"));
        Assert.Equal((3, 1), Contacts("2026-03-03 09:00"));
        stage.Given("late", At("2026-03-04 09:00"), new CallerContacted(new("ZJJ"), ""));
        Assert.Equal((3, 1), Contacts("2026-03-04 09:00"));

        (int, int) Contacts(string at) => stage.WallAt(At(at)).Year is var year ? (year.ToContact, year.ContactedInTime) : default;
    }

    [Fact]
    public void An_order_counts_as_handled_on_the_day_of_its_answer_or_of_the_deadline_it_missed()
    {
        var stage = new BoardStage().Define()
            // Answered in February, approved in March.
            .Given("A", At("2026-02-20 09:00"), Received(due: "2026-03-06 17:30"), new OrderAccepted(Later), Dispatched("ZJJ"),
                new OrderClaimed(new("ZJJ"), false))
            .Given("A", At("2026-02-27 09:00"), new OrderAnswered(new("ZJJ"), Answer, Later))
            .Given("A", At("2026-03-02 09:00"), new AnswerApproved(Later))
            // Due in February, answered in March.
            .Given("B", At("2026-02-20 09:00"), Received(due: "2026-02-27 17:30"), new OrderAccepted(Later), Dispatched("ZJJ"),
                new OrderClaimed(new("ZJJ"), false))
            .Given("B", At("2026-03-02 09:00"), new OrderAnswered(new("ZJJ"), Answer, Later), new AnswerApproved(Later));
        var wall = stage.WallAt(At("2026-03-02 10:00"));
        Assert.Equal((2, 1, 0), (wall.Year.ToClose, wall.Year.ClosedInTime, wall.Month.ToClose));
        Assert.Equal([(2, 1), (0, 0), (2, 1), (2, 1)],
            ((string[])["2026-02/2026-02", "2026-03/2026-03", "2026-01/2026-03", "2026-01/2026-12"]).Select(InMonths));

        // Not solved: what was in time is open again, and late in its second round.
        stage.Given("A", At("2026-03-03 09:00"), new CallbackRecorded(true, false, false, ""),
            new OrderReopened(2, Due("2026-03-10 17:30")));
        Assert.Equal((1, 0), Year("2026-03-10 17:29"));
        Assert.Equal((2, 0), Year("2026-03-10 17:30"));
        stage.Given("A", At("2026-03-11 09:00"), new OrderAnswered(new("ZJJ"), Answer, Later), new AnswerApproved(Later));
        Assert.Equal((2, 0), Year("2026-03-11 09:00"));
        Assert.Equal(1, stage.WallAt(At("2026-03-11 09:00")).Month.ToClose);
        Assert.Equal([(1, 0), (1, 0), (2, 0)], ((string[])["2026-02/2026-02", "2026-03/2026-03", "2026-02/2026-03"]).Select(InMonths));
        stage.Reload();
        Assert.Equal((1, 0), InMonths("2026-03/2026-03"));
        // Nothing else can be asked of a desk, and nothing of those that are no department's.
        Assert.Null(stage.RatesAt("ZJJ", new(2026, 3, 1), new(2026, 2, 28), At("2026-03-11 09:00")));
        Assert.Null(stage.RatesAt("ZJJ", new(2010, 3, 1), new(2026, 2, 28), At("2026-03-11 09:00")));
        Assert.All((string[])["centre", "nobody", ""],
            department => Assert.Null(stage.RatesAt(department, new(2026, 3, 1), new(2026, 3, 31), At("2026-03-11 09:00"))));

        (int, int) InMonths(string months) =>
            stage.RatesAt("ZJJ", DateOnly.Parse($"{months[..7]}-01"), DateOnly.Parse($"{months[8..]}-01"), At("2026-03-11 09:00"))
                is { } rates
                ? (rates.ToClose, rates.ClosedInTime)
                : default;

        (int, int) Year(string at) => stage.WallAt(At(at)).Year is var year ? (year.ToClose, year.ClosedInTime) : default;
    }

    [Fact]
    public void Solved_and_satisfied_are_counted_of_closed_orders_and_only_of_those_that_are_assessed()
    {
        var stage = new BoardStage().Define();
        Close("solved", solved: true, satisfied: true);
        Close("not rated", solved: true, satisfied: null);
        Close("dispatched twice", solved: null, satisfied: false, Dispatched("HBJ"));
        Close("not assessed", solved: false, satisfied: false, new OrderFlagged(OrderFlag.NotAssessed, true, "按规定"));
        var wall = stage.WallAt(At("2026-03-05 10:00"));
        Assert.Equal((4, 1, 3, 2, 2, 1),
            (wall.Year.Closed, wall.Year.Redispatched, wall.Year.Assessed, wall.Year.Solved, wall.Year.Rated, wall.Year.Satisfied));
        Assert.Equal((4, 0), (wall.Counts.ClosedToday, wall.Counts.Open));
        Assert.Equal(3, wall.Year.ToClose);

        void Close(string number, bool? solved, bool? satisfied, params OrderEvent[] between) => stage
            .Given(number, At("2026-03-02 09:00"), Received(), new OrderAccepted(Later), Dispatched("ZJJ"))
            .Given(number, At("2026-03-02 10:00"), between)
            .Given(number, At("2026-03-03 09:00"),
                new OrderClaimed(between.OfType<OrderDispatched>().FirstOrDefault()?.Lead ?? new("ZJJ"), false))
            .Given(number, At("2026-03-04 09:00"), new OrderAnswered(new("ZJJ"), Answer, Later), new AnswerApproved(Later))
            .Given(number, At("2026-03-05 09:00"), new CallbackRecorded(true, solved, satisfied, ""), new OrderClosed(""));
    }

    [Fact]
    public void What_is_corrected_of_a_closed_order_moves_the_sums()
    {
        var stage = new BoardStage().Define();
        var now = At("2026-03-20 10:00");
        foreach (var number in (string[])["A", "B"])
        {
            Tell(number, new DeliverOrder(Content("城乡建设/物业", "440203101", OrderType.Request), true, false), "2026-03-02 09:00");
            Tell(number, new ReportAnswered(new("ZJJ"), Answer), number == "A" ? "2026-03-04 09:00" : "2026-03-19 09:00");
            Tell(number, new ReportClosed(true, true, true, ""), "2026-03-19 10:00");
        }
        Assert.Equal((2, 2, 1, 2, 2, 2), Year());
        Tell("A", new FlagOrder(OrderFlag.NotAssessed, true, "申诉成立"), "2026-03-20 09:00");
        Assert.Equal((2, 1, 0, 1, 1, 1), Year());
        Tell("B", new FlagOrder(OrderFlag.NotAssessed, true, "申诉成立"), "2026-03-20 09:00");
        Tell("A", new FlagOrder(OrderFlag.NotAssessed, false, "复核"), "2026-03-20 09:30");
        Assert.Equal((2, 1, 1, 1, 1, 1), Year());

        Tell("B", new DeliverOrder(Content("环境污染/噪音", "440203102", OrderType.Complaint), true, false), "2026-03-20 09:40");
        var wall = stage.WallAt(now);
        Assert.Equal([("城乡建设", 1), ("环境污染", 1)], wall.Topics.Select(slice => (slice.Code, slice.ReceivedThisYear)));
        Assert.Equal([("西河镇", 1), ("龙归镇", 1)], wall.Towns.Where(slice => slice.ReceivedThisYear > 0)
            .Select(slice => (slice.Name, slice.ReceivedThisYear)));

        void Tell(string number, OrderCommand command, string at) => Assert.True(stage.Tell(number, command, At(at), now));

        (int, int, int, int, int, int) Year() => stage.WallAt(now).Year is var year
            ? (year.Closed, year.ToClose, year.ClosedInTime, year.Assessed, year.Solved, year.Satisfied) : default;
    }

    [Fact]
    public void A_topic_with_many_more_calls_than_in_its_usual_week_is_rising()
    {
        var stage = new BoardStage();
        for (var week = 1; week <= 8; week++)
        {
            Receive(stage, "城乡建设/供水", At("2026-03-30 09:00").AddDays(-7 * week));
            Receive(stage, "城乡建设/物业", At("2026-03-30 09:00").AddDays(-7 * week));
        }
        foreach (var hour in (int[])[1, 2, 3, 4, 5]) Receive(stage, "城乡建设/供水", At("2026-03-30 09:00").AddHours(hour));
        Receive(stage, "城乡建设/物业", At("2026-03-30 10:00"));
        var rising = Assert.Single(stage.WallAt(At("2026-03-30 18:00")).Rising);
        Assert.Equal(new HotTopic("城乡建设/供水", 5, 1, Math.Round(4 / Math.Sqrt(2), 2), "440203101"), rising);
        Assert.Empty(stage.WallAt(At("2026-04-20 18:00")).Rising);
    }

    [Fact]
    public void Nothing_is_rising_before_there_is_a_usual_week()
    {
        var stage = new BoardStage();
        for (var call = 0; call < 9; call++) Receive(stage, "城乡建设/供水", At("2026-03-30 09:00").AddHours(call));
        Assert.Empty(stage.WallAt(At("2026-03-30 20:00")).Rising);
    }

    [Fact]
    public void The_wall_of_old_data_shows_the_time_of_the_data()
    {
        var (stage, ours) = (new BoardStage(), At("2026-11-24 09:00"));
        stage.Record(new("A", Received(due: "2023-05-10 17:30"), At("2023-05-02 09:00"), ours));
        Assert.Equal(At("2023-05-02 09:10"), stage.ViewAt(ours.AddMinutes(10)).Times.SourceTime);
        Assert.Equal((new DateOnly(2023, 5, 2), 1, 0), Shown(ours.AddMinutes(10)));

        // What the product does by itself, by our clock, is no news of that time.
        stage.Record(new("A", new DeadlineMarked(ClockKind.Handling, ClockMark.Red, Later), ours, ours, HotlineCallers.Order));
        stage.Record(new("A", new DeadlineMoved(ClockKind.Handling, Later, Due("2023-05-10 17:30"), ClockMark.None, ""), ours, ours,
            HotlineCallers.Watch));
        Assert.Equal(new DateOnly(2023, 5, 2), Shown(ours.AddMinutes(10)).Date);

        // The replay is faster than we are.
        stage.Record(new("B", Received(), At("2023-05-11 09:00"), ours.AddHours(1)));
        Assert.Equal((new DateOnly(2023, 5, 11), 1, 1), Shown(ours.AddHours(1)));

        (DateOnly Date, int Today, int Overdue) Shown(DateTimeOffset now) =>
            stage.WallAt(now) is var wall ? (wall.Date, wall.Counts.ReceivedToday, wall.Counts.Yellow + wall.Counts.Red) : default;
    }

    [Fact]
    public void A_report_that_comes_late_does_not_turn_the_clock_back()
    {
        var stage = new BoardStage();
        stage.Given("A", At("2026-03-02 09:00"), Received());
        stage.Record(new("B", Received(), At("2026-03-02 10:30"), At("2026-03-02 12:00")));
        var times = stage.ViewAt(At("2026-03-02 12:00")).Times;
        Assert.Equal((At("2026-03-02 12:00"), At("2026-03-02 10:30"), At("2026-03-02 12:00")),
            (times.SourceTime, times.DataTime, times.CommittedAt));
    }

    [Fact]
    public void A_source_whose_clock_is_ahead_does_not_take_the_wall_with_it()
    {
        var stage = new BoardStage();
        stage.Record(new("A", Received(), At("2026-03-02 09:04"), At("2026-03-02 09:00")));
        Assert.Equal(At("2026-03-02 09:01"), stage.ViewAt(At("2026-03-02 09:01")).Times.SourceTime);
    }

    [Fact]
    public void Numbers_are_old_when_nothing_has_come_for_a_day()
    {
        var stage = new BoardStage();
        stage.Given("A", At("2026-03-02 09:00"), Received());
        Assert.False(stage.ViewAt(At("2026-03-03 09:00")).Times.IsStale);
        Assert.True(stage.ViewAt(At("2026-03-03 09:01")).Times.IsStale);
    }

    [Fact]
    public void A_desk_counts_what_concerns_it()
    {
        var stage = new BoardStage().Define()
            .Given("A", At("2026-03-02 09:00"), Received(), new OrderAccepted(Later), Dispatched("ZJJ"),
                new AssistAdded(new("HBJ"), "", Later));
        var now = At("2026-03-02 09:30");
        Assert.Equal((2L, 1), Seen("ZJJ"));
        Assert.Equal((1L, 0), Seen("HBJ"));
        Assert.Equal((0L, 0), Seen("JJDD"));
        Assert.Equal((4L, 1), Seen("centre"));
        Assert.Equal((1, 1), (stage.DeskAt("hotline/desk/HBJ", now).Assisting, stage.DeskAt(Centre, now).Assisting));

        stage.Given("A", At("2026-03-02 10:00"), new RefusalUpheld("不属其职责", Later), Dispatched("JJDD"));
        Assert.Equal((3L, 0), Seen("ZJJ"));
        Assert.Equal((3L, 0), Seen("HBJ"));
        Assert.Equal((1L, 1), Seen("JJDD"));

        stage.Given("A", At("2026-03-02 11:00"), new AssistAnswered(new("HBJ"), Answer));
        Assert.Equal(0, stage.DeskAt("hotline/desk/HBJ", now).Assisting);

        (long, int) Seen(string desk) => stage.DeskAt($"hotline/desk/{desk}", now) is var shown ? (shown.Change, shown.Counts.Open)
            : default;
    }

    [Fact]
    public void There_is_a_desk_for_each_department_that_was_defined_or_ever_had_an_order()
    {
        var stage = new BoardStage();
        Assert.Empty(stage.Themes);
        stage.Given("A", At("2026-03-02 09:00"), Received(), new OrderAccepted(Later), Dispatched("OLD"));
        Assert.Equal([Wall, Centre, "hotline/desk/OLD"], stage.Themes);
        stage.Define();
        Assert.Equal(
            [Wall, Centre, "hotline/desk/OLD", .. Definition().Departments.Select(department => $"hotline/desk/{department.Code}")],
            stage.Themes);
    }

    [Fact]
    public void No_word_of_a_caller_reaches_a_screen()
    {
        var stage = new BoardStage().Define();
        var content = Content("城乡建设/物业", "440203101", OrderType.Complaint) with
        {
            Title = "words",
            Text = "words",
            Address = "words",
            CallerName = "words",
            CallerPhone = "words",
            PhoneHash = "words",
            Sealed = "words",
        };
        stage.Given("A", At("2026-03-02 09:00"), new OrderReceived(content, Later, null), new OrderAccepted(Later), Dispatched("ZJJ"));
        stage.Given("A", At("2026-03-02 10:00"), new OrderRefused(new("ZJJ"), "1.1", new("HBJ"), "words", Later));
        var now = At("2026-03-02 11:00");
        Assert.Contains("城乡建设", JsonSerializer.Serialize(stage.WallAt(now), Plain));
        Assert.DoesNotContain("words", JsonSerializer.Serialize(stage.WallAt(now), Plain));
        foreach (var desk in stage.Themes.Where(theme => theme != Wall))
            Assert.DoesNotContain("words", JsonSerializer.Serialize(stage.DeskAt(desk, now), Plain));
        Assert.DoesNotContain("words", System.Text.Encoding.UTF8.GetString(stage.Checkpoint()));
    }

    [Fact]
    public void Of_a_closed_order_only_sums_remain()
    {
        var stage = new BoardStage().Define();
        for (var number = 0; number < 2000; number++)
        {
            var at = At("2026-03-02 09:00").AddMinutes(number);
            stage.Given($"GD20260302{number:000000}", at, Received(), new OrderAccepted(Later), Dispatched("ZJJ"),
                new OrderClaimed(new("ZJJ"), false),
                new OrderAnswered(new("ZJJ"), Answer, Later), new AnswerApproved(Later), new CallbackRecorded(true, true, true, ""),
                new OrderClosed(""));
        }
        Assert.Equal((2000, 0), (stage.WallAt(At("2026-03-04 09:00")).Year.Closed, stage.WallAt(At("2026-03-04 09:00")).Counts.Open));
        // Minute, type, topic, town and department of the call.
        Assert.InRange(stage.Checkpoint().Length, 2000 * 4, 2000 * 8 + 1000);
        Assert.DoesNotContain("GD20260302", System.Text.Encoding.UTF8.GetString(stage.Checkpoint()));
    }

    [Theory]
    [InlineData("StaleAfter")]
    [InlineData("UsualDays")]
    [InlineData("RisingScore")]
    [InlineData("RisingAtLeast")]
    public void A_wrong_setting_is_named(string setting)
    {
        HotlineBoardOptions rules = setting switch
        {
            "StaleAfter" => new() { StaleAfter = TimeSpan.Zero },
            "UsualDays" => new() { UsualDays = 0 },
            "RisingScore" => new() { RisingScore = double.NaN },
            _ => new() { RisingAtLeast = 0 },
        };
        Assert.Contains($"Hotline:Board:{setting}", Assert.Throws<ArgumentException>(rules.Validated).Message);
    }

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder =
        System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    private static void Receive(BoardStage stage, params string[] calls)
    {
        foreach (var call in calls) stage.Given($"GD{stage.Journal.Count:0000}", At(call), Received());
    }

    private static void Receive(BoardStage stage, string topic, DateTimeOffset at) =>
        stage.Given($"GD{stage.Journal.Count:0000}", at, Received(topic));

    private static void Shows(BoardStage stage, string at, int today, int todayLastYear, int year, int lastYear)
    {
        var counts = stage.WallAt(At(at)).Counts;
        Assert.Equal((today, todayLastYear, year, lastYear),
            (counts.ReceivedToday, counts.ReceivedTodayLastYear, counts.ReceivedThisYear, counts.ReceivedLastYear));
    }

    private static OrderReceived Received(
        string topic = "城乡建设/物业管理", string place = "440203101", OrderType type = OrderType.Request, string due = "2030-01-01 17:30") =>
        new(Content(topic, place, type), Due(due), null);

    private static OrderContent Content(string topic, string place, OrderType type) =>
        new() { Type = type, Topic = topic, Place = new(place) };

    private static OrderDispatched Dispatched(string lead, string due = "2030-01-01 17:30") =>
        new(new(lead), DispatchedBy.Person, null, "", Due(due), true);

    private static Deadline Due(string at) => new()
    {
        WarnAt = At(at).AddDays(-1),
        DueAt = At(at),
        RedAt = At(at).AddDays(2),
        Rule = "10wd 2015-01-01",
    };
}

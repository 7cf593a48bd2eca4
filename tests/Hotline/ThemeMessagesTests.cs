using OpsCenter.Gateway.Platform.Screens;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.V1;
using Xunit;
using HotlineDelta = OpsCenter.Hotline.HotlineDelta;
using HotlineDeskTheme = OpsCenter.Hotline.HotlineDeskTheme;

namespace OpsCenter.Tests.Hotline;

public sealed class ThemeMessagesTests
{
    private static readonly DateTimeOffset Noon = LocalTime.At(new(2026, 11, 24), new(12, 0));

    [Fact]
    public void A_wall_is_encoded_whole()
    {
        var theme = new HotlineWallTheme
        {
            District = new("440203"),
            Name = "热线",
            Date = new(2026, 11, 24),
            Counts = new() { ReceivedToday = 7, Unclaimed = 2, OldestUnclaimedSince = Noon, Red = 1, RefusedToday = 3 },
            Year = new() { ToClaim = 10, ClaimedInTime = 9 },
            Types = new([new() { Code = "Complaint", Name = "投诉", Open = 4 }]),
            Departments = new([new() { Code = "ZJJ", Name = "区住建局", Rates = new() { Closed = 5 } }]),
            Days = new([new(new(2026, 11, 24), 7, 3)]),
            Hours = new([new(9, 4, null), new(10, 3, 2.5)]),
            Months = new([new(11, 100, 90)]),
            Rising = new([new("噪音", 12, 4.5, 3.2, "龙归镇")]),
            Oldest = new(
                [new() { Number = "GD1", Topic = "噪音", Town = "龙归镇", Department = "区住建局",
                    Stage = OpsCenter.Hotline.OrderStage.AwaitingClaim, Mark = OpsCenter.Hotline.ClockMark.Red, ReceivedAt = Noon,
                    Since = Noon }]),
        };
        var wall = Frame(new ThemeEncoder(TestThemes.Codec, new(TimeProvider.System)).Snapshot(Update(theme))).Hotline;
        Assert.Equal(("440203", "热线", "2026-11-24", 7, 2, 1, 3),
            (wall.District, wall.Name, wall.Date, wall.Counts.ReceivedToday, wall.Counts.Unclaimed, wall.Counts.Red,
                wall.Counts.RefusedToday));
        Assert.Equal((Noon, 10, 9), (wall.Counts.OldestUnclaimedSince.ToDateTimeOffset(), wall.Year.ToClaim, wall.Year.ClaimedInTime));
        Assert.Equal(("投诉", 4, null), (wall.Types_[0].Name, wall.Types_[0].Open, wall.Types_[0].Rates));
        Assert.Equal(5, wall.Departments[0].Rates.Closed);
        Assert.Equal(("2026-11-24", 7, 3), (wall.Days[0].Date, wall.Days[0].Received, wall.Days[0].Closed));
        Assert.Equal((false, true, 2.5), (wall.Hours[0].HasUsual, wall.Hours[1].HasUsual, wall.Hours[1].Usual));
        Assert.Equal((11, 100, 90), (wall.Months[0].Month, wall.Months[0].Received, wall.Months[0].ReceivedLastYear));
        Assert.Equal(("噪音", 12, "龙归镇"), (wall.Rising[0].Topic, wall.Rising[0].Recent, wall.Rising[0].Town));
        Assert.Equal(("GD1", V1.OrderStage.AwaitingClaim, V1.ClockMark.ClockRed, null),
            (wall.Oldest[0].Number, wall.Oldest[0].Stage, wall.Oldest[0].Mark, wall.Oldest[0].DueAt));
    }

    [Fact]
    public void A_delta_names_the_lists_that_it_replaces()
    {
        var before = new HotlineWallTheme
        {
            Oldest = new([new() { Number = "GD1" }]),
            Days = new([new(new(2026, 11, 24), 7, 3)]),
            Counts = new() { Open = 1 }
        };
        var delta = (before with { Oldest = default, Counts = new() { Open = 0 } }).Since(before)!;
        var message = Frame(new ThemeEncoder(TestThemes.Codec, new(TimeProvider.System)).Deltas(Update(before) with { Deltas = [delta] })
            .Single()).HotlineDelta;
        Assert.Equal(["oldest"], message.Lists);
        Assert.Empty(message.Oldest);
        Assert.Equal((0, null), (message.Counts.Open, message.Year));
    }

    [Fact]
    public void Every_list_of_a_wall_may_be_replaced()
    {
        var lists = V1.HotlineDelta.Descriptor.Fields.InDeclarationOrder().Where(field => field.IsRepeated && field.Name != "lists")
            .Select(field => field.Name);
        var all = new HotlineDelta
        {
            Types = default(Rows<OpsCenter.Hotline.HotlineSlice>),
            Topics = default(Rows<OpsCenter.Hotline.HotlineSlice>),
            Towns = default(Rows<OpsCenter.Hotline.HotlineSlice>),
            Departments = default(Rows<OpsCenter.Hotline.HotlineSlice>),
            Days = default(Rows<OpsCenter.Hotline.HotlineDay>),
            Hours = default(Rows<OpsCenter.Hotline.HotlineHour>),
            Months = default(Rows<OpsCenter.Hotline.HotlineMonth>),
            Rising = default(Rows<OpsCenter.Hotline.HotTopic>),
            Oldest = default(Rows<OpsCenter.Hotline.WallOrder>),
            Unclaimed = default(Rows<OpsCenter.Hotline.WallOrder>),
        };
        var message =
            Frame(new ThemeEncoder(TestThemes.Codec,
                new(TimeProvider.System)).Deltas(Update(new HotlineWallTheme()) with { Deltas = [all] }).Single()).HotlineDelta;
        Assert.Equal(lists.Order(), message.Lists.Order());
    }

    [Fact]
    public void A_desk_is_encoded_whole()
    {
        var theme = new HotlineDeskTheme
        {
            District = new("440203"),
            Desk = "ZJJ",
            Name = "区住建局",
            Change = 9,
            Counts = new() { Open = 3 },
            Assisting = 1,
            DelaysPending = 2
        };
        var desk = Frame(new ThemeEncoder(TestThemes.Codec, new(TimeProvider.System)).Snapshot(Update(theme))).HotlineDesk;
        Assert.Equal(("440203", "ZJJ", "区住建局", 9L, 3, 1, 2),
            (desk.District, desk.Desk, desk.Name, desk.Change, desk.Counts.Open, desk.Assisting, desk.DelaysPending));
    }

    [Fact]
    public void A_frame_says_when_the_numbers_are_not_whole()
    {
        var (encoder, update) = (new ThemeEncoder(TestThemes.Codec, new(TimeProvider.System)), Update(new HotlineDeskTheme()));
        Assert.Null(Frame(encoder.Snapshot(update)).Reading);
        Assert.Null(Frame(encoder.Heartbeat(update)).Reading);
        var partial = update with { Reading = new("hotline", IsBuilding: false, 1, LeftOut: 3) };
        Assert.All([Frame(encoder.Snapshot(partial)), Frame(encoder.Heartbeat(partial))],
            frame => Assert.Equal(new Reading { Progress = 1, LeftOut = 3 }, frame.Reading));
        // A screen keeps what it shows while the numbers behind it are built.
        var building =
            Frame(encoder.Heartbeat(
                update with { Epoch = "", Revision = 0, Theme = null, Reading = new("hotline", IsBuilding: true, 0.25, 0) }, "e", 5));
        Assert.Equal(("e", 5L, V1.Frame.BodyOneofCase.Heartbeat, new Reading { Building = true, Progress = 0.25 }),
            (building.Epoch, building.Revision, building.BodyCase, building.Reading));
    }

    private static ThemeUpdate Update(Theme theme) => new()
    {
        Epoch = "e",
        Revision = 5,
        Times = new(null, Noon, null, false),
        Theme = theme,
        Deltas = [],
        Changed = true,
        Reading = default,
    };

    private static Frame Frame(EncodedFrame frame) => V1.Frame.Parser.ParseFrom(frame.Bytes.Span);
}

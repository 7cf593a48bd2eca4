using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Time.Testing;
using OpsCenter.Gateway.Hotline;
using OpsCenter.Hotline;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.V1;
using Xunit;

namespace OpsCenter.Tests.Hotline;

public sealed class OrderRecordReaderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("reader").FullName;
    private readonly OrderPrivacy privacy;

    public OrderRecordReaderTests() => privacy = new(new(folder, new FakeTimeProvider()));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string? Problem(Action<OrderRecord> spoil, bool whole = false) => OrderRecordReader.Check(
        whole ? OrderRecords.Closed(spoil) : OrderRecords.New(spoil), SampleHotline.Book(), TestDay.Now)?.Code;

    [Fact]
    public void A_proper_record_has_no_problem()
    {
        Assert.Null(Problem(_ => { }));
        Assert.Null(Problem(_ => { }, whole: true));
        Assert.Null(Problem(record => record.Department = "CGJ"));
        Assert.Null(Problem(record => record.Type = V1.OrderType.Unspecified));
        Assert.Null(Problem(record => record.Content = ""));
        Assert.Null(Problem(record => record.ReceivedAt = OrderRecords.Ago(-0.05)));
    }

    [Theory]
    [InlineData("", "bad_number")]
    [InlineData("12345678901234567890123456789012345678901", "bad_number")]
    [InlineData("粤123", "bad_number")]
    [InlineData("a/b", "bad_number")]
    public void An_order_has_a_number(string number, string code)
    {
        var problem = OrderRecordReader.Check(OrderRecords.New(record => record.Number = number), SampleHotline.Book(), TestDay.Now);
        Assert.Equal((code, false), (problem?.Code, problem?.CanBeMended));
    }

    [Fact]
    public void Fields_have_their_form()
    {
        Assert.Equal("missing_content", Problem(record => record.Title = record.Content = " "));
        Assert.Equal("title_too_long", Problem(record => record.Title = new('题', 201)));
        Assert.Equal("content_too_long", Problem(record => record.Content = new('文', 20_001)));
        Assert.Equal("bad_caller_name", Problem(record => record.CallerName = "张\n三"));
        Assert.Equal("bad_type", Problem(record => record.Type = (V1.OrderType)77));
        Assert.Equal("bad_earlier_number", Problem(record => record.EarlierNumber = "旧单"));
        Assert.Equal("bad_location", Problem(record => record.Location = new() { Latitude = 91, Longitude = 0 }));
        Assert.Equal("bad_location", Problem(record => record.Location = new() { Latitude = double.NaN, Longitude = 0 }));
        Assert.Equal("oversized", Problem(record => record.Answer = new('答', 100_000), whole: true));
        Assert.Equal("unknown_department", Problem(record => record.Department = "区某局"));
    }

    [Fact]
    public void Moments_have_their_order()
    {
        Assert.Equal("missing_received_at", Problem(record => record.ReceivedAt = null));
        Assert.Equal("bad_received_at", Problem(record => record.ReceivedAt = new Timestamp { Seconds = long.MaxValue }));
        Assert.Equal("in_future", Problem(record => record.ReceivedAt = OrderRecords.Ago(-1)));
        Assert.Equal("in_future", Problem(record => record.ClosedAt = OrderRecords.Ago(-1), whole: true));
        Assert.Equal("out_of_order", Problem(record => record.DispatchedAt = OrderRecords.Ago(25), whole: true));
        Assert.Equal("out_of_order", Problem(record => record.ClosedAt = OrderRecords.Ago(4), whole: true));
        Assert.Equal("missing_department", Problem(record => record.Department = "", whole: true));
        Assert.Equal("missing_answered_at", Problem(record => record.AnsweredAt = null, whole: true));
        Assert.Equal("contradictory", Problem(record => record.ToBeAccepted = true, whole: true));
    }

    [Fact]
    public void No_sentence_repeats_what_may_be_personal()
    {
        var problem =
            OrderRecordReader.Check(OrderRecords.New(record => record.Department = "13800138000"), SampleHotline.Book(), TestDay.Now);
        Assert.DoesNotContain("13800138000", problem!.Message);
    }

    [Fact]
    public void A_record_becomes_what_happened_in_its_order()
    {
        var record = OrderRecords.Closed();
        var commands = OrderRecordReader.Commands(record, SampleHotline.Book(), privacy);
        Assert.Equal(
            [
                (record.ReceivedAt, typeof(DeliverOrder)), (record.DispatchedAt, typeof(ReportDispatched)),
                (record.ClaimedAt, typeof(ReportClaimed)),
                (record.AnsweredAt, typeof(ReportAnswered)), (record.ClosedAt, typeof(ReportClosed)),
            ],
            commands.Select(command => (command.OccurredAt.ToTimestamp(), command.Body.GetType())));
        var deliver = Assert.IsType<DeliverOrder>(commands[0].Body);
        Assert.Equal((true, false), (deliver.IsAccepted, deliver.Route));
        Assert.Equal(new ReportDispatched(new("ZJJ")), commands[1].Body);
        Assert.Equal("已与张*（138****8000）联系，责令施工方按时段施工。", Assert.IsType<ReportAnswered>(commands[3].Body).Answer.Masked);
        Assert.Equal(new ReportClosed(Reached: true, Solved: true, Satisfied: true, ""), commands[4].Body);
    }

    [Fact]
    public void A_contact_stands_between_claim_and_answer_and_needs_the_claim()
    {
        var book = SampleHotline.Book();
        var record = OrderRecords.Closed(record => record.ContactedAt = OrderRecords.Ago(20));
        Assert.Null(OrderRecordReader.Check(record, book, TestDay.Now));
        var contact = OrderRecordReader.Commands(record, book, privacy)[3];
        Assert.Equal((record.ContactedAt.ToDateTimeOffset(), new ReportContacted(new("ZJJ"))),
            (contact.OccurredAt, (ReportContacted)contact.Body));
        Assert.Equal("out_of_order",
            OrderRecordReader.Check(OrderRecords.Closed(record => record.ContactedAt = OrderRecords.Ago(22.5)), book, TestDay.Now)?.Code);
        Assert.Equal("missing_claimed_at", OrderRecordReader.Check(
            OrderRecords.New(record => (record.Department, record.ContactedAt) = ("区住建局", OrderRecords.Ago(1))), book, TestDay.Now)?.Code);
    }

    [Theory]
    [InlineData(false, "", true, true)]
    [InlineData(true, "", false, true)]
    [InlineData(false, "ZJJ", true, false)]
    public void An_order_is_routed_here_unless_the_platform_has_dispatched_it(
        bool toBeAccepted, string department, bool isAccepted, bool route)
    {
        var record = OrderRecords.New(record => (record.ToBeAccepted, record.Department) = (toBeAccepted, department));
        var commands = OrderRecordReader.Commands(record, SampleHotline.Book(), privacy);
        var deliver = Assert.IsType<DeliverOrder>(commands[0].Body);
        Assert.Equal((isAccepted, route, department.Length > 0 ? 2 : 1), (deliver.IsAccepted, deliver.Route, commands.Length));
    }

    [Fact]
    public void What_the_platform_closed_without_a_call_back_says_nothing_of_one()
    {
        var commands = OrderRecordReader.Commands(OrderRecords.New(record => record.ClosedAt = OrderRecords.Ago(1)), SampleHotline.Book(),
            privacy);
        Assert.Equal(new ReportClosed(Reached: false, Solved: null, Satisfied: null, ""), commands[1].Body);
        Assert.False(Assert.IsType<DeliverOrder>(commands[0].Body).Route);
    }

    [Theory]
    [InlineData("440203001", "440203001", "新华南路")]
    [InlineData("新华街道", "440203001", "新华南路")]
    [InlineData("新华街道办事处", "440203001", "新华南路")]
    [InlineData("某某镇", "", "某某镇新华南路")]
    public void A_place_becomes_its_code_or_part_of_the_address(string place, string code, string address)
    {
        var deliver = OrderRecordReader.Commands(OrderRecords.New(record => record.Place = place), SampleHotline.Book(), privacy)[0].Body;
        var content = Assert.IsType<DeliverOrder>(deliver).Content;
        Assert.Equal((code, address), (content.Place.Value, content.Address));
    }

    [Fact]
    public void Topics_have_one_form()
    {
        var deliver =
            OrderRecordReader.Commands(OrderRecords.New(record => record.Topic = " 城乡建设 / 物业管理// "), SampleHotline.Book(), privacy)[0].Body;
        Assert.Equal("城乡建设/物业管理", Assert.IsType<DeliverOrder>(deliver).Content.Topic);
    }
}

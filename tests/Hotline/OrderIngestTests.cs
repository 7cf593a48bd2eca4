using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using OpsCenter.Gateway.Hotline;
using OpsCenter.V1;
using Xunit;
using OrderStage = OpsCenter.Hotline.OrderStage;

namespace OpsCenter.Tests.Hotline;

/// <summary>Orders from the platform's door to their actors.</summary>
public sealed class OrderIngestTests(HotlineInstallation hotline) : IClassFixture<HotlineInstallation>
{
    private const string District = HotlineInstallation.District;

    private static (int Accepted, int Repeats, int Quarantined, int Rejected, int Retry) Sums(OrderReceipt receipt) =>
        (receipt.Accepted, receipt.Repeats, receipt.Quarantined, receipt.Rejected, receipt.Retry);

    [Fact]
    public async Task An_order_goes_its_whole_way_and_again_changes_nothing()
    {
        var record = OrderRecords.Closed();
        Assert.Equal((1, 0, 0, 0, 0), Sums(await hotline.SubmitAsync(record)));
        var state = await hotline.OrderAsync(record.Number);
        Assert.Equal(
            (OrderStage.Closed, "ZJJ", true, true, record.ClosedAt.ToDateTimeOffset()),
            (state.Stage, state.Lead.Value, state.Solved, state.Satisfied, state.ClosedAt));
        Assert.Equal(("张*", "138****8000", "新华南路"), (state.Content.CallerName, state.Content.CallerPhone, state.Content.Address));

        var events = (await hotline.HistoryAsync(record.Number)).Count;
        Assert.Equal((0, 1, 0, 0, 0), Sums(await hotline.SubmitAsync(record)));
        Assert.Equal(events, (await hotline.HistoryAsync(record.Number)).Count);
    }

    [Fact]
    public async Task A_later_record_brings_what_is_new()
    {
        var record = OrderRecords.New();
        await hotline.SubmitAsync(record);
        Assert.Equal(OrderStage.AwaitingDispatch, (await hotline.OrderAsync(record.Number)).Stage);
        (record.Department, record.DispatchedAt) = ("区住建局", OrderRecords.Ago(2));
        Assert.Equal((1, 0, 0, 0, 0), Sums(await hotline.SubmitAsync(record)));
        Assert.Equal((OrderStage.AwaitingClaim, "ZJJ"),
            ((await hotline.OrderAsync(record.Number)).Stage, (await hotline.OrderAsync(record.Number)).Lead.Value));
        // A change of what is masked is new too: another flat.
        record.Address = record.Address.Replace("501", "502");
        Assert.Equal((1, 0, 0, 0, 0), Sums(await hotline.SubmitAsync(record)));
        var state = await hotline.OrderAsync(record.Number);
        Assert.Equal("新华南路12号阳光花园3栋502房", hotline.Services.GetRequiredService<OrderPrivacy>()
            .Reveal(new(District), record.Number, state).Address);
    }

    [Fact]
    public async Task Of_two_records_of_one_order_the_later_counts()
    {
        var number = OrderRecords.NewNumber();
        using var call = hotline.Platform.StreamOrders();
        for (var batch = 1; batch <= 20; batch++)
            await call.RequestStream.WriteAsync(new()
            {
                Batch = batch,
                District = District,
                Orders =
                {
                    OrderRecords.New(record => (record.Number, record.Title) = (number, $"第{batch}次更正甲")),
                    OrderRecords.New(record => (record.Number, record.Title) = (number, $"第{batch}次更正乙")),
                },
            });
        await call.RequestStream.CompleteAsync();
        var receipts = await call.ResponseStream.ReadAllAsync().ToListAsync();
        Assert.Equal(Enumerable.Range(1, 20).Select(batch => (long)batch), receipts.Select(receipt => receipt.Batch));
        Assert.Equal(40, receipts.Sum(receipt => receipt.Accepted));
        Assert.Equal("第20次更正乙", (await hotline.OrderAsync(number)).Content.Title);
    }

    [Fact]
    public async Task Whoever_has_no_gRPC_submits_over_REST()
    {
        var batch = new OrderBatch { Batch = 7, Orders = { OrderRecords.New(), OrderRecords.Closed() } };
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", hotline.Source);
        using var content = new StringContent(batch.ToString(), Encoding.UTF8, "application/json");
        var response = await client.PostAsync(new Uri(hotline.Http, $"/v1/districts/{District}/orders:submit"), content);
        var receipt = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(("7", 2), ($"{receipt["batch"]}", (int)receipt["accepted"]!));
        Assert.Equal(OrderStage.Closed, (await hotline.OrderAsync(batch.Orders[1].Number)).Stage);
    }

    [Fact]
    public async Task Bad_records_are_told_apart_and_harm_no_good_one()
    {
        OrderRecord[] records =
        [
            OrderRecords.New(), OrderRecords.New(record => record.Number = "坏 号"), OrderRecords.New(record => record.Department = "区某局"),
            OrderRecords.New(record => record.ReceivedAt = OrderRecords.Ago(-3)),
            OrderRecords.New(record => record.ReceivedAt = OrderRecords.Ago(24 * 365 * 30)),
            OrderRecords.Closed(),
        ];
        var receipt = await hotline.SubmitAsync(records);
        Assert.Equal((2, 0, 3, 1, 0), Sums(receipt));
        Assert.Equal(
            [
                (1, FactOutcome.Rejected, "bad_number"), (2, FactOutcome.Quarantined, "unknown_department"),
                (3, FactOutcome.Quarantined, "in_future"),
                (4, FactOutcome.Quarantined, "too_old"),
            ],
            receipt.Notes.Select(note => (note.Index, note.Outcome, note.Code)));
        Assert.All(receipt.Notes, note => Assert.Contains(" / ", note.Message));
        Assert.Equal(OrderStage.None, (await hotline.OrderAsync(records[2].Number)).Stage);

        var tooMany = new OrderBatch { District = District };
        for (var i = 0; i <= 1000; i++) tooMany.Orders.Add(records[0]);
        Assert.Equal("batch_too_large", Assert.Single((await hotline.Platform.SubmitOrdersAsync(tooMany)).Notes).Code);
    }

    [Fact]
    public async Task What_is_in_quarantine_is_masked_and_can_be_mended()
    {
        var record = OrderRecords.Closed(record => record.Department = "区某局");
        for (var i = 0; i < 3; i++) Assert.Equal(1, (await hotline.SubmitAsync(record)).Quarantined);
        var kept = Assert.Single(await hotline.QuarantineAsync(), kept => kept.Id == record.Number);
        Assert.Equal(("unknown_department", "platform", "区某局", "张*", "138****8000"),
            (kept.Code, kept.Sender, kept.Order.Department, kept.Order.CallerName, kept.Order.CallerPhone));
        foreach (var personal in new[] { "张小三", "13800138000", record.CallerIdNumber, "501" })
            Assert.DoesNotContain(personal, kept.ToString());

        var resubmit = new ResubmitQuarantinedOrderRequest
        {
            District = District,
            Id = record.Number,
            Changes = new() { Department = "区城管局" }
        };
        Assert.Equal((1, 0, 0, 0, 0), Sums(await hotline.Operator.ResubmitQuarantinedOrderAsync(resubmit)));
        var state = await hotline.OrderAsync(record.Number);
        Assert.Equal((OrderStage.Closed, "CGJ"), (state.Stage, state.Lead.Value));
        // What was masked for the eyes is whole in the order.
        Assert.Equal(
            record.Content, hotline.Services.GetRequiredService<OrderPrivacy>().Reveal(new(District), record.Number, state).Content);
        Assert.DoesNotContain(await hotline.QuarantineAsync(), kept => kept.Id == record.Number);
        Assert.Equal(StatusCode.NotFound,
            (await Assert.ThrowsAsync<RpcException>(
                async () => await hotline.Operator.ResubmitQuarantinedOrderAsync(resubmit))).StatusCode);
    }

    [Fact]
    public async Task A_mended_record_that_is_still_wrong_stays_as_it_is_now()
    {
        var record = OrderRecords.New(record => record.Department = "区某局");
        await hotline.SubmitAsync(record);
        var resubmit = new ResubmitQuarantinedOrderRequest
        {
            District = District,
            Id = record.Number,
            Changes = new() { Department = "区别局", ReceivedAt = OrderRecords.Ago(5) }
        };
        Assert.Equal((0, 0, 1, 0, 0), Sums(await hotline.Operator.ResubmitQuarantinedOrderAsync(resubmit)));
        var kept = Assert.Single(await hotline.QuarantineAsync(), kept => kept.Id == record.Number);
        Assert.Equal(("区别局", resubmit.Changes.ReceivedAt), (kept.Order.Department, kept.Order.ReceivedAt));
    }

    [Fact]
    public async Task An_order_that_its_source_has_mended_leaves_the_quarantine()
    {
        var record = OrderRecords.New(record => record.Department = "区某局");
        await hotline.SubmitAsync(record);
        record.Department = "区住建局";
        Assert.Equal(1, (await hotline.SubmitAsync(record)).Accepted);
        Assert.DoesNotContain(await hotline.QuarantineAsync(), kept => kept.Id == record.Number);
    }

    [Fact]
    public async Task What_was_dismissed_does_not_come_back_with_the_same_record()
    {
        var record = OrderRecords.New(record => record.Department = "区某局");
        await hotline.SubmitAsync(record);
        var dismiss = new DismissQuarantinedOrderRequest { District = District, Id = record.Number };
        Assert.Equal(StatusCode.InvalidArgument,
            (await Assert.ThrowsAsync<RpcException>(async () => await hotline.Operator.DismissQuarantinedOrderAsync(dismiss))).StatusCode);
        dismiss.Reason = "测试单";
        await hotline.Operator.DismissQuarantinedOrderAsync(dismiss);
        Assert.Equal(1, (await hotline.SubmitAsync(record)).Quarantined);
        Assert.DoesNotContain(await hotline.QuarantineAsync(), kept => kept.Id == record.Number);
        record.Title = "另有新情况";
        await hotline.SubmitAsync(record);
        Assert.Contains(await hotline.QuarantineAsync(), kept => kept.Id == record.Number);
    }

    [Fact]
    public async Task A_report_that_contradicts_what_is_known_here_goes_to_a_person()
    {
        var record = OrderRecords.Closed(record => (record.ClosedAt, record.AnsweredAt, record.Answer) = (null, null, ""));
        record.ClearSolved();
        record.ClearSatisfied();
        await hotline.SubmitAsync(record);
        (record.Department, record.ClaimedAt, record.DispatchedAt) = ("区城管局", OrderRecords.Ago(1), OrderRecords.Ago(2));
        var receipt = await hotline.SubmitAsync(record);
        Assert.Equal((0, 0, 1, 0, 0), Sums(receipt));
        Assert.Equal("ZJJ", (await hotline.OrderAsync(record.Number)).Lead.Value);
    }

    [Fact]
    public async Task A_feed_brings_in_what_a_file_holds_however_large_its_texts_are()
    {
        // Together far more than one message may hold.
        var records = Enumerable.Range(0, 300).Select(_ => OrderRecords.New(record => record.Content = new('长', 20_000))).ToArray();
        var feed = new OrderFeed(hotline.Platform, District);
        await feed.SendAsync(records, TestContext.Current.CancellationToken);
        Assert.Equal((300, 0), (feed.Totals.Accepted, feed.Totals.Repeats));
        await feed.SendAsync(records.Reverse(), TestContext.Current.CancellationToken);
        Assert.Equal((300, 300), (feed.Totals.Accepted, feed.Totals.Repeats));
    }

    [Fact]
    public async Task Nothing_personal_stands_in_clear_in_any_file_of_the_data()
    {
        var record = OrderRecords.Closed(record =>
        {
            (record.CallerName, record.CallerPhone, record.CallerIdNumber) = ("钱多多", "13912345678", "440203197505055678");
            (record.Content, record.Answer) = ("我是钱多多，电话13912345678，卡号6222021234567890123", "已回复钱多多13912345678");
            (record.Title, record.Address) = ("钱多多反映漏水", "惠民北路7号御龙湾5栋1203房");
        });
        var bad = record.Clone();
        (bad.Number, bad.Department) = (OrderRecords.NewNumber(), "钱多多13912345678");
        Assert.Equal((1, 0, 1, 0, 0), Sums(await hotline.SubmitAsync(record, bad)));
        var all = new List<byte>();
        foreach (var file in Directory.EnumerateFiles(hotline.Folder, "*.db*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            all.AddRange(copy.ToArray());
        }
        var data = all.ToArray().AsSpan();
        Assert.True(data.IndexOf(Encoding.UTF8.GetBytes(record.Number)) >= 0);
        foreach (var personal in new[] { "钱多多", "13912345678", "440203197505055678", "6222021234567890123", "御龙湾5栋", "1203房" })
            Assert.True(data.IndexOf(Encoding.UTF8.GetBytes(personal)) < 0, personal);
    }

    [Fact]
    public async Task Only_who_may_submits_and_mends_and_in_its_own_district()
    {
        var batch = new OrderBatch { District = District, Orders = { OrderRecords.New() } };
        var elsewhere = new OrderBatch { District = "440204", Orders = { OrderRecords.New() } };
        async Task RefusedAsync(Func<Task> call) =>
            Assert.Equal(StatusCode.PermissionDenied, (await Assert.ThrowsAsync<RpcException>(call)).StatusCode);
        await RefusedAsync(async () => await hotline.Operator.SubmitOrdersAsync(batch));
        await RefusedAsync(async () => await hotline.Platform.SubmitOrdersAsync(elsewhere));
        await RefusedAsync(async () => await hotline.Platform.ListQuarantinedOrdersAsync(new() { District = District }));
        using var call = hotline.Platform.StreamOrders();
        await call.RequestStream.WriteAsync(elsewhere);
        await RefusedAsync(async () => await call.ResponseStream.MoveNext(default));
    }

    [Fact]
    public async Task A_hotline_that_nobody_has_described_takes_nothing()
    {
        var all = new OrderIngest.OrderIngestClient(
            hotline.Open((await hotline.Services.GetRequiredService<OpsCenter.Gateway.Platform.Identity.LocalAccounts>()
            .IssueTokenAsync("city", new OpsCenter.Accounts.AccountGrant("source", "4402"), TimeSpan.FromDays(1), "test")).Token));
        var receipt = await all.SubmitOrdersAsync(new() { District = "440204", Orders = { OrderRecords.New() } });
        Assert.Equal(("unknown_hotline", 1), (Assert.Single(receipt.Notes).Code, receipt.Rejected));
    }
}

using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using OpsCenter.Silo.Hotline;
using Orleans.Serialization;
using Xunit;

namespace OpsCenter.Tests.Hotline.Table;

/// <summary>What the table of orders promises, on whichever database; the derived classes say how to open and break it.</summary>
public abstract class OrderTableTests : IAsyncLifetime
{
    private const string District = RandomOrders.District;

    /// <summary>More than two blocks of the index of terms, and some that wait for the next.</summary>
    private const int Many = 4_500;

    private readonly NaiveOrders naive = new();
    private readonly Dictionary<string, (OrderState State, long Version)> states = [];
    private readonly List<SqlOrderTable> opened = [];
    private JournalPosition position;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected static Serializer Serializer { get; } = new ServiceCollection().AddSerializer().BuildServiceProvider()
        .GetRequiredService<Serializer>();

    protected SqlOrderTable Table { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync() => Table = await OpenAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The table, on the same data each time.</summary>
    protected abstract SqlOrderTable NewTable();

    /// <summary>Puts the table's states into another form.</summary>
    protected abstract Task AgeAsync();

    /// <summary>Puts the table back to how the schema was before it counted what is left out.</summary>
    protected abstract Task BeforeLeftOutAsync();

    [Fact]
    public async Task What_is_left_out_is_counted_with_the_position_and_begins_with_the_rows()
    {
        await Table.WriteAsync(new(District), [], JournalPosition.Start, new(0, 5), leftOut: 2, Cancellation);
        await Table.WriteAsync(new(District), [], new(0, 5), new(0, 9), leftOut: 3, Cancellation);
        await Assert.ThrowsAsync<OrderTableConflictException>(
            () => Table.WriteAsync(new(District), [], new(0, 5), new(0, 9), leftOut: 7, Cancellation));
        Assert.Equal((5, 0),
            (await Table.LeftOutAsync(new(District), Cancellation), await Table.LeftOutAsync(new("440204"), Cancellation)));
        await Table.ClearAsync(new(District), Cancellation);
        Assert.Equal(0, await Table.LeftOutAsync(new(District), Cancellation));
    }

    [Fact]
    public async Task A_table_of_an_earlier_schema_is_taken_over_with_its_rows()
    {
        await FillAsync(10);
        await BeforeLeftOutAsync();
        await CloseAsync();
        var again = await OpenAsync();
        Assert.Equal(position, await again.PositionAsync(new(District), Cancellation));
        await again.WriteAsync(new(District), [], position, new(0, position.Sequence + 1), leftOut: 1, Cancellation);
        Assert.Equal(1, await again.LeftOutAsync(new(District), Cancellation));
    }

    [Fact]
    public async Task Every_list_is_what_looking_through_all_orders_gives()
    {
        await FillAsync(Many);
        await Gen.Int.SampleAsync(
            async seed =>
            {
                var query = new RandomOrders(seed).Query();
                var expected = naive.List(query);
                // Long lists in longer pages.
                query = query with { PageSize = Math.Clamp(expected.Length / 20, query.PageSize, 200) };
                var listed = await AllPagesAsync(query);
                Assert.Equal(Numbers(expected).Order(StringComparer.Ordinal), Numbers(listed).Order(StringComparer.Ordinal));
                Assert.All(listed.Take(50), row => Assert.Equal(Text(naive.Of(row.Number)), Text(row)));
                foreach (var (one, other) in listed.Zip(listed.Skip(1))) Assert.True(NaiveOrders.IsInOrder(one, other, query.Sort),
                    $"{one.Number}, {other.Number}");
            },
            iter: 300, threads: 1);
    }

    [Fact]
    public async Task Orders_that_might_be_the_same_matter_are_all_among_the_similar()
    {
        await FillAsync(Many);
        var since = RandomOrders.Begin.AddDays(1);
        foreach (var order in naive.All.Where((_, index) => index % 50 == 0))
        {
            var similar = (await Table.SimilarAsync(order, since, int.MaxValue, Cancellation)).ToDictionary(row => row.Number);
            Assert.All(naive.Similar(order, since), row => Assert.Equal(Text(row), Text(similar[row.Number])));
            Assert.All(similar.Values, row => Assert.True(row.ReceivedAt >= since && row.Number != order.Number));
            var newest = await Table.SimilarAsync(order, since, 5, Cancellation);
            Assert.Equal(similar.Values.Select(row => row.ReceivedAt).OrderDescending().Take(5), newest.Select(row => row.ReceivedAt));
        }
    }

    [Fact]
    public async Task Who_has_nothing_in_common_with_anybody_has_no_similar_orders()
    {
        await FillAsync(100);
        Assert.Empty(
            await Table.SimilarAsync(new() { District = new(District), Number = "GD9" }, DateTimeOffset.MinValue, 10, Cancellation));
    }

    [Fact]
    public async Task Due_open_and_owed_orders_are_told_in_their_order()
    {
        await FillAsync(1_000);
        var now = RandomOrders.Begin.AddDays(9);
        var due = naive.All.Where(row => row.WakeAt <= now).ToArray();
        var told = await Table.DueAsync(new(District), now, int.MaxValue, Cancellation);
        Assert.Equal(due.Select(row => row.Number).Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
        var wakes = due.ToDictionary(row => row.Number, row => row.WakeAt);
        Assert.Equal(told.Select(number => wakes[number]).Order(), told.Select(number => wakes[number]));
        Assert.Equal(told.Take(7), await Table.DueAsync(new(District), now, 7, Cancellation));

        var open = naive.All.Where(row => row.IsOpen).OrderBy(row => row.Number, StringComparer.Ordinal).ToArray();
        List<OrderRow> swept = [];
        while (await Table.OpenAsync(new(District), swept.LastOrDefault()?.Number ?? "", 33, Cancellation) is { Count: > 0 } some)
            swept.AddRange(some);
        Assert.Equal(Text(open), Text(swept));

        var owed = naive.All.Where(row => row.ResultOwed > 0).ToArray();
        var toldOwed = await Table.OwedAsync(new(District), int.MaxValue, Cancellation);
        Assert.NotEmpty(owed);
        Assert.Equal(owed.Length, toldOwed.Total);
        Assert.Equal(
            owed.Select(row => new OwedResult(row.Number, row.ResultOwed)).OrderBy(result => result.Number, StringComparer.Ordinal),
            toldOwed.First.OrderBy(result => result.Number, StringComparer.Ordinal));
        var received = owed.ToDictionary(row => row.Number, row => row.ReceivedAt);
        Assert.Equal(received.Values.Order(), toldOwed.First.Select(result => received[result.Number]));
        var oldest = await Table.OwedAsync(new(District), 3, Cancellation);
        Assert.Equal(toldOwed.First.Take(3), oldest.First);
        Assert.Equal(toldOwed.Total, oldest.Total);
    }

    [Fact]
    public async Task States_come_back_with_their_versions_and_the_unknown_are_missing()
    {
        await FillAsync(200);
        var kept =
            await Table.StatesAsync(new(District), [.. states.Keys.Take(50), "unknown", "'); DROP TABLE order_row; --"], Cancellation);
        Assert.Equal(states.Keys.Take(50).Order(StringComparer.Ordinal), kept.Keys.Order(StringComparer.Ordinal));
        foreach (var (number, (state, version)) in kept)
        {
            Assert.Equal(states[number].Version, version);
            var shown = states[number].State;
            Assert.Equal(
                JsonSerializer.Serialize(
                    shown with { Content = shown.Content with { Text = OrderRow.Of(new(District), number, shown, 1).Excerpt } }),
                        JsonSerializer.Serialize(state));
        }
    }

    [Fact]
    public async Task A_writer_that_lost_its_race_writes_nothing_and_is_told()
    {
        Assert.Equal(JournalPosition.Start, await Table.PositionAsync(new(District), Cancellation));
        var random = new RandomOrders(1);
        await PutAsync([("GD1", random.New())]);
        Assert.Equal(position, await Table.PositionAsync(new(District), Cancellation));
        var other = Row("GD2", random.New(), 1);

        var late = await OpenAsync();
        await Assert.ThrowsAsync<OrderTableConflictException>(
            () => late.WriteAsync(new(District), [other], JournalPosition.Start, new(0, 99), leftOut: 0, Cancellation));
        await Assert.ThrowsAsync<OrderTableConflictException>(
            () => late.WriteAsync(new(District), [other], new(0, position.Sequence + 1), new(0, 99), leftOut: 0, Cancellation));
        await Assert.ThrowsAsync<OrderTableConflictException>(
            () => late.WriteAsync(new("440204"), [other], new(0, 1), new(0, 99), leftOut: 0, Cancellation));

        Assert.Equal(position, await Table.PositionAsync(new(District), Cancellation));
        Assert.Equal(["GD1"], (await AllPagesAsync(new() { District = new(District) })).Select(row => row.Number));
    }

    [Fact]
    public async Task Of_two_writers_at_the_same_position_one_wins()
    {
        var other = await OpenAsync();
        var random = new RandomOrders(2);
        for (var round = 0; round < 20; round++)
        {
            var from = await Table.PositionAsync(new(District), Cancellation);
            JournalPosition to = new(0, from.Sequence + 1);
            var writes = new[] { Table, other }.Select((table, index) => Task.Run(
                () => table.WriteAsync(new(District), [Row($"GD{round}-{index}", random.New(), 1)], from, to, leftOut: 0, Cancellation),
                Cancellation)).ToArray();
            await Task.WhenAll(writes.Select(write => write.ContinueWith(_ => { }, Cancellation)));
            Assert.Equal(1, writes.Count(write => write.IsCompletedSuccessfully));
            Assert.IsType<OrderTableConflictException>(writes.Single(write => write.IsFaulted).Exception!.InnerException);
            Assert.Equal(round + 1, (await AllPagesAsync(new() { District = new(District) })).Count);
        }
    }

    [Fact]
    public async Task A_cleared_district_begins_anew_and_the_others_stay()
    {
        await FillAsync(100);
        var elsewhere = Row("GD1", new RandomOrders(3).New(), 1, "440204");
        await Table.WriteAsync(new("440204"), [elsewhere], JournalPosition.Start, new(0, 5), leftOut: 0, Cancellation);
        await Table.ClearAsync(new(District), Cancellation);

        Assert.Equal(JournalPosition.Start, await Table.PositionAsync(new(District), Cancellation));
        Assert.Empty(await AllPagesAsync(new() { District = new(District) }));
        Assert.Empty(await Table.DueAsync(new(District), DateTimeOffset.MaxValue, 10, Cancellation));
        Assert.Equal(new(0, 5), await Table.PositionAsync(new("440204"), Cancellation));
        // Who wrote it before must not go on as if nothing had happened.
        await Assert.ThrowsAsync<OrderTableConflictException>(() => PutAsync([("GD1", new RandomOrders(4).New())]));

        await Table.ClearAsync(null, Cancellation);
        Assert.Equal(JournalPosition.Start, await Table.PositionAsync(new("440204"), Cancellation));
        position = JournalPosition.Start;
        await FillAsync(100);
        Assert.Equal(100, (await AllPagesAsync(new() { District = new(District) })).Count);
    }

    [Fact]
    public async Task A_table_of_another_form_is_thrown_away()
    {
        await FillAsync(10);
        await AgeAsync();
        await Assert.ThrowsAsync<OrderTableConflictException>(() => PutAsync([("GD1", new RandomOrders(5).New())]));
        Assert.Equal(JournalPosition.Start, await Table.PositionAsync(new(District), Cancellation));
        Assert.Empty(await AllPagesAsync(new() { District = new(District) }));
    }

    [Fact]
    public async Task Districts_do_not_see_each_other()
    {
        var state = new RandomOrders(6).New();
        // The same moment and number, hence the same id to begin with.
        await Table.WriteAsync(new("440203"), [Row("GD1", state, 1)], JournalPosition.Start, new(0, 1), leftOut: 0, Cancellation);
        var other = Row("GD1", state with { Lead = new("OTHER") }, 2, "440204");
        await Table.WriteAsync(new("440204"), [other], JournalPosition.Start, new(0, 1), leftOut: 0, Cancellation);
        foreach (var (district, version) in new[] { ("440203", 1L), ("440204", 2L) })
        {
            Assert.Equal(version, Assert.Single(await AllPagesAsync(new() { District = new(district) })).Version);
            Assert.Equal(version, (await Table.StatesAsync(new(district), ["GD1"], Cancellation))["GD1"].Version);
        }
        Assert.Equal("440203",
            Assert.Single(await Table.SimilarAsync(OrderRow.Of(new("440203"), "GD2", state, 1), DateTimeOffset.MinValue, 10,
                Cancellation)).District.Value);
    }

    [Theory]
    [InlineData("'; DROP TABLE order_row; --")]
    [InlineData("100%_\\")]
    [InlineData("\"引号\" AND NOT x*")]
    [InlineData("a\0b")]
    [InlineData("😀👨‍👩‍👧𠮷")]
    [InlineData("\uD83D")]
    [InlineData("行一\r\n行二\u001F三")]
    public async Task Whatever_stands_in_a_text_is_kept_and_found(string hostile)
    {
        var longest = string.Concat(Enumerable.Repeat(hostile, 3_000));
        var state = new RandomOrders(7).New();
        state = state with
        {
            Lead = new("L'" + hostile),
            Content = state.Content
                with
            { Title = hostile, Address = longest, Text = longest, Topic = hostile + "/二级", PhoneHash = hostile },
            LastWord = hostile,
        };
        await PutAsync([("GD1", state), ("GD2", new RandomOrders(8).New() with { Content = new() { Title = "其他" } })]);

        // What no database can hold stands there as U+FFFD.
        var shown = hostile.Replace('\0', '\uFFFD').Replace('\u001F', '\uFFFD')
            .Replace("\uD83D", char.IsSurrogate(hostile[^1]) && hostile.Length == 1 ? "\uFFFD" : "\uD83D");
        foreach (var word in OrderQueryRules.WordsOf(hostile.Replace('\0', ' ').Replace('\u001F', ' '))
            .Where(word => !(word.Length == 1 && char.IsSurrogate(word[0]))))
        {
            var found = Assert.Single(await AllPagesAsync(new() { District = new(District), Text = word }));
            Assert.Equal((shown, hostile), (found.Title, found.LastWord));
        }
        Assert.Single(await AllPagesAsync(new() { District = new(District), Topic = hostile }));
        Assert.Single(await AllPagesAsync(new() { District = new(District), Department = new("L'" + hostile), Sort = OrderSort.Newest }));
        // As a query it finds nothing else and breaks nothing.
        _ = await AllPagesAsync(
            new() { District = new(hostile), Text = hostile[..Math.Min(hostile.Length, 20)], Place = new(hostile), Parent = hostile });
        Assert.Equal(2, (await AllPagesAsync(new() { District = new(District) })).Count);
    }

    [Fact]
    public async Task More_calls_of_one_moment_than_ids_are_all_kept()
    {
        // Sources that know the day only: 3,000 calls of one microsecond, which has 2,048 ids.
        var state = new RandomOrders(9).New();
        await PutAsync([.. Enumerable.Range(0, 1_500).Select(i => ($"GD{i}", state))]);
        await PutAsync([.. Enumerable.Range(1_500, 1_500).Select(i => ($"GD{i}", state))]);
        Assert.Equal(3_000,
            (await AllPagesAsync(new() { District = new(District), Sort = OrderSort.Oldest, PageSize = 200 })).DistinctBy(row => row.Number)
                .Count());
    }

    [Fact]
    public async Task Moments_beyond_all_reason_do_no_harm()
    {
        var state = new RandomOrders(10).New();
        await PutAsync(
            [("GD1", state with { ReceivedAt = DateTimeOffset.MaxValue }), ("GD2", state with { ReceivedAt = DateTimeOffset.MinValue }),
                ("GD3", state)]);
        Assert.Equal(["GD1", "GD3", "GD2"],
            (await AllPagesAsync(new() { District = new(District), Sort = OrderSort.Newest })).Select(row => row.Number));
    }

    [Fact]
    public async Task A_page_goes_on_where_the_last_one_ended_while_orders_come_and_go()
    {
        var random = new RandomOrders(11);
        await PutAsync(
            [.. Enumerable.Range(0, 100).Select(i => ($"GD{i:000}", random.New() with { ReceivedAt = RandomOrders.Begin.AddMinutes(i) }))]);
        var query = new OrderQuery { District = new(District), Sort = OrderSort.Newest, PageSize = 40 };
        var first = await Table.ListAsync(query, Cancellation);
        await PutAsync(
            [.. Enumerable.Range(100, 30)
                .Select(i => ($"GD{i:000}", random.New() with { ReceivedAt = RandomOrders.Begin.AddMinutes(i) }))]);
        await PutAsync([.. states.Take(100).Select(order => (order.Key, random.Move(order.Value.State)))]);

        var rest = await AllPagesAsync(query with { PageToken = first.NextPage, PageSize = 7 });
        Assert.Equal(Enumerable.Range(0, 100).Reverse().Select(i => $"GD{i:000}"), first.Rows.Concat(rest).Select(row => row.Number));
    }

    [Fact]
    public async Task A_token_is_good_for_its_own_list_only()
    {
        await FillAsync(50);
        var query = new OrderQuery { District = new(District), Sort = OrderSort.Newest, PageSize = 10 };
        var token = (await Table.ListAsync(query, Cancellation)).NextPage;
        Assert.NotEmpty((await Table.ListAsync(query with { PageToken = token, PageSize = 20 }, Cancellation)).Rows);
        foreach (var wrong in new[]
                 {
                     query with { PageToken = "nonsense" }, query with { PageToken = "!" }, query with { PageToken = token[..^1] },
                     query with { PageToken = token + "A" },
                     query with { PageToken = token, Sort = OrderSort.Oldest }, query with { PageToken = token, OnlyOpen = true },
                     query with { PageToken = token, District = new("440204") },
                 })
        {
            var refused = await Assert.ThrowsAsync<OrderQueryException>(() => Table.ListAsync(wrong, Cancellation));
            Assert.Equal(("page_token", "invalid_page_token"), (refused.Field, refused.Refusal.Code));
        }
    }

    [Theory]
    [InlineData("page_size", 0, "")]
    [InlineData("page_size", 201, "")]
    [InlineData("text", 50, "一 二 三 四 五 六")]
    [InlineData("text", 50, "一二三四五六七八九十一二三四五六七八九十一")]
    public async Task What_cannot_be_asked_is_refused_with_the_field(string field, int pageSize, string text)
    {
        var refused =
            await Assert.ThrowsAsync<OrderQueryException>(
                () => Table.ListAsync(new() { District = new(District), PageSize = pageSize, Text = text }, Cancellation));
        Assert.Equal(field, refused.Field);
    }

    [Fact]
    public async Task A_write_that_fails_half_way_leaves_nothing()
    {
        await FillAsync(20);
        var before = await AllPagesAsync(new() { District = new(District) });
        var row = Row("GDNEW", new RandomOrders(12).New(), 1);
        // The same new order twice: the second insert fails behind the first.
        JournalPosition behind = new(0, position.Sequence + 1);
        await Assert.ThrowsAnyAsync<Exception>(
            () => Table.WriteAsync(new(District), [row, row], position, behind, leftOut: 0, Cancellation));
        Assert.Equal(position, await Table.PositionAsync(new(District), Cancellation));
        Assert.Equal(Text(before), Text(await AllPagesAsync(new() { District = new(District) })));
        await PutAsync([("GDNEW", new RandomOrders(12).New())]);
    }

    protected async Task<SqlOrderTable> OpenAsync()
    {
        var table = NewTable();
        opened.Add(table);
        await table.PrepareAsync(Cancellation);
        return table;
    }

    protected async Task CloseAsync()
    {
        foreach (var table in opened) await table.DisposeAsync();
        opened.Clear();
    }

    /// <summary>So many orders, of which some have gone several steps.</summary>
    protected async Task FillAsync(int count)
    {
        var random = new RandomOrders(count);
        for (var i = 0; i < count; i += 1_000)
        {
            var some = Enumerable.Range(i, Math.Min(1_000, count - i)).Select(number => ($"GD{number:00000}", random.New())).ToArray();
            await PutAsync(some);
            await PutAsync([.. states.Where((_, index) => index % 4 == 0).Select(order => (order.Key, random.Move(order.Value.State)))]);
        }
    }

    protected async Task<List<OrderRow>> AllPagesAsync(OrderQuery query)
    {
        List<OrderRow> rows = [];
        while (true)
        {
            var page = await Table.ListAsync(query, Cancellation);
            rows.AddRange(page.Rows);
            if (page.NextPage.Length == 0) return rows;
            Assert.Equal(query.PageSize, page.Rows.Length);
            query = query with { PageToken = page.NextPage };
        }
    }

    private async Task PutAsync((string Number, OrderState State)[] orders)
    {
        JournalPosition to = new(0, position.Sequence + orders.Length);
        var rows = orders.Select(order => Row(order.Number, order.State, states.GetValueOrDefault(order.Number).Version + 1)).ToArray();
        await Table.WriteAsync(new(District), rows, position, to, leftOut: 0, Cancellation);
        foreach (var (row, state) in rows)
        {
            states[row.Number] = (state, row.Version);
            naive.Put(row);
        }
        position = to;
    }

    private static (OrderRow Row, OrderState State) Row(string number, OrderState state, long version, string district = District) =>
        (OrderRow.Of(new(district), number, state, version), state);

    private static IEnumerable<string> Numbers(IEnumerable<OrderRow> rows) => rows.Select(row => row.Number);

    private static string Text(OrderRow row) => JsonSerializer.Serialize(row);

    private static IEnumerable<string> Text(IEnumerable<OrderRow> rows) => rows.Select(Text);
}

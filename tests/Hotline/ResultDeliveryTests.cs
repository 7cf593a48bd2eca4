using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpsCenter.Gateway.Hotline;
using OpsCenter.Hotline;
using OpsCenter.Tests.Kernel;
using Prometheus;
using Xunit;
using static OpsCenter.Tests.Hotline.HotlineInstallation;
using static OpsCenter.Tests.Hotline.ResultInstallation;
using OrderPrivacy = OpsCenter.Gateway.Hotline.OrderPrivacy;

namespace OpsCenter.Tests.Hotline;

/// <summary>Results on their way back to a platform that is as bad as platforms are.</summary>
public sealed class ResultDeliveryTests(ResultInstallation hotline) : IClassFixture<ResultInstallation>, IAsyncLifetime
{
    /// <summary>Of those who call.</summary>
    private const string Caller = "张小三", Phone = "13800138000";

    /// <summary>For a platform that answers too late.</summary>
    private const string Impatient = "--Hotline:Results:Timeout=00:00:01";

    private ResultReceiver Platform => hotline.Receiver;

    /// <summary>Whatever a test has done to the platform is over with it.</summary>
    public ValueTask InitializeAsync()
    {
        Platform.Answer = (_, _) => Task.CompletedTask;
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_result_goes_out_once_in_clear_and_signed()
    {
        var number = await hotline.ClosedAsync();
        await hotline.DeliveredAsync(number);

        var result = Assert.Single(Platform.Received, one => one.Message.Number == number);
        Assert.Equal($"{District}/{number}/1", result.Key);
        var order = await hotline.OrderAsync(number);
        Assert.NotEqual(Answer, order.Answer!.Masked);
        Assert.Equal(
            new()
            {
                District = District,
                Number = number,
                Result = 1,
                Stage = V1.OrderStage.OrderClosed,
                Answer = Answer,
                ClosedAt = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(order.ClosedAt!.Value),
                Department = "ZJJ",
                DepartmentName = SampleHotline.Housing.Name,
                Reached = true,
                Solved = true,
                Satisfied = false,
                Round = 1,
            },
            result.Message);
        // Of the caller it says nothing.
        var body = Encoding.UTF8.GetString(result.Body);
        foreach (var personal in new[] { Caller, Phone, order.Content.CallerName, order.Content.CallerPhone, "楼上每天装修", "新华南路" })
            Assert.DoesNotContain(personal, body);

        // As a receiver checks it, by the words of the contract alone.
        var timestamp = $"{result.Headers["X-OpsCenter-Timestamp"]}";
        Assert.InRange(DateTimeOffset.FromUnixTimeSeconds(long.Parse(timestamp, CultureInfo.InvariantCulture)),
            DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(1));
        var expected =
            Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{timestamp}.{body}")));
        Assert.Equal($"sha256={expected}", $"{result.Headers["X-OpsCenter-Signature"]}");
        Assert.Equal("application/json; charset=utf-8", $"{result.Headers.ContentType}");
    }

    [Fact]
    public async Task A_declined_call_goes_out_with_its_whole_reason()
    {
        var number = await hotline.CalledAsync(record => record.ToBeAccepted = true);
        var reason = string.Concat(Enumerable.Repeat("不属于本区管辖。", 60));
        await hotline.TellAsync(number, new DeclineOrder(reason));
        await hotline.DeliveredAsync(number);
        var result = Platform.Counted[number];
        Assert.Equal((V1.OrderStage.Declined, reason, "", "", false),
            (result.Stage, result.Reason, result.Answer, result.Department, result.HasSolved));
        Assert.Equal((await hotline.OrderAsync(number)).StageSince, result.ClosedAt.ToDateTimeOffset());
    }

    [Fact]
    public async Task A_merged_order_goes_out_with_the_answer_of_the_other()
    {
        var (parent, child) = (await hotline.CalledAsync(), await hotline.CalledAsync());
        await hotline.TellAsync(child, new MergeOrder(parent, "同一诉求"));
        await hotline.AnswerAsync(parent);
        await Eventually.True(async () => (await hotline.OrderAsync(child)).Stage == OrderStage.AwaitingCallback,
            "the child has its result");
        await hotline.TellAsync(child, new RecordCallback(true, true, true, ""));
        await hotline.DeliveredAsync(child);
        Assert.Equal((Answer, true, ""),
            (Platform.Counted[child].Answer, Platform.Counted[child].Satisfied, Platform.Counted[child].Department));
        // Nor is it hidden from who may see it here.
        var revealed = hotline.Services.GetRequiredService<OrderPrivacy>().Reveal(new(District), child, await hotline.OrderAsync(child));
        Assert.Equal((Answer, Phone), (revealed.Answer, revealed.CallerPhone));
    }

    [Fact]
    public async Task Nothing_goes_out_of_orders_that_the_platform_has_closed()
    {
        var closed = OrderRecords.Closed();
        Assert.Equal(1, (await hotline.SubmitAsync(closed)).Accepted);
        // One that a department has answered here, too.
        var answered = await hotline.AnsweredAsync();
        await hotline.TellAsync(answered, new ReportClosed(true, true, true, "平台回访"));
        await hotline.DeliveredAsync(await hotline.ClosedAsync(3));
        foreach (var number in new[] { closed.Number, answered })
            Assert.Equal((OrderStage.Closed, 0), ((await hotline.OrderAsync(number)).Stage, Platform.TriesOf(number)));
    }

    /// <summary>Each order meets the platform at its worst, in another way, up to three times in a row.</summary>
    [Fact]
    public async Task Whatever_the_platform_does_each_result_counts_once()
    {
        await hotline.RestartAsync(Impatient);
        var moods = new ConcurrentDictionary<string, int>();
        Platform.Answer = (context, result) => result.Try > 3 ? Task.CompletedTask
            : Misbehave(context, result, (moods.GetOrAdd(result.Key, _ => moods.Count) + result.Try) % 8);
        var numbers = await hotline.ClosedAsync(40);
        await hotline.DeliveredAsync(numbers);
        Assert.All(numbers, number => Assert.Equal(number, Platform.Counted[number].Number));
        foreach (var tries in Platform.Received.Where(one => numbers.Contains(one.Message.Number)).GroupBy(one => one.Message.Number))
        {
            // Each try says the same by the same key, so that the platform can tell it for what it is.
            Assert.Equal($"{District}/{tries.Key}/1", Assert.Single(tries.Select(one => one.Key).Distinct()));
            Assert.Single(tries.Select(one => Encoding.UTF8.GetString(one.Body)).Distinct());
        }
        await hotline.RestartAsync();
    }

    [Fact]
    public async Task A_platform_that_is_away_is_waited_for()
    {
        await Platform.StopAsync();
        var numbers = await hotline.ClosedAsync(12);
        await Eventually.True(() => Tries("unanswered") > 0, "somebody has tried");
        await Platform.StartAsync();
        await hotline.DeliveredAsync(numbers);
        Assert.All(numbers, number => Assert.Equal(1, Platform.TriesOf(number)));
    }

    [Fact]
    public async Task A_result_that_is_refused_is_put_off_and_holds_up_nobody()
    {
        var before = Tries("put_off");
        var number = await hotline.AnsweredAsync();
        Platform.Answer = (context, result) => result.Message.Number == number ? Misbehave(context, result, 0) : Task.CompletedTask;
        await hotline.TellAsync(number, new RecordCallback(true, true, true, ""));
        await Eventually.True(() => Tries("put_off") > before, "it is put off");
        for (var round = 0; round < 5; round++) await hotline.DeliveredAsync(await hotline.ClosedAsync(2));
        Assert.Equal((3, 0), (Platform.TriesOf(number), (await hotline.OrderAsync(number)).Delivered));
        Assert.Matches($"opscenter_hotline_results_owed{{district=\"{District}\"}} [1-9]", await MetricsAsync());
    }

    [Fact]
    public async Task Of_two_gateways_one_sends_and_the_other_takes_over()
    {
        var log = new Lines();
        using var second = ActivatorUtilities.CreateInstance<ResultDelivery>(hotline.Services, log);
        await second.StartAsync(TestContext.Current.CancellationToken);
        var numbers = await hotline.ClosedAsync(20);
        await hotline.DeliveredAsync(numbers);
        Assert.All(numbers, number => Assert.Equal(1, Platform.TriesOf(number)));

        var first = hotline.Services.GetServices<IHostedService>().OfType<ResultDelivery>().Single();
        await first.StopAsync(TestContext.Current.CancellationToken);
        numbers = await hotline.ClosedAsync(5);
        await hotline.DeliveredAsync(numbers);
        Assert.All(numbers, number => Assert.Equal(1, Platform.TriesOf(number)));

        // What the second writes down when all goes wrong is nobody's secret.
        Platform.Answer = (context, result) => Misbehave(context, result, result.Try > 2 ? 0 : 2);
        var hopeless = await hotline.ClosedAsync();
        await Eventually.True(() => log.Text.Contains(hopeless), "a warning names the order");
        Assert.Contains("localhost", log.Text);
        foreach (var secret in new[] { Secret, "13900001111", Caller, Phone, ResultReceiver.Path }) Assert.DoesNotContain(secret, log.Text);

        Platform.Answer = (_, _) => Task.CompletedTask;
        await second.StopAsync(TestContext.Current.CancellationToken);
        // It starts over, and so does what was put off.
        await hotline.RestartAsync();
        await hotline.DeliveredAsync(hopeless);
    }

    [Fact]
    public async Task What_was_owed_when_all_went_down_arrives_afterwards_and_counts_once()
    {
        await hotline.RestartAsync(Impatient);
        var held = new ConcurrentDictionary<string, bool>();
        var isDown = false;
        // It counts, and its answer does not come through any more.
        Platform.Answer = async (context, result) =>
        {
            if (isDown || !held.TryAdd(result.Message.Number, true)) return;
            Platform.Count(result);
            await UntilGivenUpAsync(context);
        };
        var numbers = await hotline.ClosedAsync(12);
        await Eventually.True(() => !held.IsEmpty, "some are on their way");
        await hotline.StopAsync();
        isDown = true;
        await hotline.StartAsync();
        await hotline.DeliveredAsync(numbers);
        Assert.All(numbers, number => Assert.True(Platform.Counted.ContainsKey(number)));
        Assert.All(held.Keys.Intersect(numbers), number => Assert.True(Platform.TriesOf(number) >= 2));
        Assert.All(
            Platform.Received.Where(one => numbers.Contains(one.Message.Number)).GroupBy(one => one.Message.Number),
            tries => Assert.Single(tries.Select(one => one.Key).Distinct()));
    }

    [Fact]
    public async Task Without_an_address_results_stay_owed_until_there_is_one()
    {
        await hotline.RestartAsync("--Hotline:Results:Url=");
        Assert.Empty(hotline.Services.GetServices<IHostedService>().OfType<ResultDelivery>());
        var number = await hotline.ClosedAsync();
        Assert.Equal((1, 0), ((await hotline.OrderAsync(number)).Result, (await hotline.OrderAsync(number)).Delivered));
        await hotline.RestartAsync();
        await hotline.DeliveredAsync(number);
        Assert.Equal(1, Platform.TriesOf(number));
    }

    private Task Misbehave(HttpContext context, ReceivedResult result, int mood)
    {
        switch (mood)
        {
            case 0:
                context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                return Task.CompletedTask;
            case 1:
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                return Task.CompletedTask;
            case 2:
                // Dies before it has counted.
                context.Abort();
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                return Task.CompletedTask;
            case 3:
                // Dies after it has counted.
                Platform.Count(result);
                context.Abort();
                return Task.CompletedTask;
            case 4:
                // Too late.
                Platform.Count(result);
                return UntilGivenUpAsync(context);
            case 5:
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                context.Response.Headers.RetryAfter = "0";
                return Task.CompletedTask;
            case 6:
                // Elsewhere, where nobody listens.
                context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
                context.Response.Headers.Location = "http://localhost:9/";
                return Task.CompletedTask;
            default:
                return Task.Delay(TimeSpan.FromMilliseconds(200), context.RequestAborted);
        }
    }

    private static async Task UntilGivenUpAsync(HttpContext context)
    {
        var given = new TaskCompletionSource();
        await using var up = context.RequestAborted.Register(given.SetResult);
        await given.Task;
    }

    private static double Tries(string outcome) =>
        Metrics.CreateCounter("opscenter_hotline_results_total", "", "outcome").WithLabels(outcome).Value;

    private static async Task<string> MetricsAsync()
    {
        using var text = new MemoryStream();
        await Metrics.DefaultRegistry.CollectAndExportAsTextAsync(text);
        return Encoding.UTF8.GetString(text.ToArray());
    }

    private sealed class Lines : ILogger<ResultDelivery>
    {
        private readonly ConcurrentQueue<string> lines = [];

        public string Text => string.Join('\n', lines);

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{formatter(state, exception)} {exception}");
    }
}

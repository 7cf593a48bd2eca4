using Microsoft.Extensions.DependencyInjection;
using OpsCenter.Gateway.Hotline;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.Tests.Kernel;
using OpsCenter.V1;
using Xunit;

namespace OpsCenter.Tests.Hotline;

/// <summary>A hotline whose platform wants results.</summary>
public sealed class ResultInstallation : HotlineInstallation
{
    public const string Secret = "a-secret-of-the-tests";

    /// <summary>What an answer may hold: somebody's number, which everybody but the platform sees masked.</summary>
    public const string Answer = "已与楼上住户（13900001111）联系，责令按时段施工。";

    internal ResultReceiver Receiver { get; } = new(FreePorts.Next());

    /// <summary>An answer is waited for long, so that a slow machine changes nothing; all other times are short.</summary>
    protected override IEnumerable<string> Settings =>
    [
        $"--Hotline:Results:Url={Receiver.Url}", $"--Hotline:Results:Secret={Secret}", "--Hotline:Results:Every=00:00:00.1",
        "--Hotline:Results:Timeout=00:00:30", "--Hotline:Results:FirstPause=00:00:00.02", "--Hotline:Results:LongestPause=00:00:00.3",
        "--Hotline:Results:Refusals=3", "--Hotline:RulebookFor=00:00:00",
    ];

    public override async ValueTask InitializeAsync()
    {
        await Receiver.StartAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Receiver.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A call as the platform brings it.</summary>
    public async Task<string> CalledAsync(Action<OrderRecord>? change = null)
    {
        var record = OrderRecords.New(change);
        Assert.Equal(1, (await SubmitAsync(record)).Accepted);
        return record.Number;
    }

    /// <summary>A call whose answer is approved, so that its caller is to be called back.</summary>
    public async Task<string> AnsweredAsync()
    {
        var number = await CalledAsync();
        await AnswerAsync(number);
        return number;
    }

    public Task AnswerAsync(string number)
    {
        var answer = Services.GetRequiredService<OrderPrivacy>().Seal(new(District), number, Answer);
        return TellAsync(number, new DispatchOrder(new("ZJJ"), [], ""), new ClaimOrder(new("ZJJ")), new AnswerOrder(new("ZJJ"), answer),
            new ReviewAnswer(true, ""));
    }

    /// <summary>A call that was answered, and solved as its caller says.</summary>
    public async Task<string> ClosedAsync()
    {
        var number = await AnsweredAsync();
        await TellAsync(number, new RecordCallback(true, true, false, ""));
        return number;
    }

    public async Task<string[]> ClosedAsync(int count)
    {
        var numbers = new string[count];
        for (var i = 0; i < count; i++) numbers[i] = await ClosedAsync();
        return numbers;
    }

    public async Task TellAsync(string number, params OrderCommand[] commands)
    {
        var now = TestDay.Now;
        var answers = await Grains.GetGrain<IOrder>(HotlineKeys.Order(new(District), number))
            .Handle([.. commands.Select(command => new Command<OrderCommand>("", now, command))], "test");
        Assert.All(answers, answer => Assert.Null(answer.Refusal));
    }

    /// <summary>All orders know that the platform has their results.</summary>
    public async Task DeliveredAsync(params IEnumerable<string> numbers)
    {
        foreach (var number in numbers)
            await Eventually.True(async () => await OrderAsync(number) is { Result: > 0 } order && order.Delivered == order.Result,
                $"the result of {number} is delivered");
    }
}

using System.Text;
using Google.Protobuf;
using OpsCenter.Gateway.Platform.Delivery;
using OpsCenter.Gateway.Platform.Privacy;
using OpsCenter.Hotline;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Hotline;

/// <summary>Posts results to the city's platform, see <c>OrderResult</c> in hotline.proto. For all threads.</summary>
public sealed class ResultSender(ResultReader reader, ResultOptions options, TimeProvider time) : IDisposable
{
    private static readonly JsonFormatter Json = new(JsonFormatter.Settings.Default);

    private readonly WebhookClient platform = new(options.Webhook, options.Timeout, time);

    /// <summary>What is sent to, for people and for the log.</summary>
    public string Platform { get; } = options.ToString();

    /// <summary>One attempt; the orders may be out of reach, which is an exception.</summary>
    public async Task<SendAnswer> SendAsync(DistrictCode district, OwedResult owed)
    {
        try
        {
            // The table is a moment behind the order.
            if (await reader.ReadAsync(district, owed) is not { } result) return SendAnswer.Obsolete;
            return await platform.PostAsync($"{district}/{owed.Number}/{owed.Result}", Encoding.UTF8.GetBytes(Json.Format(result)));
        }
        catch (SealException failure)
        {
            return SendAnswer.Unsendable(failure.Message);
        }
    }

    public void Dispose() => platform.Dispose();
}

using System.Collections.Concurrent;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OpsCenter.V1;

namespace OpsCenter.Tests.Hotline;

/// <summary>A message as it came.</summary>
/// <param name="Key">Idempotency-Key.</param>
/// <param name="Try">Which try of this key: 1, 2 …</param>
internal sealed record ReceivedResult(string Key, int Try, byte[] Body, IHeaderDictionary Headers)
{
    public OrderResult Message { get; } = JsonParser.Default.Parse<OrderResult>(System.Text.Encoding.UTF8.GetString(Body));
}

/// <summary>
/// The city's platform, as far as results go there: a web server on a port of its own which behaves as well or as badly as a test
/// wants. Like the real one it counts each key once.
/// </summary>
internal sealed class ResultReceiver(int port) : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedResult> received = [];
    private readonly ConcurrentDictionary<string, OrderResult> counted = [];
    private WebApplication? app;

    public const string Path = "/inbox/12345";

    public string Url => $"http://localhost:{port}{Path}";

    /// <summary>All messages, repeats too.</summary>
    public IReadOnlyCollection<ReceivedResult> Received => received;

    /// <summary>What the platform counts, by the orders' numbers.</summary>
    public IReadOnlyDictionary<string, OrderResult> Counted => counted.ToDictionary(one => one.Value.Number, one => one.Value);

    /// <summary>How it answers; at first: counts, and says so.</summary>
    public Func<HttpContext, ReceivedResult, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://localhost:{port}");
        app = builder.Build();
        app.MapPost(Path, TakeAsync);
        await app.StartAsync();
    }

    public async Task StopAsync()
    {
        if (app is not { } running) return;
        app = null;
        await running.StopAsync(new CancellationToken(canceled: true));
        await running.DisposeAsync();
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    /// <summary>It is the platform's now.</summary>
    public void Count(ReceivedResult result) => counted.TryAdd(result.Key, result.Message);

    public int TriesOf(string number) => received.Count(one => one.Message.Number == number);

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var key = $"{context.Request.Headers["Idempotency-Key"]}";
        ReceivedResult result;
        lock (received)
        {
            result = new(key, received.Count(one => one.Key == key) + 1, body.ToArray(),
                new HeaderDictionary(context.Request.Headers.ToDictionary()));
            received.Enqueue(result);
        }
        await Answer(context, result);
        if (context.Response.StatusCode == 200) Count(result);
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using OpsCenter.Tests.Infrastructure;

namespace OpsCenter.Tests.Notices;

/// <summary>Takes what is posted to it, and answers with a status.</summary>
internal sealed class JsonReceiver : IAsyncDisposable
{
    private readonly int port = FreePorts.Next();
    private WebApplication? app;

    public string Url => $"http://localhost:{port}/inbox";

    public int Status { get; set; } = 200;

    public ConcurrentQueue<(string Key, string Signature, long Timestamp, string Body)> Received { get; } = [];

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://localhost:{port}");
        app = builder.Build();
        app.MapPost("/inbox", async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var headers = context.Request.Headers;
            var body = await reader.ReadToEndAsync();
            if (Status == 200)
                Received.Enqueue(($"{headers["Idempotency-Key"]}", $"{headers["X-OpsCenter-Signature"]}",
                    long.Parse($"{headers["X-OpsCenter-Timestamp"]}", CultureInfo.InvariantCulture), body));
            context.Response.StatusCode = Status;
        });
        await app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not { } running) return;
        await running.StopAsync(new CancellationToken(canceled: true));
        await running.DisposeAsync();
    }
}

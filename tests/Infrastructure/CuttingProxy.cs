using System.Net;
using System.Net.Sockets;

namespace OpsCenter.Tests.Infrastructure;

/// <summary>A TCP proxy that can lose the answer: the request still arrives, then the line is cut.</summary>
public sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly int target;
    private readonly Task accepting;
    private string? trigger;

    public CuttingProxy(int target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Answers lost so far.</summary>
    public int Cuts { get; private set; }

    /// <summary>Loses the answer to the next request that holds these ASCII bytes.</summary>
    public void CutAnswerTo(string text) => Volatile.Write(ref trigger, text);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> lines = [];
        try
        {
            while (true)
                lines.Add(ServeAsync(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(lines);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        using var server = new TcpClient();
        using var line = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        var losing = false;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, target, stop.Token);
            await Task.WhenAny(
                PumpAsync(client.GetStream(), server.GetStream(), bytes =>
                {
                    var text = Volatile.Read(ref trigger);
                    if (text is not null && bytes.Span.IndexOf(System.Text.Encoding.ASCII.GetBytes(text)) >= 0)
                    {
                        Volatile.Write(ref trigger, null);
                        losing = true;
                    }
                    return true;
                }, line.Token),
                PumpAsync(server.GetStream(), client.GetStream(), _ =>
                {
                    if (losing)
                        Cuts++;
                    return !losing;
                }, line.Token));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or IOException)
        {
            // The line is down: both ends are closed below.
        }
        await line.CancelAsync();
    }

    private static async Task PumpAsync(
        NetworkStream from, NetworkStream to, Func<ReadOnlyMemory<byte>, bool> pass, CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        while (true)
        {
            int read;
            try
            {
                read = await from.ReadAsync(buffer, cancellation);
            }
            catch (Exception end) when (end is OperationCanceledException or IOException)
            {
                return;
            }
            if (read == 0 || !pass(buffer.AsMemory(0, read)))
                return;
            await to.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }
    }
}

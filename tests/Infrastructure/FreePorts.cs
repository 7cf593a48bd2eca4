using System.Net;
using System.Net.Sockets;

namespace OpsCenter.Tests.Infrastructure;

/// <summary>
/// Loopback ports that nobody listens on now, each given out once: below those that the system gives to outgoing connections, for a port
/// that is used again after its process was killed must not be taken meanwhile by a client that tries to reach it.
/// </summary>
internal static class FreePorts
{
    private const int First = 12_000, Count = 18_000;
    private static int next = Environment.ProcessId * 97 % Count;

    public static int Next()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref next) % Count);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }
    }
}

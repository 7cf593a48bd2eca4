using System.Net;
using System.Net.Sockets;

namespace OpsCenter.Tests.EndToEnd;

/// <summary>
/// Loopback ports below those that the system gives to outgoing connections: a port that is used again after its process
/// was killed must not be taken meanwhile by a client that tries to reach it.
/// </summary>
internal static class OwnPorts
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

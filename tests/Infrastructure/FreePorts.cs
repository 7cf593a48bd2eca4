using System.Net;
using System.Net.Sockets;

namespace OpsCenter.Tests.Infrastructure;

/// <summary>Loopback ports that nobody listens on now; the system gives them out in turn, so two calls differ.</summary>
internal static class FreePorts
{
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

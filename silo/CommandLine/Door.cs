using Grpc.Core;
using Grpc.Net.Client;
using OpsCenter.Gateway;

namespace OpsCenter.Silo.CommandLine;

/// <summary>The way to a running gateway, for the verbs that use it from outside.</summary>
internal static class Door
{
    public static GrpcChannel Open(IConfiguration configuration, string token)
    {
        var gateway = configuration.GetSection("Gateway").Get<GatewaySettings>() ?? new();
        return Open($"{(gateway.CertificateFile is null ? "http" : "https")}://localhost:{gateway.GrpcPort}", token);
    }

    /// <param name="address">E.g. <c>http://localhost:8081</c>.</param>
    /// <param name="token">A bearer token.</param>
    public static GrpcChannel Open(string address, string token) => GrpcChannel.ForAddress(address, new()
    {
        // Inside one machine the way is plain; across machines the address is https.
        UnsafeUseInsecureChannelCallCredentials = true,
        Credentials = ChannelCredentials.Create(
            address.StartsWith("https", StringComparison.Ordinal) ? new SslCredentials() : ChannelCredentials.Insecure,
            CallCredentials.FromInterceptor((_, metadata) =>
            {
                metadata.Add("Authorization", $"Bearer {token}");
                return Task.CompletedTask;
            })),
    });
}

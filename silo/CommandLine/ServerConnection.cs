using Grpc.Core;
using Grpc.Net.Client;
using OpsCenter.Gateway;

namespace OpsCenter.Silo.CommandLine;

/// <summary>The way to a running gateway, for the verbs that use it from outside.</summary>
internal static class ServerConnection
{
    public static GrpcChannel Open(GatewaySettings gateway, string token) =>
        Open($"{(gateway.CertificateFile is null ? "http" : "https")}://localhost:{gateway.GrpcPort}", token);

    /// <param name="address">E.g. <c>http://localhost:8081</c>.</param>
    /// <param name="token">A bearer token.</param>
    /// <exception cref="ArgumentException">A token would travel in clear to another machine.</exception>
    public static GrpcChannel Open(string address, string token) => GrpcChannel.ForAddress(Safe(address), new()
    {
        UnsafeUseInsecureChannelCallCredentials = true,
        Credentials = ChannelCredentials.Create(
            address.StartsWith("https", StringComparison.Ordinal) ? new SslCredentials() : ChannelCredentials.Insecure,
            CallCredentials.FromInterceptor((_, metadata) =>
            {
                metadata.Add("Authorization", $"Bearer {token}");
                return Task.CompletedTask;
            })),
    });

    /// <summary>Inside one machine the way may be plain; across machines it must be https.</summary>
    public static string Safe(string address) => new Uri(address) is { Scheme: "https" } or { IsLoopback: true }
        ? address
        : throw new ArgumentException($"{address}: 口令和令牌只能经 https 发往其他机器 / Passwords and tokens go to other machines by https only.");
}

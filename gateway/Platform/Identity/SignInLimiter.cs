using System.Net;
using System.Threading.RateLimiting;

namespace OpsCenter.Gateway.Platform.Identity;

/// <summary>How often one address may try to sign in. IPv6 neighbours (/64) count as one.</summary>
public sealed class SignInLimiter(IdentityOptions options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetSlidingWindowLimiter(address, _ => new()
        {
            PermitLimit = options.SignInsPerMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
            QueueLimit = 0,
        }));

    public bool TryPass(IPAddress? address)
    {
        using var lease = limiter.AttemptAcquire(Partition(address));
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();

    private static string Partition(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        return Convert.ToHexString(bytes.Length == 16 ? bytes.AsSpan(0, 8) : bytes);
    }
}

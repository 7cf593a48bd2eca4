using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OpsCenter.Gateway.Platform.Delivery;

/// <summary>By which a receiver knows that a message is ours, unchanged, and not an old one sent again.</summary>
public static class WebhookSignature
{
    /// <summary>Value of the header <c>X-OpsCenter-Signature</c>.</summary>
    /// <param name="key">The secret's bytes.</param>
    /// <param name="timestamp">Value of the header <c>X-OpsCenter-Timestamp</c>: seconds since 1970.</param>
    /// <param name="body">The message as it is sent.</param>
    public static string Of(ReadOnlySpan<byte> key, long timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes(timestamp.ToString(CultureInfo.InvariantCulture)), (byte)'.', .. body];
        return $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(key, signed))}";
    }
}

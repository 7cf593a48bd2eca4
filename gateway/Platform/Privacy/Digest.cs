using System.Text;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Parameters;

namespace OpsCenter.Gateway.Platform.Privacy;

/// <summary>Keyed hashes: HMAC-SM3 (GB/T 32905, GB/T 15852.2), 32 bytes.</summary>
internal static class Digest
{
    public const int Bytes = 32;

    public static byte[] Of(byte[] key, string text) => Of(key, text, []);

    /// <param name="key">Secret.</param>
    /// <param name="purpose">What the hash is for; hashes of different purposes have nothing in common.</param>
    /// <param name="data">What is hashed.</param>
    public static byte[] Of(byte[] key, string purpose, ReadOnlySpan<byte> data)
    {
        var mac = new HMac(new SM3Digest());
        mac.Init(new KeyParameter(key));
        mac.BlockUpdate(Encoding.UTF8.GetBytes(purpose));
        mac.Update(0);
        mac.BlockUpdate(data);
        var hash = new byte[Bytes];
        mac.DoFinal(hash);
        return hash;
    }
}

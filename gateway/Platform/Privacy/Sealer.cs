using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace OpsCenter.Gateway.Platform.Privacy;

/// <summary>Something sealed cannot be opened.</summary>
/// <param name="code">unknown_seal_key, broken_seal.</param>
/// <param name="message">A sentence, Chinese / English; without what is sealed.</param>
public sealed class SealException(string code, string message) : Exception(message)
{
    public string Code => code;
}

/// <summary>
/// Seals bytes with SM4-GCM (GB/T 32907, GB/T 36624; DOMAIN section 6), bound to a context: what was moved to another order, or changed in
/// one bit, does not open. Written as <c>sm4.{key}.{base64url of nonce, ciphertext and tag}</c>.
/// The nonce is random; a key seals fewer than 2³² texts (NIST SP 800-38D, 8.3) when it is rotated once in some years.
/// </summary>
public sealed class Sealer(PrivacyKeys keys)
{
    private const string Scheme = "sm4";
    private const int NonceBytes = 12, TagBytes = 16;

    /// <param name="context">What it belongs to; needed again to open it.</param>
    /// <param name="content">What is sealed.</param>
    public string Seal(string context, ReadOnlySpan<byte> content)
    {
        var key = keys.Current;
        var bytes = new byte[NonceBytes + content.Length + TagBytes];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, NonceBytes));
        var cipher = Cipher(encrypt: true, key, bytes.AsSpan(0, NonceBytes), context);
        var count = cipher.ProcessBytes(content, bytes.AsSpan(NonceBytes));
        cipher.DoFinal(bytes.AsSpan(NonceBytes + count));
        return $"{Scheme}.{key.Id}.{Base64Url.EncodeToString(bytes)}";
    }

    /// <exception cref="SealException">The key is not here, or it was sealed for another context, or changed.</exception>
    public byte[] Open(string context, string sealedText)
    {
        if (sealedText.Split('.') is not [Scheme, var id, var text] || !Base64Url.IsValid(text)) throw Broken(context);
        if (keys.Find(id) is not { } key)
            throw new SealException("unknown_seal_key",
                $"密钥 {id} 不在密钥文件夹中，无法解密 / The key {id} is not in the folder of keys; restore it from its backup");
        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length < NonceBytes + TagBytes) throw Broken(context);
        var content = new byte[bytes.Length - NonceBytes - TagBytes];
        var cipher = Cipher(encrypt: false, key, bytes.AsSpan(0, NonceBytes), context);
        try
        {
            var count = cipher.ProcessBytes(bytes.AsSpan(NonceBytes), content);
            cipher.DoFinal(content.AsSpan(count));
        }
        catch (InvalidCipherTextException)
        {
            throw Broken(context);
        }
        return content;
    }

    private static SealException Broken(string context) =>
        new("broken_seal", $"密文已损坏或不属于 {context} / The sealed text is damaged or does not belong to {context}");

    private static GcmBlockCipher Cipher(bool encrypt, SealingKey key, ReadOnlySpan<byte> nonce, string context)
    {
        var cipher = new GcmBlockCipher(new SM4Engine());
        var associated = Encoding.UTF8.GetBytes($"{Scheme}.{key.Id}.{context}");
        cipher.Init(encrypt, new AeadParameters(new KeyParameter(key.Bytes), 8 * TagBytes, nonce.ToArray(), associated));
        return cipher;
    }
}

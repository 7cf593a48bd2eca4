using System.Text;

namespace OpsCenter.Gateway.Platform.Delivery;

/// <summary>A receiver of signed JSON.</summary>
public sealed record WebhookOptions
{
    private const int MinSecretBytes = 16;

    /// <summary>Where messages are posted to.</summary>
    public string Url { get; init; } = "";

    /// <summary>Lets <see cref="Url"/> be http beyond this machine: what is sent can be read on the way.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>What messages are signed with, see <see cref="WebhookSignature"/>.</summary>
    public string Secret { get; init; } = "";

    /// <summary>The same in a file of its own, instead.</summary>
    public string SecretFile { get; init; } = "";

    /// <param name="section">Where these settings stand.</param>
    /// <exception cref="ArgumentException">A setting is wrong; the sentence names it.</exception>
    public WebhookOptions Validated(string section)
    {
        OutboundSettings.CheckAddress(Url, AllowHttp, $"{section}:{nameof(Url)}");
        OutboundSettings.Secret(Secret, SecretFile, $"{section}:{nameof(Secret)}", MinSecretBytes);
        return this;
    }

    /// <summary>Without the secret, and without what an address may tell beside the host.</summary>
    public override string ToString() => Uri.TryCreate(Url, UriKind.Absolute, out var url) ? $"{url.Scheme}://{url.Host}:{url.Port}" : "";

    /// <summary>Bytes of the secret.</summary>
    internal byte[] SigningKey() => Encoding.UTF8.GetBytes(OutboundSettings.Secret(Secret, SecretFile, nameof(Secret), MinSecretBytes));
}

using System.Text;

namespace OpsCenter.Gateway.Hotline;

/// <summary>How results go back to the city's platform: configuration, section <c>Hotline:Results</c>.</summary>
public sealed record ResultOptions
{
    private const int LeastSecret = 16;

    /// <summary>Where results are posted to, see <c>OrderResult</c> in hotline.proto; empty: nothing is sent, and results stay owed.</summary>
    public string Url { get; init; } = "";

    /// <summary>Lets <see cref="Url"/> be http beyond this machine: what is sent can be read on the way.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>What messages are signed with.</summary>
    public string Secret { get; init; } = "";

    /// <summary>The same in a file of its own, instead.</summary>
    public string SecretFile { get; init; } = "";

    /// <summary>Time between two looks at what is owed.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>For how long an answer is waited for; what comes later counts as none.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Results of a district that are on their way at once.</summary>
    public int AtOnce { get; init; } = 4;

    /// <summary>Pause after a first failure; doubled with each further one, by chance up to half shorter.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The pause grows no longer than this.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often the platform may refuse a result before it is put off.</summary>
    public int Refusals { get; init; } = 5;

    /// <summary>For how long a result is put off then, again after each further refusal.</summary>
    public TimeSpan PutOffFor { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Whether anything is sent at all.</summary>
    public bool IsOn => Url.Length > 0;

    /// <summary>For how long a gateway must hold the lease to send one result, or to be the one that looks again.</summary>
    internal TimeSpan Lease => Every + Timeout + TimeSpan.FromSeconds(30);

    /// <summary>Bytes of the secret.</summary>
    internal byte[] SigningKey() => Encoding.UTF8.GetBytes(SecretFile.Length > 0 ? File.ReadAllText(SecretFile).Trim() : Secret);

    /// <exception cref="ArgumentException">A setting is wrong; the sentence names it.</exception>
    public ResultOptions Validated()
    {
        Between(Every, TimeSpan.FromSeconds(0.1), TimeSpan.FromMinutes(5), nameof(Every));
        Between(Timeout, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(30), nameof(Timeout));
        Between(FirstPause, TimeSpan.FromSeconds(0.01), TimeSpan.FromMinutes(1), nameof(FirstPause));
        Between(LongestPause, FirstPause, TimeSpan.FromHours(1), nameof(LongestPause));
        Between(PutOffFor, LongestPause, TimeSpan.FromDays(30), nameof(PutOffFor));
        if (AtOnce is < 1 or > 64) throw new ArgumentException($"Hotline:Results:AtOnce must be 1-64, not {AtOnce}.");
        if (Refusals is < 1 or > 100) throw new ArgumentException($"Hotline:Results:Refusals must be 1-100, not {Refusals}.");
        if (!IsOn) return this;
        // A wrong address is not repeated: it may hold a password.
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http") || url.UserInfo.Length > 0 || url.Fragment.Length > 0)
            throw new ArgumentException("Hotline:Results:Url must be an https address without user, password or fragment.");
        if (url.Scheme == "http" && !url.IsLoopback && !AllowHttp)
            throw new ArgumentException($"Hotline:Results:Url must be https, since {url.Host} is another machine; Hotline:Results:AllowHttp = true permits http.");
        if (Secret.Length > 0 && SecretFile.Length > 0) throw new ArgumentException("Hotline:Results:Secret and Hotline:Results:SecretFile exclude each other.");
        if (SecretFile.Length > 0 && !File.Exists(SecretFile)) throw new ArgumentException($"Hotline:Results:SecretFile: there is no file {SecretFile}.");
        if (SigningKey().Length < LeastSecret)
            throw new ArgumentException($"Hotline:Results:Secret (or the file Hotline:Results:SecretFile) must have at least {LeastSecret} characters; messages are signed with it.");
        return this;
    }

    /// <summary>Without the secret, and without what an address may tell beside the host.</summary>
    public override string ToString() => IsOn && Uri.TryCreate(Url, UriKind.Absolute, out var url) ? $"{url.Scheme}://{url.Host}:{url.Port}" : "";

    private static void Between(TimeSpan value, TimeSpan least, TimeSpan most, string name)
    {
        if (value < least || value > most) throw new ArgumentException($"Hotline:Results:{name} must be {least} to {most}, not {value}.");
    }
}

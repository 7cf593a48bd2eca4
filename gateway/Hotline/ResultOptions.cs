using OpsCenter.Gateway.Platform.Delivery;

namespace OpsCenter.Gateway.Hotline;

/// <summary>How results go back to the city's platform: configuration, section <c>Hotline:Results</c>.</summary>
public sealed record ResultOptions
{
    private const string Section = "Hotline:Results";

    /// <summary>
    /// Where results are posted to, see <c>OrderResult</c> in hotline.proto; empty: nothing is sent, and results stay owed.
    /// </summary>
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

    /// <summary>
    /// So many different results without an answer, one after the other, say that the platform is away; then nothing is sent for a pause.
    /// </summary>
    public int FailuresToOpen { get; init; } = 3;

    /// <summary>How often the platform may refuse a result before it is put off.</summary>
    public int Refusals { get; init; } = 5;

    /// <summary>For how long a result is put off then, again after each further refusal.</summary>
    public TimeSpan PutOffFor { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Whether anything is sent at all.</summary>
    public bool IsOn => Url.Length > 0;

    /// <summary>The platform as a receiver.</summary>
    internal WebhookOptions Webhook => new() { Url = Url, AllowHttp = AllowHttp, Secret = Secret, SecretFile = SecretFile };

    /// <summary>The same as all deliveries go by.</summary>
    public DeliveryOptions Delivery() => new()
    {
        Every = Every,
        AtOnce = AtOnce,
        Lease = Every + Timeout + TimeSpan.FromSeconds(30),
        Retries = new() { Pause = new(FirstPause, LongestPause), Refusals = Refusals, PutOffFor = PutOffFor },
        Breaker = new() { Failures = FailuresToOpen, Pause = new(FirstPause, LongestPause) },
    };

    /// <exception cref="ArgumentException">A setting is wrong; the sentence names it.</exception>
    public ResultOptions Validated()
    {
        OutboundSettings.CheckBetween(Every, TimeSpan.FromSeconds(0.1), TimeSpan.FromMinutes(5), $"{Section}:{nameof(Every)}");
        OutboundSettings.CheckBetween(Timeout, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(30), $"{Section}:{nameof(Timeout)}");
        OutboundSettings.CheckBetween(FirstPause, TimeSpan.FromSeconds(0.01), TimeSpan.FromMinutes(1), $"{Section}:{nameof(FirstPause)}");
        OutboundSettings.CheckBetween(LongestPause, FirstPause, TimeSpan.FromHours(1), $"{Section}:{nameof(LongestPause)}");
        OutboundSettings.CheckBetween(PutOffFor, LongestPause, TimeSpan.FromDays(30), $"{Section}:{nameof(PutOffFor)}");
        if (AtOnce is < 1 or > 64) throw new ArgumentException($"{Section}:AtOnce must be 1-64, not {AtOnce}.");
        if (FailuresToOpen is < 1 or > 100)
            throw new ArgumentException($"{Section}:FailuresToOpen must be 1-100, not {FailuresToOpen}.");
        if (Refusals is < 1 or > 100) throw new ArgumentException($"{Section}:Refusals must be 1-100, not {Refusals}.");
        if (IsOn) Webhook.Validated(Section);
        return this;
    }

    /// <summary>Without the secret, and without what an address may tell beside the host.</summary>
    public override string ToString() => Webhook.ToString();
}

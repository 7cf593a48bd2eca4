using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OpsCenter.Gateway.Platform.Delivery;
using OpsCenter.Notices;

namespace OpsCenter.Gateway.Notices;

/// <summary>
/// By which ways reminders go out: configuration, section <c>Notices:Channels</c>. A channel that is not set up is not used; without any
/// nothing is sent, and notices wait.
/// </summary>
public sealed record NoticeChannelOptions
{
    private const string Section = "Notices:Channels";

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The filings' page, e.g. <c>https://ops.example.gov.cn/filings</c>: a message leads to a form or a list behind it; empty: to none.
    /// </summary>
    public string Link { get; init; } = "";

    /// <summary>粤政易: its app and its group robots.</summary>
    public WeComOptions WeCom { get; init; } = new();

    /// <summary>Short messages.</summary>
    public CloudMasOptions Sms { get; init; } = new();

    /// <summary>E-mail.</summary>
    public MailOptions Mail { get; init; } = new();

    /// <summary>Receivers by name.</summary>
    public Dictionary<string, WebhookOptions> Webhooks { get; init; } = [];

    /// <summary>Time between two looks at what is to be sent.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>For how long what such a look finds is believed; it is asked again before anything more is sent.</summary>
    public TimeSpan LookFor { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>For how long an answer is waited for; what comes later counts as none.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Notices of a district that are on their way at once.</summary>
    public int AtOnce { get; init; } = 4;

    /// <summary>For how long a channel that does not answer is left alone; doubled with each further time, up to ten minutes.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether anything is sent at all.</summary>
    public bool IsOn => Enum.GetValues<NoticeChannel>().Any(IsSetUp);

    public bool IsSetUp(NoticeChannel channel) => channel switch
    {
        NoticeChannel.WeComApp => WeCom is { Url.Length: > 0, CorpId.Length: > 0 },
        NoticeChannel.WeComRobot => WeCom is { Url.Length: > 0 } && (WeCom.Robots.Count > 0 || WeCom.RobotsFile.Length > 0),
        NoticeChannel.Sms => Sms.Url.Length > 0,
        NoticeChannel.Email => Mail.Host.Length > 0,
        NoticeChannel.Webhook => Webhooks.Count > 0,
        _ => false,
    };

    /// <summary>The same as all deliveries go by.</summary>
    public DeliveryOptions Delivery() => new()
    {
        Every = Every,
        AtOnce = AtOnce,
        Lease = Every + (5 * Timeout) + TimeSpan.FromSeconds(30),
        MaxAge = LookFor,
        Retries = new() { Pause = new(FirstPause, LongestPause) },
        // Each try that fails is one less before a notice is a dead letter: the first is enough.
        Breaker = new() { Failures = 1, Pause = new(FirstPause, LongestPause) },
    };

    /// <exception cref="ArgumentException">A setting is wrong; the sentence names it.</exception>
    public NoticeChannelOptions Validated()
    {
        OutboundSettings.CheckBetween(Every, TimeSpan.FromSeconds(0.1), TimeSpan.FromMinutes(5), $"{Section}:{nameof(Every)}");
        OutboundSettings.CheckBetween(LookFor, TimeSpan.FromSeconds(0.1), TimeSpan.FromMinutes(1), $"{Section}:{nameof(LookFor)}");
        OutboundSettings.CheckBetween(Timeout, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(60), $"{Section}:{nameof(Timeout)}");
        OutboundSettings.CheckBetween(FirstPause, TimeSpan.FromSeconds(0.01), LongestPause, $"{Section}:{nameof(FirstPause)}");
        if (AtOnce is < 1 or > 64) throw new ArgumentException($"Notices:Channels:AtOnce must be 1-64, not {AtOnce}.");
        if (Link.Length > 0) CheckAddress(Link, allowHttp: true, "Link");
        if (WeCom.Url.Length > 0) WeCom.Validate();
        if (Sms.Url.Length > 0) Sms.Validate();
        if (Mail.Host.Length > 0) Mail.Validate();
        foreach (var (name, webhook) in Webhooks) webhook.Validated($"{Section}:Webhooks:{name}");
        return this;
    }

    /// <summary>Without any secret.</summary>
    public override string ToString() => string.Join(", ", Enum.GetValues<NoticeChannel>().Where(IsSetUp));

    internal static void CheckAddress(string address, bool allowHttp, string name) =>
        OutboundSettings.CheckAddress(address, allowHttp, $"{Section}:{name}");

    /// <summary>A secret, from its setting or from a file of its own.</summary>
    internal static string Secret(string secret, string file, string name) =>
        OutboundSettings.Secret(secret, file, $"{Section}:{name}");

    internal static void Needs(string value, string name)
    {
        if (value.Length == 0) throw new ArgumentException($"Notices:Channels:{name} is missing.");
    }
}

/// <summary>粤政易, a 企业微信 of its own domain.</summary>
public sealed record WeComOptions
{
    /// <summary>Base address, e.g. <c>https://qyapi.weixin.qq.com</c>; empty: it is not used.</summary>
    public string Url { get; init; } = "";

    /// <summary>Lets <see cref="Url"/> be http beyond this machine: what is sent can be read on the way.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>企业 ID; empty: there is no app, only robots.</summary>
    public string CorpId { get; init; } = "";

    /// <summary>The app's number.</summary>
    public int AgentId { get; init; }

    /// <summary>The app's secret.</summary>
    public string Secret { get; init; } = "";

    /// <summary>The same in a file of its own, instead.</summary>
    public string SecretFile { get; init; } = "";

    /// <summary>Keys of group robots by name; a key is a secret.</summary>
    public Dictionary<string, string> Robots { get; init; } = [];

    /// <summary>The same in a file of lines <c>name=key</c>, instead.</summary>
    public string RobotsFile { get; init; } = "";

    /// <summary>Messages that a robot may send within a minute.</summary>
    public int RobotPerMinute { get; init; } = 20;

    internal string AppSecret() => NoticeChannelOptions.Secret(Secret, SecretFile, "WeCom:Secret");

    internal IReadOnlyDictionary<string, string> RobotKeys() => RobotsFile.Length == 0
        ? Robots
        : File.ReadLines(RobotsFile).Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2)
        .ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim());

    internal void Validate()
    {
        NoticeChannelOptions.CheckAddress(Url, AllowHttp, "WeCom:Url");
        if (CorpId.Length > 0)
        {
            AppSecret();
            if (AgentId <= 0) throw new ArgumentException("Notices:Channels:WeCom:AgentId must be the app's number.");
        }
        if (RobotPerMinute is < 1 or > 20)
            throw new ArgumentException($"Notices:Channels:WeCom:RobotPerMinute must be 1-20, not {RobotPerMinute}.");
        if (Robots.Count > 0 && RobotsFile.Length > 0)
            throw new ArgumentException("Notices:Channels:WeCom:Robots and Notices:Channels:WeCom:RobotsFile exclude each other.");
        if (RobotsFile.Length > 0 && !File.Exists(RobotsFile))
            throw new ArgumentException($"Notices:Channels:WeCom:RobotsFile: there is no file {RobotsFile}.");
        if (RobotKeys().Any(robot => robot.Key.Length == 0 || robot.Key.Contains('@') || robot.Value.Length == 0))
            throw new ArgumentException("Notices:Channels:WeCom:Robots: each robot has a name without @ and a key.");
    }
}

/// <summary>云MAS (中国移动) short messages.</summary>
public sealed record CloudMasOptions
{
    /// <summary>Address of <c>norsubmit</c>; empty: it is not used.</summary>
    public string Url { get; init; } = "";

    /// <summary>Lets <see cref="Url"/> be http beyond this machine: what is sent can be read on the way.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>集团名称</summary>
    public string EcName { get; init; } = "";

    /// <summary>接口账号</summary>
    public string ApId { get; init; } = "";

    /// <summary>密钥: what messages are signed with.</summary>
    public string SecretKey { get; init; } = "";

    /// <summary>The same in a file of its own, instead.</summary>
    public string SecretKeyFile { get; init; } = "";

    /// <summary>签名编码</summary>
    public string Sign { get; init; } = "";

    /// <summary>扩展码; may be empty.</summary>
    public string AddSerial { get; init; } = "";

    /// <summary>Segments of a message at most: one has 70 characters, several have 67 each.</summary>
    public int Segments { get; init; } = 2;

    /// <summary>Characters that the operator puts before the text (签名).</summary>
    public int SignCharacters { get; init; } = 12;

    internal string Key() => NoticeChannelOptions.Secret(SecretKey, SecretKeyFile, "Sms:SecretKey");

    /// <summary>Characters that are left for the text.</summary>
    internal int Characters => (Segments == 1 ? 70 : 67 * Segments) - SignCharacters;

    internal void Validate()
    {
        NoticeChannelOptions.CheckAddress(Url, AllowHttp, "Sms:Url");
        NoticeChannelOptions.Needs(EcName, "Sms:EcName");
        NoticeChannelOptions.Needs(ApId, "Sms:ApId");
        NoticeChannelOptions.Needs(Sign, "Sms:Sign");
        Key();
        if (Segments is < 1 or > 5) throw new ArgumentException($"Notices:Channels:Sms:Segments must be 1-5, not {Segments}.");
        if (SignCharacters is < 0 or > 30)
            throw new ArgumentException($"Notices:Channels:Sms:SignCharacters must be 0-30, not {SignCharacters}.");
    }
}

public enum MailSecurity
{
    /// <summary>From the first byte on (465).</summary>
    Tls,

    /// <summary>STARTTLS, and nothing without it (587).</summary>
    StartTls,

    /// <summary>In clear, to this machine alone.</summary>
    None,
}

/// <summary>SMTP.</summary>
public sealed record MailOptions
{
    /// <summary>The mail server; empty: it is not used.</summary>
    public string Host { get; init; } = "";

    /// <summary>Of the mail server.</summary>
    public int Port { get; init; } = 465;

    /// <summary>TLS from the first byte on (465), by STARTTLS (587), or none, to this machine alone.</summary>
    public MailSecurity Security { get; init; }

    /// <summary>Who signs in at the mail server; empty: nobody does.</summary>
    public string User { get; init; } = "";

    /// <summary>Of the user.</summary>
    public string Password { get; init; } = "";

    /// <summary>The same in a file of its own, instead.</summary>
    public string PasswordFile { get; init; } = "";

    /// <summary>Address that messages come from.</summary>
    public string From { get; init; } = "";

    /// <summary>Name beside that address.</summary>
    public string FromName { get; init; } = "";

    /// <summary>
    /// PEM file of the authorities that may vouch for the server, instead of those of the system: for a mail server with a certificate of
    /// the house's own.
    /// </summary>
    public string AuthorityFile { get; init; } = "";

    /// <summary>Asks the authority whether the server's certificate was revoked; needs a way to it.</summary>
    public bool CheckRevocation { get; init; }

    internal string Secret() => User.Length == 0 ? "" : NoticeChannelOptions.Secret(Password, PasswordFile, "Mail:Password");

    internal void Validate()
    {
        if (Port is < 1 or > 65535) throw new ArgumentException($"Notices:Channels:Mail:Port must be 1-65535, not {Port}.");
        if (!MimeKit.MailboxAddress.TryParse(From, out var from) || !from.Address.Contains('@'))
            throw new ArgumentException("Notices:Channels:Mail:From must be an e-mail address.");
        if (Security == MailSecurity.None && Host is not ("localhost" or "127.0.0.1" or "::1"))
            throw new ArgumentException($"Notices:Channels:Mail:Security = None is for this machine alone, and {Host} is another.");
        Secret();
        Authorities();
    }

    /// <summary>Empty: those of the system.</summary>
    internal X509Certificate2Collection Authorities()
    {
        var found = new X509Certificate2Collection();
        if (AuthorityFile.Length == 0) return found;
        if (!File.Exists(AuthorityFile))
            throw new ArgumentException($"Notices:Channels:Mail:AuthorityFile: there is no file '{AuthorityFile}'.");
        try
        {
            found.ImportFromPemFile(AuthorityFile);
        }
        catch (CryptographicException broken)
        {
            throw new ArgumentException($"Notices:Channels:Mail:AuthorityFile: '{AuthorityFile}' cannot be read: {broken.Message}");
        }
        return found.Count > 0
            ? found
            : throw new ArgumentException($"Notices:Channels:Mail:AuthorityFile: '{AuthorityFile}' holds no certificate in PEM.");
    }
}

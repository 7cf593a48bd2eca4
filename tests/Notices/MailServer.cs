using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OpsCenter.Gateway.Notices;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.Tests.Kernel;
using Xunit;

namespace OpsCenter.Tests.Notices;

/// <summary>
/// A private mail server in an own folder on a loopback port, ended by its process id: the installed Exim with an own configuration and
/// spool, or the one that was restored for the tests (tools/mail-server.mjs). It keeps messages as files; <c>unknown@…</c> is nobody there,
/// and <c>later@…</c> is to be tried again. Run as root Exim works as the account of its package.
/// </summary>
internal sealed class MailServer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/exim4", Account = "Debian-exim";
    private static readonly bool HasExim = TestTools.UsesInstalled && TestTools.IsThere(Program);
    private readonly Process process;
    private readonly string folder;

    private MailServer(Process process, string folder, int port) => (this.process, this.folder, Port) = (process, folder, port);

    public int Port { get; }

    /// <summary>As whom one signs in, where <see cref="StartAsync"/> asks for it.</summary>
    public const string User = "ops", Password = "a-password of the tests";

    /// <summary>The certificate that it shows for <c>localhost</c>, in PEM; its own authority.</summary>
    public string AuthorityFile => Path.Combine(folder, "certificate.pem");

    /// <param name="port">Null: a free one.</param>
    /// <param name="security">With anything but <see cref="MailSecurity.None"/> it shows a certificate, and takes mail only from who has
    /// signed in.</param>
    public static async Task<MailServer> StartAsync(int? port = null, MailSecurity security = MailSecurity.None)
    {
        Assert.SkipUnless(HasExim || TestTools.Folder is not null, TestTools.WhyMissing("Exim"));
        var folder = Directory.CreateTempSubdirectory("opscenter-mail-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "mail"));
        var own = port ?? FreePorts.Next();
        if (security != MailSecurity.None) await WriteCertificateAsync(folder);
        string[] command = HasExim
            ? await EximAsync(folder, own, security)
            :
            [
                "node", Path.Combine(TestTools.Root, "mail-server.mjs"), Path.Combine(TestTools.Folder!, "node_modules"), $"{own}", folder,
                $"{security}", User, Password,
            ];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        var server = new MailServer(Process.Start(start)!, folder, own);
        await Eventually.True(server.AnswersAsync, "the mail server answers");
        return server;
    }

    /// <summary>The messages that were delivered, as they are; what is still being written has another name.</summary>
    public string[] Messages() =>
        [.. Directory.GetFiles(Path.Combine(folder, "mail"), "q*").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        // One that is just delivering is no child of the daemon any more, and ends when it has delivered.
        await Eventually.True(IsDeleted, "the folder is deleted");
    }

    private bool IsDeleted()
    {
        try
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task<bool> AnswersAsync()
    {
        Assert.False(process.HasExited, "The mail server has ended.");
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<string[]> EximAsync(string folder, int port, MailSecurity security)
    {
        var configuration = Path.Combine(folder, "exim.conf");
        await File.WriteAllTextAsync(configuration,
            Configuration(folder, port, Environment.IsPrivilegedProcess ? Account : Environment.UserName, security));
        string[] command = [Program, "-C", configuration, "-bdf", "-odi"];
        if (!Environment.IsPrivilegedProcess) return command;
        using var owner = Process.Start("chown", ["-R", $"{Account}:{Account}", folder]);
        await owner.WaitForExitAsync();
        // A configuration that its user may write is none.
        using var root = Process.Start("chown", ["root:root", configuration]);
        await root.WaitForExitAsync();
        return ["runuser", "-u", Account, "--", .. command];
    }

    private static async Task WriteCertificateAsync(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllTextAsync(Path.Combine(folder, "certificate.pem"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    private static string Safety(string folder, int port, MailSecurity security) => security == MailSecurity.None ? "tls_advertise_hosts ="
        : $"""
        tls_advertise_hosts = *
        tls_certificate = {folder}/certificate.pem
        tls_privatekey = {folder}/key.pem
        {(security == MailSecurity.Tls ? $"tls_on_connect_ports = {port}" : "")}
        """;

    /// <summary>Signing in is offered only behind TLS.</summary>
    private static readonly string Authenticators = """
        begin authenticators
        plain:
          driver = plaintext
          public_name = PLAIN
          server_advertise_condition = ${if def:tls_in_cipher}
          server_prompts = :
          server_condition = ${if and{{eq{$auth2}{USER}}{eq{$auth3}{PASSWORD}}}}
          server_set_id = $auth2
        """.Replace("USER", User, StringComparison.Ordinal).Replace("PASSWORD", Password, StringComparison.Ordinal);

    private static string Configuration(string folder, int port, string user, MailSecurity security) => $"""
        primary_hostname = mail.test
        spool_directory = {folder}/spool
        log_file_path = {folder}/spool/%slog
        pid_file_path = {folder}/spool/pid
        daemon_smtp_ports = {port}
        local_interfaces = <; 127.0.0.1
        exim_user = {user}
        never_users =
        deliver_drop_privilege = true
        keep_environment =
        {Safety(folder, port, security)}
        acl_smtp_rcpt = check
        begin acl
        check:
          {(security == MailSecurity.None ? "" : "require authenticated = *")}
          deny local_parts = unknown
               message = no such mailbox
          defer local_parts = later
               message = try later
          accept
        begin routers
        all:
          driver = accept
          transport = file
        begin transports
        file:
          driver = appendfile
          directory = {folder}/mail
          user = {user}
        begin retry
        * * F,1h,1m
        {(security == MailSecurity.None ? "" : Authenticators)}

        """;
}

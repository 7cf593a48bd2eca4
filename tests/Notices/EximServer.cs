using System.Diagnostics;
using System.Net.Sockets;
using OpsCenter.Tests.EndToEnd;
using OpsCenter.Tests.Kernel;
using Xunit;

namespace OpsCenter.Tests.Notices;

/// <summary>
/// A private Exim from the installed program: an own configuration and spool in an own folder on a loopback port, ended by its process id. It keeps
/// messages as files; <c>unknown@…</c> is nobody there, and <c>later@…</c> is to be tried again. Run as root it works as the account of the package.
/// </summary>
internal sealed class EximServer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/exim4", Account = "Debian-exim";
    private readonly Process process;
    private readonly string folder;

    private EximServer(Process process, string folder, int port) => (this.process, this.folder, Port) = (process, folder, port);

    public int Port { get; }

    public static async Task<EximServer> StartAsync(int? port = null)
    {
        Assert.SkipUnless(File.Exists(Program), $"There is no {Program}; the package exim4-daemon-light has it.");
        var folder = Directory.CreateTempSubdirectory("opscenter-exim-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "mail"));
        var (own, user) = (port ?? OwnPorts.Next(), Environment.IsPrivilegedProcess ? Account : Environment.UserName);
        var configuration = Path.Combine(folder, "exim.conf");
        await File.WriteAllTextAsync(configuration, Configuration(folder, own, user));
        if (Environment.IsPrivilegedProcess)
        {
            using var owner = Process.Start("chown", ["-R", $"{Account}:{Account}", folder]);
            await owner.WaitForExitAsync();
            // A configuration that its user may write is none.
            using var root = Process.Start("chown", ["root:root", configuration]);
            await root.WaitForExitAsync();
        }
        string[] command = [Program, "-C", configuration, "-bdf", "-odi"];
        var start = new ProcessStartInfo(Environment.IsPrivilegedProcess ? "runuser" : command[0], Environment.IsPrivilegedProcess ? ["-u", Account, "--", .. command] : command[1..])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        var server = new EximServer(Process.Start(start)!, folder, own);
        await Eventually.True(server.AnswersAsync, "Exim answers");
        return server;
    }

    /// <summary>The messages that were delivered, as they are; what is still being written has another name.</summary>
    public string[] Messages() => [.. Directory.GetFiles(Path.Combine(folder, "mail"), "q*").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

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
        Assert.False(process.HasExited, "Exim has ended.");
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

    private static string Configuration(string folder, int port, string user) => $"""
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
        tls_advertise_hosts =
        acl_smtp_rcpt = check
        begin acl
        check:
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

        """;
}

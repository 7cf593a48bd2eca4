using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using OpsCenter.Gateway.Platform.Delivery;
using OpsCenter.Notices;

namespace OpsCenter.Gateway.Notices;

/// <summary>E-mail by SMTP, over one connection that stays open while there is something to send.</summary>
public sealed class MailSender : INoticeSender, IDisposable
{
    private readonly MailOptions mail;
    private readonly string password;
    private readonly TimeSpan timeout;
    private readonly SemaphoreSlim alone = new(1);
    private readonly SmtpClient client;

    public MailSender(NoticeChannelOptions options)
    {
        (mail, password, timeout) = (options.Mail, options.Mail.Secret(), options.Timeout);
        client = new() { Timeout = (int)timeout.TotalMilliseconds, CheckCertificateRevocation = mail.CheckRevocation };
        if (mail.Authorities() is { Count: > 0 } authorities)
            client.ServerCertificateValidationCallback =
                (_, certificate, chain, errors) => IsVouchedFor(certificate, chain, errors, authorities);
    }

    public NoticeChannel Channel => NoticeChannel.Email;

    public async Task<SendAnswer> SendAsync(Person recipient, string address, NoticeText text, CancellationToken cancellation)
    {
        if (!MailboxAddress.TryParse(address, out var mailbox) || !mailbox.Address.Contains('@'))
            return SendAnswer.Refused("no e-mail address");
        using var message = Message(recipient, mailbox, text);
        await alone.WaitAsync(cancellation);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(timeout);
        try
        {
            await ConnectAsync(limited.Token);
            await client.SendAsync(message, limited.Token);
            return SendAnswer.Sent(message.MessageId ?? "");
        }
        catch (Exception failure) when (failure is SmtpCommandException or ProtocolException or ServiceNotConnectedException
            or AuthenticationException
            or ServiceNotAuthenticatedException or SslHandshakeException or IOException or SocketException or OperationCanceledException
            or TimeoutException or NotSupportedException)
        {
            var answer = AnswerOf(failure);
            await HangUpAsync();
            return answer;
        }
        finally
        {
            alone.Release();
        }
    }

    public void Dispose()
    {
        client.Dispose();
        alone.Dispose();
    }

    private async Task ConnectAsync(CancellationToken cancellation)
    {
        if (client.IsConnected)
        {
            try
            {
                await client.NoOpAsync(cancellation);
                return;
            }
            catch (Exception failure) when (failure is SmtpCommandException or ProtocolException or IOException or SocketException)
            {
                // A server hangs up on who has been silent for long.
                await HangUpAsync();
            }
        }
        var security = mail.Security switch
        {
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.None,
        };
        await client.ConnectAsync(mail.Host, mail.Port, security, cancellation);
        if (mail.User.Length > 0) await client.AuthenticateAsync(mail.User, password, cancellation);
    }

    private async Task HangUpAsync()
    {
        try
        {
            if (client.IsConnected) await client.DisconnectAsync(quit: false);
        }
        catch (Exception failure) when (failure is IOException or SocketException or ProtocolException)
        {
            // It is gone already.
        }
    }

    /// <summary>By the house's own authorities, and for the very name that was asked for.</summary>
    private static bool IsVouchedFor(
        X509Certificate? certificate, X509Chain? sent, SslPolicyErrors errors, X509Certificate2Collection authorities)
    {
        if (certificate is not X509Certificate2 server || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != 0) return false;
        using var chain = new X509Chain
        {
            ChainPolicy =
            { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck }
        };
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        foreach (var between in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
            chain.ChainPolicy.ExtraStore.Add(between.Certificate);
        return chain.Build(server);
    }

    private MimeMessage Message(Person recipient, MailboxAddress mailbox, NoticeText text)
    {
        var message = new MimeMessage
        {
            Subject = text.Title,
            // The same at every try, so that a mailbox may tell repeats.
            MessageId = $"{text.Key.Replace('/', '.')}@{MailboxAddress.Parse(mail.From).Domain}",
            Body = new TextPart("plain") { Text = text.Whole },
        };
        message.From.Add(new MailboxAddress(mail.FromName, MailboxAddress.Parse(mail.From).Address));
        message.To.Add(new MailboxAddress(recipient.Name, mailbox.Address));
        // Nobody's absence is to be told to a machine (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    /// <summary>5xx about the receiver is about this address; whatever else goes wrong may be well later.</summary>
    private SendAnswer AnswerOf(Exception failure) => failure switch
    {
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } refused when (int)refused.StatusCode >= 500 =>
            SendAnswer.Refused($"SMTP {(int)refused.StatusCode}"),
        SmtpCommandException command => SendAnswer.Unanswered($"SMTP {(int)command.StatusCode}"),
        AuthenticationException or ServiceNotAuthenticatedException =>
            SendAnswer.Unanswered("the mail server does not let us in", TimeSpan.FromMinutes(1)),
        SslHandshakeException => SendAnswer.Unanswered("the mail server's certificate is not trusted", TimeSpan.FromMinutes(1)),
        NotSupportedException => SendAnswer.Unanswered("the mail server offers no STARTTLS or no sign-in", TimeSpan.FromMinutes(1)),
        OperationCanceledException or TimeoutException => SendAnswer.Unanswered($"no answer within {timeout.TotalSeconds:0.#} s"),
        _ => SendAnswer.Unanswered(failure.GetType().Name),
    };
}

using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using OpsCenter.Gateway.Notices;
using OpsCenter.Gateway.Platform.Delivery;
using OpsCenter.Gateway.Platform.Privacy;
using OpsCenter.Notices;
using Xunit;

namespace OpsCenter.Tests.Notices;

/// <summary>Each channel against a server that speaks its formats and keeps its limits.</summary>
public sealed class ChannelTests
{
    private static readonly Person Clerk = SampleNotices.TownClerk with { Account = "longgui.clerk" };

    private static NoticeText Text(
        int lines = 2, string link = "https://ops.example.gov.cn/filings", string key = "440203/notices/07/1/abc") =>
        new(key, "填报提醒：2项今日截止", [.. Enumerable.Range(1, lines).Select(line => $"· 龙归镇 镇街月报第{line}表 2026年11月")], link);

    private static NoticeChannelOptions Options(WeComServer? server = null) => new NoticeChannelOptions
    {
        WeCom = server is null
            ? new()
            : new()
            {
                Url = server.Url,
                CorpId = WeComServer.CorpId,
                AgentId = 1000002,
                Secret = WeComServer.Secret,
                Robots = { ["longgui"] = WeComServer.RobotKey, ["gone"] = "old-key" }
            },
        Sms = server is null
            ? new()
            : new()
            {
                Url = $"{server.Url}/sms/norsubmit",
                EcName = WeComServer.EcName,
                ApId = WeComServer.ApId,
                SecretKey = WeComServer.MasKey,
                Sign = WeComServer.MasSign
            },
    }.Validated();

    private static Task<SendAnswer> SendAsync(INoticeSender sender, string address, NoticeText? text = null) =>
        sender.SendAsync(Clerk, address, text ?? Text(), default);

    [Fact]
    public async Task An_app_message_is_a_card_and_its_token_is_asked_for_once()
    {
        await using var server = await WeComServer.StartAsync();
        using var app = new WeComApp(Options(server), TimeProvider.System);
        Assert.Equal(SendAnswer.Sent("m1"), await SendAsync(app, "zhangsan"));
        Assert.Equal(SendAnswer.Sent("m2"), await SendAsync(app, "lisi", Text(lines: 200)));
        Assert.Equal(1, server.TokensGiven);
        var message = server.AppMessages.First();
        Assert.Equal(("zhangsan", "textcard", "1", "14400"),
            ($"{message["touser"]}", $"{message["msgtype"]}", $"{message["enable_duplicate_check"]}",
                $"{message["duplicate_check_interval"]}"));
        Assert.Equal("去填报", $"{message["textcard"]!["btntxt"]}");
        // Whole lines only, and that some are left out is said.
        Assert.EndsWith("\n……详见系统", $"{server.AppMessages.Last()["textcard"]!["description"]}");
        Assert.Equal(SendOutcome.Sent, (await SendAsync(app, "zhangsan", Text(lines: 200, link: ""))).Outcome);
        Assert.Equal("text", $"{server.AppMessages.Last()["msgtype"]}");
    }

    [Fact]
    public async Task A_token_that_has_run_out_is_renewed_once()
    {
        await using var server = await WeComServer.StartAsync();
        using var app = new WeComApp(Options(server), TimeProvider.System);
        await SendAsync(app, "zhangsan");
        server.ExpireToken();
        Assert.Equal(SendOutcome.Sent, (await SendAsync(app, "zhangsan")).Outcome);
        Assert.Equal(2, server.TokensGiven);
    }

    [Fact]
    public async Task A_token_is_renewed_before_it_runs_out()
    {
        var time = new FakeTimeProvider();
        await using var server = await WeComServer.StartAsync();
        using var app = new WeComApp(Options(server), time);
        await SendAsync(app, "zhangsan");
        time.Advance(TimeSpan.FromMinutes(114));
        await SendAsync(app, "zhangsan");
        time.Advance(TimeSpan.FromMinutes(2));
        await SendAsync(app, "zhangsan");
        Assert.Equal(2, server.TokensGiven);
    }

    [Fact]
    public async Task A_member_that_is_not_known_is_refused_and_a_limit_is_not()
    {
        await using var server = await WeComServer.StartAsync();
        using var app = new WeComApp(Options(server), TimeProvider.System);
        Assert.Equal(SendAnswer.Refused("invaliduser"), await SendAsync(app, "WangWu"));
        Assert.Equal(SendAnswer.Refused("errcode 81013"), await SendAsync(app, "nobody"));
        foreach (var many in new[] { "@all", "zhangsan|lisi", "" }) Assert.Equal(SendOutcome.Refused, (await SendAsync(app, many)).Outcome);
        server.Limited = 1;
        Assert.Equal(SendAnswer.Unanswered("errcode 45009", TimeSpan.FromMinutes(1)), await SendAsync(app, "zhangsan"));
        server.IsAway = true;
        Assert.Equal(SendAnswer.Unanswered("HTTP 503"), await SendAsync(app, "zhangsan"));
    }

    [Fact]
    public async Task A_wrong_secret_is_nobodys_fault()
    {
        await using var server = await WeComServer.StartAsync();
        var options = Options(server);
        using var app = new WeComApp(options with { WeCom = options.WeCom with { Secret = "another" } }, TimeProvider.System);
        Assert.Equal((SendOutcome.Unanswered, "gettoken: errcode 40001"),
            await SendAsync(app, "zhangsan") is var answer ? (answer.Outcome, answer.Detail) : default);
    }

    [Fact]
    public async Task A_robot_speaks_markdown_or_mentions_a_member_in_pieces_that_fit()
    {
        await using var server = await WeComServer.StartAsync();
        using var robot = new WeComRobot(Options(server), TimeProvider.System);
        Assert.Equal(SendOutcome.Sent, (await SendAsync(robot, "longgui")).Outcome);
        Assert.Equal(Text().Whole, $"{Assert.Single(server.RobotMessages)["markdown"]!["content"]}");
        server.RobotMessages.Clear();
        Assert.Equal(SendOutcome.Sent, (await SendAsync(robot, "longgui@zhangsan", Text(lines: 60))).Outcome);
        Assert.True(server.RobotMessages.Count > 1);
        Assert.Equal(Text(lines: 60).Whole, string.Join('\n', server.RobotMessages.Select(message => $"{message["text"]!["content"]}")));
        // The member is mentioned once.
        Assert.Equal(["zhangsan"], server.RobotMessages.SelectMany(message => message["text"]!["mentioned_list"]!.AsArray())
            .Select(name => $"{name}"));
        Assert.Equal(SendOutcome.Refused, (await SendAsync(robot, "nobody")).Outcome);
        Assert.Equal(SendAnswer.Unanswered("errcode 93000"), await SendAsync(robot, "gone"));
        Assert.NotEqual(((INoticeSender)robot).DestinationOf("gone"), ((INoticeSender)robot).DestinationOf("longgui@zhangsan"));
    }

    [Fact]
    public async Task A_robot_says_twenty_things_a_minute_and_is_never_told_that_it_is_too_much()
    {
        var time = new FakeTimeProvider();
        await using var server = await WeComServer.StartAsync(time);
        using var robot = new WeComRobot(Options(server), time);
        for (var i = 0; i < 20; i++) Assert.Equal(SendOutcome.Sent, (await SendAsync(robot, "longgui", Text(key: $"k{i}"))).Outcome);
        time.Advance(TimeSpan.FromSeconds(20));
        var answer = await SendAsync(robot, "longgui", Text(key: "k20"));
        Assert.Equal((SendOutcome.Waits, TimeSpan.FromSeconds(40)), (answer.Outcome, answer.RetryAfter));
        time.Advance(answer.RetryAfter!.Value);
        Assert.Equal(SendOutcome.Sent, (await SendAsync(robot, "longgui", Text(key: "k20"))).Outcome);
        Assert.Equal((21, 0), (server.RobotMessages.Count, server.TooMany));
    }

    [Fact]
    public async Task Pieces_that_have_arrived_are_not_sent_again()
    {
        await using var server = await WeComServer.StartAsync();
        using var robot = new WeComRobot(Options(server), TimeProvider.System);
        var text = Text(lines: 60);
        // The second piece meets the limit.
        server.Limited = 2;
        Assert.Equal(SendAnswer.Unanswered("errcode 45009", TimeSpan.FromMinutes(1)), await SendAsync(robot, "longgui@zhangsan", text));
        Assert.Equal(SendOutcome.Sent, (await SendAsync(robot, "longgui@zhangsan", text)).Outcome);
        Assert.Equal(text.Whole, string.Join('\n', server.RobotMessages.Select(message => $"{message["text"]!["content"]}")));
    }

    [Fact]
    public async Task A_short_message_has_its_mac_and_fits_its_segments()
    {
        await using var server = await WeComServer.StartAsync();
        using var mas = new CloudMas(Options(server), TimeProvider.System);
        Assert.Equal(SendAnswer.Sent("g1"), await SendAsync(mas, "+86 138-0013-8000", Text(lines: 30)));
        var message = Assert.Single(server.ShortMessages);
        Assert.Equal(("13800138000", WeComServer.EcName, WeComServer.MasSign),
            ($"{message["mobiles"]}", $"{message["ecName"]}", $"{message["sign"]}"));
        var content = $"{message["content"]}";
        Assert.StartsWith("填报提醒：2项今日截止，龙归镇 镇街月报第1表 2026年11月", content);
        Assert.True(content.Length + 12 <= 2 * 67, $"{content.Length} characters");
        Assert.DoesNotContain('\n', content);
        Assert.Equal(SendOutcome.Refused, (await SendAsync(mas, "0751-8888888")).Outcome);
        var options = Options(server);
        using var wrong = new CloudMas(options with { Sms = options.Sms with { SecretKey = "another" } }, TimeProvider.System);
        Assert.Equal((SendOutcome.Unanswered, "IllegalMac"),
            await SendAsync(wrong, "13800138000") is var answer ? (answer.Outcome, answer.Detail) : default);
    }

    [Fact]
    public async Task A_mail_reaches_a_real_server_which_refuses_puts_off_and_goes_away()
    {
        var server = await MailServer.StartAsync();
        try
        {
            using var mail = new MailSender(
                new NoticeChannelOptions
                {
                    Mail = new()
                    {
                        Host = "localhost",
                        Port = server.Port,
                        Security = MailSecurity.None,
                        From = "ops@wujiang.test",
                        FromName = "武江区政数局"
                    }
                }.Validated());
            Assert.Equal(SendAnswer.Sent("440203.notices.07.1.abc@wujiang.test"), await SendAsync(mail, "clerk@longgui.test"));
            Assert.Equal(SendAnswer.Refused("SMTP 550"), await SendAsync(mail, "unknown@longgui.test"));
            Assert.Equal(SendAnswer.Unanswered("SMTP 451"), await SendAsync(mail, "later@longgui.test"));
            Assert.Equal(SendOutcome.Refused, (await SendAsync(mail, "nobody")).Outcome);
            // A connection that was good goes on; one that the server has left is rebuilt.
            Assert.Equal(SendOutcome.Sent, (await SendAsync(mail, "clerk@longgui.test", Text(key: "second"))).Outcome);
            await OpsCenter.Tests.Kernel.Eventually
                .True(() => Task.FromResult(server.Messages().Length == 2), "both messages are delivered");
            var message = await MimeMessage.LoadAsync(new MemoryStream(Encoding.UTF8.GetBytes(server.Messages()[0])));
            Assert.Equal(("填报提醒：2项今日截止", "武江区政数局", "auto-generated"),
                (message.Subject, message.From[0].Name, message.Headers["Auto-Submitted"]));
            Assert.Equal(Text().Whole, message.TextBody!.ReplaceLineEndings("\n").TrimEnd());
            var port = server.Port;
            await server.DisposeAsync();
            Assert.Equal(SendOutcome.Unanswered, (await SendAsync(mail, "clerk@longgui.test")).Outcome);
            server = await MailServer.StartAsync(port);
            Assert.Equal(SendOutcome.Sent, (await SendAsync(mail, "clerk@longgui.test")).Outcome);
            // It has no TLS: a mail that demands it does not go out without.
            using var safe = new MailSender(
                new NoticeChannelOptions
                {
                    Mail = new()
                    {
                        Host = "localhost",
                        Port = port,
                        Security = MailSecurity.StartTls,
                        From = "ops@wujiang.test"
                    }
                }.Validated());
            Assert.Equal(SendOutcome.Unanswered, (await SendAsync(safe, "clerk@longgui.test")).Outcome);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.Tls)]
    public async Task A_mail_goes_only_to_a_server_that_is_trusted_and_lets_us_in(MailSecurity security)
    {
        await using var server = await MailServer.StartAsync(security: security);
        var good = new MailOptions
        {
            Host = "localhost",
            Port = server.Port,
            Security = security,
            From = "ops@wujiang.test",
            User = MailServer.User,
            Password = MailServer.Password,
            AuthorityFile = server.AuthorityFile,
        };
        async Task<SendAnswer> TryAsync(MailOptions options)
        {
            using var mail = new MailSender(new NoticeChannelOptions { Mail = options }.Validated());
            return await SendAsync(mail, "clerk@longgui.test");
        }
        Assert.Equal(SendOutcome.Sent, (await TryAsync(good)).Outcome);
        await OpsCenter.Tests.Kernel.Eventually.True(() => Task.FromResult(server.Messages().Length == 1), "the message is delivered");

        var minute = TimeSpan.FromMinutes(1);
        Assert.Equal(SendAnswer.Unanswered("the mail server does not let us in", minute),
            await TryAsync(good with { Password = "another" }));
        // Nobody vouches for it, or it is vouched for under another name.
        Assert.Equal(SendAnswer.Unanswered("the mail server's certificate is not trusted", minute),
            await TryAsync(good with { AuthorityFile = "" }));
        Assert.Equal(SendAnswer.Unanswered("the mail server's certificate is not trusted", minute),
            await TryAsync(good with { Host = "127.0.0.1" }));
        // Who does not sign in is not taken for an address that is wrong.
        Assert.NotEqual(SendOutcome.Sent, (await TryAsync(good with { User = "", Password = "" })).Outcome);
        Assert.Single(server.Messages());
    }

    [Fact]
    public void Pieces_fit_and_hold_everything_unless_a_line_is_too_long_for_any() =>
        Gen.Select(Gen.String[Gen.Char["ab镇月"], 1, 12].List[1, 20], Gen.Int[20, 60]).Sample((lines, most) =>
        {
            var text = string.Join('\n', lines);
            var pieces = NoticeText.Split(text, most, NoticeText.Bytes);
            Assert.All(pieces, piece => Assert.InRange(NoticeText.Bytes(piece), 0, most));
            if (lines.All(line => NoticeText.Bytes(line) <= most)) Assert.Equal(text.Trim('\n'), string.Join('\n', pieces).Trim('\n'));
            Assert.InRange(NoticeText.Bytes(NoticeText.Cut(lines, most, NoticeText.Bytes)), 0, most);
        });

    [Fact]
    public async Task A_webhook_is_signed_as_all_are()
    {
        await using var receiver = new JsonReceiver();
        await receiver.StartAsync();
        using var webhook = new WebhookSender(
            new NoticeChannelOptions { Webhooks = { ["oa"] = new() { Url = receiver.Url, Secret = "a-secret-of-the-tests" } } }.Validated(),
            TimeProvider.System);
        Assert.Equal(SendOutcome.Sent, (await SendAsync(webhook, "oa")).Outcome);
        var (key, signature, timestamp, body) = Assert.Single(receiver.Received);
        Assert.Equal(Text().Key, key);
        Assert.Equal(WebhookSignature.Of("a-secret-of-the-tests"u8, timestamp, Encoding.UTF8.GetBytes(body)), signature);
        Assert.Equal(("lg-clerk", "填报提醒：2项今日截止"), ($"{JsonNode.Parse(body)!["recipient"]!["code"]}", $"{JsonNode.Parse(body)!["title"]}"));
        receiver.Status = 410;
        Assert.Equal(SendAnswer.Refused("HTTP 410"), await SendAsync(webhook, "oa"));
        receiver.Status = 429;
        Assert.Equal(SendOutcome.Unanswered, (await SendAsync(webhook, "oa")).Outcome);
        Assert.Equal(SendOutcome.Refused, (await SendAsync(webhook, "another")).Outcome);
    }

    [Fact]
    public void Addresses_are_masked_and_open_only_for_their_person_and_channel()
    {
        var privacy = new ContactPrivacy(new(Directory.CreateTempSubdirectory("privacy").FullName, TimeProvider.System));
        foreach (var (channel, address, masked) in new[]
                 {
                     (NoticeChannel.Sms, "13800138000", "138****8000"),
                     (NoticeChannel.Email, "zhangsan@longgui.gov.cn", "z***@longgui.gov.cn"),
                     (NoticeChannel.WeComApp, "zhangsan", "zh***"), (NoticeChannel.WeComRobot, "longgui@lisi", "longgui@lisi"),
                     (NoticeChannel.Webhook, "oa", "oa"),
                 })
        {
            var contact = privacy.Seal(new("440203"), "lg-clerk", channel, address);
            Assert.Equal(masked, contact.Masked);
            Assert.Equal(address, privacy.Open(new("440203"), "lg-clerk", contact));
            if (contact.Sealed.Length == 0) continue;
            Assert.DoesNotContain(address, contact.Sealed);
            Assert.Throws<SealException>(() => privacy.Open(new("440203"), "another", contact));
        }
    }

    [Fact]
    public void Settings_that_make_no_sense_are_named_and_secrets_are_not_repeated()
    {
        var wecom = new WeComOptions { Url = "https://wecom.example", CorpId = "ww", AgentId = 1, Secret = "s3cret-value" };
        var mail = new MailOptions { Host = "localhost", From = "ops@wujiang.test" };
        foreach (var (name, options) in new (string, NoticeChannelOptions)[]
                 {
                     ("WeCom:Url", new() { WeCom = wecom with { Url = "http://wecom.example" } }),
                     ("WeCom:Secret", new() { WeCom = wecom with { Secret = "" } }),
                     ("WeCom:AgentId", new() { WeCom = wecom with { AgentId = 0 } }),
                     ("WeCom:RobotPerMinute", new() { WeCom = wecom with { RobotPerMinute = 21 } }),
                     ("WeCom:Robots", new() { WeCom = wecom with { Robots = new() { ["a@b"] = "key" } } }),
                     ("WeCom:SecretFile", new() { WeCom = wecom with { Secret = "", SecretFile = "/nowhere" } }),
                     ("Sms:EcName", new() { Sms = new() { Url = "https://mas.example" } }),
                     ("Mail:From", new() { Mail = mail with { From = "nobody" } }),
                     ("Mail:Security", new() { Mail = mail with { Host = "mail.example", Security = MailSecurity.None } }),
                     ("Mail:Password", new() { Mail = mail with { User = "ops" } }),
                     ("Mail:AuthorityFile", new() { Mail = mail with { AuthorityFile = "/nowhere" } }),
                     ("Webhooks:oa:Secret", new() { Webhooks = { ["oa"] = new() { Url = "https://oa.example", Secret = "short" } } }),
                     ("AtOnce", new() { AtOnce = 0 }),
                 })
        {
            var message = Assert.Throws<ArgumentException>(options.Validated).Message;
            Assert.Contains($"Notices:Channels:{name}", message);
            Assert.DoesNotContain("s3cret-value", message);
        }
        Assert.DoesNotContain("s3cret-value", new NoticeChannelOptions { WeCom = wecom }.ToString());
        Assert.False(new NoticeChannelOptions().Validated().IsOn);
    }
}

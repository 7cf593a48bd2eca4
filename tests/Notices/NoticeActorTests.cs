using System.Collections.Immutable;
using System.Text;
using OpsCenter.Filings;
using OpsCenter.Gateway.Platform.Delivery;
using OpsCenter.Notices;
using Xunit;
using static OpsCenter.Tests.Notices.SampleNotices;

namespace OpsCenter.Tests.Notices;

/// <summary>From what is owed to what somebody reads, over real actors and a real journal.</summary>
public sealed class NoticeActorTests : IAsyncLifetime
{
    private const string Member = "zhangsan", Phone = "13800138000";
    private readonly string folder = Directory.CreateTempSubdirectory("opscenter-notices-").FullName;
    private NoticeCluster cluster = null!;
    private OutboxRelay<DueNotice> gateway = null!;

    public async ValueTask InitializeAsync()
    {
        await StartAsync();
        await cluster.PutAsync(TownClerk, (NoticeChannel.WeComApp, Member), (NoticeChannel.Sms, Phone));
        cluster.Owed.Filings = [Owes(Town), Owes(OtherVillage)];
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Somebody_is_reminded_once_of_all_that_is_due()
    {
        Assert.Equal(1, await cluster.Watch.LookAsync());
        Assert.Equal(0, await cluster.Watch.LookAsync());
        await SendAsync();
        var (address, text) = Assert.Single(cluster.App.Sent);
        Assert.Equal(Member, address);
        Assert.Equal("填报提醒：2项今日截止", text.Title);
        Assert.Equal("https://ops.example.gov.cn/filings/440203", text.Link);
        Assert.Equal(["今日截止（3月13日17:30截止）", "· 龙归镇 镇街月报 2026年11月", "· 冲下村 镇街月报 2026年11月"], text.Lines);
        await LookAndSendAsync();
        Assert.Single(cluster.App.Sent);
        Assert.Equal([(NoticeStatus.Sent, 2, NoticeChannel.WeComApp)],
            (await cluster.ListAsync()).Select(notice => (notice.Status, notice.Filings, notice.Channel!.Value)));
    }

    [Fact]
    public async Task A_product_that_starts_again_says_nothing_again()
    {
        await LookAndSendAsync();
        await cluster.DisposeAsync();
        await StartAsync();
        cluster.Owed.Filings = [Owes(Town), Owes(OtherVillage)];
        await LookAndSendAsync();
        Assert.Empty(cluster.App.Sent);
    }

    [Fact]
    public async Task What_is_sent_before_its_reminder_has_none()
    {
        await cluster.Watch.LookAsync();
        cluster.Owed.Filings = [];
        await SendAsync();
        Assert.Empty(cluster.App.Sent);
        await cluster.Watch.LookAsync();
        Assert.Equal(NoticeStatus.Dropped, Assert.Single(await cluster.ListAsync()).Status);
    }

    /// <summary>However long a plan is kept: before anybody is told it is asked once more, with all that was acknowledged.</summary>
    [Fact]
    public async Task What_is_sent_right_before_its_reminder_has_none()
    {
        await cluster.DisposeAsync();
        cluster = await NoticeCluster.StartAsync(folder, planFor: TimeSpan.FromMinutes(1));
        gateway = cluster.Gateway("one");
        cluster.Owed.Filings = [Owes(Town), Owes(OtherVillage)];
        Assert.Equal(1, await cluster.Watch.LookAsync());
        Assert.False(cluster.Owed.AsCommitted);
        cluster.Owed.Filings = [];
        await SendAsync();
        Assert.True(cluster.Owed.AsCommitted);
        Assert.Empty(cluster.App.Sent);
    }

    /// <summary>While others are told time passes, and somebody may have sent what a reminder is about.</summary>
    [Fact]
    public async Task What_is_sent_while_others_are_told_has_none()
    {
        await cluster.PutAsync(TownLeader, (NoticeChannel.WeComApp, "lisi"));
        cluster.Owed.Filings = [Owes(Town), Owes(OtherVillage, At(3, 12, 17, 30))];
        await cluster.Watch.LookAsync();
        gateway = cluster.Gateway("one", atOnce: 1);
        cluster.App.Answer = _ =>
        {
            // The channel is slow, and meanwhile all is sent in.
            cluster.Clock.Step(TimeSpan.FromSeconds(5));
            cluster.Owed.Filings = [];
            return SendAnswer.Sent();
        };
        Assert.True(await gateway.SendAsync(TestContext.Current.CancellationToken));
        Assert.False(await gateway.SendAsync(TestContext.Current.CancellationToken));
        Assert.Single(cluster.App.Sent);
    }

    [Fact]
    public async Task What_is_sent_in_part_is_told_in_part()
    {
        await cluster.Watch.LookAsync();
        cluster.Owed.Filings = [Owes(Town)];
        await SendAsync();
        var text = Assert.Single(cluster.App.Sent).Text;
        Assert.Equal("填报提醒：1项今日截止", text.Title);
        // Of one form the way is to that form.
        Assert.Equal($"https://ops.example.gov.cn/filings/440203/town-monthly/2026-11/{Town}", text.Link);
    }

    [Fact]
    public async Task An_address_that_is_refused_gives_way_to_the_next_and_a_person_brings_a_dead_letter_back()
    {
        cluster.App.Answer = _ => SendAnswer.Refused("invaliduser");
        cluster.Sms.Answer = _ => SendAnswer.Refused("no mobile number");
        await LookAndSendAsync();
        await SendAsync();
        var dead = Assert.Single(await cluster.ListAsync(NoticeStatus.Dead));
        Assert.Equal((NoticeChannel.Sms, "no mobile number"), (dead.Channel!.Value, dead.Reason));
        await LookAndSendAsync();
        Assert.Empty(cluster.Sms.Sent);

        await cluster.PutAsync(TownClerk, (NoticeChannel.Sms, "13900139000"));
        cluster.Sms.Answer = _ => SendAnswer.Sent();
        var answers = await cluster.Grains.GetGrain<INotices>(NoticeKeys.Outbox(new(District), TownClerk.Code))
            .Handle([new("", cluster.Clock.GetUtcNow(), new ResendNotice(dead.Number))], "bureau");
        Assert.Null(answers[0].Refusal);
        await SendAsync();
        Assert.Equal("13900139000", Assert.Single(cluster.Sms.Sent).Address);
    }

    [Fact]
    public async Task A_channel_that_is_away_is_left_alone_and_what_waits_goes_out_when_it_is_back()
    {
        await cluster.PutAsync(TownLeader, (NoticeChannel.WeComApp, "lisi"));
        cluster.Owed.Filings = [Owes(Town), Owes(OtherVillage, At(3, 12, 17, 30))];
        var asked = 0;
        cluster.App.Answer = _ => Interlocked.Increment(ref asked) > 0 ? SendAnswer.Unanswered("HTTP 503", TimeSpan.FromMinutes(1))
            : default;
        await LookAndSendAsync();
        var first = asked;
        Assert.InRange(first, 1, 2);
        await SendAsync();
        Assert.Equal(first, asked);
        cluster.App.Answer = _ => SendAnswer.Sent();
        cluster.Clock.Step(TimeSpan.FromMinutes(2));
        await SendAsync();
        Assert.Equal(["lisi", Member], cluster.App.Sent.Select(sent => sent.Address).Order());
    }

    [Fact]
    public async Task Of_two_gateways_one_sends_and_the_other_when_it_is_gone()
    {
        var other = cluster.Gateway("other");
        await cluster.Watch.LookAsync();
        cluster.App.Answer = _ => SendAnswer.Unanswered("HTTP 503");
        await SendAsync();
        cluster.App.Answer = _ => SendAnswer.Sent();
        cluster.Clock.Step(TimeSpan.FromMinutes(1));
        // The lease is held by the steady clock, which has gone on as well; so it is prolonged first.
        cluster.Owed.Filings = [];
        await SendAsync();
        cluster.Owed.Filings = [Owes(Town)];
        Assert.False(await other.SendAsync(TestContext.Current.CancellationToken));
        Assert.Empty(cluster.App.Sent);
        await gateway.ReleaseAsync();
        Assert.True(await other.SendAsync(TestContext.Current.CancellationToken));
        Assert.Single(cluster.App.Sent);
    }

    [Fact]
    public async Task A_preview_queues_nothing_and_looks_ahead()
    {
        var plan = await cluster.Watch.PreviewAsync(At(3, 13, 18));
        Assert.Equal([Owes(Town), Owes(OtherVillage)], plan.Unreached.OrderBy(filing => filing.Place));
        plan = await cluster.Watch.PreviewAsync(null);
        Assert.Equal(ReminderStage.DueDay, Assert.Single(plan.Recipients).Value.Steps[0].Step.Stage);
        Assert.Empty(await cluster.ListAsync());
    }

    [Fact]
    public async Task The_journal_knows_no_address()
    {
        await LookAndSendAsync();
        foreach (var file in Directory.GetFiles(folder).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var content = new MemoryStream();
            await stream.CopyToAsync(content, TestContext.Current.CancellationToken);
            foreach (var secret in new[] { Member, Phone })
                Assert.Equal(-1, content.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)));
        }
    }

    private async Task StartAsync()
    {
        cluster = await NoticeCluster.StartAsync(folder);
        gateway = cluster.Gateway("one");
    }

    /// <summary>Due at the end of the day, unless it is said otherwise.</summary>
    private static OwedFiling Owes(string place, DateTimeOffset? due = null) => Owed(place, due ?? At(3, 13, 17, 30), since: At(3, 2, 0));

    private Task SendAsync() => gateway.SendAsync(TestContext.Current.CancellationToken);

    private async Task LookAndSendAsync()
    {
        await cluster.Watch.LookAsync();
        await SendAsync();
    }
}

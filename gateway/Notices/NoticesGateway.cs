using OpsCenter.Gateway.Privacy;
using OpsCenter.Gateway.Setup;
using OpsCenter.Kernel;
using OpsCenter.Notices;

namespace OpsCenter.Gateway.Notices;

/// <summary>Reminders at the gateway: their ways out, and the address book.</summary>
public sealed class NoticesGateway : SubjectGateway
{
    private static readonly (NoticeChannel Channel, string Name)[] Channels =
    [
        (NoticeChannel.WeComApp, "粤政易"), (NoticeChannel.WeComRobot, "粤政易群机器人"), (NoticeChannel.Sms, "短信"), (NoticeChannel.Email, "邮件"), (NoticeChannel.Webhook, "接口"),
    ];

    /// <inheritdoc/>
    public override Subject Subject { get; } = new NoticesSubject();

    /// <inheritdoc/>
    public override void Build(GatewayBuilder gateway)
    {
        var services = gateway.Services;
        var options = gateway.Options<NoticeChannelOptions>("Notices:Channels", options => options.Validated());
        services.AddSingleton<ContactPrivacy>().AddSingleton<AddressBookDesk>().AddSingleton<NoticeDesk>();
        if (options.IsSetUp(NoticeChannel.WeComApp)) services.AddSingleton<INoticeSender, WeComApp>();
        if (options.IsSetUp(NoticeChannel.WeComRobot)) services.AddSingleton<INoticeSender, WeComRobot>();
        if (options.IsSetUp(NoticeChannel.Sms)) services.AddSingleton<INoticeSender, CloudMas>();
        if (options.IsSetUp(NoticeChannel.Email)) services.AddSingleton<INoticeSender, MailSender>();
        if (options.IsSetUp(NoticeChannel.Webhook)) services.AddSingleton<INoticeSender, WebhookSender>();
        foreach (var (channel, name) in Channels) services.AddWayOut(new("催报", name, options.IsSetUp(channel)));
        if (options.IsOn) services.AddHostedService<NoticeDelivery>();
        gateway.Service<RemindersService>().SetupStep<PeopleSetup>();
    }
}

using OpsCenter.Gateway.Platform.Delivery;
using OpsCenter.Gateway.Platform.Setup;
using OpsCenter.Kernel;
using OpsCenter.Notices;

namespace OpsCenter.Gateway.Notices;

/// <summary>Reminders at the gateway: their ways out, and the address book.</summary>
public sealed class NoticesGateway : SubjectGateway
{
    private static readonly (NoticeChannel Channel, string Name)[] Channels =
    [
        (NoticeChannel.WeComApp, "粤政易"), (NoticeChannel.WeComRobot, "粤政易群机器人"), (NoticeChannel.Sms, "短信"), (NoticeChannel.Email, "邮件"),
        (NoticeChannel.Webhook, "接口"),
    ];

    /// <inheritdoc/>
    public override Subject Subject { get; } = new NoticesSubject();

    /// <inheritdoc/>
    public override IReadOnlyList<DefinitionVerb> Definitions { get; } =
    [
        new(
            "people", "Put people into the address book by which reminders go out; others stay as they are (as operator)",
            "People: XLSX, as 填报 → 通讯录 hands it out", ImportPeopleAsync),
    ];

    /// <inheritdoc/>
    public override void Build(GatewayBuilder gateway)
    {
        var services = gateway.Services;
        var options = gateway.Options<NoticeChannelOptions>("Notices:Channels", options => options.Validated());
        services.AddSingleton<ContactPrivacy>().AddSingleton<AddressBookHandler>().AddSingleton<NoticeHandler>();
        if (options.IsSetUp(NoticeChannel.WeComApp)) services.AddSingleton<INoticeSender, WeComApp>();
        if (options.IsSetUp(NoticeChannel.WeComRobot)) services.AddSingleton<INoticeSender, WeComRobot>();
        if (options.IsSetUp(NoticeChannel.Sms)) services.AddSingleton<INoticeSender, CloudMas>();
        if (options.IsSetUp(NoticeChannel.Email)) services.AddSingleton<INoticeSender, MailSender>();
        if (options.IsSetUp(NoticeChannel.Webhook)) services.AddSingleton<INoticeSender, WebhookSender>();
        foreach (var (channel, name) in Channels) services.AddWayOut(new("催报", name, options.IsSetUp(channel)));
        if (options.IsOn) services.AddDelivery<NoticeDelivery>();
        gateway.Service<RemindersService>().SetupStep<PeopleSetup>();
    }

    private static async Task<DefinitionAnswer> ImportPeopleAsync(DefinitionCall call, CancellationToken cancellation)
    {
        var answer = await new V1.Reminders.RemindersClient(call.Channel).ImportPeopleAsync(
            new() { District = call.District, FileName = call.FileName, Content = call.Content, DryRun = call.IsCheck },
            cancellationToken: cancellation);
        return new(answer.Changes, $"已读入 {answer.People} 人 / {answer.People} people read");
    }
}

using OpsCenter.Gateway.Privacy;
using OpsCenter.Gateway.Setup;
using OpsCenter.Notices;

namespace OpsCenter.Gateway.Notices;

/// <summary>The ways out for reminders, and their desk.</summary>
public static class NoticeWiring
{
    /// <param name="services">Needs an <see cref="IClusterClient"/> and <see cref="PrivacyKeys"/> beside it.</param>
    /// <param name="configuration">Section <c>Notices:Channels</c>.</param>
    public static IServiceCollection AddOpsCenterReminders(this IServiceCollection services, IConfiguration configuration)
    {
        var options = (configuration.GetSection("Notices:Channels").Get<NoticeChannelOptions>() ?? new()).Validated();
        services.AddSingleton(options).AddSingleton<ContactPrivacy>().AddSingleton<AddressBookDesk>().AddSingleton<NoticeDesk>();
        if (options.IsSetUp(NoticeChannel.WeComApp)) services.AddSingleton<INoticeSender, WeComApp>();
        if (options.IsSetUp(NoticeChannel.WeComRobot)) services.AddSingleton<INoticeSender, WeComRobot>();
        if (options.IsSetUp(NoticeChannel.Sms)) services.AddSingleton<INoticeSender, CloudMas>();
        if (options.IsSetUp(NoticeChannel.Email)) services.AddSingleton<INoticeSender, MailSender>();
        if (options.IsSetUp(NoticeChannel.Webhook)) services.AddSingleton<INoticeSender, WebhookSender>();
        foreach (var (channel, name) in ((NoticeChannel, string)[])
            [(NoticeChannel.WeComApp, "粤政易"), (NoticeChannel.WeComRobot, "粤政易群机器人"), (NoticeChannel.Sms, "短信"), (NoticeChannel.Email, "邮件"), (NoticeChannel.Webhook, "接口")])
            services.AddWayOut(new("催报", name, options.IsSetUp(channel)));
        services.AddSetupStep<PeopleSetup>();
        if (options.IsOn) services.AddHostedService<NoticeDelivery>();
        return services;
    }

    public static IEndpointRouteBuilder MapOpsCenterReminders(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<RemindersService>();
        return endpoints;
    }
}

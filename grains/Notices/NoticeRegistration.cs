using Microsoft.Extensions.DependencyInjection;

namespace OpsCenter.Notices;

/// <summary>What the reminders' actors need from their silo beside what all actors do.</summary>
public static class NoticeRegistration
{
    /// <exception cref="ArgumentException">A setting is wrong; the sentence names it.</exception>
    public static IServiceCollection AddOpsCenterNotices(this IServiceCollection services, NoticeRules rules) => services.AddSingleton(rules.Validated());
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace OpsCenter.Kernel;

/// <summary>Puts subjects into a process.</summary>
public static class SubjectRegistration
{
    /// <summary>All that the subjects' actors need from their silo, beside the journal and the storage of snapshots.</summary>
    /// <exception cref="ArgumentException">A setting is wrong; the sentence names it.</exception>
    public static IServiceCollection AddOpsCenterActors(
        this IServiceCollection services, IEnumerable<Subject> subjects, IConfiguration configuration)
    {
        var builder = Build(services, subjects, configuration, hasActors: true);
        builder.Options<ProjectorOptions>("Projector", options => options.Validated());
        builder.Options<ActorOptions>("Actors", options => options.Validated());
        var remembered = builder.OptionsOf<ActorOptions>().RememberIds;
        if (remembered <= builder.OldestFact.Age + TimeSpan.FromDays(1))
            throw new ArgumentException(
                $"Actors:RememberIds ({remembered}) must be more than a day longer than facts may be late "
                + $"({builder.OldestFact.Setting} = {builder.OldestFact.Age}).");
        services.AddSingleton<ActorServices>();
        return services;
    }

    /// <summary>
    /// What a gateway needs of the subjects beside its way to the actors: what they go by, and the names of their events.
    /// </summary>
    /// <exception cref="ArgumentException">A setting is wrong; the sentence names it.</exception>
    public static IServiceCollection AddOpsCenterReading(
        this IServiceCollection services, IEnumerable<Subject> subjects, IConfiguration configuration)
    {
        Build(services, subjects, configuration, hasActors: false);
        return services;
    }

    /// <summary>Every event that these subjects have.</summary>
    public static EventCatalogue Catalogue(IEnumerable<Subject> subjects) =>
        Build(new ServiceCollection(), subjects, new ConfigurationBuilder().Build(), hasActors: false).Events;

    private static SubjectBuilder Build(
        IServiceCollection services, IEnumerable<Subject> subjects, IConfiguration configuration, bool hasActors)
    {
        var builder = new SubjectBuilder(services, configuration, hasActors);
        foreach (var subject in subjects) subject.Build(builder);
        services.TryAddSingleton(builder.Events);
        return builder;
    }
}

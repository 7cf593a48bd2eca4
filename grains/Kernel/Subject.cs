using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace OpsCenter.Kernel;

/// <summary>
/// A subject of the district's work: a folder of its name in each room that it lives in, and a line in the one list. The kernel knows
/// none of them by name.
/// </summary>
public abstract class Subject
{
    /// <summary>Says, on one page, what the subject is made of. Called once for each process, before anything runs.</summary>
    public abstract void Build(SubjectBuilder subject);
}

/// <summary>Takes down what a subject is made of.</summary>
public sealed class SubjectBuilder
{
    private readonly IConfiguration configuration;
    private readonly bool hasActors;

    internal SubjectBuilder(IServiceCollection services, IConfiguration configuration, bool hasActors) =>
        (Services, this.configuration, this.hasActors) = (services, configuration, hasActors);

    /// <summary>
    /// The process's services: what the subject needs wherever it is asked, at a gateway that has no actors too. Use <c>TryAdd…</c>.
    /// </summary>
    public IServiceCollection Services { get; }

    /// <summary>The events with their stable names.</summary>
    public EventCatalogue Events { get; } = new();

    /// <summary>The oldest fact that any subject still takes: actors remember ids for longer.</summary>
    internal (TimeSpan Age, string Setting) OldestFact { get; private set; }

    /// <summary>A section of the configuration; what was registered before wins.</summary>
    /// <typeparam name="TOptions">A record with the defaults.</typeparam>
    /// <param name="section">Its name, e.g. <c>Hotline:Board</c>.</param>
    /// <param name="validated">Gives it back, or throws an <see cref="ArgumentException"/> whose sentence names the setting.</param>
    public SubjectBuilder Options<TOptions>(string section, Func<TOptions, TOptions> validated) where TOptions : class, new()
    {
        Services.TryAddSingleton(Services.ReadOptions(configuration, section, validated));
        return this;
    }

    /// <summary>Facts that come late are taken up to this age, which a setting says.</summary>
    public SubjectBuilder TakesFactsOf<TOptions>(Func<TOptions, TimeSpan> age, string setting) where TOptions : class
    {
        var oldest = age(OptionsOf<TOptions>());
        if (oldest > OldestFact.Age) OldestFact = (oldest, setting);
        return this;
    }

    /// <summary>What a section was read as; only after <see cref="Options{TOptions}"/>.</summary>
    internal TOptions OptionsOf<TOptions>() where TOptions : class =>
        (TOptions)Services.Last(service => service.ServiceType == typeof(TOptions)).ImplementationInstance!;

    /// <summary>What only the actors need.</summary>
    public SubjectBuilder WithActors(Action<IServiceCollection> add)
    {
        if (hasActors) add(Services);
        return this;
    }

    /// <summary>A read model of each district.</summary>
    public SubjectBuilder Projection<TFactory>() where TFactory : class, IProjectionFactory =>
        WithActors(services => services.AddSingleton<IProjectionFactory, TFactory>());

    /// <summary>A look at what is due in each district, again and again.</summary>
    /// <typeparam name="TScan">The actor that looks; its key is the district.</typeparam>
    /// <typeparam name="TOptions">Where its interval stands.</typeparam>
    /// <param name="every">Time between two looks, by the machine.</param>
    public SubjectBuilder DueScan<TScan, TOptions>(Func<TOptions, TimeSpan> every) where TScan : IDueScan where TOptions : class =>
        WithActors(services => services.AddSingleton(
            provider => new DueScanSchedule(typeof(TScan), every(provider.GetRequiredService<TOptions>()))));

    /// <summary>A reader of the journal beside the projections, e.g. one that keeps a read table.</summary>
    /// <typeparam name="TReader">The actor that reads; its key is the district.</typeparam>
    /// <param name="kinds">Beginning of the names of the events that it wants to hear of, e.g. <c>hotline.</c>.</param>
    public SubjectBuilder Reader<TReader>(string kinds) where TReader : IJournalFollower =>
        WithActors(services => services.AddSingleton(new FollowerSchedule(typeof(TReader), kinds)));
}

/// <summary>What is looked at again and again in each district.</summary>
/// <param name="Scan">Interface of the actor, an <see cref="IDueScan"/>.</param>
/// <param name="Every">Time between two looks.</param>
public sealed record DueScanSchedule(Type Scan, TimeSpan Every);

/// <summary>Who is told when events of some kinds have been committed.</summary>
/// <param name="Follower">Interface of the actor, an <see cref="IJournalFollower"/>.</param>
/// <param name="Kinds">Beginning of the kinds' names.</param>
public sealed record FollowerSchedule(Type Follower, string Kinds);

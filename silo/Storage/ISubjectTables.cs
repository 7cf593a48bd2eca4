namespace OpsCenter.Silo.Storage;

/// <summary>
/// What a subject keeps in the database beside the journal: its read tables. It lies in the subject's folder of this room and is found
/// there by its type, so that the storage knows no subject by name.
/// </summary>
public interface ISubjectTables
{
    /// <summary>
    /// Adds the tables as services: each as the interface that its subject reads it by, and as an <see cref="ISubjectTable"/>.
    /// </summary>
    void Add(IServiceCollection services, StorageOptions options);

    /// <summary>The tables that can be rebuilt from the journal.</summary>
    IReadOnlyList<RebuildableTable> Rebuildable { get; }

    /// <summary>Those of all subjects.</summary>
    static IReadOnlyList<ISubjectTables> All { get; } =
    [
        .. typeof(ISubjectTables).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(ISubjectTables)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal).Select(type => (ISubjectTables)Activator.CreateInstance(type)!),
    ];
}

/// <summary>A table of a subject, opened before and closed after everything that uses it.</summary>
public interface ISubjectTable : IAsyncDisposable
{
    /// <summary>Creates or migrates what is needed.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    Task PrepareAsync(CancellationToken cancellation = default);
}

/// <summary>A table that is rebuilt by <c>opscenter rebuild name</c>.</summary>
/// <param name="Name">As the verb calls it, e.g. <c>orders</c>.</param>
/// <param name="Description">What it holds, one line.</param>
/// <param name="RunAsync">Throws its rows away and folds the journal again; returns the events read.</param>
public sealed record RebuildableTable(string Name, string Description, Func<TableRebuild, CancellationToken, Task<long>> RunAsync);

/// <summary>What a rebuild works with.</summary>
/// <param name="Options">The storage, which nothing else of this process uses.</param>
/// <param name="Journal">The opened journal.</param>
/// <param name="Events">All events.</param>
/// <param name="District">Null: all of them.</param>
/// <param name="Read">Told of each district, how many events have been read, and how many there were when it began.</param>
public sealed record TableRebuild(
    StorageOptions Options, Journal.IOpenableStore Journal, EventCatalogue Events, DistrictCode? District, Action<string, long, long> Read);

using Grpc.Net.Client;
using OpsCenter.Gateway.Platform.Files;

namespace OpsCenter.Gateway.Platform.Import;

/// <summary>A kind of record that files can hold: a subject's. The top key of a mapping file tells which it is.</summary>
public abstract class ImportKind
{
    /// <summary>The top key of its mappings, e.g. <c>order</c>.</summary>
    public abstract string Key { get; }

    /// <summary>The import that a mapping describes.</summary>
    /// <param name="root">The mapping file; null: it could not be read.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <returns>Null when there are errors.</returns>
    internal abstract FileImport? Read(YamlPart? root, List<FileError> errors);
}

/// <summary>A file of records on its way to a running product, by its public door.</summary>
public abstract class FileImport
{
    /// <param name="target">Where to.</param>
    /// <param name="fileName">Its ending tells the format.</param>
    /// <param name="content">The file, which can seek.</param>
    /// <param name="read">Told of each row that has been read, some thousands at a time, before their records are sent.</param>
    /// <param name="cancellation">Stops it.</param>
    public abstract Task RunAsync(
        ImportTarget target, string fileName, Stream content, Action<IReadOnlyList<ImportRow>> read, CancellationToken cancellation);
}

/// <summary>Where an import goes.</summary>
/// <param name="Channel">To the gateway, signed in.</param>
/// <param name="District">District code.</param>
/// <param name="Hall">Hall code, for those that are about a hall.</param>
/// <param name="Received">Hears of every receipt; one call at a time.</param>
/// <param name="Now">The moment of the import.</param>
public sealed record ImportTarget(GrpcChannel Channel, string District, string Hall, Action<IngestReceipt> Received, DateTimeOffset Now);

/// <summary>A file whose rows become records of one type.</summary>
public abstract class FileImport<TRecord> : FileImport
{
    private const int RowsAtATime = 5000;

    /// <inheritdoc/>
    public override async Task RunAsync(
        ImportTarget target, string fileName, Stream content, Action<IReadOnlyList<ImportRow>> read, CancellationToken cancellation)
    {
        var send = FeedTo(target);
        foreach (var rows in Rows(target, fileName, content).Chunk(RowsAtATime))
        {
            read(rows);
            await send(rows.SelectMany(row => row.Items), cancellation);
        }
    }

    /// <summary>The rows of the file.</summary>
    protected abstract IEnumerable<ImportRow<TRecord>> Rows(ImportTarget target, string fileName, Stream content);

    /// <summary>What sends records.</summary>
    protected abstract Func<IEnumerable<TRecord>, CancellationToken, Task> FeedTo(ImportTarget target);
}

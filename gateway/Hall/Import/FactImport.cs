using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Gateway.Platform.Import;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Hall;

/// <summary>Files of a queue system.</summary>
public sealed class FactImportKind : ImportKind
{
    /// <inheritdoc/>
    public override string Key => FactMappingFile.FactsKey;

    internal override FileImport? Read(YamlPart? root, List<FileError> errors) => FactMappingFile.Read(root, errors).Mapping is { } mapping
        ? new FactImport(mapping)
        : null;

    private sealed class FactImport(FactMapping mapping) : FileImport<HallFact>
    {
        protected override IEnumerable<ImportRow<HallFact>> Rows(ImportTarget target, string fileName, Stream content) =>
            HallFactFile.Read(mapping, fileName, content);

        protected override Func<IEnumerable<HallFact>, CancellationToken, Task> FeedTo(ImportTarget target) =>
            new HallFeed(new V1.Ingest.IngestClient(target.Channel), target.District, target.Hall, target.Received).SendAsync;
    }
}

using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Gateway.Platform.Import;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Hotline;

/// <summary>Files with an order in each row.</summary>
public sealed class OrderImportKind : ImportKind
{
    /// <inheritdoc/>
    public override string Key => OrderMappingFile.OrderKey;

    internal override FileImport? Read(YamlPart? root, List<FileError> errors) => OrderMappingFile.Read(root, errors).Mapping is { } mapping
        ? new OrderImport(mapping)
        : null;

    private sealed class OrderImport(OrderMapping mapping) : FileImport<OrderRecord>
    {
        protected override IEnumerable<ImportRow<OrderRecord>> Rows(ImportTarget target, string fileName, Stream content) =>
            OrderFile.Read(mapping, fileName, content, target.Now);

        protected override Func<IEnumerable<OrderRecord>, CancellationToken, Task> FeedTo(ImportTarget target) =>
            new OrderFeed(new OrderIngest.OrderIngestClient(target.Channel), target.District, target.Received).SendAsync;
    }
}

using OpsCenter.Gateway.Files;

namespace OpsCenter.Gateway.Import;

/// <summary>What came of reading a mapping file of whatever kind.</summary>
/// <param name="Facts">Set when its rows hold facts of a hall.</param>
/// <param name="Orders">Set when its rows hold orders.</param>
/// <param name="Errors">When there are any, neither is set.</param>
public sealed record MappingReading(FactMapping? Facts, OrderMapping? Orders, IReadOnlyList<FileError> Errors);

/// <summary>Reads a mapping file; its top key, <c>facts</c> or <c>order</c>, tells what its rows hold.</summary>
public static class MappingFile
{
    public static MappingReading Read(Stream content)
    {
        var errors = new List<FileError>();
        var root = MappingReader.Tree(content, errors);
        if (root is YamlMap { Entries: var entries } && entries.Any(entry => Wording.Key(entry.Key.Value) == OrderMappingFile.OrderKey))
        {
            var orders = OrderMappingFile.Read(root, errors);
            return new(null, orders.Mapping, orders.Errors);
        }

        var facts = FactMappingFile.Read(root, errors);
        return new(facts.Mapping, null, facts.Errors);
    }
}

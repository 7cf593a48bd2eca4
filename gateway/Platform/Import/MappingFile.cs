using OpsCenter.Gateway.Platform.Files;

namespace OpsCenter.Gateway.Platform.Import;

/// <summary>What came of reading a mapping file of whatever kind.</summary>
/// <param name="Import">Null when there are errors.</param>
/// <param name="Errors">What is wrong with the file.</param>
public sealed record MappingReading(FileImport? Import, IReadOnlyList<FileError> Errors);

/// <summary>Reads a mapping file; its top key tells what its rows hold.</summary>
public static class MappingFile
{
    /// <param name="content">The file.</param>
    /// <param name="kinds">What files can hold; a mapping that names none of them is read as the first, which says what is missing.</param>
    public static MappingReading Read(Stream content, IReadOnlyList<ImportKind> kinds)
    {
        var errors = new List<FileError>();
        var root = MappingReader.Tree(content, errors);
        var named = root is YamlMap { Entries: var entries }
            ? kinds.FirstOrDefault(kind => entries.Any(entry => Wording.Key(entry.Key.Value) == kind.Key))
            : null;
        var import = (named ?? kinds[0]).Read(root, errors);
        return new(errors.Count == 0 ? import : null, errors);
    }
}

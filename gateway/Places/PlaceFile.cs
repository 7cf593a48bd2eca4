using System.Collections.Immutable;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Kernel;
using OpsCenter.Places;

namespace OpsCenter.Gateway.Places;

/// <summary>A district's places as CSV: code, name, level, parent; merged_into of those that are no more.</summary>
public static class PlaceFile
{
    private const int MaxBytes = 4 << 20;

    private static readonly SheetColumn[] Columns =
    [
        new(["code", "代码", "区划代码"]), new(["name", "名称"]), new(["level", "层级", "级别"]), new(["parent", "上级", "上级代码"]),
        new(["merged_into", "并入"], IsNeeded: false),
    ];

    private static readonly DefinitionFile<List<SheetItem>> Reader = new(MaxBytes, new("区划名录", "the places"))
    {
        Csv = (text, findings) => [.. CsvTable.Read(text, Columns, findings.Errors)],
    };

    private static readonly Dictionary<string, PlaceLevel> Levels = new()
    {
        ["county"] = PlaceLevel.District,
        ["district"] = PlaceLevel.District,
        ["区"] = PlaceLevel.District,
        ["town"] = PlaceLevel.Town,
        ["镇街"] = PlaceLevel.Town,
        ["village"] = PlaceLevel.Village,
        ["村居"] = PlaceLevel.Village,
    };

    /// <summary>Reads the places of a district; rows of other districts and of what stands above are passed over.</summary>
    /// <param name="content">The file.</param>
    /// <param name="district">Whose places they are: their codes begin with its own.</param>
    /// <param name="from">The day from which on they are so.</param>
    /// <param name="source">Where they were taken from.</param>
    public static DefinitionReading<PlaceEdition> Read(byte[] content, DistrictCode district, DateOnly from, string source) =>
        Reader.Read("places.csv", content, (rows, findings) => Edition(rows, district, from, source, findings.Errors));

    /// <summary>As a file that says the same when it is read.</summary>
    public static byte[] Write(PlaceEdition edition) => CsvText.Write([
        [.. Columns.Select(column => column.Words[1])],
        .. edition.Places.Select(place =>
            (object[])[place.Code.Value, place.Name, Wording.Chinese(Levels, place.Level), place.Parent.Value, ""]),
        .. edition.Mergers.Select(merger => (object[])[merger.Code.Value, "", "", "", merger.Into.Value]),
    ]);

    private static PlaceEdition Edition(List<SheetItem> rows, DistrictCode district, DateOnly from, string source, List<FileError> errors)
    {
        var (places, mergers) = (ImmutableArray.CreateBuilder<Place>(), ImmutableArray.CreateBuilder<PlaceMerger>());
        foreach (var row in rows.Where(row => row[0].Code.StartsWith(district.Value, StringComparison.Ordinal)))
        {
            var (code, word) = (row[0].Code, row[2].Code);
            if (row[4].Code is { Length: > 0 } into) mergers.Add(new(new(code), new(into)));
            else if (Levels.TryGetValue(word.ToLowerInvariant(), out var level))
                places.Add(new(new(code), row[1].Code, level, level == PlaceLevel.District ? default : new(row[3].Code)));
            else errors.Add(FileError.At(
                row[2].Place,
                $"不认识层级“{Wording.Shown(word)}”", $"the level \"{Wording.Shown(word)}\" is not known; use district, town or village"));
        }
        return new(from, places.ToImmutable(), mergers.ToImmutable(), source);
    }
}

using System.Collections.Immutable;
using OpsCenter.Gateway.Files;
using OpsCenter.Gateway.Import;
using OpsCenter.Places;

namespace OpsCenter.Gateway.Indicators;

/// <summary>A district's places as CSV: code, name, level, parent; merged_into of those that are no more.</summary>
public static class PlaceFile
{
    private const int MostBytes = 4 << 20;

    private static readonly string[][] Columns =
        [["code", "代码", "区划代码"], ["name", "名称"], ["level", "层级", "级别"], ["parent", "上级", "上级代码"], ["merged_into", "并入"]];

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
    /// <returns>What is wrong, by line; empty: the edition is whole.</returns>
    public static (PlaceEdition Edition, IReadOnlyList<FileError> Errors) Read(byte[] content, string district, DateOnly from, string source)
    {
        List<FileError> errors = [];
        var (places, mergers) = (ImmutableArray.CreateBuilder<Place>(), ImmutableArray.CreateBuilder<PlaceMerger>());
        int[]? at = null;
        try
        {
            if (content.Length > MostBytes) throw new UnreadableFileException("", "文件超过 4 MiB", "the file is larger than 4 MiB");
            foreach (var record in new CsvRecords(new StringReader(TextFile.Decode(content)), ',').Read())
            {
                var place = $"第 {record.Line} 行";
                if (record.Problem is var (chinese, english)) errors.Add(FileError.At(place, chinese, english));
                else if (at is null)
                {
                    at = [.. Columns.Select(words => record.Fields.ToList().FindIndex(field => words.Contains(Wording.Key(field))))];
                    if (Array.FindIndex(at, 0, 4, column => column < 0) is var missing and >= 0)
                        throw new UnreadableFileException(place, $"第一行应为列名，缺少“{Columns[missing][0]}”列", $"the first row must name the columns; \"{Columns[missing][0]}\" is missing");
                }
                else Read(record, at, place, district, places, mergers, errors);
            }
        }
        catch (UnreadableFileException unreadable)
        {
            errors.Add(unreadable.Error);
        }
        return (new(from, places.ToImmutable(), mergers.ToImmutable(), source), errors);
    }

    /// <summary>As a file that says the same when it is read.</summary>
    public static byte[] Write(PlaceEdition edition) => CsvText.Write([
        [.. Columns.Select(words => words[1])],
        .. edition.Places.Select(place => (object[])[place.Code, place.Name, Wording.Chinese(Levels, place.Level), place.Parent, ""]),
        .. edition.Mergers.Select(merger => (object[])[merger.Code, "", "", "", merger.Into]),
    ]);

    private static void Read(
        CsvRecord record, int[] at, string place, string district, ImmutableArray<Place>.Builder places, ImmutableArray<PlaceMerger>.Builder mergers, List<FileError> errors)
    {
        string Field(int column) => at[column] >= 0 && at[column] < record.Fields.Count ? Wording.HalfWidth(record.Fields[at[column]]).Trim() : "";
        var code = Field(0);
        if (!code.StartsWith(district, StringComparison.Ordinal)) return;
        if (Field(4) is { Length: > 0 } into) mergers.Add(new(code, into));
        else if (Levels.TryGetValue(Field(2).ToLowerInvariant(), out var level)) places.Add(new(code, Field(1), level, level == PlaceLevel.District ? "" : Field(3)));
        else errors.Add(FileError.At(place, $"不认识层级“{Wording.Shown(Field(2))}”", $"the level \"{Wording.Shown(Field(2))}\" is not known; use district, town or village"));
    }
}

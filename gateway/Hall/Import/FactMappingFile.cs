using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Gateway.Platform.Import;

namespace OpsCenter.Gateway.Hall;

/// <summary>What came of reading a mapping file.</summary>
/// <param name="Mapping">Null when there are errors.</param>
public sealed record FactMappingReading(FactMapping? Mapping, IReadOnlyList<FileError> Errors);

/// <summary>
/// Reads a mapping file (YAML). Top keys: <c>encoding</c>, <c>delimiter</c>, <c>sheet</c>, <c>utc_offset</c>,
/// <c>time_formats</c>, <c>columns</c>, <c>maps</c>, <c>facts</c>. A fact has <c>kind</c>, <c>at</c>, and where it
/// needs them <c>id</c>, <c>when</c>, <c>ticket</c>, <c>queue</c>, <c>window</c>, <c>staff</c>, <c>to_queue</c>,
/// <c>to_window</c>, <c>rating</c>, <c>reason</c>, <c>appointment</c>. A value is the name of a column; or a text with
/// columns in braces, <c>"{ticket}-taken"</c>, where <c>{at:yyyyMMdd}</c> is the fact's local time; or
/// <c>{column: …, map: …, otherwise: …}</c>; or the same with <c>contains: …</c>, a map whose keys need only stand within
/// the text; or <c>{value: …}</c>, the same for every row.
/// </summary>
public static class FactMappingFile
{
    public const int MaxFacts = 50;

    /// <summary>The top key that tells a mapping of facts.</summary>
    internal const string FactsKey = "facts";

    public static FactMappingReading Read(Stream content)
    {
        var errors = new List<FileError>();
        return Read(MappingReader.Tree(content, errors), errors);
    }

    internal static FactMappingReading Read(YamlPart? root, List<FileError> errors)
    {
        var mapping = root is null ? null : new Reader(errors).Mapping(root);
        return new(errors.Count == 0 ? mapping : null, errors);
    }

    private sealed class Reader(List<FileError> errors) : MappingReader(errors)
    {
        private static readonly string[] TopKeys = [.. TableKeys, FactsKey];
        private static readonly string[] FactKeys = ["kind", "id", "at", "when", .. Enum.GetValues<FactField>().Select(FactWords.Name)];

        public FactMapping? Mapping(YamlPart root)
        {
            if (Keys(root, TopKeys) is not { } top) return null;
            var format = Format(top);
            var facts = new List<FactTemplate>();
            if (!top.TryGetValue(FactsKey, out var list) || list is not YamlList { Items: { Count: > 0 and <= MaxFacts } items })
                Errors.Add((list ?? root).Error("缺少 facts，请列出每行含有的事件", "facts is missing: list the facts that a row holds"));
            else
            {
                foreach (var item in items)
                    if (Fact(item) is { } fact) facts.Add(fact);
            }

            return new() { Format = format, Facts = facts };
        }

        private FactTemplate? Fact(YamlPart part)
        {
            if (Keys(part, FactKeys) is not { } keys) return null;
            var before = Errors.Count;
            FactValue? kindFrom = null;
            OpsCenter.V1.HallFactKind? kind = null;
            if (!keys.TryGetValue("kind", out var kindPart))
                Errors.Add(part.Error("缺少 kind，请写事件种类或其所在的列", "kind is missing: give the kind of the fact or its column"));
            else if (kindPart is YamlText { Value: var word } && FactWords.KindOf(word) is { } known) kind = known;
            else kindFrom = Value(kindPart);

            FactTime? at = null;
            if (!keys.TryGetValue("at", out var atPart))
                Errors.Add(part.Error("缺少 at，请写时间所在的列", "at is missing: give the column of the time"));
            else at = Time(atPart);

            var fields = new Dictionary<FactField, FactValue>();
            foreach (var field in Enum.GetValues<FactField>())
                if (keys.TryGetValue(FactWords.Name(field), out var value) && Value(value) is { } known) fields[field] = known;

            if (kind is { } one and not FactWords.Ignored)
            {
                var (all, oneOf) = FactWords.Needed(one);
                foreach (var field in all.Where(field => !keys.ContainsKey(FactWords.Name(field))))
                    Errors.Add(part.Error(
                        $"{FactWords.Chinese(one)}缺少 {FactWords.Name(field)}", $"this kind of fact needs {FactWords.Name(field)}"));
                if (oneOf.Length > 0 && !oneOf.Any(field => keys.ContainsKey(FactWords.Name(field))))
                    Errors.Add(part.Error($"{FactWords.Chinese(one)}缺少 window 或 queue", "this kind of fact needs window or queue"));
            }

            var id = keys.TryGetValue("id", out var idPart) ? Value(idPart) : null;
            var when = keys.TryGetValue("when", out var whenPart) ? Condition(whenPart) : null;
            return Errors.Count == before && at is not null ? new(kind, kindFrom, id, at, when, fields) : null;
        }
    }
}

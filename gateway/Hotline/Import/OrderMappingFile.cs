using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Gateway.Platform.Import;

namespace OpsCenter.Gateway.Hotline;

/// <summary>What came of reading a mapping file of orders.</summary>
/// <param name="Mapping">Null when there are errors.</param>
public sealed record OrderMappingReading(OrderMapping? Mapping, IReadOnlyList<FileError> Errors);

/// <summary>
/// Reads a mapping file of orders (YAML). Top keys: those of every mapping (<see cref="MappingFile"/>), <c>order</c>, and where they are
/// needed <c>when</c> (rows that hold an order) and <c>shift</c> (see <see cref="TimeShift"/>). Under <c>order</c> stand the fields of
/// OrderRecord of
/// <c>hotline.proto</c> by their names, and <c>latitude</c>, <c>longitude</c>; values and times are as for facts.
/// </summary>
public static class OrderMappingFile
{
    /// <summary>The top key that tells a mapping of orders.</summary>
    internal const string OrderKey = "order";

    public static OrderMappingReading Read(Stream content)
    {
        var errors = new List<FileError>();
        return Read(MappingReader.Tree(content, errors), errors);
    }

    internal static OrderMappingReading Read(YamlPart? root, List<FileError> errors)
    {
        var mapping = root is null ? null : new Reader(errors).Mapping(root);
        return new(errors.Count == 0 ? mapping : null, errors);
    }

    private sealed class Reader(List<FileError> errors) : MappingReader(errors)
    {
        private static readonly string[] TopKeys = [.. TableKeys, "when", "shift", OrderKey];
        private static readonly Dictionary<string, OrderField> Fields = Enum.GetValues<OrderField>()
            .ToDictionary(field => OrderFieldNames.Name(field));
        private static readonly Dictionary<string, OrderMoment> Moments = Enum.GetValues<OrderMoment>()
            .ToDictionary(field => OrderFieldNames.Name(field));

        public OrderMapping? Mapping(YamlPart root)
        {
            if (Keys(root, TopKeys) is not { } top) return null;
            var format = Format(top);
            if (!top.TryGetValue(OrderKey, out var order))
            {
                Errors.Add(root.Error("缺少 order，请写工单各字段所在的列", "order is missing: give the columns of the order's fields"));
                return null;
            }

            if (Keys(order, [.. Fields.Keys, .. Moments.Keys]) is not { } keys) return null;
            var (fields, moments) = (new Dictionary<OrderField, FactValue>(), new Dictionary<OrderMoment, FactTime>());
            foreach (var (name, part) in keys)
            {
                if (Fields.TryGetValue(name, out var field) && Value(part) is { } value) fields[field] = value;
                if (Moments.TryGetValue(name, out var moment) && Time(part) is { } time) moments[moment] = time;
            }

            Check(order, keys);
            return new()
            {
                Format = format,
                When = top.TryGetValue("when", out var when) ? Condition(when) : null,
                Fields = fields,
                Moments = moments,
                Shift = top.TryGetValue("shift", out var shift) ? Shift(shift) : TimeShift.None,
            };
        }

        private void Check(YamlPart order, Dictionary<string, YamlPart> keys)
        {
            foreach (var needed in new[] { OrderFieldNames.Name(OrderField.Number), OrderFieldNames.Name(OrderMoment.ReceivedAt) })
                if (!keys.ContainsKey(needed)) Errors.Add(order.Error($"缺少 {needed}", $"{needed} is missing"));
            if (!keys.ContainsKey("title") && !keys.ContainsKey("content"))
                Errors.Add(order.Error("缺少 title 或 content", "title or content is missing"));
            if (keys.ContainsKey("latitude") != keys.ContainsKey("longitude"))
                Errors.Add(order.Error("latitude 和 longitude 应同时写", "give both latitude and longitude"));
            if (!keys.ContainsKey("department")
                && new[] { "dispatched_at", "claimed_at", "answered_at" }.FirstOrDefault(keys.ContainsKey) is { } step)
                Errors.Add(keys[step].Error($"写了 {step} 就要写 department", $"{step} needs department"));
        }

        private TimeShift Shift(YamlPart part)
        {
            if (TimeShift.Parse(Text(part)) is { } shift) return shift;
            Errors.Add(part.Error(
                $"shift 应如 P1Y、-P30D、PT8H，或 {TimeShift.NewestIsNowText}",
                $"shift must be like P1Y, -P30D, PT8H, or {TimeShift.NewestIsNowText}"));
            return TimeShift.None;
        }
    }
}

using System.Collections;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Platform.Identity;

/// <summary>
/// The text of a changing call in the audit trail, as the option of its method words it: <c>MethodAccess.audit</c> in access.proto says
/// what may stand in braces. Whether it fits the request is found when it is read, not when somebody calls.
/// </summary>
public static class AuditTemplate
{
    private const int MaxElements = 50;

    // Messages in messages, each by its own audit text: none of ours goes deeper, and one that holds itself must end.
    private const int MaxDeep = 4;

    /// <exception cref="InvalidDataException">It names a field that there is not, or one that cannot be written as text.</exception>
    public static Func<IMessage, string> Read(string template, MessageDescriptor message) => Read(template, message, 0);

    private static Func<IMessage, string> Read(string template, MessageDescriptor message, int depth)
    {
        if (depth > MaxDeep) throw new InvalidDataException($"The audit text of {message.FullName} leads through too many messages.");
        var parts = new List<Func<IMessage, string>>();
        for (var at = 0; at < template.Length;)
        {
            var open = template.IndexOf('{', at);
            var words = open < 0 ? template[at..] : template[at..open];
            if (words.Contains('}')) throw new InvalidDataException($"A brace is closed that was not opened: '{template}'.");
            if (words.Length > 0) parts.Add(_ => words);
            if (open < 0) break;
            var close = CloseOf(template, open);
            parts.Add(Braces(template[(open + 1)..close], message, depth));
            at = close + 1;
        }
        return root => string.Concat(parts.Select(part => part(root))).Trim();
    }

    private static Func<IMessage, string> Braces(string inside, MessageDescriptor message, int depth)
    {
        if (inside.IndexOf('?') is var question && question < 0) return Value(inside.Trim(), message, depth);
        var isSet = IsSet(inside[..question].Trim(), message);
        var (yes, no) = Branches(inside[(question + 1)..]);
        var (then, otherwise) = (Read(yes, message, depth), Read(no, message, depth));
        return root => isSet(root) ? then(root) : otherwise(root);
    }

    private static Func<IMessage, bool> IsSet(string name, MessageDescriptor message)
    {
        var path = FieldPath.Find(name, message);
        if (path.Oneof is not null) return root => path.ChoiceIn(root) is not null;
        FieldType[] empty = [FieldType.Bool, FieldType.String, FieldType.Bytes, FieldType.Message];
        if (!path.Field!.IsRepeated && !empty.Contains(path.Field.FieldType))
            throw new InvalidDataException($"'{name}' of {message.FullName} is neither true or false nor ever empty.");
        return root => path.ValueIn(root) switch
        {
            null or false or "" or ByteString { IsEmpty: true } or ICollection { Count: 0 } => false,
            _ => true,
        };
    }

    private static Func<IMessage, string> Value(string name, MessageDescriptor message, int depth)
    {
        var (start, measure) = name.LastIndexOf('.') is var dot and > 0 ? (name[..dot], name[(dot + 1)..]) : (name, "");
        if (measure == "count" && FieldPath.Find(start, message) is { Field.IsRepeated: true } many)
            return root => ((many.ValueIn(root) as ICollection)?.Count ?? 0).ToString(CultureInfo.InvariantCulture);
        if (measure == "length" && FieldPath.Find(start, message) is { Field: { IsRepeated: false, FieldType: FieldType.Bytes } } bytes)
            return root => ((bytes.ValueIn(root) as ByteString)?.Length ?? 0).ToString(CultureInfo.InvariantCulture);

        var path = FieldPath.Find(name, message);
        if (path.Field is not { } field) return Choice(path, depth);
        var text = Element(field, depth);
        if (!field.IsRepeated) return root => path.ValueIn(root) is { } value ? text(value) : "";
        return root =>
            string.Join(", ", (path.ValueIn(root) as IEnumerable ?? Array.Empty<object>()).Cast<object>().Take(MaxElements).Select(text));
    }

    private static Func<IMessage, string> Choice(FieldPath path, int depth)
    {
        var about = path.Oneof!.Fields.Where(field => field.FieldType == FieldType.Message && TextOf(field.MessageType).Length > 0)
            .ToDictionary(field => field.FieldNumber, field => Element(field, depth));
        return root => path.ChoiceIn(root) is not { } field ? ""
            : about.TryGetValue(field.FieldNumber, out var text) ? $"{field.Name} {text(field.Accessor.GetValue(path.Holder(root)!))}"
            : field.Name;
    }

    /// <summary>One value of a field as text.</summary>
    private static Func<object, string> Element(FieldDescriptor field, int depth)
    {
        if (field.IsMap || field.FieldType is FieldType.Bytes or FieldType.Group)
            throw new InvalidDataException($"'{field.FullName}' cannot be written as text.");
        if (field.FieldType == FieldType.Enum)
            return value => field.EnumType.FindValueByNumber((int)value)?.Name ?? $"{(int)value}";
        if (field.FieldType != FieldType.Message) return value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        // In JSON it is a string.
        if (field.MessageType.FullName == Timestamp.Descriptor.FullName) return value => value.ToString()!.Trim('"');
        if (TextOf(field.MessageType) is not { Length: > 0 } template)
            throw new InvalidDataException(
                $"'{field.FullName}' cannot be written as text: {field.MessageType.FullName} has no audit_text.");
        var text = Read(template, field.MessageType, depth + 1);
        return value => text((IMessage)value);
    }

    private static string TextOf(MessageDescriptor message) => message.GetOptions()?.GetExtension(AccessExtensions.AuditText) ?? "";

    private static int CloseOf(string template, int open)
    {
        for (int at = open, depth = 0; at < template.Length; at++)
        {
            if (template[at] == '{') depth++;
            if (template[at] == '}' && --depth == 0) return at;
        }
        throw new InvalidDataException($"A brace is opened and not closed: '{template}'.");
    }

    /// <summary>Parts them at the colon that is in no braces.</summary>
    private static (string Yes, string No) Branches(string text)
    {
        for (int at = 0, depth = 0; at < text.Length; at++)
        {
            depth += text[at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0 && text.AsSpan(at).StartsWith(" : ")) return (text[..at], text[(at + 3)..]);
        }
        return (text, "");
    }
}

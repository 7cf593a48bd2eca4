using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace OpsCenter.Gateway.Platform.Identity;

/// <summary>A field or a oneof of a message, or of a message in it: <c>grant.role</c>.</summary>
/// <param name="Field">Null: it is a oneof.</param>
/// <param name="Oneof">Null: it is a field.</param>
/// <param name="Holder">The message that has it; null where a message on the way is absent.</param>
internal sealed record FieldPath(FieldDescriptor? Field, OneofDescriptor? Oneof, Func<IMessage, IMessage?> Holder)
{
    /// <exception cref="InvalidDataException">There is no such field, or something on the way to it is no message.</exception>
    public static FieldPath Find(string path, MessageDescriptor message)
    {
        var names = path.Split('.');
        Func<IMessage, IMessage?> holder = root => root;
        foreach (var name in names[..^1])
        {
            var step = message.FindFieldByName(name) ?? throw Missing(message, name);
            if (step.IsRepeated || step.FieldType != FieldType.Message)
                throw new InvalidDataException($"Nothing can be taken out of '{name}' of {message.FullName}: it is not one message.");
            var before = holder;
            holder = root => before(root) is { } one ? (IMessage?)step.Accessor.GetValue(one) : null;
            message = step.MessageType;
        }
        if (message.FindFieldByName(names[^1]) is { } field) return new(field, null, holder);
        var oneof = message.Oneofs.FirstOrDefault(oneof => oneof.Name == names[^1] && !oneof.IsSynthetic);
        return oneof is null ? throw Missing(message, names[^1]) : new(null, oneof, holder);
    }

    /// <summary>The field's value; null when it, or a message on the way to it, is absent.</summary>
    public object? ValueIn(IMessage message) =>
        Holder(message) is { } holder ? Field!.Accessor.GetValue(holder) : null;

    /// <summary>The field of the oneof that is set; null when none is.</summary>
    public FieldDescriptor? ChoiceIn(IMessage message) =>
        Holder(message) is { } holder ? Oneof!.Accessor.GetCaseFieldDescriptor(holder) : null;

    private static InvalidDataException Missing(MessageDescriptor message, string name) =>
        new($"{message.FullName} has no field '{name}'.");
}

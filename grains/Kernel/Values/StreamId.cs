namespace OpsCenter.Kernel;

/// <summary>
/// The name of one actor and of its history: <c>district/kind/name</c>, e.g. <c>440203/window/H1/A12</c>.
/// The district comes first because it is the tenant, the shard of the read side and the unit of access control;
/// <c>system</c> stands where a thing belongs to the installation itself. The name may itself hold slashes.
/// </summary>
public readonly record struct StreamId(DistrictCode District, string Kind, string Name)
{
    public static StreamId Parse(string text)
    {
        var first = text.IndexOf('/');
        var second = first < 0 ? -1 : text.IndexOf('/', first + 1);
        return first > 0 && second > first + 1 && second < text.Length - 1
            ? new(new(text[..first]), text[(first + 1)..second], text[(second + 1)..])
            : throw new FormatException($"'{text}' is no stream: expected district/kind/name.");
    }

    public static bool TryParse(string text, out StreamId id)
    {
        var parts = text.Split('/', 3);
        id = parts.Length == 3 ? new(new(parts[0]), parts[1], parts[2]) : default;
        return parts.Length == 3 && parts.All(part => part.Length > 0);
    }

    public override string ToString() => $"{District}/{Kind}/{Name}";
}

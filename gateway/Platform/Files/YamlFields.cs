namespace OpsCenter.Gateway.Platform.Files;

/// <summary>The fields of one item of a YAML file; keys that are unknown or come twice are told.</summary>
internal sealed class YamlFields
{
    private readonly YamlMap _item;
    private readonly string[][] _fields;
    private readonly YamlPart?[] _values;
    private readonly List<FileError> _errors;

    private YamlFields(YamlMap item, string[][] fields, List<FileError> errors) =>
        (_item, _fields, _values, _errors) = (item, fields, new YamlPart?[fields.Length], errors);

    /// <param name="item">Keys and values.</param>
    /// <param name="fields">What each field is called; the first word is the one that messages name.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static YamlFields Read(YamlMap item, string[][] fields, List<FileError> errors)
    {
        var read = new YamlFields(item, fields, errors);
        foreach (var (key, value) in item.Entries)
        {
            var field = Array.FindIndex(fields, words => words.Contains(Wording.Key(key.Value)));
            if (field >= 0 && read._values[field] is null) read._values[field] = value;
            else if (field >= 0) errors.Add(key.Error($"“{fields[field][0]}”写了两次，请只留一处", $"\"{fields[field][0]}\" stands twice; keep one"));
            else
            {
                var (chinese, english) = Wording.Suggest(key.Value, fields.Select(words => words[0]));
                errors.Add(key.Error(
                    $"不认识的键“{Wording.Shown(key.Value)}”{chinese}", $"the key \"{Wording.Shown(key.Value)}\" is not known{english}"));
            }
        }

        return read;
    }

    /// <summary>Null: the item does not have it.</summary>
    public YamlPart? this[int field] => _values[field];

    public Placed Text(int field) => _values[field] is { } value ? TextOf(value, _errors) : Missing(field);

    /// <summary>A list, or one text that holds several.</summary>
    public IReadOnlyList<Placed> List(int field, Func<Placed, IReadOnlyList<Placed>> split) => _values[field] switch
    {
        null => [],
        YamlList list => [.. list.Items.Select(one => TextOf(one, _errors))],
        var text => split(TextOf(text, _errors)),
    };

    /// <summary>A list as one text.</summary>
    public Placed Joined(int field) => _values[field] is { } value ? Joined(value, _errors) : Missing(field);

    public static Placed TextOf(YamlPart part, List<FileError> errors)
    {
        if (part.IsEmpty) return new("", part.Place);
        if (part is YamlText text) return new(text.Value.Trim(), part.Place);
        errors.Add(part.Error("此处应为一个文字或数字", "one text or number is expected here"));
        return new("", part.Place);
    }

    public static Placed Joined(YamlPart part, List<FileError> errors) => part is YamlList list
        ? new(string.Join("、", list.Items.Select(item => TextOf(item, errors).Text)), part.Place)
        : TextOf(part, errors);

    private Placed Missing(int field) => new("", $"{_item.Place[..^1]}.{_fields[field][0]})");
}

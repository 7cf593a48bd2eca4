namespace OpsCenter.Gateway.Platform.Files;

/// <summary>Codes that may be referred to; a name is understood too when only one bears it.</summary>
internal sealed class References
{
    private readonly HashSet<string> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _names = new(StringComparer.Ordinal);

    public References(IEnumerable<(string Code, string Name)> known)
    {
        foreach (var (code, name) in known)
        {
            if (code.Length > 0) _codes.Add(code);
            if (!_names.TryAdd(name, code)) _names[name] = null;
        }
    }

    public IReadOnlyCollection<string> Codes => _codes;

    public string? Find(string text) => text.Length == 0
        ? null
        : _codes.TryGetValue(text, out var code) ? code : _names.GetValueOrDefault(text);
}

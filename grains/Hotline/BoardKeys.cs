using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>
/// Small numbers for the words that the board counts by. Each table is bounded, because topics and places are what the platform
/// sends: a word beyond the bound counts as not known (0).
/// </summary>
internal sealed class BoardKeys
{
    private readonly List<int> topLevels = [0];

    /// <summary>Whole topics.</summary>
    public KeyTable Topics { get; } = new(16_383);

    /// <summary>First levels of topics.</summary>
    public KeyTable TopLevels { get; } = new(255);

    /// <summary>Statistics codes of towns.</summary>
    public KeyTable Towns { get; } = new(16_383);

    public KeyTable Departments { get; } = new(16_383);

    public int TopicOf(string topic)
    {
        var id = Topics.IdOf(topic);
        while (topLevels.Count < Topics.Count) topLevels.Add(TopLevels.IdOf(Topics[topLevels.Count].Split('/', 2)[0]));
        return id;
    }

    public int TopLevelOf(int topic) => topLevels[topic];

    /// <summary>A village belongs to its town, whose code is the first nine digits.</summary>
    public int TownOf(PlaceCode place) => Towns.IdOf(place.Value is { Length: > 9 } village ? village[..9] : place.Value);

    public int DepartmentOf(DepartmentCode department) => Departments.IdOf(department.Value);

    public void Save(BinaryWriter writer)
    {
        foreach (var table in (KeyTable[])[Topics, Towns, Departments])
        {
            writer.Write7BitEncodedInt(table.Count);
            for (var id = 1; id < table.Count; id++) writer.Write(table[id]);
        }
    }

    public void Load(BinaryReader reader)
    {
        for (var count = reader.Read7BitEncodedInt(); count > 1; count--) TopicOf(reader.ReadString());
        foreach (var table in (KeyTable[])[Towns, Departments])
            for (var count = reader.Read7BitEncodedInt(); count > 1; count--) table.IdOf(reader.ReadString());
    }
}

/// <summary>Numbers words from 1 on; 0 is the empty word and all beyond <paramref name="most"/>.</summary>
internal sealed class KeyTable(int most)
{
    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly List<string> words = [""];

    public int Count => words.Count;

    public string this[int id] => words[id];

    public int IdOf(string word)
    {
        if (ids.TryGetValue(word, out var id)) return id;
        if (words.Count > most) return 0;
        ids[word] = words.Count;
        words.Add(word);
        return words.Count - 1;
    }
}

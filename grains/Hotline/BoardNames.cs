namespace OpsCenter.Hotline;

/// <summary>What people call the hotline, its departments and towns. A department that was dissolved keeps its name.</summary>
internal sealed class BoardNames
{
    private readonly SortedDictionary<string, string> departments = new(StringComparer.Ordinal), towns = new(StringComparer.Ordinal);

    public string Hotline { get; private set; } = "";

    public bool IsDepartment(string code) => departments.ContainsKey(code);

    public bool IsTown(string code) => towns.ContainsKey(code);

    public string Department(string code) => departments.GetValueOrDefault(code, code);

    /// <summary>A town's name is known when it is one of the departments; else its code.</summary>
    public string Town(string code) => towns.GetValueOrDefault(code, code);

    public void Define(HotlineDefinition definition)
    {
        Hotline = definition.Name;
        towns.Clear();
        foreach (var department in definition.Departments)
        {
            departments[department.Code.Value] = department.Name;
            if (!department.Town.IsEmpty) towns[department.Town.Value] = department.Name;
        }
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(Hotline);
        foreach (var names in (SortedDictionary<string, string>[])[departments, towns])
        {
            writer.Write7BitEncodedInt(names.Count);
            foreach (var (code, name) in names)
            {
                writer.Write(code);
                writer.Write(name);
            }
        }
    }

    public void Load(BinaryReader reader)
    {
        Hotline = reader.ReadString();
        foreach (var names in (SortedDictionary<string, string>[])[departments, towns])
            for (var count = reader.Read7BitEncodedInt(); count > 0; count--) names[reader.ReadString()] = reader.ReadString();
    }
}

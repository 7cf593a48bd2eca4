using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace OpsCenter.Silo.CommandLine;

/// <summary>What the comments in the code say of an option: read from the files of comments that lie beside the program.</summary>
internal static partial class OptionComments
{
    private static readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, XElement>> Known = [];

    /// <summary>The summary of a property on one line; of a record's parameter what is said of that. Empty: nothing is said.</summary>
    public static string Of(PropertyInfo property)
    {
        var record = property.DeclaringType!;
        var members = Known.GetOrAdd(record.Assembly, Read);
        var name = record.FullName!.Replace('+', '.');
        if (members.GetValueOrDefault($"P:{name}.{property.Name}")?.Element("summary") is { } summary) return OneLine(summary);
        var parameter = members.GetValueOrDefault($"T:{name}")?.Elements("param")
            .FirstOrDefault(one => one.Attribute("name")?.Value == property.Name);
        return parameter is null ? "" : OneLine(parameter);
    }

    private static Dictionary<string, XElement> Read(Assembly assembly)
    {
        var file = Path.ChangeExtension(assembly.Location, ".xml");
        return File.Exists(file)
            ? XDocument.Load(file).Descendants("member").DistinctBy(NameOf).ToDictionary(NameOf)
            : throw new ArgumentException($"缺少文件 {file} / The file {file} is missing: it holds what the settings mean.");
    }

    private static string NameOf(XElement member) => member.Attribute("name")!.Value;

    private static string OneLine(XElement comment) => Blanks().Replace(string.Concat(comment.Nodes().Select(Text)), " ").Trim();

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see when see.Attribute("cref") is { } target => $"`{target.Value.Split('(')[0].Split('.')[^1]}`",
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement other => other.Value,
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}

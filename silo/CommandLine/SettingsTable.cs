using System.Collections;
using System.Globalization;
using System.Reflection;

namespace OpsCenter.Silo.CommandLine;

/// <summary>One setting as a person may set it.</summary>
/// <param name="Name">Whole name, e.g. <c>Hotline:WatchEvery</c>; <c>N</c> stands for 0, 1, 2 …, <c>NAME</c> for one's own name.</param>
/// <param name="Default">What holds when nothing is set; empty: nothing does.</param>
/// <param name="Allowed">Empty: anything, or what its meaning says.</param>
/// <param name="Meaning">One line.</param>
internal sealed record Setting(string Name, string Default, string Allowed, string Meaning);

/// <summary>
/// All settings, read off the option records: their names, their defaults, the comments on them and the sentences with which they refuse.
/// </summary>
/// <param name="shipped">The settings that come with the program: they are defaults too.</param>
internal sealed class SettingsTable(IConfiguration shipped)
{
    private readonly List<Setting> settings = [];

    /// <param name="sections">What the product reads.</param>
    /// <param name="shipped">The settings that come with the program.</param>
    public static IReadOnlyList<Setting> Of(IEnumerable<OptionSection> sections, IConfiguration shipped)
    {
        var table = new SettingsTable(shipped);
        foreach (var section in sections.OrderBy(one => $"{one.Section} {one.Options.FullName}", StringComparer.Ordinal))
            table.Add(section.Section, section.Options, new(section), []);
        return table.settings;
    }

    public static string Markdown(IEnumerable<Setting> settings) => string.Concat(
        settings.Select(setting => $"| `{setting.Name}` | {Code(setting.Default)} | {Cell(setting.Allowed)} | {Cell(setting.Meaning)} |\n")
            .Prepend("| setting | default | allowed | meaning |\n| --- | --- | --- | --- |\n"));

    /// <param name="prefix">Name of the record.</param>
    /// <param name="type">The record's.</param>
    /// <param name="limits">Knows what the section may be.</param>
    /// <param name="way">The properties that lead from the section to the record.</param>
    private void Add(string prefix, Type type, OptionLimits limits, PropertyInfo[] way)
    {
        var defaults = Make(type);
        foreach (var property in type.GetProperties().Where(one => one.SetMethod is { IsPublic: true, IsStatic: false }))
        {
            var name = $"{prefix}:{property.Name}";
            var kind = property.PropertyType;
            var meaning = OptionComments.Of(property);
            if (ElementOf(kind) is { } element)
            {
                var each = name + (kind.IsArray ? ":N" : ":NAME");
                if (IsPlain(element)) settings.Add(new(each, kind.IsArray ? ShippedList(name) : "", Values(element), meaning));
                else Add(each, element, limits.None, []);
            }
            else if (IsPlain(kind))
            {
                var standing = shipped[name] ?? Text(defaults is null ? null : property.GetValue(defaults));
                settings.Add(new(name, standing, Values(kind) is { Length: > 0 } values ? values : limits.Of(way, property), meaning));
            }
            else Add(name, kind, limits, [.. way, property]);
        }
    }

    /// <summary>A list that comes with the program; what has names of its own there is told by its file.</summary>
    private string ShippedList(string name) => string.Join(", ", shipped.GetSection(name).GetChildren().Select(child => child.Value));

    /// <summary>What an array or a dictionary holds; null: it is neither.</summary>
    private static Type? ElementOf(Type type) => type.IsArray
        ? type.GetElementType()
        : type.IsGenericType && type.IsAssignableTo(typeof(IDictionary)) ? type.GetGenericArguments()[1] : null;

    private static bool IsPlain(Type type) => type == typeof(string) || type.IsValueType;

    /// <summary>One with the defaults; null: all that is in it must be said.</summary>
    private static object? Make(Type type) => type.GetConstructor(Type.EmptyTypes) is null ? null : Activator.CreateInstance(type);

    private static string Values(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        { IsEnum: true } kind => string.Join(", ", Enum.GetNames(kind).Select(value => $"`{value}`")),
        var kind when kind == typeof(bool) => "`true`, `false`",
        _ => "",
    };

    private static string Text(object? value) => value switch
    {
        null => "",
        bool yes => yes ? "true" : "false",
        TimeSpan time when time.Ticks % TimeSpan.TicksPerSecond != 0 => time.ToString("c", CultureInfo.InvariantCulture).TrimEnd('0'),
        TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    };

    private static string Code(string text) => text.Length == 0 ? "" : $"`{Cell(text)}`";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}

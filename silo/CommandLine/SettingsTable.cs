using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace OpsCenter.Silo.CommandLine;

/// <summary>One setting as a person may set it.</summary>
/// <param name="Name">Whole name, e.g. <c>Hotline:WatchEvery</c>; <c>N</c> stands for 0, 1, 2 …, <c>NAME</c> for a name of one's own.</param>
/// <param name="Default">What holds when nothing is set; empty: nothing does.</param>
/// <param name="Allowed">Empty: anything, or what its meaning says.</param>
/// <param name="Meaning">One line.</param>
internal sealed record Setting(string Name, string Default, string Allowed, string Meaning);

/// <summary>All settings, read off the option records: their names, their defaults, the comments on them and the sentences with which they refuse.</summary>
internal static class SettingsTable
{
    /// <param name="sections">What the product reads.</param>
    /// <param name="shipped">The settings that come with the program: they are defaults too.</param>
    public static IReadOnlyList<Setting> Of(IEnumerable<OptionSection> sections, IConfiguration shipped)
    {
        List<Setting> settings = [];
        foreach (var section in sections.OrderBy(section => section.Section, StringComparer.Ordinal).ThenBy(section => section.Options.FullName, StringComparer.Ordinal))
            Walk(section.Section, section.Options, new OptionLimits(section), [], shipped, settings);
        return settings;
    }

    public static string Markdown(IEnumerable<Setting> settings)
    {
        var table = new StringBuilder("| setting | default | allowed | meaning |\n| --- | --- | --- | --- |\n");
        foreach (var setting in settings)
            table.Append(CultureInfo.InvariantCulture, $"| `{setting.Name}` | {Code(setting.Default)} | {Cell(setting.Allowed)} | {Cell(setting.Meaning)} |\n");
        return table.ToString();
    }

    private static void Walk(string prefix, Type type, OptionLimits limits, PropertyInfo[] way, IConfiguration shipped, List<Setting> settings)
    {
        var defaults = Make(type);
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.SetMethod is { IsPublic: true }))
        {
            var name = $"{prefix}:{property.Name}";
            var meaning = OptionComments.Of(property);
            var value = defaults is null ? null : property.GetValue(defaults);
            var kind = property.PropertyType;
            if (ElementOf(kind) is { } element)
            {
                name += kind.IsArray ? ":N" : ":NAME";
                if (!IsPlain(element)) Walk(name, element, limits.None, [], shipped, settings);
                else settings.Add(new(name, ShippedList(shipped, $"{prefix}:{property.Name}", kind) ?? "", Values(element), meaning));
            }
            else if (!IsPlain(kind)) Walk(name, kind, limits, [.. way, property], shipped, settings);
            else settings.Add(new(name, shipped[name] ?? Text(value), Values(kind) is { Length: > 0 } values ? values : limits.Of(way, property), meaning));
        }
    }

    /// <summary>The lists that come with the program: plain values one after another; what has names of its own is told by its file.</summary>
    private static string? ShippedList(IConfiguration shipped, string name, Type kind) =>
        kind.IsArray ? string.Join(", ", shipped.GetSection(name).GetChildren().Select(child => child.Value)) : null;

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

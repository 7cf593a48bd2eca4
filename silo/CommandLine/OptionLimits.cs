using System.Reflection;
using System.Text.RegularExpressions;
using OpsCenter.Silo.Storage;

namespace OpsCenter.Silo.CommandLine;

/// <summary>
/// What a setting may be. The rule stands in one place, the record's own <c>Validated</c>, so it is asked there: a value that no rule lets
/// pass is tried, and the sentence that refuses it ("Hall:UsualDays must be 1-90, not 0.") says what is allowed.
/// </summary>
internal sealed partial class OptionLimits(OptionSection section)
{
    private readonly MethodInfo? validated = section.Options.GetMethod("Validated", Type.EmptyTypes);

    /// <summary>Of elements of a list, which are not there to be tried.</summary>
    public OptionLimits None => new(section with { Options = typeof(object) });

    /// <summary>Empty: it is not said.</summary>
    /// <param name="way">The properties that lead to the record of it.</param>
    /// <param name="property">The setting's.</param>
    public string Of(PropertyInfo[] way, PropertyInfo property)
    {
        if (validated is null) return "";
        var name = string.Join(':', [section.Section, .. way.Select(step => step.Name), property.Name]);
        foreach (var value in Extremes(property.PropertyType))
        {
            var options = Activator.CreateInstance(section.Options)!;
            property.SetValue(way.Aggregate((object)options, (record, step) => step.GetValue(record)!), value);
            if (Refused(options) is { } sentence && Rule().Match(sentence) is { Success: true } match && match.Groups["name"].Value == name)
                return Zeros().Replace(match.Groups["allowed"].Value, "$1");
        }
        return "";
    }

    private string? Refused(object options)
    {
        try
        {
            validated!.Invoke(options, null);
            return null;
        }
        catch (TargetInvocationException refused) when (refused.InnerException is ArgumentException or StorageException)
        {
            return refused.InnerException.Message;
        }
    }

    private static object[] Extremes(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Int32 => [int.MinValue, int.MaxValue],
        TypeCode.Double => [double.NegativeInfinity, double.PositiveInfinity],
        TypeCode.String => ["", "?"],
        _ when type == typeof(TimeSpan) => [TimeSpan.MinValue, TimeSpan.MaxValue],
        _ => [],
    };

    [GeneratedRegex(@"(?<name>[A-Z][A-Za-z]*(?::[A-Za-z]+)+) (?:must (?:be|have) )(?<allowed>.+?)(?:, not .*)?\.$")]
    private static partial Regex Rule();

    // A time with a fraction is written with all seven digits.
    [GeneratedRegex(@"(\d\d:\d\d:\d\d\.\d*?)0+(?!\d)")]
    private static partial Regex Zeros();
}

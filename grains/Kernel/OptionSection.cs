using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace OpsCenter.Kernel;

/// <summary>
/// A section of the configuration and the record that it fills. All that a process reads are among its services; <c>opscenter settings</c>
/// lists them.
/// </summary>
/// <param name="Section">Its name, e.g. <c>Hotline:Board</c>.</param>
/// <param name="Options">The record with the defaults; its comments say what each setting means.</param>
public sealed record OptionSection(string Section, Type Options);

/// <summary>The one way in which sections of the configuration are read.</summary>
public static class OptionSections
{
    /// <summary>A section as its record, defaults where nothing is set; takes down that it was read.</summary>
    /// <param name="services">Gets the <see cref="OptionSection"/>.</param>
    /// <param name="configuration">All of it.</param>
    /// <param name="section">The section's name.</param>
    /// <param name="validated">
    /// Gives the options back, or throws an <see cref="ArgumentException"/> whose sentence names the setting; null: who uses them checks.
    /// </param>
    public static TOptions ReadOptions<TOptions>(
        this IServiceCollection services, IConfiguration configuration, string section, Func<TOptions, TOptions>? validated = null)
        where TOptions : class, new()
    {
        services.AddSingleton(new OptionSection(section, typeof(TOptions)));
        var options = configuration.GetSection(section).Get<TOptions>() ?? new();
        return validated is null ? options : validated(options);
    }
}

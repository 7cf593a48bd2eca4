using Serilog.Events;

namespace OpsCenter.Silo.Hosting;

/// <summary>How much the log tells: configuration, section <c>Serilog</c>. Where it goes is Serilog's own language.</summary>
public sealed record LogSettings
{
    /// <summary>From which level on something is told.</summary>
    public LogLevels MinimumLevel { get; init; } = new();
}

/// <summary>Levels of the log.</summary>
public sealed record LogLevels
{
    /// <summary>From this level on everything is told.</summary>
    public LogEventLevel Default { get; init; } = LogEventLevel.Information;

    /// <summary>The same for sources whose name begins so, e.g. <c>Orleans</c> or <c>OpsCenter.Gateway</c>.</summary>
    public Dictionary<string, LogEventLevel> Override { get; init; } = [];
}

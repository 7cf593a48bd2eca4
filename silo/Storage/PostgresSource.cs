using Npgsql;

namespace OpsCenter.Silo.Storage;

/// <summary>Connections to PostgreSQL as measured to be best here: prepared by themselves, few, not multiplexed.</summary>
internal static class PostgresSource
{
    /// <param name="connectionString">As configured; what it says about pooling and preparing is overruled.</param>
    /// <param name="purpose">Shown in <c>pg_stat_activity</c>.</param>
    /// <param name="connections">Most connections; all sources of a process together stay within 32.</param>
    /// <param name="options">The session's own settings, as <c>-c name=value</c>; they come behind what is configured.</param>
    public static NpgsqlDataSource Create(string connectionString, string purpose, int connections, string options = "")
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = $"opscenter {purpose}",
            MaxAutoPrepare = 20,
            AutoPrepareMinUsages = 2,
            MaxPoolSize = connections,
            Multiplexing = false,
            IncludeErrorDetail = true,
        };
        if (options.Length > 0) settings.Options = $"{settings.Options} {options}".Trim();
        // A database that does not answer is noticed in seconds, and the writer's own retries do the rest.
        if (!settings.ContainsKey("Timeout"))
            settings.Timeout = 5;
        return new NpgsqlDataSourceBuilder(settings.ToString()).Build();
    }
}

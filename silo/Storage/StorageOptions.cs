using Npgsql;

namespace OpsCenter.Silo.Storage;

/// <summary>Where everything durable is kept. Configuration section <c>Storage</c>.</summary>
public sealed record StorageOptions
{
    /// <summary>SQLite files of one process.</summary>
    public const string Sqlite = "sqlite";

    /// <summary>A PostgreSQL database that several processes share.</summary>
    public const string Postgres = "postgres";

    /// <summary><c>sqlite</c>: one process, nothing to install; <c>postgres</c>: a cluster.</summary>
    public string Provider { get; init; } = Sqlite;

    /// <summary>Folder of the SQLite files and of the keys, without which what is personal is lost; created when missing.</summary>
    public string DataFolder { get; init; } = "data";

    /// <summary>Of PostgreSQL, in Npgsql's form; the schema is made and migrated at the start. Needed with <c>postgres</c>.</summary>
    public string ConnectionString { get; init; } = "";

    /// <summary>Silos and gateways with the same name in the same database form one cluster.</summary>
    public string ClusterId { get; init; } = "opscenter";

    /// <summary>Snapshots belong to the service of this name; it stays the same for ever.</summary>
    public string ServiceId { get; init; } = "opscenter";

    public bool IsPostgres => Provider == Postgres;

    /// <exception cref="StorageException">A setting is wrong; the sentence names it.</exception>
    public StorageOptions Validated()
    {
        if (Provider is not (Sqlite or Postgres))
            throw Wrong(nameof(Provider), $"应为 sqlite 或 postgres，而不是 '{Provider}'", $"must be sqlite or postgres, not '{Provider}'");
        if (Provider == Sqlite && string.IsNullOrWhiteSpace(DataFolder))
            throw Wrong(nameof(DataFolder), "不能为空", "must name a folder");
        if (Provider == Postgres)
            ValidateConnectionString();
        if (ClusterId is not { Length: >= 1 and <= 100 })
            throw Wrong(nameof(ClusterId), "应为 1–100 个字符", "must have 1-100 characters");
        if (ServiceId is not { Length: >= 1 and <= 100 })
            throw Wrong(nameof(ServiceId), "应为 1–100 个字符", "must have 1-100 characters");
        return this;
    }

    private void ValidateConnectionString()
    {
        if (string.IsNullOrWhiteSpace(ConnectionString))
            throw Wrong(nameof(ConnectionString), "使用 postgres 时不能为空", "must be set with postgres");
        try
        {
            if (string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(ConnectionString).Host))
                throw Wrong(nameof(ConnectionString), "缺少 Host", "has no Host");
        }
        catch (ArgumentException fault)
        {
            throw Wrong(nameof(ConnectionString), $"格式不正确（{fault.Message}）", $"is not valid ({fault.Message})");
        }
    }

    private static StorageException Wrong(string setting, string chinese, string english) =>
        new($"设置 Storage:{setting} {chinese} / The setting Storage:{setting} {english}.");
}

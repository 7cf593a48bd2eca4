using System.Data;
using System.Data.Common;
using Npgsql;
using OpsCenter.Silo.Journal;
using OpsCenter.Silo.Storage;
using Orleans.Serialization;

namespace OpsCenter.Silo.Hotline;

/// <summary>The table of orders in PostgreSQL, beside the journal; read and written by any silo.</summary>
/// <param name="connectionString">As configured.</param>
/// <param name="serializer">Of states.</param>
public sealed class PostgresOrderTable(string connectionString, Serializer serializer) : SqlOrderTable(new PostgresDialect(), serializer)
{
    // A commit that a crash takes away is folded again, rows and position alike, so none waits for the disk. Every query goes
    // along an index that its text was written for; the planner shall not think of reading whole tables when it has no statistics
    // yet (the first minutes of an import), and knows each query's values.
    private const string Settings =
        "-c synchronous_commit=off -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off -c "
            + "plan_cache_mode=force_custom_plan";

    private readonly NpgsqlDataSource source = PostgresSource.Create(connectionString, "orders", 4, Settings);

    private protected override string ForUpdate => " FOR UPDATE";

    /// <inheritdoc/>
    public override Task PrepareAsync(CancellationToken cancellation = default) => PostgresSchema.MigrateAsync(source, cancellation);

    /// <inheritdoc/>
    public override Task ClearAsync(DistrictCode? district, CancellationToken cancellation = default) => WriteAsync(
        async transaction =>
        {
            // The position first: a writer has its row locked, and whoever comes later finds none.
            var statements = district is null
                ? [$"TRUNCATE order_position, {string.Join(", ", Tables)}"]
                : Tables.Prepend("order_position").Select(table => $"DELETE FROM {table} WHERE district = @district");
            foreach (var statement in statements)
            {
                await using var command = Dialect.Command(transaction, statement);
                if (district is not null) OrderDialect.Add(command, "@district", district?.Value);
                command.CommandTimeout = 0;
                await command.ExecuteNonQueryAsync(cancellation);
            }
        },
        cancellation);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => source.DisposeAsync();

    private protected override async Task<T> ReadAsync<T>(Func<DbTransaction, Task<T>> read, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
            return await read(transaction);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested && Dialect.IsPassing(fault))
        {
            throw Unavailable(fault);
        }
    }

    private protected override async Task WriteAsync(Func<DbTransaction, Task> write, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await write(transaction);
            await transaction.CommitAsync(cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested && Dialect.IsPassing(fault))
        {
            throw Unavailable(fault);
        }
    }

    private protected override Task ApplyAsync(
        DbTransaction transaction, DistrictCode district, List<OrderChange> changes, CancellationToken cancellation) =>
        new PostgresOrderWrite((NpgsqlTransaction)transaction, district).ApplyAsync(changes, cancellation);

    private protected override Task AddPostingsAsync(
        DbTransaction transaction, DistrictCode district, long block, byte[][] buckets, CancellationToken cancellation) =>
        new PostgresOrderWrite((NpgsqlTransaction)transaction, district).AddPostingsAsync(block, buckets, cancellation);

    private sealed class PostgresDialect : OrderDialect
    {
        // In the C collation lower() is about A-Z only, as in SQLite.
        public override string Contains(string text, string word) => $"strpos(lower({text} COLLATE \"C\"), {word}) > 0";

        public override string IsAny(string column, string parameter) => $"{column} = ANY ({parameter})";

        public override string SharesIds(string district) => $"district = {district}";

        public override object Many<T>(IReadOnlyCollection<T> values) => values as T[] ?? [.. values];

        public override bool IsPassing(Exception fault) => PostgresFault.Translate(fault) is not null;
    }
}

using Npgsql;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using OpsCenter.Silo.Hotline;
using OpsCenter.Tests.Infrastructure;
using Xunit;

namespace OpsCenter.Tests.Hotline.Table;

public sealed class PostgresOrderTableTests(PostgresFixture postgres) : OrderTableTests
{
    private string connectionString = "";

    public override async ValueTask InitializeAsync()
    {
        connectionString = await postgres.NewDatabaseAsync();
        await base.InitializeAsync();
    }

    [Fact]
    public async Task A_database_that_is_away_is_told_as_such()
    {
        var server = await postgres.ServerAsync();
        await using var nobody = new PostgresOrderTable(server.ConnectionString("no_such_database"), Serializer);
        await using var away = new PostgresOrderTable("Host=127.0.0.1;Port=1;Username=postgres;Database=x;Timeout=1", Serializer);
        await Assert.ThrowsAsync<JournalUnavailableException>(
            () => away.ListAsync(new() { District = new(RandomOrders.District) }, Cancellation));
        await Assert.ThrowsAsync<JournalUnavailableException>(
            () => away.WriteAsync(new(RandomOrders.District), [], JournalPosition.Start, new(0, 1), leftOut: 0, Cancellation));
        await Assert.ThrowsAsync<Silo.Storage.StorageException>(() => nobody.PrepareAsync(Cancellation));
    }

    protected override SqlOrderTable NewTable() => new PostgresOrderTable(connectionString, Serializer);

    protected override Task AgeAsync() => ExecuteAsync($"UPDATE order_position SET form = {OrderIndex.Form - 1}");

    protected override Task BeforeLeftOutAsync() =>
        ExecuteAsync("ALTER TABLE order_position DROP COLUMN left_out; DELETE FROM schema_version WHERE number = 5");

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}

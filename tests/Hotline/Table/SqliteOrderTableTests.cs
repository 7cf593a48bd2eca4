using Microsoft.Data.Sqlite;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using OpsCenter.Silo.Hotline;
using Xunit;

namespace OpsCenter.Tests.Hotline.Table;

public sealed class SqliteOrderTableTests : OrderTableTests
{
    private readonly string folder = Directory.CreateTempSubdirectory("opscenter-orders-").FullName;

    private string FilePath => Path.Combine(folder, "orders.db");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_cannot_be_used_is_thrown_away(bool isDamaged)
    {
        await FillAsync(100);
        await CloseAsync();
        if (isDamaged)
            await File.WriteAllTextAsync(FilePath, "no database, but long enough to be taken for one at first sight", Cancellation);
        else Execute("INSERT INTO schema_version VALUES (999, 'from the future', '')");
        var again = await OpenAsync();
        Assert.Equal(JournalPosition.Start, await again.PositionAsync(new(RandomOrders.District), Cancellation));
        Assert.Empty((await again.ListAsync(new() { District = new(RandomOrders.District) }, Cancellation)).Rows);
    }

    [Fact]
    public async Task What_was_written_is_there_after_a_restart()
    {
        await FillAsync(100);
        var position = await Table.PositionAsync(new(RandomOrders.District), Cancellation);
        await CloseAsync();
        var again = await OpenAsync();
        Assert.Equal(position, await again.PositionAsync(new(RandomOrders.District), Cancellation));
        Assert.Equal(
            100, (await again.ListAsync(new() { District = new(RandomOrders.District), PageSize = 200 }, Cancellation)).Rows.Length);
    }

    protected override SqlOrderTable NewTable() => new SqliteOrderTable(FilePath, Serializer);

    protected override Task AgeAsync()
    {
        Execute($"UPDATE order_position SET form = {OrderIndex.Form - 1}");
        return Task.CompletedTask;
    }

    protected override Task BeforeLeftOutAsync()
    {
        Execute("ALTER TABLE order_position DROP COLUMN left_out; DELETE FROM schema_version WHERE number = 2");
        return Task.CompletedTask;
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={FilePath};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

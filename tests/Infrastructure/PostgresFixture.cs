using OpsCenter.Tests.Infrastructure;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace OpsCenter.Tests.Infrastructure;

/// <summary>One server for all tests that need one, started by the first of them; every test asks for a database of its own.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private readonly Lazy<Task<PostgresServer>> server = new(() => PostgresServer.StartNewAsync());

    public Task<PostgresServer> ServerAsync() => server.Value;

    public async Task<string> NewDatabaseAsync() => await (await ServerAsync()).CreateDatabaseAsync();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (server.IsValueCreated)
            await (await ServerAsync()).DisposeAsync();
    }
}

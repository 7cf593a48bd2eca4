using OpsCenter.Tests.Infrastructure;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace OpsCenter.Tests.Infrastructure;

/// <summary>One server for all tests that need one, started by the first of them; every test asks for a database of its own.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private readonly Lazy<Task<PostgresServer>> server = new(StartOwnAsync);

    /// <summary>A server of the caller's own; where none can be started the test is skipped, and the reason says why.</summary>
    public static Task<PostgresServer> StartOwnAsync()
    {
        Assert.SkipWhen(PostgresServer.WhyNot is not null, PostgresServer.WhyNot ?? "");
        return PostgresServer.StartNewAsync();
    }

    public Task<PostgresServer> ServerAsync() => server.Value;

    public async Task<string> NewDatabaseAsync() => await (await ServerAsync()).CreateDatabaseAsync();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (server.IsValueCreated && PostgresServer.WhyNot is null)
            await (await ServerAsync()).DisposeAsync();
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpsCenter.Silo.Storage;
using OpsCenter.Tests.Infrastructure;
using Orleans.Configuration;
using Orleans.Runtime;
using Xunit;

namespace OpsCenter.Tests.Storage;

/// <summary>Membership on PostgreSQL: silos find each other, a gateway finds them, and who has gone is taken off the list.</summary>
public sealed class ClusterTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_silos_form_a_cluster_and_a_gateway_of_its_own_reaches_both()
    {
        var options = new StorageOptions { Provider = StorageOptions.Postgres, ConnectionString = await postgres.NewDatabaseAsync() };
        using var first = StorageSilo.Build(options);
        using var second = StorageSilo.Build(options);
        await Task.WhenAll(first.StartAsync(Cancellation), second.StartAsync(Cancellation));
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client => client.UseOpsCenterCluster(options));
        using var gateway = builder.Build();
        await gateway.StartAsync(Cancellation);

        var management = gateway.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);
        Assert.Equal([SiloStatus.Active, SiloStatus.Active], (await management.GetHosts()).Values);

        await second.StopAsync(Cancellation);
        Assert.Equal([SiloStatus.Active], (await management.GetHosts(onlyActive: true)).Values);
        var table = first.Services.GetRequiredService<IMembershipTable>();
        Assert.Equal([SiloStatus.Active, SiloStatus.Dead], (await table.ReadAll()).Members.Select(member => member.Item1.Status).Order());

        await table.CleanupDefunctSiloEntries(DateTimeOffset.UtcNow.AddDays(1));
        Assert.Equal([SiloStatus.Active], (await table.ReadAll()).Members.Select(member => member.Item1.Status));
        await gateway.StopAsync(Cancellation);
        await first.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Changes_of_the_membership_need_its_newest_version()
    {
        var options = new StorageOptions { Provider = StorageOptions.Postgres, ConnectionString = await postgres.NewDatabaseAsync() };
        using var silo = StorageSilo.Build(options);
        await silo.StartAsync(Cancellation);
        var table = silo.Services.GetRequiredService<IMembershipTable>();
        var before = await table.ReadAll();
        var self = before.Members.Single();
        var joining = new MembershipEntry
        {
            SiloAddress = SiloAddress.New(System.Net.IPAddress.Loopback, 1234, 1),
            SiloName = "other",
            HostName = "other",
            Status = SiloStatus.Joining,
            ProxyPort = 1,
            StartTime = DateTime.UtcNow,
            IAmAliveTime = DateTime.UtcNow,
        };

        Assert.False(await table.InsertRow(joining, before.Version));
        Assert.True(await table.InsertRow(joining, before.Version.Next()));
        Assert.False(await table.UpdateRow(self.Item1, self.Item2, before.Version.Next()));
        var after = await table.ReadRow(joining.SiloAddress);
        Assert.False(await table.InsertRow(joining, after.Version.Next()));
        joining.Status = SiloStatus.Dead;
        joining.AddSuspector(self.Item1.SiloAddress, DateTime.UtcNow);
        Assert.True(await table.UpdateRow(joining, after.Members.Single().Item2, after.Version.Next()));
        var dead = (await table.ReadRow(joining.SiloAddress)).Members.Single().Item1;
        Assert.Equal((SiloStatus.Dead, self.Item1.SiloAddress), (dead.Status, dead.SuspectTimes.Single().Item1));
        await table.UpdateIAmAlive(self.Item1);
        await silo.StopAsync(Cancellation);
    }
}

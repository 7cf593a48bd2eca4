using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpsCenter.Silo.Storage;
using OpsCenter.Tests.Infrastructure;
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
        Assert.Equal([SiloStatus.Active, SiloStatus.Active], (await management.GetHosts(onlyActive: false, Cancellation)).Values);

        await second.StopAsync(Cancellation);
        Assert.Equal([SiloStatus.Active], (await management.GetHosts(onlyActive: true, Cancellation)).Values);
        var table = first.Services.GetRequiredService<IMembershipTable>();
        Assert.Equal([SiloStatus.Active, SiloStatus.Dead], (await table.ReadAllAsync(Cancellation)).Members
            .Select(member => member.Item1.Status).Order());

        await table.CleanupDefunctSiloEntriesAsync(DateTimeOffset.UtcNow.AddDays(1), Cancellation);
        Assert.Equal([SiloStatus.Active], (await table.ReadAllAsync(Cancellation)).Members.Select(member => member.Item1.Status));
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
        var before = await table.ReadAllAsync(Cancellation);
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

        Assert.True(await table.InsertRowAsync(joining, before.Version.Next(), Cancellation));
        Assert.False(await table.UpdateRowAsync(self.Item1, self.Item2, before.Version.Next(), Cancellation));
        var after = await table.ReadRowAsync(joining.SiloAddress, Cancellation);
        Assert.False(await table.InsertRowAsync(joining, after.Version.Next(), Cancellation));
        joining.Status = SiloStatus.Dead;
        joining.AddSuspector(self.Item1.SiloAddress, DateTime.UtcNow);
        Assert.True(await table.UpdateRowAsync(joining, after.Members.Single().Item2, after.Version.Next(), Cancellation));
        var dead = (await table.ReadRowAsync(joining.SiloAddress, Cancellation)).Members.Single().Item1;
        Assert.Equal((SiloStatus.Dead, self.Item1.SiloAddress), (dead.Status, dead.SuspectTimes!.Single().Item1));
        await table.UpdateIAmAliveAsync(self.Item1, Cancellation);
        await silo.StopAsync(Cancellation);
    }
}

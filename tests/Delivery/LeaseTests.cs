using Microsoft.Extensions.Time.Testing;
using OpsCenter.Kernel;
using Xunit;

namespace OpsCenter.Tests.Delivery;

public sealed class LeaseTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task A_lease_has_one_holder_until_it_is_given_back_or_runs_out()
    {
        var lease = new LeaseGrain(time);
        Assert.True(await lease.HoldAsync("one", Hour));
        Assert.False(await lease.HoldAsync("other", Hour));
        await lease.ReleaseAsync("other");
        Assert.False(await lease.HoldAsync("other", Hour));
        await lease.ReleaseAsync("one");
        Assert.True(await lease.HoldAsync("other", TimeSpan.FromSeconds(1)));
        Assert.False(await lease.HoldAsync("one", Hour));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await lease.HoldAsync("one", Hour));
        Assert.False(await lease.HoldAsync("other", Hour));
    }

    [Fact]
    public async Task A_lease_is_prolonged_from_now()
    {
        var lease = new LeaseGrain(time);
        for (var look = 0; look < 5; look++)
        {
            Assert.True(await lease.HoldAsync("one", Hour));
            time.Advance(Hour - TimeSpan.FromTicks(1));
            Assert.False(await lease.HoldAsync("other", Hour));
        }
        time.Advance(Hour);
        Assert.True(await lease.HoldAsync("other", Hour));
    }
}

using CsCheck;
using OpsCenter.Kernel;
using Xunit;

namespace OpsCenter.Tests.Delivery;

public sealed class BackoffTests
{
    private static readonly Backoff Pauses = new(TimeSpan.FromSeconds(30), TimeSpan.FromHours(1));

    [Theory]
    [InlineData(0, 30)]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(3, 120)]
    [InlineData(7, 1920)]
    [InlineData(8, 3600)]
    [InlineData(int.MaxValue, 3600)]
    public void Each_pause_is_twice_as_long_up_to_the_longest(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Pauses.After(failures));

    [Fact]
    public void Chance_shortens_a_pause_by_a_half_at_most() => Gen.Select(Gen.Int[0, 100], Gen.Int).Sample((failures, seed) =>
        Pauses.After(failures, new Random(seed)) is var pause && pause <= Pauses.After(failures) && pause >= Pauses.After(failures) / 2);
}

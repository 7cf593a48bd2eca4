using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace OpsCenter.Kernel;

/// <summary>The read sides of all districts, for who watches over the installation. Key: 0.</summary>
[Alias("opscenter.read-sides")]
public interface IReadSides : IGrainWithIntegerKey
{
    /// <summary>
    /// The projections that are being built, and those and the read tables that have left something out; empty: all numbers are whole.
    /// As of some seconds ago at most.
    /// </summary>
    Task<ImmutableArray<DistrictProjectionStatus>> WantingAsync();
}

/// <summary>A projection of a district that wants something.</summary>
/// <param name="District">Code of the district; of one whose read side does not answer the projection has no name.</param>
/// <param name="Status">How it stands.</param>
[GenerateSerializer, Immutable, Alias("opscenter.district-projection-status")]
public readonly record struct DistrictProjectionStatus([property: Id(0)] DistrictCode District, [property: Id(1)] ProjectionStatus Status);

[StatelessWorker(1), Reentrant]
internal sealed class ReadSidesGrain(
    IJournalReader reader, IEnumerable<FollowerSchedule> followers, TimeProvider time, ILogger<ReadSidesGrain> log) : Grain, IReadSides
{
    private const int DistrictsAtOnce = 16;
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(5), Patience = TimeSpan.FromSeconds(2);
    private Task<ImmutableArray<DistrictProjectionStatus>>? asking;
    private long askedAt;

    public Task<ImmutableArray<DistrictProjectionStatus>> WantingAsync()
    {
        if (asking is { IsFaulted: false, IsCanceled: false } recent && (!recent.IsCompleted || time.GetElapsedTime(askedAt) < FreshFor))
            return recent;
        askedAt = time.GetTimestamp();
        return asking = AskAsync();
    }

    private async Task<ImmutableArray<DistrictProjectionStatus>> AskAsync()
    {
        var wanting = ImmutableArray.CreateBuilder<DistrictProjectionStatus>();
        foreach (var some in (await reader.ListDistrictsAsync()).Chunk(DistrictsAtOnce))
            foreach (var (district, all) in some.Zip(await Task.WhenAll(some.Select(StatusAsync))))
                wanting.AddRange(
                    from status in all
                    where !status.IsWhole
                    select new DistrictProjectionStatus(district, status));
        return wanting.ToImmutable();
    }

    /// <summary>A district whose read side does not answer is not well either, and keeps no other from being told.</summary>
    private async Task<IReadOnlyList<ProjectionStatus>> StatusAsync(DistrictCode district)
    {
        try
        {
            var others = Task.WhenAll(
                followers.Select(follower => ((IJournalFollower)GrainFactory.GetGrain(follower.Follower, district.Value)).StatusAsync()));
            var own = GrainFactory.GetGrain<IReadSide>(district.Value).StatusAsync();
            return [.. await own.WaitAsync(Patience), .. await others.WaitAsync(Patience)];
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "The read side of district {District} does not say how it stands.", district);
            return [new("", IsBuilding: true, 0, 0)];
        }
    }
}

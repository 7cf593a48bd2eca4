using CsCheck;
using OpsCenter.Kernel;
using Xunit;

namespace OpsCenter.Tests.Kernel;

public sealed class RecentIdsTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_saved_up_to_a_version_is_what_was_added_up_to_it() =>
        Gen.Select(Gen.Int[0, 40].Array[0, 60], Gen.Int[0, 60]).Sample((names, upTo) =>
    {
        var ids = new RecentIds();
        var first = new Dictionary<string, long>();
        for (var i = 0; i < names.Length; i++)
        {
            ids.Add($"c{names[i]}", i + 1, Day);
            first.TryAdd($"c{names[i]}", i + 1);
        }
        var loaded = RecentIds.Load(ids.Save(upTo));
        Assert.Equal(first.Count(pair => pair.Value <= upTo), loaded.Count);
        foreach (var (name, version) in first)
        {
            Assert.Equal(version <= upTo, loaded.TryGet(name, out var found));
            if (version <= upTo) Assert.Equal(version, found);
        }
    });

    [Fact]
    public void Ids_are_forgotten_by_whole_days()
    {
        var ids = new RecentIds();
        ids.Add("old", 1, Day.AddHours(23));
        ids.Add("new", 2, Day.AddDays(1));
        ids.Forget(Day.AddDays(1).AddHours(12));
        Assert.False(ids.TryGet("old", out _));
        Assert.True(ids.TryGet("new", out _));
    }

    [Fact]
    public void A_wish_without_an_id_is_no_repeat()
    {
        var ids = new RecentIds();
        ids.Add("", 1, Day);
        Assert.False(ids.TryGet("", out _));
        Assert.Equal(0, ids.Count);
    }
}

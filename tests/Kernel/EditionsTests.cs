using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using OpsCenter.Indicators;
using OpsCenter.Kernel;
using OpsCenter.Places;
using Orleans.Serialization;
using Xunit;

namespace OpsCenter.Tests.Kernel;

/// <summary>The laws of editions, and that they are kept in the form that they always had.</summary>
public sealed class EditionsTests
{
    private static readonly DateOnly Day = new(2026, 1, 1);

    /// <summary>Editions of few days, so that many fall on the same.</summary>
    private static readonly Gen<Named[]> Puts =
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, 99], (day, name) => new Named(Day.AddDays(day), $"{name}")).Array[0, 20];

    private static readonly Serializer Serializer =
        new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    [Fact]
    public void Of_a_day_the_newest_that_has_begun_counts() => Gen.Select(Puts, Gen.Int[-2, 15]).Sample((puts, day) =>
    {
        var (editions, on) = (Put(puts), Day.AddDays(day));
        // Of one day the last that was put, and of the days the newest.
        var begun = puts.Index().Where(put => put.Item.From <= on);
        var expected = begun.OrderBy(put => put.Item.From).ThenBy(put => put.Index).LastOrDefault().Item;
        Assert.Equal(expected, editions.On(on));
        Assert.Equal(expected ?? editions.FirstOrDefault(), editions.OnOrFirst(on));
        Assert.Equal(puts.LastOrDefault(put => put.From == on), editions.Find(on));
    });

    [Fact]
    public void They_stand_in_order_each_with_a_day_of_its_own() => Puts.Sample(puts =>
    {
        var days = Put(puts).Select(edition => edition.From).ToArray();
        Assert.Equal(puts.Select(put => put.From).Distinct().Order(), days);
        Assert.Equal((days.Length, days.Length == 0), (Put(puts).Count, Put(puts).IsEmpty));
    });

    [Fact]
    public void The_order_of_days_and_the_same_again_change_nothing() => Gen.Select(Puts, Gen.Int[0, 1000]).Sample((puts, seed) =>
    {
        var once = puts.DistinctBy(put => put.From).ToArray();
        var shuffled = once.ToArray();
        new Random(seed).Shuffle(shuffled);
        var editions = Put(once);
        Assert.Equal(editions, Put(shuffled));
        Assert.Equal(editions.GetHashCode(), Put(shuffled).GetHashCode());
        Assert.Equal(editions, once.Aggregate(editions, (known, edition) => known.Put(edition)));
        Assert.Equal(editions, Editions.Of(shuffled));
    });

    [Fact]
    public void What_was_put_stays_out_of_what_was_there_before() => Puts.Sample(puts =>
    {
        var before = Put(puts);
        var copy = before.ToArray();
        before.Put(new(Day.AddDays(5), "new"));
        Assert.Equal(copy, before);
    });

    [Fact]
    public void A_day_outside_of_all_calendars_is_refused_and_so_is_one_edition_too_many()
    {
        Editions<Named> none = default;
        Assert.Equal("bad_day", none.Obstacle(new(new(1, 1, 1), ""), "区划")?.Code);
        Assert.Equal("bad_day", none.Obstacle(new(new(WorkingCalendar.LastYear + 1, 1, 1), ""), "区划")?.Code);
        var full = Put([.. Enumerable.Range(0, Editions.MaxCount).Select(day => new Named(Day.AddDays(day), ""))]);
        var refusal = full.Obstacle(new(Day.AddDays(-1), ""), "区划");
        Assert.Equal((RefusalKind.TooMany, "too_many_editions"), (refusal?.Kind, refusal?.Code));
        Assert.Null(full.Obstacle(new(Day, "again"), "区划"));
        Assert.Null(none.Obstacle(new(Day, ""), "区划"));
    }

    /// <summary>Snapshots hold it.</summary>
    [Fact]
    public void As_json_they_are_a_plain_array()
    {
        const string First = """{"from":"2026-01-01","places":[],"mergers":[],"source":"a"}""";
        const string Second = """{"from":"2027-01-01","places":[],"mergers":[],"source":"b"}""";
        const string Old = $$"""{"version":2,"editions":[{{First}},{{Second}}]}""";
        var state = JsonSerializer.Deserialize(Old, PlacesJson.Default.PlacesState)!;
        Assert.Equal((2, "b"), (state.Editions.Count, state.Editions.On(new(2027, 1, 1))?.Source));
        Assert.Equal(Old, JsonSerializer.Serialize(state, PlacesJson.Default.PlacesState));
        var none = JsonSerializer.Serialize(new IndicatorsState(0, default), IndicatorsJson.Default.IndicatorsState);
        Assert.Equal("""{"version":0,"editions":[]}""", none);
    }

    /// <summary>Silos of before and of now run side by side while a district is brought up to date.</summary>
    [Fact]
    public void Between_silos_they_are_a_plain_array()
    {
        ImmutableArray<PlaceEdition> plain =
            [new(Day, [new(new("440203"), "武江区", PlaceLevel.District, default)], [], "a"), new(Day.AddDays(1), [], [], "b")];
        foreach (var editions in (ImmutableArray<PlaceEdition>[])[[], plain])
        {
            Editions<PlaceEdition> put = [.. editions];
            var bytes = Serializer.SerializeToArray(editions);
            Assert.Equal(bytes, Serializer.SerializeToArray(put));
            var read = Serializer.Deserialize<Editions<PlaceEdition>>(bytes);
            Assert.Equal(put.Select(edition => edition.Source), read.Select(edition => edition.Source));
        }
    }

    private static Editions<Named> Put(IEnumerable<Named> puts) =>
        puts.Aggregate(default(Editions<Named>), (editions, edition) => editions.Put(edition));

    private sealed record Named(DateOnly From, string Name) : IEdition;
}

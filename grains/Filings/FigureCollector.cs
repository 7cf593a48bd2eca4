using System.Collections.Immutable;
using OpsCenter.Indicators;
using OpsCenter.Kernel;
using OpsCenter.Places;

namespace OpsCenter.Filings;

/// <summary>What the system knows from its own operations.</summary>
public interface IOperations
{
    /// <summary>A figure of a place in a period, e.g. <c>hotline.on_time_rate</c>; null: it is not known.</summary>
    ValueTask<decimal?> FigureAsync(DistrictCode district, string figure, PlaceCode place, Period period);
}

/// <summary>Collects what is known around a filing, and of that only what its set's rules and sources ask for.</summary>
internal sealed class FigureCollector(IGrainFactory grains, IOperations operations)
{
    private const int ChildrenAtOnce = 64;

    /// <exception cref="RetryException">One of those that know cannot be asked now.</exception>
    public async Task<KnownFigures> OfAsync(
        DistrictCode district, IndicatorSheet sheet, SetDefinition set, IndicatorNeeds needs, Period period, PlaceCode place,
        PlaceTree tree)
    {
        try
        {
            var previous = needs.Previous.Count > 0 ? FiguresAsync(district, set.Code, period.Previous, place) : None;
            var yearBefore = needs.YearBefore.Count > 0 ? FiguresAsync(district, set.Code, period.YearBefore, place) : None;
            var others = OthersAsync(district, sheet, set, period, place, tree, needs.Others);
            var children = ChildrenAsync(district, sheet, set, period, place, tree, needs.Children);
            var figures = FiguresAsync(district, period, place, needs.Operations);
            await Task.WhenAll(previous, yearBefore, others, children, figures);
            return new()
            {
                Previous = Only(await previous, needs.Previous),
                YearBefore = Only(await yearBefore, needs.YearBefore),
                Others = await others,
                Children = await children,
                Registry = needs.Registry.Count > 0 ? Counts(place, tree) : ImmutableDictionary<string, decimal>.Empty,
                Operations = await figures,
            };
        }
        catch (Exception failure) when (failure is not RetryException)
        {
            throw new RetryException($"{district}/{set.Code}/{period}/{place}: {failure.Message}");
        }
    }

    private static readonly Task<ImmutableDictionary<string, decimal>> None = Task.FromResult(ImmutableDictionary<string, decimal>.Empty);

    private Task<ImmutableDictionary<string, decimal>> FiguresAsync(DistrictCode district, string set, Period period, PlaceCode place) =>
        grains.GetGrain<IFiling>(FilingKeys.Filing(district, set, period, place)).FiguresAsync();

    /// <summary>The same place's values in other sets: of the same period, or of the one of theirs that ends with it.</summary>
    private async Task<ImmutableDictionary<string, decimal>> OthersAsync(
        DistrictCode district, IndicatorSheet sheet, SetDefinition set, Period period, PlaceCode place, PlaceTree tree,
        IReadOnlySet<string> codes)
    {
        if (codes.Count == 0 || tree.Find(place) is not { } self) return ImmutableDictionary<string, decimal>.Empty;
        var asked = sheet.Edition.Sets
            .Where(other => other.Code != set.Code && other.Levels.Contains(self.Level) && other.Indicators.Any(codes.Contains)).ToArray();
        var found = await Task.WhenAll(
            asked.Select(other => FiguresAsync(district, other.Code, Period.Of(other.Frequency, period.End), place)));
        return found.Aggregate(ImmutableDictionary<string, decimal>.Empty,
            (all, each) => all.SetItems(each.Where(figure => codes.Contains(figure.Key))));
    }

    private async Task<ImmutableDictionary<string, ImmutableArray<decimal?>>> ChildrenAsync(
        DistrictCode district, IndicatorSheet sheet, SetDefinition set, Period period, PlaceCode place, PlaceTree tree,
        IReadOnlySet<string> codes)
    {
        var children = ImmutableDictionary.CreateBuilder<string, ImmutableArray<decimal?>>();
        if (codes.Count == 0) return children.ToImmutable();
        var below = tree.Children(place).ToArray();
        // Several indicators of one set are asked for once.
        foreach (var asked in codes.GroupBy(code => sheet.Edition.Sets.FirstOrDefault(other =>
            other.Frequency == set.Frequency && other.Indicators.Contains(code) && below.Length > 0 && other.Levels
                .Contains(below[0].Level))))
        {
            if (asked.Key is not { } other) continue;
            List<ImmutableDictionary<string, decimal>> found = [];
            foreach (var some in below.Chunk(ChildrenAtOnce))
                found.AddRange(await Task.WhenAll(some.Select(child => FiguresAsync(district, other.Code, period, child.Code))));
            foreach (var code in asked)
                children[code] = [.. found.Select(figures => figures.TryGetValue(code, out var value) ? value : (decimal?)null)];
        }
        return children.ToImmutable();
    }

    private async Task<ImmutableDictionary<string, decimal>> FiguresAsync(
        DistrictCode district, Period period, PlaceCode place, IReadOnlySet<string> names)
    {
        var figures = ImmutableDictionary.CreateBuilder<string, decimal>();
        foreach (var name in names)
            if (await operations.FigureAsync(district, name, place, period) is { } figure) figures[name] = figure;
        return figures.ToImmutable();
    }

    private static ImmutableDictionary<string, decimal> Counts(PlaceCode place, PlaceTree tree) =>
        ImmutableDictionary<string, decimal>.Empty
        .Add("towns", Below(place, tree).Count(child => child.Level == PlaceLevel.Town))
        .Add("villages", Below(place, tree).Count(child => child.Level == PlaceLevel.Village));

    private static IEnumerable<Place> Below(PlaceCode place, PlaceTree tree) =>
        tree.Children(place).SelectMany(child => Below(child.Code, tree).Prepend(child));

    private static ImmutableDictionary<string, decimal> Only(ImmutableDictionary<string, decimal> figures, IReadOnlySet<string> codes) =>
        figures.RemoveRange(figures.Keys.Where(code => !codes.Contains(code)));
}

using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using OpsCenter.Gateway.Places;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Indicators;
using OpsCenter.Kernel;
using OpsCenter.Places;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Indicators;

/// <summary>What is asked, and the places there are; see <c>indicators.proto</c>.</summary>
public sealed class IndicatorsService(IClusterClient cluster, BoundaryMaps boundaries, DistrictClock clock) : V1.Indicators.IndicatorsBase
{
    public override async Task<IndicatorsInfo> GetIndicators(GetIndicatorsRequest request, ServerCallContext context)
    {
        var (state, edition) = await EditionAsync(request, context);
        var info = new IndicatorsInfo { From = Text(edition.From) };
        info.Editions.AddRange(state.Editions.Select(each => Text(each.From)));
        info.Indicators.AddRange(edition.Indicators.Select(Message));
        info.Sets.AddRange(edition.Sets.Select(Message));
        return info;
    }

    public override async Task<DefinitionFile> GetIndicatorsFile(GetIndicatorsRequest request, ServerCallContext context)
    {
        var (_, edition) = await EditionAsync(request, context);
        return new()
        {
            FileName = $"{request.District}-指标-{Text(edition.From)}.xlsx",
            Content = UnsafeByteOperations.UnsafeWrap(IndicatorDefinitionFile.Write(edition)),
        };
    }

    public override async Task<DefineIndicatorsResponse> DefineIndicators(DefineIndicatorsRequest request, ServerCallContext context)
    {
        var district = request.District.ToDistrict();
        var state = await BookAsync(district);
        var check = DefinitionCheck.Of(
            cluster.GetGrain<IIndicators>(IndicatorKeys.Book(district)), new IndicatorDecider(), state,
            (IndicatorEdition edition) => new DefineIndicators(edition), edition => Changes(state.Editions.On(edition.From), edition)) with
        { HasEditions = true };
        var (edition, changes, _) = await check.RunAsync(
            IndicatorDefinitionFile.Read(request.FileName, request.Content.ToByteArray()), request.DryRun, context.Caller().Name,
            clock.GetUtcNow());
        return new()
        {
            From = Text(edition.From),
            Indicators = edition.Indicators.Length,
            Sets = edition.Sets.Length,
            Changes = { changes },
        };
    }

    public override async Task<ListPlacesResponse> ListPlaces(ListPlacesRequest request, ServerCallContext context)
    {
        var (registry, edition) = await PlacesAsync(request, context);
        var response = new ListPlacesResponse { Editions = { registry.Editions.Select(each => Text(each.From)) } };
        if (edition is null) return response;
        (response.From, response.Source) = (Text(edition.From), edition.Source);
        response.Places
            .AddRange(edition.Places
                .Select(place =>
                    new PlaceInfo { Code = place.Code.Value, Name = place.Name, Level = Word(place.Level), Parent = place.Parent.Value }));
        return response;
    }

    public override Task<GetBoundariesResponse> GetBoundaries(GetBoundariesRequest request, ServerCallContext context) =>
        Task.FromResult(boundaries.Of(request.District.ToDistrict()));

    public override async Task<DefinitionFile> GetPlacesFile(ListPlacesRequest request, ServerCallContext context)
    {
        var (_, edition) = await PlacesAsync(request, context);
        if (edition is null) throw Failure.Of(StatusCode.NotFound, "no_places", "尚未登记区划 / No places are defined yet");
        return new()
        {
            FileName = $"{request.District}-区划-{Text(edition.From)}.csv",
            Content = UnsafeByteOperations.UnsafeWrap(PlaceFile.Write(edition))
        };
    }

    public override async Task<DefinePlacesResponse> DefinePlaces(DefinePlacesRequest request, ServerCallContext context)
    {
        var district = request.District.ToDistrict();
        var from = DayOf(request.From, "from");
        var registry = await RegistryAsync(district);
        var check = DefinitionCheck.Of(
            cluster.GetGrain<IPlaces>(PlaceKeys.Registry(district)), new PlaceDecider(),
            new PlacesState(registry.Version, registry.Editions),
            (PlaceEdition edition) => new DefinePlaces(edition), edition => Changes(registry.Editions.On(edition.From), edition)) with
        { HasEditions = true };
        var (edition, changes, _) = await check.RunAsync(
            PlaceFile.Read(request.Content.ToByteArray(), district, from, request.Source), request.DryRun, context.Caller().Name,
            clock.GetUtcNow());
        return new()
        {
            Towns = edition.Places.Count(place => place.Level == PlaceLevel.Town),
            Villages = edition.Places.Count(place => place.Level == PlaceLevel.Village),
            Changes = { changes },
        };
    }

    /// <summary>The edition that was asked for, with all there are.</summary>
    private async Task<(IndicatorsState State, IndicatorEdition Edition)> EditionAsync(
        GetIndicatorsRequest request, ServerCallContext context)
    {
        var district = request.District.ToDistrict();
        var state = await BookAsync(district);
        var day = request.On.Length == 0 ? DateOnly.MaxValue : DayOf(request.On, "on");
        return state.Editions.On(day) is { } edition
            ? (state, edition)
            : throw Failure.Of(StatusCode.NotFound, "no_indicators", "尚未发布指标 / No indicators are defined yet");
    }

    /// <summary>The edition that was asked for, with all there are; null: there is none.</summary>
    private async Task<(PlaceRegistry Registry, PlaceEdition? Edition)> PlacesAsync(ListPlacesRequest request, ServerCallContext context)
    {
        var district = request.District.ToDistrict();
        var registry = await RegistryAsync(district);
        var day = request.On.Length == 0 ? LocalTime.DateOf(clock.GetUtcNow()) : DayOf(request.On, "on");
        return (registry, registry.Editions.IsEmpty ? null : registry.On(day).Edition);
    }

    private async Task<IndicatorsState> BookAsync(DistrictCode district) =>
        await cluster.GetGrain<IIndicators>(IndicatorKeys.Book(district)).EditionsAsync(-1) ?? new(0, []);

    private async Task<PlaceRegistry> RegistryAsync(DistrictCode district) =>
        await cluster.GetGrain<IPlaces>(PlaceKeys.Registry(district)).RegistryAsync(-1) ?? PlaceRegistry.Empty(district);

    private static IEnumerable<string> Changes(IndicatorEdition? before, IndicatorEdition edition) =>
    [
        .. Changes(
            before?.Indicators.ToDictionary(each => each.Code, each => (each.Name, Message(each).ToString())) ?? [],
            edition.Indicators.ToDictionary(each => each.Code, each => (each.Name, Message(each).ToString())), "指标"),
        .. Changes(
            before?.Sets.ToDictionary(each => each.Code, each => (each.Name, Message(each).ToString())) ?? [],
            edition.Sets.ToDictionary(each => each.Code, each => (each.Name, Message(each).ToString())), "套表"),
    ];

    private static IEnumerable<string> Changes(PlaceEdition? before, PlaceEdition edition) => Changes(
        before?.Places.ToDictionary(each => each.Code.Value, each => (each.Name, $"{each}")) ?? [],
        edition.Places.ToDictionary(each => each.Code.Value, each => (each.Name, $"{each}")), "地方");

    private static IEnumerable<string> Changes(
        Dictionary<string, (string Name, string Text)> before, Dictionary<string, (string Name, string Text)> after, string what)
    {
        foreach (var (code, now) in after)
            if (!before.TryGetValue(code, out var known)) yield return $"新增{what} {code} {now.Name} / {code} is new";
            else if (known.Text != now.Text) yield return $"{what} {code} {now.Name} 有变化 / {code} has changed";
        foreach (var (code, known) in before)
            if (!after.ContainsKey(code)) yield return $"取消{what} {code} {known.Name} / {code} is no more";
    }

    private static Indicator Message(IndicatorDefinition indicator)
    {
        var message = new Indicator
        {
            Code = indicator.Code,
            Name = indicator.Name,
            Unit = indicator.Unit,
            Kind = indicator.Kind.ToString().ToLowerInvariant(),
            Decimals = indicator.Decimals,
            IsRequired = indicator.IsRequired,
            IsCumulative = indicator.IsCumulative,
            Note = indicator.Note,
            Source = indicator.Source,
        };
        message.Rules.AddRange(indicator.Rules.Select(rule => new IndicatorRule
        {
            Expression = rule.Expression,
            Text = rule.Text,
            Effect = rule.Effect.ToString().ToLowerInvariant(),
            Levels = { rule.Levels.Select(Word) },
        }));
        return message;
    }

    private static IndicatorSet Message(SetDefinition set) => new()
    {
        Code = set.Code,
        Name = set.Name,
        Frequency = set.Frequency == Frequency.HalfYearly ? "half-yearly" : set.Frequency.ToString().ToLowerInvariant(),
        Levels = { set.Levels.Select(Word) },
        Indicators = { set.Indicators },
        Department = set.Department.Value,
        Due = set.Due.ToString(),
        Lock = set.Lock.ToString(),
        Mending = set.Mending.ToString(),
    };

    private static string Word(PlaceLevel level) => level.ToString().ToLowerInvariant();

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly DayOf(string text, string field) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day
        : throw Failure.Invalid((field, "日期应如 2026-01-01 / A day like 2026-01-01 is expected"));
}

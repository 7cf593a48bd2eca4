using OpsCenter.Accounts;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Platform.Identity;

/// <summary>What a place is at which a role can be held.</summary>
public enum GrantPlaceKind
{
    /// <summary>县（市、区）</summary>
    District,

    /// <summary>承办单位</summary>
    Department,

    /// <summary>镇（街道）</summary>
    Town,

    /// <summary>村（社区）</summary>
    Village,

    /// <summary>Everything (<c>*</c>), or what belongs to no district (<c>system</c>).</summary>
    Installation,
}

/// <param name="Place">As it stands in a grant: <c>440203</c>, <c>440203/ZJJ</c>, <c>440203102</c>.</param>
/// <param name="Name">What people call it.</param>
public sealed record GrantPlace(string Place, string Name, GrantPlaceKind Kind);

/// <summary>Where a subject says which places of a district there are; each subject that defines some registers one.</summary>
public interface IGrantPlaces
{
    /// <summary>As defined now, in the order of the definition. A place may come from several subjects; the first names it.</summary>
    /// <exception cref="Kernel.RetryException">It cannot be asked now.</exception>
    Task<IReadOnlyList<GrantPlace>> OfAsync(DistrictCode district);
}

/// <summary>The places of this installation at which roles can be given, from all subjects.</summary>
public sealed class GrantPlaceDirectory(IEnumerable<IGrantPlaces> subjects, IdentityOptions options)
{
    /// <summary>Districts of this installation; empty: any district may be.</summary>
    public IReadOnlyList<string> Districts => options.Districts;

    /// <summary>The places of those of the installation's districts in which these places are.</summary>
    public async Task<KnownPlaces> OfAsync(IEnumerable<string> places)
    {
        var asked = places.Where(place => place.Length >= 6 && place.AsSpan(0, 6).IndexOfAnyExceptInRange('0', '9') < 0)
            .Select(place => place[..6]).Distinct()
            .Where(district => options.Districts.Length == 0 || options.Districts.Contains(district)).Order(StringComparer.Ordinal);
        var known = new List<GrantPlace>();
        foreach (var district in asked)
            foreach (var subject in subjects) known.AddRange(await subject.OfAsync(new(district)));
        return new(known.DistinctBy(place => place.Place), options.Districts);
    }
}

/// <summary>Places as they were defined a moment ago.</summary>
/// <param name="places">Each once.</param>
/// <param name="districts">Of this installation; empty: any.</param>
public sealed class KnownPlaces(IEnumerable<GrantPlace> places, IReadOnlyList<string> districts)
{
    public static readonly GrantPlace Everything = new("*", "全部地区", GrantPlaceKind.Installation);

    public static readonly GrantPlace Own = new(Territory.System, "本系统", GrantPlaceKind.Installation);

    private readonly Dictionary<string, GrantPlace> byPlace = places.ToDictionary(place => place.Place, StringComparer.Ordinal);

    public IReadOnlyCollection<GrantPlace> All => byPlace.Values;

    /// <summary>What people call it; empty: it has no name here.</summary>
    public string NameOf(string place) => place switch
    {
        "*" => Everything.Name,
        Territory.System => Own.Name,
        _ => byPlace.GetValueOrDefault(place)?.Name ?? "",
    };

    /// <summary>Why nobody can be given a role there, Chinese and English; null: it is a place of this installation.</summary>
    public (string Chinese, string English)? Problem(string place)
    {
        if (place is "*" or Territory.System) return null;
        var shown = Wording.Shown(place);
        var isDepartment = AccountOptions.IsDepartment(place);
        if (!isDepartment && !Territory.IsPlace(place))
            return ($"“{shown}”不是区划代码，应为 2、4、6、9 或 12 位数字，或“区划/单位代码”",
                $"'{shown}' is no place: 2, 4, 6, 9 or 12 digits, or district/department");
        var district = place.Length > 6 ? place[..6] : place;
        if (districts.Count > 0 && !districts.Any(known => known.StartsWith(district, StringComparison.Ordinal)))
            return ($"“{shown}”不在本系统的地区（{string.Join('、', districts)}）之内",
                $"'{shown}' is not in the districts of this installation ({string.Join(", ", districts)})");
        if (place.Length <= 6 || byPlace.ContainsKey(place)) return null;
        var alike = byPlace.Values.Where(known => known.Kind != GrantPlaceKind.District).Select(known => known.Place)
            .Where(known => AccountOptions.IsDepartment(known) == isDepartment).ToArray();
        if (alike.Length == 0)
            return isDepartment
                ? ($"尚未配置承办单位，不能授权到“{shown}”；请先配置 12345 热线",
                    $"no departments are defined yet: '{shown}' cannot be given; describe the hotline first")
                : ($"尚未登记镇街村居，不能授权到“{shown}”；请先登记区划",
                    $"no towns and villages are registered yet: '{shown}' cannot be given; register the places first");
        var (chinese, english) = Wording.Suggest(place, alike);
        return isDepartment
            ? ($"没有单位“{shown}”{chinese}", $"there is no department '{shown}'{english}")
            : ($"区划名录中没有“{shown}”{chinese}", $"there is no place '{shown}' in the registry{english}");
    }
}

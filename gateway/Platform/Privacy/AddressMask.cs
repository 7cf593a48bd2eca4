using System.Text.RegularExpressions;

namespace OpsCenter.Gateway.Platform.Privacy;

/// <summary>Addresses down to the road or the village (GB/T 35273): what finds one house, one flat or one door is cut.</summary>
public static partial class AddressMask
{
    /// <summary>
    /// An address: up to the road or village before its first house, building, unit or room; without a road or village up to the estate,
    /// market or town before it.
    /// </summary>
    public static string Of(string address) => TextMask.Settled(address, Cut);

    private static string Cut(string address)
    {
        var plain = TextMask.Of(address, "").Trim();
        var detail = Detail().Match(plain);
        var head = Ending().Replace(detail.Success ? plain[..detail.Index] : plain, "");
        if (RoadOrVillage().Match(head) is { Success: true } road) return head[..(road.Index + road.Length)];
        return Locality().Match(head) is { Success: true } place ? head[..(place.Index + place.Length)] : head;
    }

    /// <summary>In a text: the numbers of houses, buildings, units and rooms become stars.</summary>
    internal static string In(string text)
    {
        if (!text.AsSpan().ContainsAny("号栋幢座室房元")) return text;
        var masked = House().Replace(text, "*");
        masked = Building().Replace(masked, "*");
        masked = Unit().Replace(masked, "*");
        return Room().Replace(masked, "*");
    }

    private const string Numeral = "(?:[0-9]+|[一二三四五六七八九十百]+)";

    /// <summary>Where the house, building, unit or room begins, or what was masked; numbers of roads and lines are none.</summary>
    [GeneratedRegex(
        $"\\*|{Numeral}\\s*(?:层|楼|组|队|室|房|弄|#|号(?!线|路|桥))" +
        "|(?<![A-Za-z0-9])[0-9]+(?![0-9]|\\s*(?:国道|省道|县道|乡道|线|路|街|巷|号路|号线|号桥|公里))")]
    private static partial Regex Detail();

    [GeneratedRegex(@"[\s\p{P}]+$")]
    private static partial Regex Ending();

    /// <summary>The last road or village.</summary>
    [GeneratedRegex(@"大道|公路|国道|省道|县道|乡道|高速|胡同|街(?!道)|路(?!口)|路口|巷|村委会|居委会|村(?!民|委|口)|社区|屯|寨", RegexOptions.RightToLeft)]
    private static partial Regex RoadOrVillage();

    /// <summary>The last estate, market, town.</summary>
    [GeneratedRegex(@"小区|花园|家园|公寓|庄园|苑|广场|大厦|市场|商场|学校|中学|小学|医院|公园|车站|工业园|街道|镇|乡|区|县|市|省", RegexOptions.RightToLeft)]
    private static partial Regex Locality();

    /// <summary>惠民南路12号, 凤田村三十五号.</summary>
    [GeneratedRegex($"(?<=[路街巷道弄村园苑区庄里])(?:[0-9]+(?:-[0-9]+)*|[一二三四五六七八九十百]+)(?=号(?!线|路|楼|桥))")]
    private static partial Regex House();

    /// <summary>3栋, B12号楼, 花园三栋 (but 一栋房子 is how many), A座.</summary>
    [GeneratedRegex(
        "(?:[0-9]+(?:-[0-9]+)*|(?<![A-Za-z])[A-Za-z][0-9]{0,3}|(?<=[园区苑村庄城寓院])[一二三四五六七八九十百]+)(?=栋|幢|号楼)|(?<![A-Za-z])[A-Za-z](?=座)")]
    private static partial Regex Building();

    [GeneratedRegex($"{Numeral}(?=单元)")]
    private static partial Regex Unit();

    /// <summary>501房; 3栋501, 2单元1203: the number behind a building or unit.</summary>
    [GeneratedRegex("(?<![0-9])[0-9]{3,4}(?=室|房|号房)|(?<=栋|幢|座|单元|号楼)-?[0-9]{2,4}(?![0-9年月日元])")]
    private static partial Regex Room();
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace OpsCenter.Gateway.Platform.Privacy;

/// <summary>
/// Numbers that lead to a person, in any text: mobile phones (138****8000), land lines, identity and bank card numbers, e-mail, accounts of
/// QQ and WeChat, number plates. After it no seven digits stand side by side, whatever they were.
/// </summary>
public static partial class NumberMask
{
    public static string Of(string text)
    {
        var plain = Plain(text);
        if (!plain.AsSpan().ContainsAny(Suspects)) return plain;
        plain = Mail().Replace(plain, "${first}***@${domain}");
        plain = Account().Replace(plain, match => $"{match.Groups["cue"].Value}{match.Groups["account"].Value[..2]}***");
        plain = Plate().Replace(plain, match => $"{match.Groups["area"].Value}***{match.Groups["number"].Value[^2..]}");
        plain = Identity().Replace(plain, match => Kept(Digits(match.Value), 3, 2));
        plain = Card().Replace(plain, match => Kept(Digits(match.Value), 0, 4));
        plain = Mobile().Replace(plain, match => Kept(Digits(match.Value)[^11..], 3, 4));
        plain = LandLine().Replace(plain, match => $"{match.Groups["area"].Value}-****{match.Groups["last"].Value[^3..]}");
        plain = Run().Replace(plain, match => match.Length >= 12 ? Kept(match.Value, 0, 4) : Kept(match.Value, 2, 2));
        plain = Scattered().Replace(plain, match => $"{match.Value[0]}***");
        return Spelt().Replace(plain, "***");
    }

    /// <summary>Digits of all scripts and full-width letters as their plain forms; signs that are not seen are gone.</summary>
    internal static string Plain(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange('\0', '\x7f')) return text;
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.GetUnicodeCategory(letter) == UnicodeCategory.Format) continue;
            plain.Append(letter switch
            {
                <= '\x7f' => letter,
                _ when char.IsDigit(letter) => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(letter)),
                (>= '\uFF21' and <= '\uFF3A') or (>= '\uFF41' and <= '\uFF5A') or '\uFF20' => (char)(letter - 0xFEE0),
                _ => letter,
            });
        }
        return plain.ToString();
    }

    /// <summary>The digits, and an X.</summary>
    internal static string Digits(string text) => string.Concat(text.Where(sign => char.IsAsciiDigit(sign) || sign is 'X' or 'x'));

    private static string Kept(string digits, int first, int last) =>
        string.Concat(digits.AsSpan(0, first), new string('*', digits.Length - first - last), digits.AsSpan(digits.Length - last));

    private static readonly System.Buffers.SearchValues<char> Suspects = System.Buffers.SearchValues
        .Create("0123456789@QqWwVv微零〇○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖");

    [GeneratedRegex(@"(?<first>[A-Za-z0-9._%+-])[A-Za-z0-9._%+-]*@(?<domain>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")]
    private static partial Regex Mail();

    [GeneratedRegex(@"(?<cue>(?:QQ|微信|Wechat|vx|wx)(?:号码|账号|号)?[\s:：是为]{0,3})(?<account>[A-Za-z0-9_-]{5,20})", RegexOptions.IgnoreCase)]
    private static partial Regex Account();

    /// <summary>GA 36: a province, a letter, five or six letters and digits.</summary>
    [GeneratedRegex(
        @"(?<area>[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z])[·•.\s-]?(?<number>(?=[A-Z]{0,4}[0-9])[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳])(?![A-Za-z0-9*])",
        RegexOptions.IgnoreCase)]
    private static partial Regex Plate();

    /// <summary>GB 11643: 18 characters with a date of birth; 15 before 1999.</summary>
    [GeneratedRegex(
        @"(?<![\d*])[1-9]\d{5}[\s-]?(?:(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[\s-]?\d{3}[\dXx]|\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[\s-]?\d{3})(?![\d*])")]
    private static partial Regex Identity();

    [GeneratedRegex(@"(?<![\d*])(?:(?:\+|00)?86[\s-]?)?1[\s._·-]?[3-9](?:[\s._·-]?\d){9}(?![\d*])")]
    private static partial Regex Mobile();

    [GeneratedRegex(@"(?<![\dA-Za-z*])(?<area>0\d{2,3})[\s—–)）-]{0,2}(?<last>\d{3,4}[\s-]?\d{4})(?![\d*])")]
    private static partial Regex LandLine();

    /// <summary>Groups of four, as on cards.</summary>
    [GeneratedRegex(@"(?<![\d*])\d{4}(?:[ -]\d{4}){2,4}(?:[ -]\d{1,4})?(?![\d*])")]
    private static partial Regex Card();

    [GeneratedRegex(@"\d{7,}[Xx]?")]
    private static partial Regex Run();

    /// <summary>1 3 8 0 0 …: seven digits or more, one by one.</summary>
    [GeneratedRegex(@"(?<![\d*])\d(?:[\s._/-]\d){6,}(?![\d*])")]
    private static partial Regex Scattered();

    /// <summary>一三八零零 …: seven or more in Chinese, perhaps mixed.</summary>
    [GeneratedRegex("[0-9零〇○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]{7,}")]
    private static partial Regex Spelt();
}

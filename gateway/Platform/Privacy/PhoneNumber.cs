using System.Text.RegularExpressions;

namespace OpsCenter.Gateway.Platform.Privacy;

/// <summary>Telephone numbers as fields hold them: masked for people, and in one form for the blind index.</summary>
public static partial class PhoneNumber
{
    private const int LeastDigits = 5;

    /// <summary>As everybody may see it: 138****8000, 0751-****888; of a short number the first digit.</summary>
    public static string Mask(string phone) =>
        TextMask.Settled(phone, before => Short().Replace(NumberMask.Of(before), match => $"{match.Value[0]}****").Trim());

    /// <summary>The digits of the first number, without the country's code and without an extension; empty: there is none.</summary>
    public static string Canonical(string phone)
    {
        var plain = NumberMask.Plain(phone).Trim();
        var end = plain.AsSpan().IndexOfAny(",，;；/、转");
        var digits = string.Concat((end < 0 ? plain : plain[..end]).Where(char.IsAsciiDigit));
        if (digits.StartsWith("0086", StringComparison.Ordinal)) digits = digits[4..];
        else if (digits.Length == 13 && digits.StartsWith("861", StringComparison.Ordinal)) digits = digits[2..];
        return digits.Length < LeastDigits ? "" : digits;
    }

    [GeneratedRegex(@"\d{5,6}")]
    private static partial Regex Short();
}

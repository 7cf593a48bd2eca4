using System.Globalization;
using System.Text;

namespace OpsCenter.Gateway.Platform.Files;

/// <summary>How words that people typed are compared and what they probably meant.</summary>
public static class Wording
{
    /// <summary>Full-width letters, digits and signs of the Chinese keyboard as their plain forms; nothing else changes.</summary>
    public static string HalfWidth(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u3000', '\uFF5E')) return text;
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            plain.Append(letter switch
            {
                '\u3000' => ' ',
                >= '\uFF01' and <= '\uFF5E' => (char)(letter - 0xFEE0),
                _ => letter,
            });
        }

        return plain.ToString();
    }

    /// <summary>The form in which headings and keywords are compared: half width, no blanks, no marks around, lower case.</summary>
    public static string Key(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var letter in HalfWidth(text))
            if (!char.IsWhiteSpace(letter) && !char.IsControl(letter) && letter is not ('\uFEFF' or '\u200B' or '*'))
                key.Append(char.ToLowerInvariant(letter));
        return key.ToString();
    }

    /// <summary>The Chinese word for a value, of those by which it is read.</summary>
    public static string Chinese<T>(IReadOnlyDictionary<string, T> words, T value) where T : struct =>
        words.First(word => word.Value.Equals(value) && word.Key is [> '\u007F', ..]).Key;

    /// <summary>A number as it is shown and exported: plain, without zeros at its end.</summary>
    public static string Plain(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>The one of <paramref name="known"/> that is nearest to <paramref name="text"/>; null when none is near.</summary>
    public static string? Nearest(string text, IEnumerable<string> known)
    {
        if (text.Length > 64) return null;
        var key = Key(text);
        string? best = null;
        var least = Math.Max(1, key.Length / 2) + 1;
        foreach (var candidate in known)
        {
            var distance = Distance(key, Key(candidate));
            if (distance >= least) continue;
            (least, best) = (distance, candidate);
        }

        return best;
    }

    /// <summary>A clause for the end of a message, in both languages; empty when nothing is near.</summary>
    public static (string Chinese, string English) Suggest(string text, IEnumerable<string> known) =>
        Nearest(text, known) is { } nearest ? ($"，是否应为“{nearest}”", $"; did you mean \"{nearest}\"?") : ("", "");

    /// <summary>The text for a message: control characters shown as ␀, at most 40 characters.</summary>
    public static string Shown(string text)
    {
        var shown = text.Length > 40 ? string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[39]) ? 39 : 40), "…") : text;
        return shown.Any(char.IsControl) ? string.Concat(shown.Select(letter => char.IsControl(letter) ? '␀' : letter)) : shown;
    }

    /// <summary>Levenshtein's distance: how many letters must be put in, taken out or changed.</summary>
    private static int Distance(string one, string other)
    {
        var row = new int[other.Length + 1];
        for (var j = 0; j < row.Length; j++) row[j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}

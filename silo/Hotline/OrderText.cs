using OpsCenter.Hotline;

namespace OpsCenter.Silo.Hotline;

/// <summary>
/// What an order's title, address and excerpt are in the table: one text, kept beside the order's state and not in it, because it
/// hardly ever changes. Searches look for words in it, without regard to the case of Latin letters (A-Z).
/// </summary>
internal static class OrderText
{
    private const char Separator = '\u001F';

    /// <summary>Title, address and excerpt, joined.</summary>
    public static string Of(OrderRow row) => string.Join(Separator, Clean(row.Title), Clean(row.Address), Clean(row.Excerpt));

    /// <summary>A content without what <see cref="Of"/> has.</summary>
    public static OrderContent Without(OrderContent content) => content with { Title = "", Address = "", Text = "" };

    /// <summary>The content again, its text as far as it was shown.</summary>
    public static OrderContent Into(OrderContent content, string text)
    {
        var parts = text.Split(Separator);
        return content with { Title = parts[0], Address = parts[1], Text = parts[2] };
    }

    /// <summary>How words are compared; both databases' <c>lower()</c> does the same to A-Z and nothing else.</summary>
    public static string Folded(string text) => string.Create(text.Length, text, (span, source) =>
    {
        for (var i = 0; i < source.Length; i++) span[i] = char.IsAsciiLetterUpper(source[i]) ? (char)(source[i] | 0x20) : source[i];
    });

    /// <summary>
    /// What both databases can hold: no NUL, which PostgreSQL refuses and at which SQLite's functions end, no half of a character,
    /// not the sign that stands between the parts.
    /// </summary>
    public static string Clean(string text)
    {
        var clean = true;
        for (var i = 0; i < text.Length && clean; i++) clean = text[i] is not ('\0' or Separator) && !char.IsSurrogate(text[i]);
        return clean
            ? text
            : string.Concat(text.EnumerateRunes().Select(rune => rune.Value is 0 or Separator ? "\uFFFD" : rune.ToString()));
    }
}

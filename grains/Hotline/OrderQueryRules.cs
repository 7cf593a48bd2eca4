using System.Collections.Immutable;
using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>What a list may be asked for.</summary>
public static class OrderQueryRules
{
    public const int MaxRows = 200;

    private const int MaxWords = 5, MaxWordLength = 20, MaxCodeLength = 200;

    /// <summary>The words of a search, each once; what stands between them is space of any kind.</summary>
    public static ImmutableArray<string> WordsOf(string text) =>
        [.. string.Concat(text.Select(sign => char.IsControl(sign) ? ' ' : sign))
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct()];

    /// <summary>What is wrong with a query, and with which of its fields (named as in the public contract); null: nothing.</summary>
    public static (string Field, Refusal Refusal)? Check(OrderQuery query)
    {
        if (query.PageSize is < 1 or > MaxRows)
            return ("page_size", Refusal.Invalid("invalid_page_size", $"每页应为 1–{MaxRows} 条", $"A page has 1-{MaxRows} orders"));
        var words = WordsOf(query.Text);
        if (words.Length > MaxWords)
            return ("text", Refusal.Invalid("invalid_text", $"最多 {MaxWords} 个检索词", $"At most {MaxWords} words"));
        if (words.Any(word => word.Length > MaxWordLength))
            return ("text", Refusal.Invalid(
                "invalid_text",
                $"检索词最长 {MaxWordLength} 个字",
                $"A word has at most {MaxWordLength} characters"));
        foreach (var (field, value) in (ReadOnlySpan<(string, string)>)
                 [("district", query.District.Value), ("department", query.Department.Value), ("topic", query.Topic),
                     ("place", query.Place.Value), ("parent", query.Parent)])
        {
            if (value.Length > MaxCodeLength)
                return (field, Refusal.Invalid($"invalid_{field}", $"最长 {MaxCodeLength} 个字", $"At most {MaxCodeLength} characters"));
        }
        return null;
    }
}

/// <summary>A list cannot be told: the query is wrong, or its page token is none of this list. For the person who asked.</summary>
[GenerateSerializer, Alias("opscenter.hotline.OrderQueryException")]
public sealed class OrderQueryException(string field, Refusal refusal) : Exception(refusal.Message)
{
    /// <summary>The field in error, named as in the public contract.</summary>
    [Id(0)] public string Field { get; } = field;

    [Id(1)] public Refusal Refusal { get; } = refusal;
}

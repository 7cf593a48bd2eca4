using OpsCenter.Gateway.Platform.Files;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Hotline;

/// <summary>What fields and values of orders are called in files: by the contract's names and by the words of a hotline.</summary>
internal static class OrderFieldNames
{
    private static readonly Dictionary<string, OrderType> Types = new()
    {
        ["咨询"] = OrderType.Inquiry,
        ["求助"] = OrderType.Request,
        ["投诉"] = OrderType.Complaint,
        ["举报"] = OrderType.Report,
        ["建议"] = OrderType.Suggestion,
        ["inquiry"] = OrderType.Inquiry,
        ["request"] = OrderType.Request,
        ["complaint"] = OrderType.Complaint,
        ["report"] = OrderType.Report,
        ["suggestion"] = OrderType.Suggestion,
    };

    private static readonly Dictionary<string, bool> Answers = new()
    {
        ["是"] = true,
        ["有"] = true,
        ["true"] = true,
        ["yes"] = true,
        ["y"] = true,
        ["1"] = true,
        ["否"] = false,
        ["无"] = false,
        ["false"] = false,
        ["no"] = false,
        ["n"] = false,
        ["0"] = false,
    };

    public static IEnumerable<string> TypeNames => Types.Keys;

    public static OrderType? TypeOf(string word) => Types.TryGetValue(Wording.Key(word), out var type) ? type : null;

    /// <summary>Yes or no; null: it is neither.</summary>
    public static bool? AnswerOf(string word) => Answers.TryGetValue(Wording.Key(word), out var answer) ? answer : null;

    /// <summary>The name of a field in mapping files: caller_id_number.</summary>
    public static string Name<TField>(TField field)
        where TField : struct, Enum =>
        string.Concat(
            $"{field}".Select(
                (letter, index) => char.IsUpper(letter) ? $"{(index > 0 ? "_" : "")}{char.ToLowerInvariant(letter)}" : $"{letter}"));
}

using System.Text;
using OpsCenter.Kernel;
using OpsCenter.Notices;

namespace OpsCenter.Gateway.Notices;

/// <summary>A reminder in words, as all channels say it.</summary>
/// <param name="Key">The same for every try that says the same.</param>
/// <param name="Title">One line, e.g. 填报提醒：2项今日截止，1项已逾期.</param>
/// <param name="Lines">What is owed, a line each, under a line for each step.</param>
/// <param name="Link">Where it is filled in; empty: not said.</param>
public sealed record NoticeText(string Key, string Title, IReadOnlyList<string> Lines, string Link)
{
    /// <param name="notice">What is to be said.</param>
    /// <param name="district">Whose notice it is.</param>
    /// <param name="page">Address of the filings' page; empty: no link. Of one filing the link leads to its very form, of several to their
    /// list.</param>
    public static NoticeText Of(DueNotice notice, DistrictCode district, string page)
    {
        var link = page.Length == 0
            ? ""
            : string.Join('/', (string[])[page.TrimEnd('/'), district.Value, .. FormOf(notice).Select(Uri.EscapeDataString)]);
        var title =
            $"填报提醒：{string.Join("，", notice.Parts.GroupBy(part => Words(part.Step.Stage))
                .Select(same => $"{same.Sum(part => part.Total)}项{same.Key}"))}";
        var lines = new List<string>();
        foreach (var part in notice.Parts)
        {
            lines.Add($"{Words(part.Step.Stage)}（{When(part.Step)}）");
            lines.AddRange(part.Named.Select(named => part.Step.Stage == ReminderStage.Returned
                ? $"· {named.PlaceName} {named.SetName} {named.Filing.Period.Name}，{Moment(named.Filing.DueAt)}截止"
                : $"· {named.PlaceName} {named.SetName} {named.Filing.Period.Name}"));
            if (part.Total > part.Named.Length) lines.Add($"· 另有{part.Total - part.Named.Length}项");
        }
        return new(notice.Key, title, lines, link);
    }

    /// <summary>What names the form of the only filing; empty: there are several.</summary>
    private static string[] FormOf(DueNotice notice) =>
        notice.Filings == 1 && notice.Parts.SelectMany(part => part.Named).FirstOrDefault() is { Filing: var only }
            ? [only.Set, only.Period.ToString(), only.Place.Value]
            : [];

    /// <summary>All of it.</summary>
    public string Whole => string.Join('\n', [Title, .. Lines, .. Link.Length > 0 ? [$"去填报：{Link}"] : Array.Empty<string>()]);

    /// <summary>As much as fits, whole lines; what is left out is said.</summary>
    /// <param name="most">Length at most.</param>
    /// <param name="length">How a channel measures.</param>
    public static string Cut(IEnumerable<string> lines, int most, Func<string, int> length)
    {
        string[] all = [.. lines];
        var whole = string.Join('\n', all);
        if (length(whole) <= most) return whole;
        const string More = "……详见系统";
        for (var kept = all.Length - 1; kept > 0; kept--)
            if (string.Join('\n', [.. all.Take(kept), More]) is var text && length(text) <= most) return text;
        return Shortened(all[0], most, length);
    }

    /// <summary>In pieces that fit, split at the ends of lines; a line that is too long for any piece is cut.</summary>
    public static IReadOnlyList<string> Split(string text, int most, Func<string, int> length)
    {
        var (pieces, piece) = (new List<string>(), "");
        foreach (var line in text.Split('\n'))
        {
            var next = piece.Length == 0 ? line : $"{piece}\n{line}";
            if (length(next) <= most)
            {
                piece = next;
                continue;
            }
            if (piece.Length > 0) pieces.Add(piece);
            piece = Shortened(line, most, length);
        }
        if (piece.Length > 0) pieces.Add(piece);
        return pieces;
    }

    public static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);

    /// <summary>UTF-16 units, as short messages count.</summary>
    public static int Characters(string text) => text.Length;

    private static string Shortened(string line, int most, Func<string, int> length)
    {
        if (length(line) <= most) return line;
        var kept = new StringBuilder();
        foreach (var rune in line.EnumerateRunes())
        {
            if (length($"{kept}{rune}…") > most) break;
            kept.Append(rune);
        }
        return $"{kept}…";
    }

    private static string When(ReminderStep step) => step.Stage == ReminderStage.Returned ? $"{Moment(step.Moment)}退回"
        : $"{Moment(step.Moment)}截止";

    private static string Moment(DateTimeOffset time) =>
        time.ToOffset(LocalTime.Offset) is var local ? $"{local.Month}月{local.Day}日{local.Hour:00}:{local.Minute:00}" : "";

    private static string Words(ReminderStage stage) => stage switch
    {
        ReminderStage.Returned => "被退回待修改",
        ReminderStage.First or ReminderStage.Second => "即将截止",
        ReminderStage.DueDay => "今日截止",
        ReminderStage.Overdue => "已逾期",
        _ => "逾期多日未报",
    };
}

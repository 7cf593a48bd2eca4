using System.Text;
using CsCheck;
using OpsCenter.Hotline;
using Xunit;

namespace OpsCenter.Tests.Hotline;

public sealed class TextFingerprintTests
{
    private const string Complaint =
        "尊敬的领导：我是新华街道惠民北路某小区的业主，楼上住户最近一个月每天早上七点不到就开始装修，电钻声音非常大，中午也不停，家里有老人和刚上小学的孩子，" +
        "完全没有办法休息。多次向物业反映，物业说管不了，让我们找城管，城管又说小区里面的装修归住建部门管。希望有关部门能够明确由谁负责，" +
        "督促他们按规定的时间施工，周末和节假日不要施工，谢谢。";

    /// <summary>Texts of the length of a message, of characters that occur in such texts.</summary>
    private static readonly Gen<string> Texts =
        Gen.OneOf(Complaint.Where(char.IsLetterOrDigit).Distinct().ToArray()).Array[200, 400].Select(letters => new string(letters));

    [Fact]
    public void It_is_the_same_for_ever() => Assert.Equal(510095082953641958UL, TextFingerprint.Of(Complaint));

    [Fact]
    public void Spaces_punctuation_width_and_case_make_no_difference() => Texts.Sample(text =>
    {
        var dressed = "ＡＢＣ１２３abc " + string.Join("， ", text.Chunk(7).Select(part => new string(part))) + "！***";
        Assert.Equal(TextFingerprint.Of("abc123ABC" + text), TextFingerprint.Of(dressed));
    });

    [Fact]
    public void A_salutation_or_a_corrected_word_leaves_a_text_near_itself()
    {
        var original = TextFingerprint.Of(Complaint);
        Assert.InRange(TextFingerprint.Distance(original, TextFingerprint.Of(Complaint.Replace("谢谢。", "谢谢！！"))), 0,
            TextFingerprint.NearlyIdentical);
        Assert.InRange(TextFingerprint.Distance(original, TextFingerprint.Of(Complaint + "急")), 0, TextFingerprint.NearlyIdentical);
    }

    [Fact]
    public void Unlike_texts_are_far_apart() => Gen.Select(Texts, Texts).Sample((one, other) =>
        Assert.InRange(TextFingerprint.Distance(TextFingerprint.Of(one), TextFingerprint.Of(other)), 8, 64));

    [Fact]
    public void Distance_is_a_metric_of_what_is_known() =>
        Gen.Select(Gen.ULong[1, ulong.MaxValue], Gen.ULong[1, ulong.MaxValue], Gen.ULong[1, ulong.MaxValue]).Sample((a, b, c) =>
    {
        Assert.Equal(0, TextFingerprint.Distance(a, a));
        Assert.Equal(TextFingerprint.Distance(a, b), TextFingerprint.Distance(b, a));
        Assert.True(TextFingerprint.Distance(a, c) <= TextFingerprint.Distance(a, b) + TextFingerprint.Distance(b, c));
    });

    [Fact]
    public void Of_a_text_that_says_too_little_nothing_is_known()
    {
        Assert.Equal(0UL, TextFingerprint.Of(""));
        Assert.Equal(0UL, TextFingerprint.Of("路灯不亮，请尽快维修"));
        Assert.Equal(64, TextFingerprint.Distance(0, 0));
        Assert.NotEqual(0UL, TextFingerprint.Of("惠民北路路灯不亮请尽快来人维修"));
    }

    /// <summary>
    /// Among real messages: what is at most 3 bits apart shares nearly all of its trigrams. Whether all near-identical ones are
    /// found is not claimed: 3 bits are a question of certainty, not of completeness.
    /// </summary>
    [Fact]
    public void Real_messages_that_are_nearly_identical_by_fingerprint_are_so_by_their_words()
    {
        var texts = Messages().Select(text => (Text: text, Fingerprint: TextFingerprint.Of(text))).Where(entry => entry.Fingerprint != 0)
            .ToArray();
        // Of 64 bits in four parts, 3 differences leave at least one part equal.
        var buckets = Enumerable.Range(0, 4)
            .SelectMany(part => texts.Index().GroupBy(entry => (ushort)(entry.Item.Fingerprint >> (16 * part)))
                .Select(same => same.ToArray()));
        var pairs = buckets.SelectMany(bucket => bucket.SelectMany((one, index) => bucket.Skip(index + 1)
                .Where(other => TextFingerprint.Distance(one.Item.Fingerprint, other.Item.Fingerprint) <= TextFingerprint.NearlyIdentical)
                .Select(other => (one.Index, other.Index))))
            .Distinct().ToArray();
        Assert.NotEmpty(pairs);
        foreach (var (i, j) in pairs) Assert.InRange(Overlap(texts[i].Text, texts[j].Text), 0.8, 1);
    }

    /// <summary>Title and text of each message of the file (RFC 4180: quoted fields may hold commas, quotes and line breaks).</summary>
    private static IEnumerable<string> Messages()
    {
        var (fields, field, isQuoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var sign in File.ReadAllText(SharedData.PathOrSkip("citizen-messages/messages.csv")))
        {
            if (sign == '"') isQuoted = !isQuoted;
            else if (isQuoted || sign is not (',' or '\n')) field.Append(sign);
            else
            {
                fields.Add(field.ToString());
                field.Clear();
                if (sign == ',') continue;
                yield return fields[2] + fields[4];
                fields.Clear();
            }
        }
    }

    private static double Overlap(string one, string other)
    {
        var (a, b) = (Trigrams(one), Trigrams(other));
        return (double)a.Intersect(b).Count() / a.Union(b).Count();
    }

    private static HashSet<string> Trigrams(string text)
    {
        var letters = string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return [.. Enumerable.Range(0, Math.Max(0, letters.Length - 2)).Select(start => letters.Substring(start, 3))];
    }
}

using System.IO.Hashing;
using System.Numerics;
using System.Runtime.InteropServices;

namespace OpsCenter.Hotline;

/// <summary>
/// SimHash of a text (Charikar 2002; 64 bits and a distance of 3 as in Manku, Jain, Das Sarma 2007): each bit says on which side
/// of a random plane the text's set of character trigrams lies, so that texts with nearly the same trigrams differ in few bits.
/// Two texts that share the part <c>s</c> of their trigrams (cosine) are <c>64 · acos(s) ÷ π</c> bits apart in the mean: 3 bits
/// are some 99 of 100 trigrams in common, i.e. the same text with a salutation, a date or a character changed; texts that have
/// nothing in common are about 32 bits apart. Letters and digits alone count, in half-width lower case, so that spaces,
/// punctuation and the asterisks of masks make no difference. The hash is stable: fingerprints are kept in the journal.
/// </summary>
public static class TextFingerprint
{
    /// <summary>Two texts at most so many bits apart are near-identical.</summary>
    public const int NearlyIdentical = 3;

    /// <summary>Shorter texts (letters and digits) say too little to be compared.</summary>
    private const int Shortest = 12;

    private const int Bits = 64, GramLength = 3;

    /// <summary>The fingerprint; 0 for a text of fewer than 12 letters and digits.</summary>
    public static ulong Of(string text)
    {
        var letters = Normalise(text);
        if (letters.Length < Shortest) return 0;
        Span<int> ones = stackalloc int[Bits];
        ones.Clear();
        var grams = new HashSet<ulong>(letters.Length);
        for (var start = 0; start + GramLength <= letters.Length; start++)
        {
            var hash = XxHash64.HashToUInt64(MemoryMarshal.AsBytes(letters.AsSpan(start, GramLength)));
            if (!grams.Add(hash)) continue;
            for (var bit = 0; bit < Bits; bit++) ones[bit] += (int)(hash >> bit) & 1;
        }
        ulong fingerprint = 0;
        for (var bit = 0; bit < Bits; bit++)
            if (2 * ones[bit] > grams.Count) fingerprint |= 1UL << bit;
        // 0 stands for "no text"; a text that would come to it is as good as one bit away.
        return fingerprint == 0 ? 1 : fingerprint;
    }

    /// <summary>In how many bits two fingerprints differ, 0-64; 64 when one of them is 0: nothing is known of it.</summary>
    public static int Distance(ulong a, ulong b) => a == 0 || b == 0 ? Bits : BitOperations.PopCount(a ^ b);

    private static char[] Normalise(string text)
    {
        var letters = new char[text.Length];
        var length = 0;
        foreach (var sign in text)
        {
            // Full-width forms (ＡＢＣ１２３) lie 0xFEE0 behind their ASCII ones.
            var half = sign is >= '\uFF01' and <= '\uFF5E' ? (char)(sign - 0xFEE0) : sign;
            if (char.IsLetterOrDigit(half)) letters[length++] = char.ToLowerInvariant(half);
        }
        return letters[..length];
    }
}

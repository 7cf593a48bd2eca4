using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace OpsCenter.Benchmarks.Load;

/// <summary>
/// Texts in words that nobody says: 20,000 of two characters, as often as words come in a language (Zipf's law), so that an index
/// of them meets as many different pairs of characters as it would in what people write.
/// </summary>
internal static class Wordy
{
    private const int Vocabulary = 20_000, Characters = 3_000;

    private static readonly double Scale = Math.Log(Vocabulary);

    /// <summary>About so many characters; the same for the same seed.</summary>
    public static string Text(string seed, int length)
    {
        var random = new Random((int)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(seed.AsSpan())));
        return string.Create(length, random, (text, from) =>
        {
            for (var i = 0; i + 1 < text.Length; i += 2)
            {
                // A rank with density 1/rank, and the two characters that are its word's.
                var rank = (int)Math.Exp(from.NextDouble() * Scale);
                var word = (uint)rank * 2_654_435_761;
                text[i] = (char)('\u4E00' + word % Characters);
                text[i + 1] = (char)('\u4E00' + (word >> 16) % Characters);
            }
            text[^1] = '。';
        });
    }
}

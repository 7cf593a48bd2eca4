using System.IO.Hashing;
using System.Runtime.InteropServices;
using OpsCenter.Hotline;

namespace OpsCenter.Silo.Hotline;

/// <summary>
/// What an order can be found by, as 32-bit numbers: each sign and each pair of neighbouring signs of its text (Chinese has no
/// spaces between words, so that a word of any length is found by its pairs), beginnings of its topic and place, its caller's hash,
/// its whereabouts, and quarters of its text's fingerprint. Two things may have one number: what is found is looked at again.
/// </summary>
internal static class OrderTerms
{
    private enum Kind : ulong
    {
        Sign = 1, Pair, Topic, Place, Phone, Address, Cell, Band0,
    }

    // Terms of a longer text would crowd out the others; a title is at most some hundred characters.
    private const int MaxSigns = 2_000;

    /// <summary>Degrees of latitude and longitude of a cell: about 550 m by 500 m here.</summary>
    private const double CellSize = 0.005;

    // Beginnings of a topic or a place that are terms; of a longer one that is asked for, the beginning of this length is.
    private const int MaxOfBeginning = 40;

    /// <summary>All terms of an order, each once, rising.</summary>
    /// <param name="row">The order.</param>
    /// <param name="text">Its <see cref="OrderText"/>.</param>
    public static uint[] Of(OrderRow row, string text)
    {
        List<uint> terms = new(512);
        AddSigns(terms, OrderText.Folded(text));
        AddBeginnings(terms, Kind.Topic, OrderText.Clean(row.Topic));
        AddBeginnings(terms, Kind.Place, OrderText.Clean(row.Place.Value));
        if (row.PhoneHash.Length > 0) terms.Add(Hash(Kind.Phone, row.PhoneHash));
        if (row.Topic.Length > 0 && row.Address.Length > 0) terms.Add(SameAddress(row));
        if (row.Topic.Length > 0 && row.Point is { } point) terms.Add(InCell(row.Topic, Cell(point.Latitude), Cell(point.Longitude)));
        if (row.Fingerprint != 0) terms.AddRange(Bands(row.Fingerprint));
        return Rising(terms);
    }

    /// <summary>Terms that every order has which a query asks for; none: nothing of it is a term.</summary>
    /// <param name="query">The query.</param>
    /// <param name="words">Its words, see <see cref="OrderQueryRules.WordsOf"/>.</param>
    public static uint[] Of(OrderQuery query, IEnumerable<string> words)
    {
        HashSet<uint> terms = [];
        foreach (var word in words)
        {
            if (word.Length == 1) terms.Add(Sign(word[0]));
            for (var i = 1; i < word.Length; i++) terms.Add(Pair(word[i - 1], word[i]));
        }
        if (query.Topic.Length > 0) terms.Add(Beginning(Kind.Topic, OrderText.Clean(query.Topic)));
        if (!query.Place.IsEmpty) terms.Add(Beginning(Kind.Place, OrderText.Clean(query.Place.Value)));
        return [.. terms];
    }

    /// <summary>Terms of which an order has at least one that might be the same matter as another.</summary>
    public static uint[] OfSimilar(OrderRow row)
    {
        HashSet<uint> terms = [];
        if (row.PhoneHash.Length > 0) terms.Add(Hash(Kind.Phone, row.PhoneHash));
        if (row.Topic.Length > 0 && row.Address.Length > 0) terms.Add(SameAddress(row));
        if (row.Topic.Length > 0 && row.Point is { } point)
        {
            var (south, west, north, east) = SimilarOrders.BoxAround(point);
            for (var latitude = Cell(south); latitude <= Cell(north); latitude++)
                for (var longitude = Cell(west); longitude <= Cell(east); longitude++)
                    terms.Add(InCell(row.Topic, latitude, longitude));
        }
        // Of two fingerprints that differ in at most three of their bits, at least one of the four quarters is the same.
        if (row.Fingerprint != 0) terms.UnionWith(Bands(row.Fingerprint));
        return [.. terms];
    }

    /// <summary>Changes whenever the terms or the text of an order do.</summary>
    public static long Digest(OrderRow row, string text)
    {
        var hash = new XxHash3();
        foreach (var part in (string[])[text, row.Topic, row.Place.Value, row.PhoneHash])
        {
            hash.Append(MemoryMarshal.AsBytes(part.AsSpan()));
            hash.Append([0]);
        }
        hash.Append(BitConverter.GetBytes(row.Fingerprint));
        if (row.Point is { } point)
        {
            hash.Append(BitConverter.GetBytes(point.Latitude));
            hash.Append(BitConverter.GetBytes(point.Longitude));
        }
        return (long)hash.GetCurrentHashAsUInt64();
    }

    // Sorting finds the doubles as well, in half the time that a set takes.
    private static uint[] Rising(List<uint> terms)
    {
        terms.Sort();
        var all = CollectionsMarshal.AsSpan(terms);
        var count = 0;
        foreach (var term in all)
            if (count == 0 || all[count - 1] != term) all[count++] = term;
        return all[..count].ToArray();
    }

    private static void AddSigns(List<uint> terms, ReadOnlySpan<char> text)
    {
        if (text.Length > MaxSigns) text = text[..MaxSigns];
        for (var i = 0; i < text.Length; i++)
        {
            if (IsGap(text[i])) continue;
            terms.Add(Sign(text[i]));
            if (i + 1 < text.Length && !IsGap(text[i + 1])) terms.Add(Pair(text[i], text[i + 1]));
        }
    }

    private static void AddBeginnings(List<uint> terms, Kind kind, string text)
    {
        for (var length = 1; length <= Math.Min(text.Length, MaxOfBeginning); length++) terms.Add(Hash(kind, text.AsSpan(0, length)));
    }

    private static uint Beginning(Kind kind, string text) => Hash(kind, text.AsSpan(0, Math.Min(text.Length, MaxOfBeginning)));

    // No word of a query has one of these in it.
    private static bool IsGap(char sign) => char.IsWhiteSpace(sign) || char.IsControl(sign);

    private static uint Sign(char sign) => Mix((ulong)Kind.Sign << 32 | sign);

    private static uint Pair(char first, char second) => Mix((ulong)Kind.Pair << 32 | (ulong)first << 16 | second);

    private static uint SameAddress(OrderRow row) => Hash(Kind.Address, $"{row.Topic}\0{row.Address}");

    private static uint InCell(string topic, int latitude, int longitude) => Hash(Kind.Cell, $"{topic}\0{latitude}\0{longitude}");

    private static int Cell(double degrees) => (int)Math.Floor(degrees / CellSize);

    private static IEnumerable<uint> Bands(ulong fingerprint) =>
        Enumerable.Range(0, 4).Select(band => Mix(((ulong)Kind.Band0 + (ulong)band) << 32 | (fingerprint >> (16 * band)) & 0xFFFF));

    private static uint Hash(Kind kind, ReadOnlySpan<char> text) => (uint)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text), (long)kind);

    // The finalizer of SplitMix64 (Steele et al., 2014): neighbouring numbers fall far apart.
    private static uint Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return (uint)(x ^ (x >> 31));
    }
}

namespace OpsCenter.Hotline;

/// <summary>What is kept of every call that was received: eight bytes.</summary>
/// <param name="Minute">Of the local day.</param>
/// <param name="Topic">The whole topic, see <see cref="BoardKeys.Topics"/>.</param>
/// <param name="Department">The lead department, now or at the end; 0: nobody.</param>
internal readonly record struct Receipt(int Minute, OrderType Type, int Topic, int Town, int Department)
{
    private const int KeyBits = 14, KeyMask = (1 << KeyBits) - 1;

    public ulong Packed =>
        (((((ulong)Minute << 3 | (uint)Type) << KeyBits | (uint)Topic) << KeyBits | (uint)Town) << KeyBits) | (uint)Department;

    public static Receipt Of(ulong packed) => new(
        (int)(packed >> 3 * KeyBits + 3), (OrderType)(packed >> 3 * KeyBits & 7), (int)(packed >> 2 * KeyBits) & KeyMask,
        (int)(packed >> KeyBits) & KeyMask, (int)packed & KeyMask);
}

/// <summary>
/// The calls received on each local day of this year and the last. All that the wall says of received calls is read off it; a
/// province-year of 1,000,000 calls takes 8 MB.
/// </summary>
internal sealed class Receipts
{
    private readonly Dictionary<int, Day> days = [];
    private int firstDay;

    /// <summary>Counts up with every change.</summary>
    public long Version { get; private set; }

    /// <summary>The first day with a call.</summary>
    public int? FirstDay => days.Count == 0 ? null : days.Keys.Min();

    /// <summary>Keeps a call.</summary>
    /// <returns>Its number within the day; −1 when the day is too old to be compared with.</returns>
    public int Add(int day, Receipt receipt)
    {
        if (day < firstDay) return -1;
        if (!days.TryGetValue(day, out var of)) of = days[day] = new();
        of.Calls.Add(receipt.Packed);
        of.Hours[receipt.Minute / 60]++;
        Version++;
        return of.Calls.Count - 1;
    }

    /// <summary>Replaces a call by the same with other keys.</summary>
    /// <returns>False: its day is kept no more.</returns>
    public bool Replace(int day, int index, Receipt receipt)
    {
        if (index < 0 || !days.TryGetValue(day, out var of)) return false;
        of.Calls[index] = receipt.Packed;
        Version++;
        return true;
    }

    /// <summary>The number of a call like this one within its day; −1: there is none.</summary>
    public int Find(int day, Receipt receipt) => days.TryGetValue(day, out var of) ? of.Calls.IndexOf(receipt.Packed) : -1;

    public int CountOf(int day) => days.TryGetValue(day, out var of) ? of.Calls.Count : 0;

    public int CountOf(int from, int to)
    {
        var count = 0;
        for (var day = from; day < to; day++) count += CountOf(day);
        return count;
    }

    public int HourOf(int day, int hour) => days.TryGetValue(day, out var of) ? of.Hours[hour] : 0;

    public IEnumerable<Receipt> Of(int day)
    {
        if (!days.TryGetValue(day, out var of)) yield break;
        foreach (var packed in of.Calls) yield return Receipt.Of(packed);
    }

    public IEnumerable<int> Days => days.Keys;

    /// <summary>Forgets what is never compared with again when today is <paramref name="today"/>.</summary>
    public void Forget(int today)
    {
        firstDay = BoardTime.FirstOf(BoardTime.YearOf(today) - 1);
        foreach (var day in days.Keys.Where(day => day < firstDay).ToArray()) days.Remove(day);
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(firstDay);
        writer.Write7BitEncodedInt(days.Count);
        foreach (var (day, of) in days)
        {
            writer.Write7BitEncodedInt(day);
            writer.Write7BitEncodedInt(of.Calls.Count);
            foreach (var packed in of.Calls)
            {
                var (minute, type, topic, town, department) = Receipt.Of(packed);
                writer.Write7BitEncodedInt(minute << 3 | (int)type);
                writer.Write7BitEncodedInt(topic);
                writer.Write7BitEncodedInt(town);
                writer.Write7BitEncodedInt(department);
            }
        }
    }

    public void Load(BinaryReader reader)
    {
        firstDay = reader.Read7BitEncodedInt();
        for (var count = reader.Read7BitEncodedInt(); count > 0; count--)
        {
            var day = reader.Read7BitEncodedInt();
            for (var calls = reader.Read7BitEncodedInt(); calls > 0; calls--)
            {
                var first = reader.Read7BitEncodedInt();
                Add(day, new(first >> 3, (OrderType)(first & 7), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(),
                    reader.Read7BitEncodedInt()));
            }
        }
    }

    private sealed class Day
    {
        public List<ulong> Calls { get; } = [];

        public int[] Hours { get; } = new int[24];
    }
}

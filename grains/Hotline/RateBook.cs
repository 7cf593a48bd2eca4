using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>What is summed by day; the first twelve are the fields of <see cref="HotlineRates"/>.</summary>
internal enum Kpi
{
    ToClaim, ClaimedInTime, ToClose, ClosedInTime, Assessed, Solved, Rated, Satisfied, Closed, Redispatched, ToContact, ContactedInTime,

    /// <summary>Refusals (退单).</summary>
    Refused,
}

/// <summary>
/// Sums of the KPI by local day of the district, and by month (and of the newest days) of each department. Two calendar years are kept:
/// nothing older is compared with.
/// </summary>
internal sealed class RateBook
{
    private const int Kpis = (int)Kpi.Refused + 1;
    private readonly Dictionary<int, int[]> days = [];
    private readonly Dictionary<(int Month, int Department), int[]> months = [];
    private readonly Dictionary<(int Day, int Department), int[]> newest = [];
    private int firstDay, firstNewest;

    /// <param name="department">0: nobody's.</param>
    public void Add(Kpi kpi, int day, int department, int count = 1)
    {
        if (day < firstDay) return;
        Of(days, day)[(int)kpi] += count;
        if (department == 0) return;
        Of(months, (BoardTime.MonthOf(DateOnly.FromDayNumber(day)), department))[(int)kpi] += count;
        if (day >= firstNewest) Of(newest, (day, department))[(int)kpi] += count;
    }

    /// <summary>Counts (+1) or takes back (−1) what a closed order is assessed for.</summary>
    public void Assess(ClosedOrder closed, BoardKeys keys, int sign)
    {
        var (day, department) = (DayOf(closed.ClosedAt), keys.DepartmentOf(closed.Lead));
        Add(Kpi.ToClose, DayOf(closed.MissedDueAt ?? closed.HandledAt), department, sign);
        if (closed.MissedDueAt is null) Add(Kpi.ClosedInTime, DayOf(closed.HandledAt), department, sign);
        Add(Kpi.Assessed, day, department, sign);
        if (closed.Solved == true) Add(Kpi.Solved, day, department, sign);
        if (closed.Satisfied is not null) Add(Kpi.Rated, day, department, sign);
        if (closed.Satisfied == true) Add(Kpi.Satisfied, day, department, sign);

        static int DayOf(DateTimeOffset time) => LocalTime.DateOf(time).DayNumber;
    }

    public int OfDay(Kpi kpi, int day) => days.GetValueOrDefault(day)?[(int)kpi] ?? 0;

    public int OfDay(Kpi kpi, int day, int department) => newest.GetValueOrDefault((day, department))?[(int)kpi] ?? 0;

    /// <summary>Adds the sums of the days from <paramref name="from"/> to before <paramref name="to"/>.</summary>
    public void AddDays(int from, int to, Span<int> sums)
    {
        for (var day = from; day < to; day++)
            if (days.TryGetValue(day, out var found)) AddTo(sums, found);
    }

    /// <summary>
    /// Adds a department's sums of the months from <paramref name="first"/> to <paramref name="last"/>, see
    /// <see cref="BoardTime.MonthOf"/>.
    /// </summary>
    public void AddMonths(int first, int last, int department, Span<int> sums)
    {
        for (var month = first; month <= last; month++)
            if (months.TryGetValue((month, department), out var found)) AddTo(sums, found);
    }

    /// <summary>Forgets what is never compared with again when today is <paramref name="today"/>.</summary>
    public void Forget(int today)
    {
        (firstDay, firstNewest) = (BoardTime.FirstOf(BoardTime.YearOf(today) - 1), today);
        foreach (var day in days.Keys.Where(day => day < firstDay).ToArray()) days.Remove(day);
        foreach (var key in months.Keys.Where(key => key.Month < BoardTime.MonthOf(DateOnly.FromDayNumber(firstDay))).ToArray())
            months.Remove(key);
        foreach (var key in newest.Keys.Where(key => key.Day < firstNewest).ToArray()) newest.Remove(key);
    }

    public static HotlineRates Rates(ReadOnlySpan<int> sums) => new()
    {
        ToClaim = sums[(int)Kpi.ToClaim],
        ClaimedInTime = sums[(int)Kpi.ClaimedInTime],
        ToClose = sums[(int)Kpi.ToClose],
        ClosedInTime = sums[(int)Kpi.ClosedInTime],
        Assessed = sums[(int)Kpi.Assessed],
        Solved = sums[(int)Kpi.Solved],
        Rated = sums[(int)Kpi.Rated],
        Satisfied = sums[(int)Kpi.Satisfied],
        Closed = sums[(int)Kpi.Closed],
        Redispatched = sums[(int)Kpi.Redispatched],
        ToContact = sums[(int)Kpi.ToContact],
        ContactedInTime = sums[(int)Kpi.ContactedInTime],
    };

    public static Span<int> NewSums() => new int[Kpis];

    public void Save(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(firstDay);
        writer.Write7BitEncodedInt(firstNewest);
        Save(writer, days, key => writer.Write7BitEncodedInt(key));
        Save(writer, months, key => WriteKey(writer, key));
        Save(writer, newest, key => WriteKey(writer, key));
    }

    public void Load(BinaryReader reader)
    {
        (firstDay, firstNewest) = (reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
        Load(reader, days, reader.Read7BitEncodedInt);
        Load(reader, months, () => (reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt()));
        Load(reader, newest, () => (reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt()));
    }

    private static int[] Of<TKey>(Dictionary<TKey, int[]> sums, TKey key) where TKey : notnull =>
        sums.TryGetValue(key, out var found) ? found : sums[key] = new int[Kpis];

    private static void AddTo(Span<int> sums, int[] more)
    {
        for (var kpi = 0; kpi < Kpis; kpi++) sums[kpi] += more[kpi];
    }

    private static void WriteKey(BinaryWriter writer, (int First, int Second) key)
    {
        writer.Write7BitEncodedInt(key.First);
        writer.Write7BitEncodedInt(key.Second);
    }

    private static void Save<TKey>(BinaryWriter writer, Dictionary<TKey, int[]> sums, Action<TKey> writeKey) where TKey : notnull
    {
        writer.Write7BitEncodedInt(sums.Count);
        foreach (var (key, values) in sums)
        {
            writeKey(key);
            foreach (var value in values) writer.Write7BitEncodedInt(value);
        }
    }

    private static void Load<TKey>(BinaryReader reader, Dictionary<TKey, int[]> sums, Func<TKey> readKey) where TKey : notnull
    {
        for (var count = reader.Read7BitEncodedInt(); count > 0; count--)
        {
            var values = sums[readKey()] = new int[Kpis];
            for (var kpi = 0; kpi < Kpis; kpi++) values[kpi] = reader.Read7BitEncodedInt();
        }
    }
}

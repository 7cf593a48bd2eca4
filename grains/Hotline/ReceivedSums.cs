namespace OpsCenter.Hotline;

/// <summary>By what received calls are summed.</summary>
internal enum Dimension
{
    /// <summary>All together, under the key 0.</summary>
    All,

    Type,

    /// <summary>First level of the topic.</summary>
    Topic,

    Town,
    Department,
}

/// <summary>Calls received.</summary>
/// <param name="TodayLastYear">On the same day of last year before this minute; on 29 February: on the 28th.</param>
/// <param name="LastYear">Last year before this minute of the same day; on 29 February: to the end of the 28th.</param>
internal readonly record struct Received(int Today, int TodayLastYear, int ThisYear, int LastYear);

/// <summary>
/// Sums of the calls received today and this year against last year's up to the same minute. Kept up with every call, and
/// taken on from minute to minute; only another year sums up again.
/// </summary>
internal sealed class ReceivedSums(Receipts receipts, BoardKeys keys)
{
    private readonly Sums[] dimensions = [.. Enum.GetValues<Dimension>().Select(_ => new Sums())];

    /// <summary>The minute that the sums hold for; before the first there are none.</summary>
    private int today, minute, year;

    /// <summary>The same day of last year, and the first day of last year that is not over yet in the comparison.</summary>
    private int sameDay, yearEnd;

    private bool IsLeapDay => yearEnd > sameDay;

    public Received this[Dimension dimension, int key] =>
        dimensions[(int)dimension].Read(key) is var sums && IsLeapDay
            ? new(sums.Today, sums.SameDay, sums.ThisYear, sums.LastYear)
            : new(sums.Today, sums.SameDay, sums.ThisYear, sums.LastYear + sums.SameDay);

    public void Count(int day, Receipt receipt, int sign)
    {
        if (today == 0) return;
        var change = new KeySums
        {
            Today = day == today ? sign : 0,
            SameDay = day == sameDay && receipt.Minute < minute ? sign : 0,
            ThisYear = BoardTime.YearOf(day) == year ? sign : 0,
            LastYear = day < yearEnd && BoardTime.YearOf(day) == year - 1 ? sign : 0,
        };
        Add(receipt, change);
    }

    /// <summary>From now on the sums hold for this moment.</summary>
    public void TurnTo(long moment)
    {
        var (day, ofDay) = (BoardTime.DayOf(moment), BoardTime.MinuteOf(moment));
        if (day == today && ofDay >= minute) TurnMinutes(ofDay);
        else if (day > today && BoardTime.YearOf(day) == year) TurnDays(day, ofDay);
        else SumUp(day, ofDay);
    }

    private void TurnMinutes(int ofDay)
    {
        if (ofDay == minute) return;
        foreach (var receipt in receipts.Of(sameDay))
            if (receipt.Minute >= minute && receipt.Minute < ofDay) Add(receipt, new() { SameDay = 1 });
        minute = ofDay;
    }

    private void TurnDays(int day, int ofDay)
    {
        var wasEnd = yearEnd;
        Begin(day, ofDay);
        for (var over = wasEnd; over < yearEnd; over++)
            foreach (var receipt in receipts.Of(over)) Add(receipt, new() { LastYear = 1 });
        foreach (var sums in dimensions) sums.ForgetDays();
        foreach (var receipt in receipts.Of(today)) Add(receipt, new() { Today = 1 });
        foreach (var receipt in receipts.Of(sameDay))
            if (receipt.Minute < minute) Add(receipt, new() { SameDay = 1 });
    }

    private void SumUp(int day, int ofDay)
    {
        Begin(day, ofDay);
        foreach (var sums in dimensions) sums.Clear();
        foreach (var known in receipts.Days)
            foreach (var receipt in receipts.Of(known)) Count(known, receipt, +1);
    }

    private void Begin(int day, int ofDay)
    {
        var date = DateOnly.FromDayNumber(day);
        (today, minute, year) = (day, ofDay, date.Year);
        sameDay = date.AddYears(-1).DayNumber;
        yearEnd = date is { Month: 2, Day: 29 } ? sameDay + 1 : sameDay;
    }

    private void Add(Receipt receipt, KeySums change)
    {
        dimensions[(int)Dimension.All].Add(0, change);
        dimensions[(int)Dimension.Type].Add((int)receipt.Type, change);
        dimensions[(int)Dimension.Topic].Add(keys.TopLevelOf(receipt.Topic), change);
        dimensions[(int)Dimension.Town].Add(receipt.Town, change);
        dimensions[(int)Dimension.Department].Add(receipt.Department, change);
    }

    private struct KeySums
    {
        public int Today, SameDay, ThisYear, LastYear;
    }

    private sealed class Sums
    {
        private KeySums[] keys = [];

        public KeySums Read(int key) => key < keys.Length ? keys[key] : default;

        public void Add(int key, KeySums change)
        {
            if (key >= keys.Length) Array.Resize(ref keys, Math.Max(key + 1, 2 * keys.Length));
            ref var sums = ref keys[key];
            sums.Today += change.Today;
            sums.SameDay += change.SameDay;
            sums.ThisYear += change.ThisYear;
            sums.LastYear += change.LastYear;
        }

        public void ForgetDays()
        {
            foreach (ref var sums in keys.AsSpan()) (sums.Today, sums.SameDay) = (0, 0);
        }

        public void Clear() => keys.AsSpan().Clear();
    }
}

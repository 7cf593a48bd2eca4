namespace OpsCenter.Hall;

internal enum Mark : byte { LoggedOut, LoggedIn, Resumed, Paused }

/// <summary>A window's day: who was there when, and what was done. Marks are kept in the order in which they happened.</summary>
internal sealed class WindowDay
{
    private readonly List<(long At, Mark Mark, string Text)> marks = [];

    /// <summary>Tickets called or served here now, and since when.</summary>
    private readonly SortedSet<(long Since, VisitState State, string Ticket)> active = [];
    private long firstActivity = long.MaxValue, lastEnd, busy;
    private int services;

    public int Served { get; private set; }

    public IReadOnlyList<(long At, Mark Mark, string Text)> Marks => marks;

    public void Add(long at, Mark mark, string text)
    {
        var place = marks.Count;
        while (place > 0 && Compare(marks[place - 1], (at, mark, text)) > 0) place--;
        marks.Insert(place, (at, mark, text));
    }

    /// <summary>A total order, so that marks of one moment stand in the same order however they came.</summary>
    private static int Compare((long At, Mark Mark, string Text) one, (long At, Mark Mark, string Text) other) =>
        (one.At, one.Mark).CompareTo((other.At, other.Mark)) is var order and not 0 ? order : string.CompareOrdinal(one.Text, other.Text);

    public void CountService(long length, int sign)
    {
        if (length < 0) return;
        busy += sign * length;
        services += sign;
    }

    public void CountServed(int sign) => Served += sign;

    /// <summary>Somebody was here then. Facts only ever add to it, so their order does not matter.</summary>
    public void NoteActivity(long at) => firstActivity = Math.Min(firstActivity, at);

    /// <summary>Somebody left then. Facts only ever add to it, so their order does not matter.</summary>
    public void NoteEnd(long at) => lastEnd = Math.Max(lastEnd, at);

    public void CountActive(string ticket, in VisitSummary visit, int sign)
    {
        if (sign > 0) active.Add((visit.Since, visit.State, ticket));
        else active.Remove((visit.Since, visit.State, ticket));
    }

    /// <summary>Seconds.</summary>
    public double? MeanService => Tally.Mean(busy, services);

    /// <summary>How it stands at a moment (microseconds since 1970).</summary>
    public WindowSituation At(long now)
    {
        long since = 0, onDuty = 0, from = 0;
        var (isIn, isPaused, staff) = (false, false, "");
        foreach (var (at, mark, text) in MarksWithLogin())
        {
            if (at > now) break;
            if (isIn && !isPaused) onDuty += at - from;
            from = at;
            switch (mark)
            {
                case Mark.LoggedIn: (isIn, isPaused, staff, since) = (true, false, text, at); break;
                case Mark.LoggedOut: (isIn, isPaused, staff, since) = (false, false, "", at); break;
                case Mark.Paused when isIn: (isPaused, since) = (true, at); break;
                case Mark.Resumed when isIn: (isPaused, since) = (false, at); break;
            }
        }
        if (isIn && !isPaused) onDuty += Math.Max(0, now - from);

        if (isIn && !isPaused && lastEnd <= now) since = Math.Max(since, lastEnd);
        var (status, ticket, underWay) = (isPaused ? WindowStatus.Paused : isIn ? WindowStatus.Idle : WindowStatus.Closed, "", 0L);
        if (active.Count > 0 && status != WindowStatus.Closed)
        {
            var newest = active.Max;
            if (newest.State == VisitState.Serving) underWay = Math.Max(0, now - newest.Since);
            if (status == WindowStatus.Idle)
                (status, ticket, since) =
                    (newest.State == VisitState.Serving ? WindowStatus.Serving : WindowStatus.Calling, newest.Ticket, newest.Since);
        }
        return new(status, since, ticket, staff, onDuty, Math.Min(busy + underWay, onDuty));
    }

    /// <summary>A queue system that reports no logins: whoever serves is there from the first call on.</summary>
    private List<(long At, Mark Mark, string Text)> MarksWithLogin()
    {
        if (firstActivity == long.MaxValue || marks.Exists(mark => mark.Mark == Mark.LoggedIn)) return marks;
        var place = marks.FindIndex(mark => mark.At > firstActivity);
        List<(long At, Mark Mark, string Text)> all = [.. marks];
        all.Insert(place < 0 ? marks.Count : place, (firstActivity, Mark.LoggedIn, ""));
        return all;
    }
}

/// <summary>A window at a moment; microseconds.</summary>
internal readonly record struct WindowSituation(WindowStatus Status, long Since, string Ticket, string Staff, long OnDuty, long Busy)
{
    public double? Utilisation => OnDuty <= 0 ? null : (double)Busy / OnDuty;
}

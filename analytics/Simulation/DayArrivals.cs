namespace OpsCenter.Analytics.Simulation;

/// <summary>
/// Who comes on a day, and when: people without an appointment as a Poisson process whose rate is constant within
/// a half hour, appointments made before opening in a number fixed per half hour and kept at a random moment of it.
/// Times are milliseconds since local midnight.
/// </summary>
internal sealed class DayArrivals
{
    private const long HalfHour = 1_800_000;

    private readonly record struct Slot(long From, long To, double WalkInsPerMillisecond, int Booked, int FirstBooking);

    private readonly SimulationRandom random;
    private readonly double appointmentsMissed;
    private readonly List<Slot> slots = [];
    private readonly long bookingFrom;
    private readonly long bookingTo;
    private readonly int bookings;
    private int booked;
    private int walkInSlot;
    private int keptSlot;
    private int keptInSlot;

    public DayArrivals(HallProfile profile, IReadOnlyList<HallSession> sessions, DayOfWeek day, SimulationRandom random)
    {
        this.random = random;
        appointmentsMissed = profile.AppointmentsMissed;
        NextBooking = NextWalkIn = NextKept = long.MaxValue;
        if (sessions.Count == 0) return;

        var tickets = profile.TicketsPerDay * profile.WeekdayFactors[(int)day]
            * Math.Exp(profile.DayToDay * random.Normal() - profile.DayToDay * profile.DayToDay / 2);
        var pieces = Pieces(sessions).Select(piece => (piece.From, piece.To,
            Weight: profile.HalfHours[(int)(piece.From / HalfHour)] * (piece.To - piece.From) / HalfHour)).ToList();
        var weights = pieces.Sum(piece => piece.Weight);
        foreach (var (from, to, weight) in pieces)
        {
            var expected = weights > 0 ? tickets * weight / weights : 0;
            var appointments = expected * profile.Appointments / (1 - profile.AppointmentsMissed);
            var made = (int)appointments + (random.Chance(appointments - Math.Floor(appointments)) ? 1 : 0);
            slots.Add(new(from, to, expected * (1 - profile.Appointments) / (to - from), made, bookings));
            bookings += made;
        }

        bookingTo = slots[0].From;
        bookingFrom = Math.Max(0, bookingTo - (long)(profile.AppointmentsBefore * 1000));
        NextBooking = bookings > 0 ? Spread(bookingFrom, bookingTo, bookings) : long.MaxValue;
        NextWalkIn = WalkInAfter(slots[0].From);
        NextKept = KeptAfter(slots[0].From);
    }

    /// <summary>When the next appointment is made; <see cref="long.MaxValue"/>: no more.</summary>
    public long NextBooking { get; private set; }

    /// <summary>When the next person without appointment comes; <see cref="long.MaxValue"/>: no more.</summary>
    public long NextWalkIn { get; private set; }

    /// <summary>When the next person with an appointment comes; <see cref="long.MaxValue"/>: no more.</summary>
    public long NextKept { get; private set; }

    /// <summary>The number of the appointment that is kept at <see cref="NextKept"/>, from 0.</summary>
    public int KeptBooking { get; private set; }

    /// <summary>Takes the appointment at <see cref="NextBooking"/>; answers its number, from 0.</summary>
    public int Book()
    {
        var number = booked++;
        NextBooking = booked < bookings ? Spread(NextBooking, bookingTo, bookings - booked) : long.MaxValue;
        return number;
    }

    public void WalkIn() => NextWalkIn = WalkInAfter(NextWalkIn);

    public void Keep() => NextKept = KeptAfter(NextKept);

    private long WalkInAfter(long at)
    {
        for (; walkInSlot < slots.Count; walkInSlot++)
        {
            var slot = slots[walkInSlot];
            if (slot.WalkInsPerMillisecond <= 0) continue;
            // Memoryless: at an edge the wait for the next person starts over with the new rate.
            var next = Math.Max(at, slot.From) + random.Exponential(1 / slot.WalkInsPerMillisecond);
            if (next < slot.To) return (long)next;
        }

        return long.MaxValue;
    }

    private long KeptAfter(long at)
    {
        for (; keptSlot < slots.Count; keptSlot++, keptInSlot = 0)
        {
            var slot = slots[keptSlot];
            at = Math.Max(at, slot.From);
            while (keptInSlot < slot.Booked)
            {
                at = Spread(at, slot.To, slot.Booked - keptInSlot);
                KeptBooking = slot.FirstBooking + keptInSlot++;
                if (!random.Chance(appointmentsMissed)) return at;
            }
        }

        return long.MaxValue;
    }

    /// <summary>The earliest of <paramref name="left"/> moments that lie anywhere between: drawn one by one, they come in order.</summary>
    private long Spread(long from, long to, int left) =>
        from + (long)((to - from) * (1 - Math.Pow(random.UniformAboveZero(), 1.0 / left)));

    /// <summary>The sessions cut at half hours.</summary>
    private static IEnumerable<(long From, long To)> Pieces(IReadOnlyList<HallSession> sessions)
    {
        foreach (var session in sessions)
        {
            var closes = session.Closes.Ticks / TimeSpan.TicksPerMillisecond;
            for (var from = session.Opens.Ticks / TimeSpan.TicksPerMillisecond; from < closes;)
            {
                var to = Math.Min(closes, (from / HalfHour + 1) * HalfHour);
                yield return (from, to);
                from = to;
            }
        }
    }
}

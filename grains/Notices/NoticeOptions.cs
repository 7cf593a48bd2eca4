using OpsCenter.Kernel;

namespace OpsCenter.Notices;

/// <summary>When reminders (催报) go out, and how often they are tried: configuration, section <c>Notices</c>.</summary>
public sealed record NoticeOptions
{
    /// <summary>Working days before the due day of the first reminder.</summary>
    public int FirstDays { get; init; } = 3;

    /// <summary>Working days before the due day of the second.</summary>
    public int SecondDays { get; init; } = 1;

    /// <summary>Local time of day of these two, and of the one on the due day.</summary>
    public TimeOnly At { get; init; } = new(9, 0);

    /// <summary>Working days behind the due date after which the district is told.</summary>
    public int EscalateDays { get; init; } = 2;

    /// <summary>
    /// 免打扰: from this local time on nothing goes out that is not urgent; the same as <see cref="QuietUntil"/>: no hours are quiet.
    /// </summary>
    public TimeOnly QuietFrom { get; init; } = new(22, 0);

    /// <summary>Until then, on the next day when it is the earlier one.</summary>
    public TimeOnly QuietUntil { get; init; } = new(8, 0);

    /// <summary>Stages that wait neither for the end of quiet hours nor for a working day.</summary>
    public ReminderStage[] Urgent { get; init; } = [];

    /// <summary>Time between two looks at what is owed; so late at most a reminder is queued.</summary>
    public TimeSpan WatchEvery { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// For how long what was found to be owed is taken for true when reminders are queued; before one is sent it is asked again.
    /// </summary>
    public TimeSpan PlanFor { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Recipients that an outbox is told of at once.</summary>
    public int QueuedAtOnce { get; init; } = 500;

    /// <summary>Filings that a message names; of the others it tells the number.</summary>
    public int MostNamed { get; init; } = 20;

    /// <summary>Pause after a first failure; doubled with each further one.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The pause grows no longer than this.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Tries before a notice is a dead letter; with the pauses above 40 last for a day and a half.</summary>
    public int Tries { get; init; } = 40;

    public bool IsUrgent(ReminderStage stage) => Array.IndexOf(Urgent, stage) >= 0;

    /// <exception cref="ArgumentException">A setting is wrong; the sentence names it.</exception>
    public NoticeOptions Validated()
    {
        Between(SecondDays, 1, 30, nameof(SecondDays));
        Between(FirstDays, SecondDays + 1, 60, nameof(FirstDays));
        Between(EscalateDays, 1, 60, nameof(EscalateDays));
        Between(QueuedAtOnce, 1, 10_000, nameof(QueuedAtOnce));
        Between(MostNamed, 1, 200, nameof(MostNamed));
        Between(Tries, 1, 1000, nameof(Tries));
        Between(WatchEvery, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), nameof(WatchEvery));
        Between(PlanFor, TimeSpan.Zero, TimeSpan.FromMinutes(1), nameof(PlanFor));
        Between(FirstPause, TimeSpan.FromSeconds(0.01), TimeSpan.FromMinutes(10), nameof(FirstPause));
        Between(LongestPause, FirstPause, TimeSpan.FromDays(1), nameof(LongestPause));
        if (IsQuiet(At))
            throw new ArgumentException(
                $"Notices:At ({At:HH\\:mm}) must not lie in the quiet hours ({QuietFrom:HH\\:mm} to {QuietUntil:HH\\:mm}).");
        if (Urgent.Any(stage => !Enum.IsDefined(stage)))
            throw new ArgumentException($"Notices:Urgent must be of {string.Join(", ", Enum.GetNames<ReminderStage>())}.");
        return this;
    }

    /// <summary>Whether a local time of day lies in the quiet hours.</summary>
    public bool IsQuiet(TimeOnly time) => QuietFrom != QuietUntil && time.IsBetween(QuietFrom, QuietUntil);

    /// <summary>For how long the next try waits after so many failures.</summary>
    public TimeSpan PauseAfter(int failures) => new Backoff(FirstPause, LongestPause).After(failures);

    private static void Between<T>(T value, T least, T most, string name) where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            throw new ArgumentException($"Notices:{name} must be {least} to {most}, not {value}.");
    }
}

using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace OpsCenter.Kernel;

/// <summary>A description that holds from a day on, until a later one takes its place.</summary>
public interface IEdition
{
    /// <summary>In force for this local day and later.</summary>
    DateOnly From { get; }
}

/// <summary>
/// The editions of one description: oldest first, each with a day of its own. Of a day the newest that has begun by then counts. Immutable;
/// two are equal when their editions are, in order. The default has none. Kept as JSON and between silos in the form of a plain array.
/// </summary>
/// <typeparam name="T">An edition.</typeparam>
[GenerateSerializer, Immutable, JsonConverter(typeof(EditionsJson)), CollectionBuilder(typeof(Editions),
    nameof(Editions.Of)), Alias("opscenter.kernel.Editions`1")]
public readonly struct Editions<T> : IReadOnlyList<T>, IEquatable<Editions<T>> where T : class, IEdition
{
    // No record: it would be written between silos in another form than an array is.
    [Id(0)] private readonly T[]? all;

    internal Editions(T[] inOrder) => all = inOrder;

    /// <summary>How many there are.</summary>
    public int Count => Items.Length;

    /// <summary>Whether there is none yet.</summary>
    public bool IsEmpty => Count == 0;

    private T[] Items => all ?? [];

    public T this[int index] => Items[index];

    /// <summary>The edition in force on a local day; null: none has begun by then.</summary>
    public T? On(DateOnly day) => Array.FindLast(Items, edition => edition.From <= day);

    /// <summary>The same; before the first edition the first; null: there is none at all.</summary>
    public T? OnOrFirst(DateOnly day) => On(day) ?? Items.FirstOrDefault();

    /// <summary>The edition that begins on a day; null: none does.</summary>
    public T? Find(DateOnly from) => Array.Find(Items, edition => edition.From == from);

    /// <summary>With an edition more, or with another in place of the one of the same day.</summary>
    public Editions<T> Put(T edition) => [.. Items, edition];

    /// <summary>Why an edition cannot be put; null: as far as its day and the number of editions go it can.</summary>
    /// <param name="edition">The edition.</param>
    /// <param name="what">What it is an edition of, in Chinese, e.g. 区划.</param>
    public Refusal? Obstacle(T edition, string what)
    {
        if (edition.From.Year is < WorkingCalendar.FirstYear or > WorkingCalendar.LastYear)
            return Refusal.Invalid(
                "bad_day",
                $"生效日期应在 {WorkingCalendar.FirstYear}–{WorkingCalendar.LastYear} 年",
                $"The day must lie in {WorkingCalendar.FirstYear}-{WorkingCalendar.LastYear}");
        return Count < Editions.MaxCount || Find(edition.From) is not null
            ? null
            : Refusal.TooMany(
                "too_many_editions", $"{what}最多保留 {Editions.MaxCount} 个版本", $"There are at most {Editions.MaxCount} editions");
    }

    public static bool operator ==(Editions<T> one, Editions<T> other) => one.Equals(other);

    public static bool operator !=(Editions<T> one, Editions<T> other) => !one.Equals(other);

    public bool Equals(Editions<T> other) => Items.AsSpan().SequenceEqual(other.Items.AsSpan());

    public override bool Equals(object? obj) => obj is Editions<T> other && Equals(other);

    public override int GetHashCode() => IsEmpty ? 0 : HashCode.Combine(Count, Items[^1]);

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Makes editions.</summary>
public static class Editions
{
    /// <summary>So many editions of one description are kept at most.</summary>
    public const int MaxCount = 200;

    /// <summary>Of editions in any order; of those of one day the last counts.</summary>
    public static Editions<T> Of<T>(params ReadOnlySpan<T> editions) where T : class, IEdition
    {
        var byDay = new SortedList<DateOnly, T>(editions.Length);
        foreach (var edition in editions) byDay[edition.From] = edition;
        return new([.. byDay.Values]);
    }
}

using System.Collections.Immutable;

namespace OpsCenter.Kernel;

/// <summary>An immutable list that is equal to another with equal rows in the same order.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.kernel.Rows`1")]
public readonly record struct Rows<T>([property: Id(0)] ImmutableArray<T> Items) : IEnumerable<T>
{
    public int Length => Items.IsDefault ? 0 : Items.Length;

    public T this[int index] => Items[index];

    public bool Equals(Rows<T> other) => Length == other.Length && (Length == 0 || Items.AsSpan().SequenceEqual(other.Items.AsSpan()));

    public override int GetHashCode() => Length;

    /// <summary>The rows that differ from those at the same places before.</summary>
    public Rows<T> ChangedSince(Rows<T> before)
    {
        List<T>? changed = null;
        for (var i = 0; i < Length; i++)
            if (!EqualityComparer<T>.Default.Equals(Items[i], before.Items[i])) (changed ??= []).Add(Items[i]);
        return changed is null ? default : new([.. changed]);
    }

    public IEnumerator<T> GetEnumerator() => (Items.IsDefault ? [] : (IEnumerable<T>)Items).GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}

using System.Diagnostics.CodeAnalysis;

namespace OpsCenter.Hotline;

/// <summary>
/// The most recently used of something, bounded: a young and an old generation. What is used moves to the young one; when that
/// is full it becomes the old one, and what nobody has used since is forgotten with the one before.
/// </summary>
/// <param name="size">Entries of a generation; twice as many are kept at most.</param>
internal sealed class Generations<TKey, TValue>(int size) where TKey : notnull
{
    private Dictionary<TKey, TValue> young = [], old = [];

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (young.TryGetValue(key, out value)) return true;
        if (!old.TryGetValue(key, out value)) return false;
        Put(key, value);
        return true;
    }

    public void Put(TKey key, TValue value)
    {
        if (young.Count >= size && !young.ContainsKey(key)) (old, young) = (young, []);
        young[key] = value;
    }

    public void Clear() => (young, old) = ([], []);
}

namespace OpsCenter.Hotline;

/// <summary>How many orders are active in this silo: what bounds their memory when a year of orders comes at once.</summary>
internal sealed class ActiveOrders(HotlineOptions rules)
{
    private int count;

    public int Count => Volatile.Read(ref count);

    /// <summary>Those that have been asked something go to sleep again at once.</summary>
    public bool AreTooMany => Count > rules.ActiveOrders;

    public void Enter() => Interlocked.Increment(ref count);

    public void Leave() => Interlocked.Decrement(ref count);
}

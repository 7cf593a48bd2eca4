namespace OpsCenter.Kernel;

/// <summary>A question to a read model.</summary>
public interface IQuery
{
    /// <summary>Name of the projection that answers, see <see cref="IProjectionFactory.Name"/>.</summary>
    string Projection { get; }
}

/// <summary>A question to a read model, with the type of its answer; a serializable record of its subject.</summary>
public interface IQuery<TAnswer> : IQuery;

/// <summary>How new an answer must be.</summary>
public enum Freshness
{
    /// <summary>As far as the journal has been read: a moment behind at most.</summary>
    AsRead,

    /// <summary>With all in it that was acknowledged to anybody before the question.</summary>
    AsCommitted,
}

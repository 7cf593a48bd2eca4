namespace OpsCenter.Kernel;

/// <summary>
/// A read model of one subject in one district: folds the district's events in the order of the journal. Deterministic:
/// the same rows give the same state, and the same state at the same moment gives the same theme.
/// </summary>
public interface IProjection
{
    /// <summary>The themes there are, without the district: <c>hall/H1</c>.</summary>
    IEnumerable<string> Themes { get; }

    /// <param name="row">The row of the journal.</param>
    /// <param name="event">What it holds: of one of the types that <see cref="IProjectionFactory.Reads"/> names.</param>
    void Apply(JournalRow row, object @event);

    /// <param name="theme">One of <see cref="Themes"/>.</param>
    /// <param name="now">Our clock.</param>
    /// <returns>Null when there is no such theme.</returns>
    ThemeView? Render(string theme, DateTimeOffset now);

    /// <summary>Null when the step cannot be told as a delta and the watcher needs the whole; must not be called on equal themes.</summary>
    ThemeDelta? Difference(Theme before, Theme after);

    /// <summary>Answers a question that is asked of it.</summary>
    /// <param name="query">An <see cref="IQuery{TAnswer}"/> whose <see cref="IQuery.Projection"/> is this one's name.</param>
    /// <param name="now">Our clock.</param>
    /// <returns>A <c>TAnswer</c>.</returns>
    object? Answer(IQuery query, DateTimeOffset now);

    void Save(BinaryWriter writer);

    void Load(BinaryReader reader);
}

/// <summary>Makes a district's projections of one kind; one is registered for each.</summary>
public interface IProjectionFactory
{
    /// <summary>Stable name, first part of its themes' names and name of its checkpoints: <c>hall</c> of <c>hall/H1</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Form of what <see cref="IProjection.Save"/> writes; counts up whenever it changes, and the projection is rebuilt.
    /// </summary>
    int Schema { get; }

    /// <summary>The types of events that it folds; a type that others are derived from stands for all of them.</summary>
    IReadOnlyList<Type> Reads { get; }

    IProjection Create(DistrictCode district);
}

using System.Collections.Immutable;
using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>Something that happened to a department, a precedent or a district's hotline.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.HotlineFact")]
public abstract record HotlineEvent;

// ---- The hotline (440203/hotline/main) ----

[GenerateSerializer, Immutable, Alias("opscenter.hotline.HotlineDefined")]
public sealed record HotlineDefined([property: Id(0)] HotlineDefinition Definition) : HotlineEvent;

/// <summary>All departments know the definition of this version.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.HotlineApplied")]
public sealed record HotlineApplied([property: Id(0)] long Definition) : HotlineEvent;

/// <summary>A precedent was established, changed or revoked; it stands in the rulebook now.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.PrecedentNoted")]
public sealed record PrecedentNoted([property: Id(0)] Precedent Precedent) : HotlineEvent;

/// <summary>
/// The working days of a year, from the time when the hotline kept the calendar: decrees are the calendar's own events now, and it takes
/// these over.
/// </summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.CalendarDecreed")]
public sealed record CalendarDecreed([property: Id(0)] CalendarYear Year) : HotlineEvent;

/// <summary>All open orders have recomputed their deadlines, by the calendar of this version of the rulebook.</summary>
/// <param name="Rulebook">The rulebook's version.</param>
/// <param name="Calendar">The calendar's own in it; 0: from the time when the hotline kept it.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OrdersRecomputed")]
public sealed record OrdersRecomputed([property: Id(0)] long Rulebook, [property: Id(1)] long Calendar) : HotlineEvent;

// ---- A department ----

[GenerateSerializer, Immutable, Alias("opscenter.hotline.DepartmentDefined")]
public sealed record DepartmentDefined([property: Id(0)] long HotlineVersion, [property: Id(1)] DepartmentDefinition Definition)
    : HotlineEvent;

/// <summary>撤销: it is in the hotline's description no more.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.DepartmentDissolved")]
public sealed record DepartmentDissolved([property: Id(0)] long HotlineVersion) : HotlineEvent;

// ---- A precedent ----

/// <param name="OrderVersion">Version of the ruling in the order's history; with the order it is the ruling's identity.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.PrecedentEstablished")]
public sealed record PrecedentEstablished([property: Id(0)] Precedent Precedent, [property: Id(1)] long OrderVersion) : HotlineEvent;

[GenerateSerializer, Immutable, Alias("opscenter.hotline.PrecedentRevoked")]
public sealed record PrecedentRevoked([property: Id(0)] int Version, [property: Id(1)] string Reason) : HotlineEvent;

[GenerateSerializer, Immutable, Alias("opscenter.hotline.HotlineCommand")]
public abstract record HotlineCommand;

[GenerateSerializer, Immutable, Alias("opscenter.hotline.DefineHotline")]
public sealed record DefineHotline([property: Id(0)] HotlineDefinition Definition) : HotlineCommand;

[GenerateSerializer, Immutable, Alias("opscenter.hotline.ConfirmHotlineApplied")]
public sealed record ConfirmHotlineApplied([property: Id(0)] long Definition) : HotlineCommand;

[GenerateSerializer, Immutable, Alias("opscenter.hotline.NotePrecedent")]
public sealed record NotePrecedent([property: Id(0)] Precedent Precedent) : HotlineCommand;

/// <summary>All open orders have followed what <see cref="PendingRecompute"/> said.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.ConfirmRecomputed")]
public sealed record ConfirmRecomputed([property: Id(0)] long Rulebook, [property: Id(1)] long Calendar) : HotlineCommand;

[GenerateSerializer, Immutable, Alias("opscenter.hotline.DepartmentCommand")]
public abstract record DepartmentCommand;

/// <summary>What comes late of an older version of the hotline's description is passed over.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.DefineDepartment")]
public sealed record DefineDepartment([property: Id(0)] long HotlineVersion, [property: Id(1)] DepartmentDefinition Definition)
    : DepartmentCommand;

[GenerateSerializer, Immutable, Alias("opscenter.hotline.DissolveDepartment")]
public sealed record DissolveDepartment([property: Id(0)] long HotlineVersion) : DepartmentCommand;

[GenerateSerializer, Immutable, Alias("opscenter.hotline.PrecedentCommand")]
public abstract record PrecedentCommand;

[GenerateSerializer, Immutable, Alias("opscenter.hotline.EstablishPrecedent")]
public sealed record EstablishPrecedent(
    [property: Id(0)] Ruling Ruling, [property: Id(1)] string Order, [property: Id(2)] long OrderVersion, [property: Id(3)] string RuledBy)
        : PrecedentCommand;

[GenerateSerializer, Immutable, Alias("opscenter.hotline.RevokePrecedent")]
public sealed record RevokePrecedent([property: Id(0)] string Reason) : PrecedentCommand;

/// <param name="Versions">Newest last.</param>
/// <param name="Rulings">What made each of them: order and version of the ruling in its history, <c>order/version</c>.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.PrecedentState")]
public sealed record PrecedentState([property: Id(0)] ImmutableArray<Precedent> Versions, [property: Id(1)] ImmutableArray<string> Rulings);

[GenerateSerializer, Immutable, Alias("opscenter.hotline.DepartmentState")]
public sealed record DepartmentState(
    [property: Id(0)] long HotlineVersion, [property: Id(1)] DepartmentDefinition? Definition, [property: Id(2)] bool IsDissolved);

/// <summary>A change of the calendar after which not all open orders have recomputed their deadlines.</summary>
/// <param name="Rulebook">The rulebook's version with the change.</param>
/// <param name="Since">When it was made.</param>
/// <param name="Reason">For the orders' histories.</param>
/// <param name="Calendar">The calendar's own version with it; 0: a change from the time when the hotline kept it.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.PendingRecompute")]
public sealed record PendingRecompute(
    [property: Id(0)] long Rulebook, [property: Id(1)] DateTimeOffset Since, [property: Id(2)] string Reason,
    [property: Id(3)] long Calendar = 0);

[GenerateSerializer, Immutable, Alias("opscenter.hotline.HotlineState")]
public sealed record HotlineState
{
    [Id(0)] public HotlineDefinition? Definition { get; init; }

    /// <summary>Counts up with every definition.</summary>
    [Id(1)] public long DefinitionVersion { get; init; }

    /// <summary>The newest definition that all departments know.</summary>
    [Id(2)] public long AppliedVersion { get; init; }

    /// <summary>Every code that was ever defined.</summary>
    [Id(3)] public ImmutableArray<DepartmentCode> KnownDepartments { get; init; } = [];

    /// <summary>The newest version of each key.</summary>
    [Id(4)] public ImmutableArray<Precedent> Precedents { get; init; } = [];

    /// <summary>Counts up with every change of what the hotline gives to the rulebook.</summary>
    [Id(6)] public long Version { get; init; }

    /// <summary>What was decreed while the hotline kept the calendar and not all open orders have followed yet; null: they have.</summary>
    [Id(7)] public PendingRecompute? Recompute { get; init; }

    /// <summary>The calendar's version that all open orders have followed.</summary>
    [Id(8)] public long RecomputedCalendar { get; init; }
}

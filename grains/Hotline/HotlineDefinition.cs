using System.Collections.Immutable;
using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>A district's hotline as its manager describes it: who is responsible for what, and within which limits.</summary>
/// <param name="Name">E.g. 武江区12345政务服务便民热线.</param>
/// <param name="Departments">承办单位, towns and streets among them.</param>
/// <param name="Limits">At least one; the set in force is the newest with <see cref="LimitSet.From"/> not after the day of the
/// call.</param>
/// <param name="PlaceKinds">Kinds of place (场所) that precedents tell apart.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.HotlineDefinition")]
public sealed record HotlineDefinition(
    [property: Id(0)] string Name, [property: Id(1)] ImmutableArray<DepartmentDefinition> Departments,
    [property: Id(2)] ImmutableArray<LimitSet> Limits, [property: Id(3)] ImmutableArray<string> PlaceKinds);

/// <summary>A department (承办单位) and its duty list (权责清单).</summary>
/// <param name="Code">1-32 characters.</param>
/// <param name="Aliases">Other names under which the platform knows it.</param>
/// <param name="Town">Statistics code, when it is a town or street: it is responsible there where no department is.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.DepartmentDefinition")]
public sealed record DepartmentDefinition(
    [property: Id(0)] DepartmentCode Code, [property: Id(1)] string Name, [property: Id(2)] ImmutableArray<string> Aliases,
    [property: Id(3)] PlaceCode Town, [property: Id(4)] ImmutableArray<Duty> Duties);

/// <summary>A clause of a duty list.</summary>
/// <param name="Clause">Its number, unique within the department, e.g. <c>2.3</c>.</param>
/// <param name="Text">What the department answers for.</param>
/// <param name="Topics">Topics (or beginnings of them) that fall under it.</param>
/// <param name="PlaceKinds">Kinds of place; empty: all.</param>
/// <param name="Keywords">Words of an order's title or text that speak for it.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.Duty")]
public sealed record Duty(
    [property: Id(0)] string Clause, [property: Id(1)] string Text, [property: Id(2)] ImmutableArray<string> Topics,
    [property: Id(3)] ImmutableArray<string> PlaceKinds, [property: Id(4)] ImmutableArray<string> Keywords);

/// <summary>The limits in force from a day on. Defaults: DOMAIN, section 1 [L][C].</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.LimitSet")]
public sealed record LimitSet : IEdition
{
    /// <summary>In force for calls of this local day and later.</summary>
    [Id(0)] public DateOnly From { get; init; }

    /// <summary>办结, from the call; the first that fits the type and place of the order, so the last should fit all.</summary>
    [Id(1)]
    public ImmutableArray<HandlingLimit> Handling { get; init; } =
        [new(OrderType.Inquiry, default, Limit.Parse("2wd")), new(null, default, Limit.Parse("10wd"))];

    /// <summary>受理, from the call.</summary>
    [Id(2)] public Limit Acceptance { get; init; } = Limit.Parse("1wd");

    /// <summary>派单, from acceptance, or from the return to the board.</summary>
    [Id(3)] public Limit Dispatch { get; init; } = Limit.Parse("1wd");

    /// <summary>签收, from the dispatch.</summary>
    [Id(4)] public Limit Claim { get; init; } = Limit.Parse("1wd");

    /// <summary>签收 and 派单 of an urgent order.</summary>
    [Id(5)] public Limit UrgentClaim { get; init; } = Limit.Parse("2h");

    /// <summary>退单: for how long after the dispatch a department may refuse.</summary>
    [Id(6)] public Limit Refusal { get; init; } = Limit.Parse("1wd");

    /// <summary>退单审核, from the refusal.</summary>
    [Id(7)] public Limit Judgement { get; init; } = Limit.Parse("1wd");

    /// <summary>会商裁定, from its opening.</summary>
    [Id(8)] public Limit Adjudication { get; init; } = Limit.Parse("3wd");

    /// <summary>审核, from the answer.</summary>
    [Id(9)] public Limit Review { get; init; } = Limit.Parse("1wd");

    /// <summary>回访, from the approval.</summary>
    [Id(10)] public Limit Callback { get; init; } = Limit.Parse("3wd");

    /// <summary>重办, from the call back.</summary>
    [Id(11)] public Limit Reopened { get; init; } = Limit.Parse("5wd");

    /// <summary>延期 at most, working days.</summary>
    [Id(12)] public double MostDelayDays { get; init; } = 10;

    /// <summary>疑难挂账 at most, working days at a time.</summary>
    [Id(13)] public double MostHoldDays { get; init; } = 30;

    /// <summary>预警: working days before a deadline (of limits in hours, or not longer than that: the last quarter).</summary>
    [Id(14)] public double WarnDays { get; init; } = 1;

    /// <summary>红牌: working days after a deadline (of clocks in hours: as many hours after).</summary>
    [Id(15)] public double RedDays { get; init; } = 2;

    /// <summary>Calls back without an answer, after which the order is closed as not reached.</summary>
    [Id(16)] public int MostCallbacks { get; init; } = 3;

    /// <summary>协办, from the addition.</summary>
    [Id(18)] public Limit Assist { get; init; } = Limit.Parse("5wd");

    /// <summary>A claim that is this many limits late counts as made by whom it was dispatched to (首派负责).</summary>
    [Id(17)] public int DeemedClaimAfter { get; init; } = 2;
}

/// <param name="Type">Null: every type.</param>
/// <param name="Place">Beginning of the place's statistics code; empty: every place.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.HandlingLimit")]
public sealed record HandlingLimit([property: Id(0)] OrderType? Type, [property: Id(1)] PlaceCode Place, [property: Id(2)] Limit Limit);

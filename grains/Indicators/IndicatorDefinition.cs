using System.Collections.Immutable;
using OpsCenter.Kernel;
using OpsCenter.Places;

namespace OpsCenter.Indicators;

public enum ValueKind
{
    /// <summary>小数</summary>
    Number,

    /// <summary>整数</summary>
    Integer,

    /// <summary>百分数: 62.5 is 62.5 %.</summary>
    Percent,

    /// <summary>文字</summary>
    Text,
}

/// <summary>What a broken rule comes to.</summary>
public enum RuleEffect
{
    /// <summary>不通过: the filing cannot be sent.</summary>
    Refuse,

    /// <summary>须说明: it can, when the cell has an explanation.</summary>
    Explain,
}

/// <summary>审核规则: what must hold of a value.</summary>
/// <param name="Expression">In the language of the rules; true: it holds.</param>
/// <param name="Text">What the filler reads when it does not, in Chinese.</param>
/// <param name="Levels">Of which places; empty: all that fill the indicator.</param>
[GenerateSerializer, Immutable, Alias("opscenter.indicators.RuleDefinition")]
public sealed record RuleDefinition(
    [property: Id(0)] string Expression, [property: Id(1)] string Text, [property: Id(2)] RuleEffect Effect,
    [property: Id(3)] ImmutableArray<PlaceLevel> Levels);

/// <summary>指标: what is asked.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.indicators.IndicatorDefinition")]
public sealed record IndicatorDefinition
{
    /// <summary>Letters and digits, at most 16, e.g. <c>JC12</c>.</summary>
    [Id(0)] public string Code { get; init; } = "";
    [Id(1)] public string Name { get; init; } = "";

    /// <summary>计量单位</summary>
    [Id(2)] public string Unit { get; init; } = "";
    [Id(3)] public ValueKind Kind { get; init; }

    /// <summary>Digits behind the point at most; of integers 0.</summary>
    [Id(4)] public int Decimals { get; init; } = 2;

    /// <summary>必填</summary>
    [Id(5)] public bool IsRequired { get; init; } = true;

    /// <summary>累计: counted from the year's beginning, so it does not fall within the year.</summary>
    [Id(6)] public bool IsCumulative { get; init; }

    /// <summary>口径: how it is meant.</summary>
    [Id(7)] public string Note { get; init; } = "";

    /// <summary>What the system knows of it by itself (see <see cref="KnownFigures"/>); empty: people fill it.</summary>
    [Id(8)] public string Source { get; init; } = "";
    [Id(9)] public ImmutableArray<RuleDefinition> Rules { get; init; } = [];
}

/// <summary>指标套表: indicators that are asked together, of the same places, at the same time.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.indicators.SetDefinition")]
public sealed record SetDefinition
{
    /// <summary>Letters, digits and hyphens, at most 32, e.g. <c>village-yearly</c>.</summary>
    [Id(0)] public string Code { get; init; } = "";
    [Id(1)] public string Name { get; init; } = "";
    [Id(2)] public Frequency Frequency { get; init; }

    /// <summary>Who fills.</summary>
    [Id(3)] public ImmutableArray<PlaceLevel> Levels { get; init; } = [];

    /// <summary>Codes of the indicators, in the order of the form.</summary>
    [Id(4)] public ImmutableArray<string> Indicators { get; init; } = [];

    /// <summary>The department that reviews behind the town; empty: none does.</summary>
    [Id(5)] public DepartmentCode Department { get; init; }

    /// <summary>截止: from the period's last day.</summary>
    [Id(6)] public Limit Due { get; init; } = Limit.Parse("8wd");

    /// <summary>锁定: from the due date; nothing can be sent or changed behind it.</summary>
    [Id(7)] public Limit Lock { get; init; } = Limit.Parse("5wd");

    /// <summary>
    /// 改正: how long a return or a reopening leaves when nothing else is said. Where it never was said three working days.
    /// </summary>
    [Id(8)] public Limit Mending { get => field == default ? Limit.OfWorkingDays(3) : field; init; }
}

/// <summary>What is asked from a day on.</summary>
/// <param name="From">For periods that end on this local day or later.</param>
[GenerateSerializer, Immutable, Alias("opscenter.indicators.IndicatorEdition")]
public sealed record IndicatorEdition(
    [property: Id(0)] DateOnly From, [property: Id(1)] ImmutableArray<IndicatorDefinition> Indicators,
    [property: Id(2)] ImmutableArray<SetDefinition> Sets) : IEdition;

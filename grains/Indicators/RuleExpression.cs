using System.Globalization;
using System.Text;
using NCalc;
using NCalc.Exceptions;

namespace OpsCenter.Indicators;

/// <summary>What a rule asks for beside the cells of its own form: codes of indicators, names of counts and figures.</summary>
public sealed record IndicatorNeeds(
    IReadOnlySet<string> Previous, IReadOnlySet<string> YearBefore, IReadOnlySet<string> Children, IReadOnlySet<string> Others,
    IReadOnlySet<string> Registry, IReadOnlySet<string> Operations);

/// <summary>
/// A rule's expression, safe to run: numbers, names, comparisons and the functions below; it cannot loop, reach anything, or fail. What is
/// not there is null, and what rests on null is null: then the rule is not applied. Numbers are decimals; division by zero is null.
/// <list type="bullet">
/// <item><c>value</c>, or the code of an indicator (JC01): a value of the same place and period</item>
/// <item><c>previous()</c>, <c>previous(JC01)</c> 上期; <c>year_before()</c> 上年同期; <c>yoy()</c> 同比 in percent</item>
/// <item><c>children_sum()</c> 下级合计, when all places below have a value; <c>children_count()</c>; <c>children_count(JC12 &lt;
/// 10)</c></item>
/// <item><c>registry('villages')</c>, <c>registry('towns')</c>; <c>operations('hotline.on_time_rate')</c></item>
/// <item><c>abs(x)</c>, <c>min(x, y)</c>, <c>max(x, y)</c>, <c>round(x, digits)</c></item>
/// <item>+ - * /, &lt; &lt;= &gt; &gt;= == !=, and, or, not, condition ? x : y</item>
/// </list>
/// </summary>
public sealed class RuleExpression
{
    private const int Longest = 500, Deepest = 40;
    private static readonly LogicalExpressionParserOptions Options = new()
    {
        FloatingPointNumberType = FloatingPointNumberType.Decimal,
        IntegerNumberType = IntegerNumberType.Int64
    };

    private readonly Func<Figures, decimal?> holds;
    private readonly List<(string Label, Func<Figures, decimal?> Value)> figures;

    private RuleExpression(Compiler compiler, Func<Figures, decimal?> holds) =>
        (this.holds, figures, Names, Needs) = (holds, compiler.Figures, compiler.Names, compiler.Needs());

    /// <summary>Codes of the indicators that it names.</summary>
    public IReadOnlySet<string> Names { get; }

    /// <summary>What it asks for; <see cref="IndicatorNeeds.Others"/> are all codes that it names of the same place and period.</summary>
    public IndicatorNeeds Needs { get; }

    /// <summary>Reads a rule of an indicator.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="indicator">Code of the indicator whose value it judges.</param>
    /// <exception cref="RuleFormatException">Says what is wrong with it, in Chinese and English.</exception>
    public static RuleExpression Parse(string text, string indicator)
    {
        if (string.IsNullOrWhiteSpace(text)) throw new RuleFormatException("规则是空的", "The rule is empty");
        if (text.Length > Longest) throw new RuleFormatException($"规则最多 {Longest} 个字符", $"A rule has at most {Longest} characters");
        LogicalExpression tree;
        try
        {
            tree = LogicalExpressionParser.Parse(text, Options, CultureInfo.InvariantCulture, CancellationToken.None);
        }
        catch (Exception unreadable) when (unreadable is NCalcException or FormatException or OverflowException or ArgumentException
            or InvalidOperationException)
        {
            throw new RuleFormatException($"规则“{text}”写法有误：{unreadable.Message}",
                $"The rule '{text}' cannot be read: {unreadable.Message}");
        }
        var compiler = new Compiler(text, indicator);
        var (isCondition, run) = compiler.Compile(tree, 0);
        return isCondition ? new(compiler, run) : throw compiler.Wrong("应是一个条件（真或假）", "it must be a condition");
    }

    /// <summary>Whether it holds; null: something that it asks for is not there.</summary>
    public bool? Holds(string indicator, IFigures known)
    {
        try
        {
            return holds(new(indicator, known)) switch { null => null, 0 => false, _ => true };
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>The numbers that it looked at, for the person whose value it refuses: 上期 1,500，JC02 560.</summary>
    public string Evidence(string indicator, IFigures known)
    {
        var text = new StringBuilder();
        foreach (var (label, value) in figures)
        {
            decimal? number;
            try
            {
                number = value(new(indicator, known));
            }
            catch (OverflowException)
            {
                continue;
            }
            if (number is { } shown) text.Append(text.Length > 0 ? "，" : "").Append(label).Append(' ').Append(Checks.Text(shown));
        }
        return text.ToString();
    }

    internal readonly record struct Figures(string Indicator, IFigures Known);

    /// <summary>Turns the parsed tree into functions, and refuses whatever is not in the language.</summary>
    private sealed class Compiler(string text, string indicator)
    {
        private readonly HashSet<string> previous = [], yearBefore = [], children = [], registry = [], operations = [];

        public HashSet<string> Names { get; } = [];

        public List<(string Label, Func<Figures, decimal?> Value)> Figures { get; } = [];

        public IndicatorNeeds Needs() => new(previous, yearBefore, children, Names, registry, operations);

        public RuleFormatException Wrong(string chinese, string english) => new($"规则“{text}”{chinese}", $"The rule '{text}': {english}");

        /// <returns>Conditions give 1 or 0.</returns>
        public (bool IsCondition, Func<Figures, decimal?> Run) Compile(LogicalExpression tree, int depth)
        {
            if (depth > Deepest) throw Wrong("嵌套过深", "it is nested too deeply");
            switch (tree)
            {
                case ValueExpression { Type: NCalc.ValueType.Integer or NCalc.ValueType.Float } value:
                    var number = Convert.ToDecimal(value.Value, CultureInfo.InvariantCulture);
                    return (false, _ => number);
                case ValueExpression { Type: NCalc.ValueType.Boolean, Value: bool truth }:
                    return (true, _ => truth ? 1 : 0);
                case Identifier { Name: "value" }:
                    return (false, given => given.Known.Value(given.Indicator));
                case Identifier name:
                    return (false, Named(name.Name));
                case UnaryExpression { Type: UnaryExpressionType.Not } not:
                    var inner = Condition(not.Expression, depth);
                    return (true, given => inner(given) is { } is1 ? 1 - is1 : null);
                case UnaryExpression { Type: UnaryExpressionType.Negate } negate:
                    var positive = Number(negate.Expression, depth);
                    return (false, given => -positive(given));
                case UnaryExpression { Type: UnaryExpressionType.Positive } plus:
                    return (false, Number(plus.Expression, depth));
                case TernaryExpression choice:
                    var (isCondition, then) = Compile(choice.MiddleExpression, depth + 1);
                    var (isOther, otherwise) = Compile(choice.RightExpression, depth + 1);
                    if (isCondition != isOther) throw Wrong("“? :”两边应同为数值或同为条件", "both sides of '? :' must be of one kind");
                    var asked = Condition(choice.LeftExpression, depth);
                    return (isCondition, given => asked(given) switch { null => null, 0 => otherwise(given), _ => then(given) });
                case BinaryExpression both:
                    return Binary(both, depth);
                case Function function:
                    return (false, Call(function, depth));
                default:
                    throw Wrong("用了规则不支持的写法", "it uses what the language does not have");
            }
        }

        private Func<Figures, decimal?> Number(LogicalExpression tree, int depth) =>
            Compile(tree, depth + 1) is (false, var run)
                ? run
                : throw Wrong("某处应是数值，却是条件", "a number is expected where a condition stands");

        private Func<Figures, decimal?> Condition(LogicalExpression tree, int depth) =>
            Compile(tree, depth + 1) is (true, var run) ? run : throw Wrong("某处应是条件，却是数值", "a condition is expected where a number stands");

        private Func<Figures, decimal?> Named(string code)
        {
            if (!IndicatorCodes.IsCode(code)) throw Wrong($"不认识“{code}”", $"'{code}' is unknown");
            Names.Add(code);
            return Noted(code, given => given.Known.Value(code));
        }

        private Func<Figures, decimal?> Noted(string label, Func<Figures, decimal?> value)
        {
            if (Figures.All(figure => figure.Label != label)) Figures.Add((label, value));
            return value;
        }

        private (bool, Func<Figures, decimal?>) Binary(BinaryExpression both, int depth)
        {
            if (both.Type is BinaryExpressionType.And or BinaryExpressionType.Or)
            {
                var (one, other) = (Condition(both.LeftExpression, depth), Condition(both.RightExpression, depth));
                // What one side decides alone is decided, whatever the other does not know.
                var decisive = both.Type == BinaryExpressionType.And ? 0m : 1m;
                return (true, given =>
                {
                    var (left, right) = (one(given), other(given));
                    return left == decisive || right == decisive ? decisive : left is null || right is null ? null : 1 - decisive;
                }
                );
            }
            var (a, b) = (Number(both.LeftExpression, depth), Number(both.RightExpression, depth));
            return both.Type switch
            {
                BinaryExpressionType.Plus => (false, given => a(given) + b(given)),
                BinaryExpressionType.Minus => (false, given => a(given) - b(given)),
                BinaryExpressionType.Times => (false, given => a(given) * b(given)),
                BinaryExpressionType.Div => (false, given => b(given) is { } divisor && divisor != 0 ? a(given) / divisor : null),
                BinaryExpressionType.Lesser => (true, Compared(a, b, (x, y) => x < y)),
                BinaryExpressionType.LesserOrEqual => (true, Compared(a, b, (x, y) => x <= y)),
                BinaryExpressionType.Greater => (true, Compared(a, b, (x, y) => x > y)),
                BinaryExpressionType.GreaterOrEqual => (true, Compared(a, b, (x, y) => x >= y)),
                BinaryExpressionType.Equal => (true, Compared(a, b, (x, y) => x == y)),
                BinaryExpressionType.NotEqual => (true, Compared(a, b, (x, y) => x != y)),
                _ => throw Wrong("用了规则不支持的运算", "it uses an operator that the language does not have"),
            };
        }

        private static Func<Figures, decimal?> Compared(
            Func<Figures, decimal?> a, Func<Figures, decimal?> b, Func<decimal, decimal, bool> holds) =>
            given => a(given) is { } x && b(given) is { } y ? holds(x, y) ? 1 : 0 : null;

        private Func<Figures, decimal?> Call(Function function, int depth)
        {
            var (name, arguments) = (function.Identifier.Name, function.Parameters);
            switch (name)
            {
                case "previous":
                    return Of(arguments, name, previous, "上期", (known, code) => known.Previous(code));
                case "year_before":
                    return Of(arguments, name, yearBefore, "上年同期", (known, code) => known.YearBefore(code));
                case "yoy":
                    if (arguments.Count == 1 && arguments[0] is Identifier { Name: not "value" } compared) Names.Add(compared.Name);
                    return Of(arguments, name, yearBefore, "同比%", (known, code) =>
                        known.Value(code) is { } now && known.YearBefore(code) is { } before && before != 0
                            ? decimal.Round((now - before) / Math.Abs(before) * 100, 2)
                            : null);
                case "children_sum":
                    return Of(arguments, name, children, "下级合计", (known, code) =>
                        known.Children(code) is { Count: > 0 } below && below.All(value => value is not null) ? below.Sum() : null);
                case "children_count":
                    return CountChildren(arguments, depth);
                case "registry":
                    return Named(arguments, name, registry, ["villages", "towns"], (known, count) => known.Registry(count), "区划登记");
                case "operations":
                    return Named(arguments, name, operations, KnownSources.Operations, (known, figure) => known.Operations(figure), "系统统计");
                case "abs" when arguments.Count == 1:
                    var of = Number(arguments[0], depth);
                    return given => of(given) is { } x ? Math.Abs(x) : null;
                case "round" when arguments is { Count: 2 }
                    && arguments[1] is ValueExpression { Type: NCalc.ValueType.Integer, Value: long digits and >= 0 and <= 8 }:
                    var exact = Number(arguments[0], depth);
                    return given => exact(given) is { } x ? decimal.Round(x, (int)digits, MidpointRounding.AwayFromZero) : null;
                case "min" or "max" when arguments.Count is >= 1 and <= 8:
                    var all = arguments.Select(argument => Number(argument, depth)).ToArray();
                    return given =>
                    {
                        var values = Array.ConvertAll(all, each => each(given));
                        return Array.Exists(values, value => value is null) ? null : name == "min" ? values.Min() : values.Max();
                    };
                default:
                    throw Wrong($"不认识函数“{name}”，或它的参数不对", $"there is no function '{name}' with these arguments");
            }
        }

        /// <summary>A function of an indicator: of the one that is named, else of the rule's own.</summary>
        private Func<Figures, decimal?> Of(
            LogicalExpressionList arguments, string name, HashSet<string> needs, string label, Func<IFigures, string, decimal?> value)
        {
            var code = arguments switch
            {
                { Count: 0 } => indicator,
                { Count: 1 } when arguments[0] is Identifier { Name: "value" } => indicator,
                { Count: 1 } when arguments[0] is Identifier named && IndicatorCodes.IsCode(named.Name) => named.Name,
                _ => throw Wrong($"“{name}”的参数应是一个指标代码", $"'{name}' takes the code of one indicator"),
            };
            needs.Add(code);
            return Noted(code == indicator ? label : $"{code} {label}", given => value(given.Known, code));
        }

        private Func<Figures, decimal?> Named(
            LogicalExpressionList arguments, string name, HashSet<string> needs, IReadOnlyCollection<string> known,
            Func<IFigures, string, decimal?> value, string label)
        {
            if (arguments.Count != 1 || arguments[0] is not ValueExpression { Value: string asked } || !known.Contains(asked))
                throw Wrong($"“{name}”的参数应是 {string.Join("、", known.Select(each => $"'{each}'"))} 之一",
                    $"'{name}' takes one of {string.Join(", ", known)}");
            needs.Add(asked);
            return Noted(label, given => value(given.Known, asked));
        }

        /// <summary>How many places below there are, or fulfil a comparison of one indicator with a number.</summary>
        private Func<Figures, decimal?> CountChildren(LogicalExpressionList arguments, int depth)
        {
            if (arguments.Count == 0)
            {
                children.Add(indicator);
                return Noted("下级个数", given => given.Known.Children(indicator).Count);
            }
            if (arguments is not { Count: 1 } || arguments[0] is not BinaryExpression { LeftExpression: Identifier counted } comparison
                || !IndicatorCodes.IsCode(counted.Name))
                throw Wrong("“children_count”的参数应形如 JC12 < 10", "'children_count' takes a comparison like JC12 < 10");
            var (isCondition, holds) = Binary(new(comparison.Type, new Identifier("value"), comparison.RightExpression), depth + 1);
            if (!isCondition) throw Wrong("“children_count”的参数应是一个比较", "'children_count' takes a comparison");
            children.Add(counted.Name);
            return Noted("下级个数", given =>
            {
                var below = given.Known.Children(counted.Name);
                if (below.Count == 0 || below.Any(value => value is null)) return null;
                var count = 0;
                foreach (var value in below)
                {
                    if (holds(new(counted.Name, new OneValue(given.Known, counted.Name, value!.Value))) is not { } fulfils) return null;
                    count += (int)fulfils;
                }
                return count;
            });
        }
    }

    /// <summary>A child's value in the place of its parent's.</summary>
    private sealed class OneValue(IFigures others, string indicator, decimal value) : IFigures
    {
        public Places.PlaceLevel Level => others.Level;
        public bool IsFirstOfYear => others.IsFirstOfYear;
        public decimal? Value(string code) => code == indicator ? value : others.Value(code);
        public decimal? Previous(string code) => others.Previous(code);
        public decimal? YearBefore(string code) => others.YearBefore(code);
        public IReadOnlyList<decimal?> Children(string code) => others.Children(code);
        public decimal? Registry(string count) => others.Registry(count);
        public decimal? Operations(string figure) => others.Operations(figure);
    }
}

/// <summary>What an indicator may be called.</summary>
public static class IndicatorCodes
{
    /// <summary>A letter, then letters and digits: at most 16, e.g. <c>JC12</c>.</summary>
    public static bool IsCode(string code) =>
        code.Length is > 0 and <= 16 && char.IsAsciiLetterUpper(code[0])
            && code.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter));

    /// <summary>Letters, digits and hyphens: at most 32, e.g. <c>village-yearly</c>.</summary>
    public static bool IsSet(string code) =>
        code.Length is > 0 and <= 32 && code.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
}

/// <summary>What the system may know by itself.</summary>
public static class KnownSources
{
    public static readonly IReadOnlyCollection<string> Operations = ["hotline.on_time_rate"];

    /// <summary>What may stand in <see cref="IndicatorDefinition.Source"/>.</summary>
    public static bool IsSource(string source) => source is "registry.villages" or "registry.towns" || Operations.Contains(source);
}

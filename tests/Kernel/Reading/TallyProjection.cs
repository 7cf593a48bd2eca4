using OpsCenter.Kernel;

namespace OpsCenter.Tests.Kernel.Reading;

/// <summary>What was booked, in order: any event that is folded twice, left out or out of order shows.</summary>
[GenerateSerializer, Immutable]
public sealed record TallyTheme([property: Id(0)] string Name, [property: Id(1)] long Sum, [property: Id(2)] long Order) : Theme;

/// <summary>The sum of what was booked.</summary>
[GenerateSerializer, Immutable]
public sealed record TallyQuery([property: Id(0)] string Projection) : IQuery<long>;

/// <summary>A projection of ledgers that cannot fold some amounts, and whose form can change.</summary>
internal sealed class TallyFactory(string name, int schema = 1, int? failsOn = null) : IProjectionFactory
{
    public string Name => name;

    public int Schema => schema;

    public IReadOnlyList<Type> Reads { get; } = [typeof(Booked)];

    public string Theme => $"{name}/all";

    public IProjection Create(DistrictCode district) => new TallyProjection(name, schema, failsOn);
}

internal sealed class TallyProjection(string name, int schema, int? failsOn) : IProjection
{
    private long sum, order;

    public IEnumerable<string> Themes => [$"{name}/all"];

    public TallyTheme Shown => new(name, sum, order);

    public void Apply(JournalRow row, object @event)
    {
        var amount = ((Booked)@event).Amount;
        if (amount == failsOn) throw new InvalidOperationException($"{name} does not know what {amount} is.");
        (sum, order) = (sum + amount, unchecked((order * 31) + amount));
    }

    public ThemeView? Render(string theme, DateTimeOffset now) => new(Shown, new(null, now, null, IsStale: false));

    public ThemeDelta? Difference(Theme before, Theme after) => null;

    public object? Answer(IQuery query, DateTimeOffset now) => sum;

    public void Save(BinaryWriter writer)
    {
        writer.Write(schema);
        writer.Write(sum);
        writer.Write(order);
    }

    public void Load(BinaryReader reader)
    {
        if (reader.ReadInt32() is var read && read != schema) throw new InvalidDataException($"Form {read} was given to form {schema}.");
        (sum, order) = (reader.ReadInt64(), reader.ReadInt64());
    }
}

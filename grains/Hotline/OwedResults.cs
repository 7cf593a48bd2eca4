using System.Collections.Immutable;

namespace OpsCenter.Hotline;

/// <summary>A result that the platform does not have yet.</summary>
/// <param name="Number">Of the order.</param>
/// <param name="Result">Counted up per order, see <see cref="OrderState.Result"/>.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OwedResult")]
public readonly record struct OwedResult([property: Id(0)] string Number, [property: Id(1)] int Result);

/// <summary>What a district owes to the platform.</summary>
/// <param name="First">The oldest orders', oldest call first; as many as were asked for.</param>
/// <param name="Total">How many there are.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OwedResults")]
public sealed record OwedResults([property: Id(0)] ImmutableArray<OwedResult> First, [property: Id(1)] long Total);

using OpsCenter.Benchmarks.Host;
using OpsCenter.Benchmarks.Reporting;

namespace OpsCenter.Benchmarks;

/// <summary>Measures one or a few of the product's figures, and the limit of the machine beside them.</summary>
internal interface IBenchmark
{
    string Name { get; }

    string Description { get; }

    /// <exception cref="InvalidOperationException">The product lost or doubled something: no figure counts then.</exception>
    Task RunAsync(Stores stores, Report report);
}

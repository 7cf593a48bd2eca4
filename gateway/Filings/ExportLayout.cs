using OpsCenter.Gateway.Places;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Filings;

/// <summary>How the platform above wants a round's values: the columns of its table. Configuration (<c>Filings:Layouts</c>).</summary>
public sealed record ExportLayout
{
    /// <summary>What the layout is called where a round is sent above, at most 40 characters.</summary>
    public string Name { get; init; } = "";

    /// <summary>Columns of the table, in their order.</summary>
    public ExportColumn[] Columns { get; init; } = [];
}

/// <param name="Heading">As the platform calls it.</param>
/// <param name="Of"><c>place.code</c>, <c>place.name</c>, <c>town.name</c>, <c>period</c>, or the code of an indicator.</param>
public sealed record ExportColumn(string Heading, string Of);

/// <summary>Settings of filings.</summary>
public sealed record FilingExportOptions
{
    /// <summary>Layouts of what is sent above.</summary>
    public ExportLayout[] Layouts { get; init; } = [];

    /// <summary>Maps for the walls; a district without one has its towns as tiles.</summary>
    public BoundarySource[] Boundaries { get; init; } = [];

    /// <exception cref="ArgumentException">A setting is wrong; the sentence names it.</exception>
    public FilingExportOptions Validated()
    {
        foreach (var layout in Layouts)
        {
            if (layout.Name.Length is 0 or > 40)
                throw new ArgumentException($"Filings:Layouts: a layout needs a name of 1-40 characters, not '{layout.Name}'.");
            if (layout.Columns.Length == 0) throw new ArgumentException($"Filings:Layouts: the layout '{layout.Name}' has no columns.");
            if (layout.Columns
                .FirstOrDefault(column => string.IsNullOrEmpty(column.Heading) || string.IsNullOrEmpty(column.Of)) is not null)
                throw new ArgumentException($"Filings:Layouts: each column of '{layout.Name}' needs Heading and Of.");
        }
        foreach (var source in Boundaries)
        {
            if (!DistrictCode.TryParse(source.District, out _))
                throw new ArgumentException($"Filings:Boundaries: District must be a code of 6 digits, not '{source.District}'.");
            if (!File.Exists(source.File)) throw new ArgumentException($"Filings:Boundaries: there is no file '{source.File}'.");
            if (source.Code.Length == 0) throw new ArgumentException("Filings:Boundaries: Code must name a property of the features.");
        }
        if (Boundaries.GroupBy(source => source.District).FirstOrDefault(same => same.Count() > 1) is { } again)
            throw new ArgumentException($"Filings:Boundaries: the district {again.Key} occurs more than once.");
        if (Layouts.GroupBy(layout => layout.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"Filings:Layouts: the name '{twice.Key}' occurs more than once.");
        return this;
    }
}

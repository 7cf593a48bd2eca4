using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Platform.Setup;

/// <summary>
/// A step of the way from an empty product to one that works. Each subject describes its own and registers it; the page 开始使用 shows all that
/// there are. Nothing is stored for it: how far it has got is read off what is in force.
/// </summary>
public interface ISetupStep
{
    SetupAbout About { get; }

    /// <summary>How far it has got.</summary>
    Task<SetupStanding> StandAsync(DistrictCode district);
}

/// <summary>What a step is.</summary>
/// <param name="Key">Names it for pages, e.g. <c>hall</c>.</param>
/// <param name="Order">Smaller ones come first; unique.</param>
/// <param name="Title">What people call it, e.g. 政务大厅.</param>
/// <param name="Purpose">What it is good for, one sentence.</param>
/// <param name="Reads">Who has this sees the numbers.</param>
/// <param name="Does">Who has this may do it.</param>
public sealed record SetupAbout(string Key, int Order, string Title, string Purpose, Permission Reads, Permission Does)
{
    /// <summary>The product works without it.</summary>
    public bool IsOptional { get; init; }

    /// <summary>It is about the installation as a whole, not about a district.</summary>
    public bool IsOfInstallation { get; init; }

    /// <summary>The page on which it is done, below which nothing depends on how far it has got; empty: there is none.</summary>
    public Func<DistrictCode, string> Page { get; init; } = _ => "";

    /// <summary>Empty, and explained.</summary>
    public IReadOnlyList<HandedOut> Templates { get; init; } = [];

    /// <summary>An example; null: there is none.</summary>
    public HandedOut? Sample { get; init; }
}

/// <summary>How far a step has got.</summary>
/// <param name="Summary">What there is, with numbers; empty: nothing.</param>
/// <param name="Wanting">What is not there yet, of a step that is partly done.</param>
public sealed record SetupStanding(V1.SetupState State, string Summary = "", string Wanting = "")
{
    public static readonly SetupStanding Missing = new(V1.SetupState.SetupMissing);

    public static SetupStanding Done(string summary) => new(V1.SetupState.SetupDone, summary);

    /// <summary>There is something; it is all, unless something is wanting.</summary>
    public static SetupStanding Of(string summary, string wanting) =>
        new(wanting.Length == 0 ? V1.SetupState.SetupDone : V1.SetupState.SetupPartly, summary, wanting);
}

/// <summary>A file that a step hands out.</summary>
/// <param name="Name">Of all files of all steps unique; its ending is the one that the reader asks for.</param>
/// <param name="Content">The file for a district.</param>
public sealed record HandedOut(string Name, Func<DistrictCode, ValueTask<byte[]>> Content)
{
    public HandedOut(string name, Func<DistrictCode, byte[]> content)
        : this(name, district => ValueTask.FromResult(content(district)))
    {
    }

    /// <summary>The district that it is about; empty: it fits every one.</summary>
    public DistrictCode District { get; init; }

    public string Format => Path.GetExtension(Name).TrimStart('.').ToUpperInvariant();

    public bool Fits(DistrictCode district) => District.IsEmpty || District == district;
}

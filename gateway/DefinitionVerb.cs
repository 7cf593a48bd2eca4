using Google.Protobuf;
using Grpc.Net.Client;

namespace OpsCenter.Gateway;

/// <summary>
/// A verb of the command line that checks a file which describes something of a subject, and puts it in force by the public door,
/// without a restart.
/// </summary>
/// <param name="Name">The verb, e.g. <c>hall</c>.</param>
/// <param name="Description">What it does, one line.</param>
/// <param name="File">What the file holds and in which formats.</param>
/// <param name="DefineAsync">Hands it over.</param>
public sealed record DefinitionVerb(
    string Name, string Description, string File, Func<DefinitionCall, CancellationToken, Task<DefinitionAnswer>> DefineAsync)
{
    /// <summary>Formats that most descriptions have.</summary>
    public const string Table = "YAML or XLSX";

    /// <summary>It is about a hall of the district.</summary>
    public bool IsAboutHall { get; init; }

    /// <summary>What else the verb is told.</summary>
    public IReadOnlyList<VerbOption> Options { get; init; } = [];

    /// <summary>What is in force now, by its version.</summary>
    public static string InForce(long version) => $"已生效，第 {version} 版 / in force, version {version}";
}

/// <summary>An option of a verb.</summary>
/// <param name="Name">As it is written, e.g. <c>--from</c>.</param>
/// <param name="Description">What it says, one line.</param>
/// <param name="Default">Null: it must be given.</param>
public sealed record VerbOption(string Name, string Description, string? Default);

/// <summary>A file that is handed over, and to whom.</summary>
public sealed record DefinitionCall
{
    /// <summary>To the gateway, signed in.</summary>
    public required GrpcChannel Channel { get; init; }

    /// <summary>District code.</summary>
    public required string District { get; init; }

    /// <summary>Empty: it is about the district.</summary>
    public required string Hall { get; init; }

    /// <summary>Its ending tells the format.</summary>
    public required string FileName { get; init; }

    /// <summary>The file.</summary>
    public required ByteString Content { get; init; }

    /// <summary>Nothing is to be changed.</summary>
    public required bool IsCheck { get; init; }

    /// <summary>What an option was given as, by its name.</summary>
    public required Func<string, string> OptionOf { get; init; }
}

/// <summary>What came of a description that was handed over.</summary>
/// <param name="Changes">What is different, in sentences.</param>
/// <param name="Sum">What is in force now.</param>
public sealed record DefinitionAnswer(IEnumerable<string> Changes, string Sum)
{
    /// <summary>What looks like a mistake.</summary>
    public IEnumerable<string> Warnings { get; init; } = [];
}

using OpsCenter.Gateway.Platform.Errors;

namespace OpsCenter.Gateway.Platform.Files;

/// <summary>What a reader has to say about a file while it reads.</summary>
/// <param name="Errors">Takes what must be put right.</param>
/// <param name="Warnings">Takes what is allowed and yet looks like a mistake.</param>
internal sealed record FileFindings(List<FileError> Errors, List<FileError> Warnings);

/// <summary>What came of reading a file that describes something.</summary>
/// <param name="Definition">The description; null when there are errors.</param>
/// <param name="Errors">Everything that must be put right, in the order of the file's parts.</param>
/// <param name="Warnings">What is allowed and yet looks like a mistake.</param>
public sealed record DefinitionReading<T>(T? Definition, IReadOnlyList<FileError> Errors, IReadOnlyList<FileError> Warnings) where T : class
{
    /// <summary>The description of a file without errors.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT, which names the place of each error.</exception>
    public T OrRefused() => Errors.Count == 0 && Definition is not null
        ? Definition
        : throw Failure.Invalid([.. Errors.Select(error => (error.Place, error.Message))]);
}

using Google.Protobuf.WellKnownTypes;

namespace OpsCenter.Gateway.Platform.Ingest;

/// <summary>What is wrong with the form of a record.</summary>
/// <param name="CanBeMended">It has an id and a bounded size, so that quarantine can keep it.</param>
public sealed record FactProblem(string Code, string Message, bool CanBeMended = true);

internal static class Moments
{
    /// <summary>Whether it is a time that there is: years 1 to 9999.</summary>
    public static bool IsMoment(this Timestamp? time) =>
        time is { Seconds: >= -62135596800 and <= 253402300799, Nanos: >= 0 and <= 999_999_999 };
}

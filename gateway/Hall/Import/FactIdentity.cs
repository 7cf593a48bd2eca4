using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Hall;

/// <summary>
/// Ids of facts from files. The same fact gets the same id whenever and from whichever file it is imported, so that
/// importing a file twice changes nothing.
/// </summary>
public static class FactIdentity
{
    /// <summary>The longest id that the contract takes, in characters.</summary>
    public const int MaxCharacters = 64;

    /// <summary>The id that the mapping made, cut to the contract's length in a way that keeps different ones different.</summary>
    public static string Fit(string id) =>
        id.Length <= MaxCharacters ? id : string.Concat(id.AsSpan(0, 31), "~", Digest(id));

    /// <summary>
    /// An id for a fact that has none, made from all that it says. Two facts that say the same in the same second are
    /// one: nothing could tell them apart.
    /// </summary>
    public static string Of(HallFact fact)
    {
        var said = new StringBuilder();
        foreach (var part in new[]
        {
            ((int)fact.Kind).ToString(CultureInfo.InvariantCulture),
            fact.OccurredAt.Seconds.ToString(CultureInfo.InvariantCulture),
            fact.OccurredAt.Nanos.ToString(CultureInfo.InvariantCulture),
            fact.Ticket, fact.Queue, fact.Window, fact.Staff, fact.ToQueue, fact.ToWindow,
            fact.Rating.ToString(CultureInfo.InvariantCulture), fact.Reason, fact.Appointment,
        })
        {
            said.Append(part.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(part);
        }

        return "file-" + Digest(said.ToString());
    }

    /// <summary>128 bits of SHA-256 in 32 hexadecimal digits.</summary>
    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}

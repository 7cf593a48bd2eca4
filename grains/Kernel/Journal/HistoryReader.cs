using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orleans.Concurrency;

namespace OpsCenter.Kernel;

/// <summary>Reads what an actor has lived through, for gateways that have no database of their own. Key: 0.</summary>
[Alias("opscenter.kernel.IHistoryReader")]
public interface IHistoryReader : IGrainWithIntegerKey
{
    /// <param name="stream">The actor's <see cref="StreamId"/> as text.</param>
    /// <param name="afterVersion">Events with a greater version; 0 from the beginning.</param>
    /// <param name="limit">1-1,000.</param>
    Task<HistoryPage> ReadAsync(string stream, long afterVersion, int limit);
}

/// <param name="Rows">Events in order. Fields that the catalogue calls secret are missing from the payloads.</param>
/// <param name="More">Whether there are events behind these.</param>
/// <param name="ChainIntact">Whether every hash fits the event and the hash before, the event before this page included.</param>
[GenerateSerializer, Immutable, Alias("opscenter.kernel.HistoryPage")]
public sealed record HistoryPage(
    [property: Id(0)] ImmutableArray<JournalRow> Rows, [property: Id(1)] bool More, [property: Id(2)] bool ChainIntact);

[StatelessWorker]
internal sealed class HistoryReaderGrain(IJournalReader reader, EventCatalogue catalogue) : Grain, IHistoryReader
{
    public async Task<HistoryPage> ReadAsync(string stream, long afterVersion, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterVersion);
        limit = Math.Clamp(limit, 1, 1000);
        // One row more at each end: the one before, whose hash the first row must fit, and one that tells whether there is more.
        IReadOnlyList<JournalRow> rows;
        try
        {
            rows = await reader.ReadStreamAsync(stream, Math.Max(0, afterVersion - 1), limit + 2);
        }
        catch (JournalUnavailableException failure)
        {
            throw new RetryException($"{stream}: {failure.Message}");
        }
        var before = afterVersion > 0 && rows.Count > 0 && rows[0].Version == afterVersion ? rows[0] : null;
        var page = rows.Where(row => row.Version > afterVersion).Take(limit).ToArray();
        var intact = page.Length == 0
            || ((afterVersion == 0 || before is not null) && HashChain.IsIntact(before?.Hash ?? HashChain.Start, page)
                && page.Index().All(row => row.Item.Version == afterVersion + 1 + row.Index));
        return new([.. page.Select(WithoutSecrets)], rows.Count > page.Length + (before is null ? 0 : 1), intact);
    }

    /// <summary>Of a kind that is not known here nothing is shown: nobody can say what in it is secret.</summary>
    private JournalRow WithoutSecrets(JournalRow row)
    {
        if (!catalogue.Kinds.Contains(row.Kind)) return row with { Payload = "{}"u8.ToArray() };
        var secret = catalogue.SecretsOf(row.Kind);
        if (secret.Count == 0) return row;
        var payload = JsonNode.Parse(row.Payload)!.AsObject();
        foreach (var field in secret) Remove(payload, field);
        return row with { Payload = JsonSerializer.SerializeToUtf8Bytes(payload) };
    }

    private static void Remove(JsonObject payload, string field)
    {
        var path = field.Split('.');
        var parent = payload;
        foreach (var name in path[..^1])
        {
            if (parent[name] is not JsonObject inner) return;
            parent = inner;
        }
        parent.Remove(path[^1]);
    }
}

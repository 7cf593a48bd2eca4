using OpsCenter.Kernel;

namespace OpsCenter.Tests.Journal;

/// <summary>One stream's rows as an actor would make them: versions without gaps, hashes tied.</summary>
internal sealed class TestRows(string stream)
{
    private static readonly DateTimeOffset Morning = new(2026, 3, 2, 9, 0, 0, 123, 456, TimeSpan.Zero);
    private byte[] hash = HashChain.Start;

    public JournalHandle Handle { get; } = new();

    public long Version { get; private set; }

    public string Stream => stream;

    public PendingRow[] Next(int count = 1, string text = "取号")
    {
        var rows = new PendingRow[count];
        for (var i = 0; i < count; i++)
            rows[i] = One(text);
        return rows;
    }

    private PendingRow One(string text)
    {
        var version = ++Version;
        var at = Morning.AddSeconds(version);
        var payload = System.Text.Encoding.UTF8.GetBytes($$"""{ "n": {{version}}, "text": "{{text}}" }""");
        hash = HashChain.Next(hash, version, at, "test.happened", "某人", $"s{version}", payload);
        return new()
        {
            Stream = stream,
            Version = version,
            District = OpsCenter.Kernel.StreamId.Parse(stream).District,
            Kind = "test.happened",
            OccurredAt = at,
            RecordedAt = at.AddMicroseconds(7),
            Actor = "某人",
            SourceId = $"s{version}",
            Payload = payload,
            Hash = hash,
        };
    }
}

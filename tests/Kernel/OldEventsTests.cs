using System.Text.Json.Nodes;
using OpsCenter.Gateway;
using OpsCenter.Kernel;
using Xunit;

namespace OpsCenter.Tests.Kernel;

/// <summary>
/// Every event that was ever written can be read for ever. <c>old-events.jsonl</c> holds what journals hold: lines are
/// added when a kind is added or grows, and never changed.
/// </summary>
public sealed class OldEventsTests
{
    private static readonly EventCatalogue Catalogue = SubjectRegistration.Catalogue(Subjects.Actors);

    private static IEnumerable<(string Kind, JsonNode Payload)> Lines() =>
        from line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Kernel", "old-events.jsonl"))
        let json = JsonNode.Parse(line)!
        select ((string)json["kind"]!, json["payload"]!);

    [Fact]
    public void The_file_has_every_kind() => Assert.Equal(Catalogue.Kinds.Order(), Lines().Select(line => line.Kind).Distinct().Order());

    [Fact]
    public void An_old_event_loads_and_nothing_in_it_is_lost()
    {
        foreach (var (kind, payload) in Lines())
        {
            var @event = Catalogue.Read(kind, Bytes(payload));
            Assert.True(@event is not null, $"{kind} cannot be read");
            var (written, bytes) = Catalogue.Write(@event);
            Assert.Equal(kind, written);
            AssertHolds(JsonNode.Parse(bytes)!, payload, kind);
        }
    }

    [Fact]
    public void What_is_written_is_read_as_it_was()
    {
        foreach (var (kind, payload) in Lines())
        {
            var once = Catalogue.Write(Catalogue.Read(kind, Bytes(payload))!).Payload;
            var twice = Catalogue.Write(Catalogue.Read(kind, once)!).Payload;
            Assert.Equal(once, twice);
        }
    }

    [Fact]
    public void A_field_from_the_future_does_no_harm()
    {
        foreach (var (kind, payload) in Lines())
        {
            var once = Catalogue.Write(Catalogue.Read(kind, Bytes(payload))!).Payload;
            payload["aFieldOfALaterVersion"] = new JsonObject { ["deep"] = 1 };
            Assert.Equal(once, Catalogue.Write(Catalogue.Read(kind, Bytes(payload))!).Payload);
        }
    }

    [Fact]
    public void A_kind_from_the_future_is_passed_over() => Assert.Null(Catalogue.Read("hall.something-new", "{}"u8));

    private static byte[] Bytes(JsonNode node) => System.Text.Encoding.UTF8.GetBytes(node.ToJsonString());

    /// <summary>Everything that is in <paramref name="old"/> is in <paramref name="now"/>, with the same value.</summary>
    private static void AssertHolds(JsonNode now, JsonNode old, string path)
    {
        switch (old)
        {
            case JsonObject fields:
                foreach (var (name, value) in fields)
                {
                    Assert.True(now[name] is not null, $"{path}.{name} is lost");
                    AssertHolds(now[name]!, value!, $"{path}.{name}");
                }
                break;
            case JsonArray items:
                Assert.Equal(items.Count, now.AsArray().Count);
                for (var i = 0; i < items.Count; i++) AssertHolds(now[i]!, items[i]!, $"{path}[{i}]");
                break;
            default:
                Assert.True(JsonNode.DeepEquals(old, now), $"{path} was {old.ToJsonString()} and is {now.ToJsonString()}");
                break;
        }
    }
}

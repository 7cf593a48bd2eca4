using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using OpsCenter.Kernel;
using Orleans.Storage;
using Xunit;

namespace OpsCenter.Tests.Kernel.Reading;

/// <summary>
/// Whatever stops, starts, falls behind or joins: each projection is the plain fold of the journal up to where it stands.
/// </summary>
public sealed class ProjectionGroupTests
{
    private const string District = "440203";
    private static readonly EventCatalogue Catalogue = new EventCatalogue().Add("test.booked", () => LedgerJson.Default.Booked);
    private static readonly GrainId Owner = GrainId.Create("read-side", District);

    [Fact]
    public void Each_event_counts_once_whatever_happens() =>
        Gen.Select(Gen.Int[0, 99].Array[1, 60], Gen.Int[0, 5].Array[1, 60], Gen.Int[0, 99]).Sample((amounts, steps, seed) =>
        {
            var random = new Random(seed);
            var journal = new Rows(amounts);
            var (storage, schemas) = (new Checkpoints(), new[] { 1, 1, 1 });
            var groups = Load();
            foreach (var step in steps)
            {
                var group = groups[random.Next(groups.Count)];
                switch (step)
                {
                    case 0 or 1:
                        Wait(group.AdvanceAsync(1 + random.Next(5), default));
                        break;
                    case 2:
                        // Only some get as far as their checkpoint.
                        foreach (var host in group.Hosts.Where(_ => random.Next(2) == 0)) Wait(host.CheckpointAsync());
                        break;
                    case 3:
                        groups = Load();
                        break;
                    case 4:
                        schemas[random.Next(schemas.Length)]++;
                        groups = Load();
                        break;
                    default:
                        if (groups.Count < 2 || groups[0] == group || group.Position.CompareTo(groups[0].Position) < 0) break;
                        groups[0].Join(group);
                        groups.Remove(group);
                        break;
                }
                Check();
            }
            while (groups.Any(group => Wait(group.AdvanceAsync(7, default)) > 0)) Check();
            Assert.All(groups, group => Assert.All(group.Hosts, host => Assert.Equal(amounts.Length, host.Position.Sequence)));

            List<ProjectionGroup> Load()
            {
                var hosts = schemas.Select((schema, i) => new ProjectionHost(
                    new TallyFactory($"tally{i}", schema), new(District), Owner, Catalogue, storage, NullLogger.Instance)).ToArray();
                foreach (var host in hosts) Wait(host.LoadAsync());
                return [.. hosts.GroupBy(host => host.Position).OrderByDescending(group => group.Key)
                    .Select(group => new ProjectionGroup([.. group], journal, Catalogue, new(District), new(TimeProvider.System)))];
            }

            void Check()
            {
                foreach (var host in groups.SelectMany(group => group.Hosts))
                {
                    var plain = new TallyProjection(host.Name, 0, null);
                    foreach (var amount in amounts.Take((int)host.Position.Sequence)) plain.Apply(null!, new Booked(amount));
                    Assert.Equal(plain.Shown, ((TallyProjection)host.Projection).Shown);
                }
            }
        });

    private static void Wait(Task task) => task.GetAwaiter().GetResult();

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    /// <summary>A journal that is an array.</summary>
    private sealed class Rows(int[] amounts) : IJournalReader
    {
        public Task<IReadOnlyList<JournalRow>> ReadDistrictAsync(
            DistrictCode district, JournalPosition after, int limit, CancellationToken cancellation = default) =>
            Task.FromResult<IReadOnlyList<JournalRow>>([.. amounts.Select((amount, i) => new JournalRow
            {
                Position = new(0, i + 1), Stream = $"{district}/ledger/L1", Version = i + 1, Kind = "test.booked", OccurredAt = default,
                RecordedAt = default, Actor = "", SourceId = "",
                Payload = JsonSerializer.SerializeToUtf8Bytes(new Booked(amount), LedgerJson.Default.Booked), Hash = [],
            }).Skip((int)after.Sequence).Take(limit)]);

        public Task<JournalPosition> HeadAsync(DistrictCode district, CancellationToken cancellation = default) =>
            Task.FromResult(new JournalPosition(0, amounts.Length));

        public Task<IReadOnlyList<JournalRow>> ReadStreamAsync(
            string stream, long afterVersion, int limit, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<DistrictCode>> ListDistrictsAsync(CancellationToken cancellation = default) =>
            throw new NotSupportedException();
    }

    /// <summary>Keeps what was written, as bytes are kept.</summary>
    private sealed class Checkpoints : IGrainStorage
    {
        private readonly Dictionary<string, Snapshot> kept = [];

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            grainState.RecordExists = kept.TryGetValue(stateName, out var found);
            if (found is not null) grainState.State = (T)(object)found;
            return Task.CompletedTask;
        }

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            kept[stateName] = (Snapshot)(object)grainState.State!;
            return Task.CompletedTask;
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();
    }
}

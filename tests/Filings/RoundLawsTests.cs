using System.Collections.Immutable;
using CsCheck;
using OpsCenter.Filings;
using OpsCenter.Kernel;
using Xunit;
using static OpsCenter.Tests.Filings.FilingWorld;

namespace OpsCenter.Tests.Filings;

/// <summary>What holds of every round, whatever it reports and whoever hears of it in whatever order.</summary>
public sealed class RoundLawsTests
{
    private static readonly string[] Places = [Village, "440203102202", "440203103201"];

    private static readonly Gen<ImmutableArray<ReportedFiling>> AnyFilings = Gen.Select(Gen.Shuffle(Places), Gen.Int[0, 3], Gen.Int[1, 2])
        .Select((places, count, approval) => places.Take(count).Select(place => new ReportedFiling(new(place), approval))
            .ToImmutableArray());

    private static readonly Gen<RoundCommand> AnyCommand = Gen.Frequency(
        (2, AnyFilings.Select(RoundCommand (filings) => new RecordReport("", "a.csv", new('a', 64), filings))),
        (4, Gen.Select(Gen.Int[1, 4], Gen.Shuffle(Places), Gen.Int[0, 3])
            .Select(RoundCommand (report, places, count) =>
                new ConfirmTold(report, [.. places.Take(count).Select(place => new PlaceCode(place))]))),
        (1, Gen.Int[1, 9].Select(RoundCommand (days) => new MoveRoundDue(Due.AddDays(days), "延期"))),
        (1, Gen.Const<RoundCommand>(new FollowRegistry("区划调整"))));

    [Fact]
    public void They_hold_over_random_histories()
    {
        var world = new FilingWorld();
        var (opened, decider, catalogue, told) = (world.Opened(), new RoundDecider(), FilingsJson.AddTo(new()), 0);
        AnyCommand.Array[1, 30].Sample(commands =>
        {
            var (state, kept, now) = (opened, opened, opened.OpenedAt);
            // Counted plainly: what each report holds, without whoever was confirmed to have heard of it.
            HashSet<(int Report, PlaceCode Place)> owed = [];
            foreach (var command in commands)
            {
                now = now.AddMinutes(1);
                var decision = world.Decide(state, command, RoundAt(now));
                var next = state.Reports.Length + 1;
                if (command is RecordReport record) owed.UnionWith(record.Filings.Select(filing => (next, filing.Place)));
                if (command is ConfirmTold confirm) owed.ExceptWith(confirm.Places.Select(place => (confirm.Report, place)));
                foreach (var fact in decision.Events)
                {
                    state = decider.Evolve(state, fact, now);
                    // The journal alone tells the same.
                    var (kind, payload) = catalogue.Write(fact);
                    kept = decider.Evolve(kept, (FilingEvent)catalogue.Read(kind, payload)!, now);
                    if (fact is FilingsTold) Interlocked.Increment(ref told);
                }
                Assert.Equal(owed.Order(), state.Untold.Select(filing => (filing.Report, filing.Place)).Order());
                Assert.Equal(state.Untold.Select(filing => filing.Report).Order(), state.Untold.Select(filing => filing.Report));
            }
            Assert.Equal(Text(state), Text(kept));
        });
        // The histories are not all about nothing.
        Assert.InRange(told, 10, int.MaxValue);
    }

    private static string Text(RoundState state) => string.Join(
        '|', $"{state.DueAt:O} {state.LockAt:O}", string.Join(' ', state.Places), string.Join(' ', state.Reports),
        string.Join(' ', state.Untold));
}

using OpsCenter.Quarantine;
using OpsCenter.Tests.Hall;
using Xunit;

namespace OpsCenter.Tests.Quarantine;

using QuarantineStory = Story<QuarantineState, QuarantineCommand, QuarantineEvent>;

public sealed class QuarantineDeciderTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private static QuarantineStory Quarantine() => new(new QuarantineDecider(), "440203/quarantine/H1", Now);

    private static QuarantinedRecord Record(string id) => new(id, "{}", "unknown_window", "没有窗口 / no window", "queue-system", Now);

    [Fact]
    public void A_record_is_held_once_however_often_it_comes() => Quarantine()
        .When(Now, new Hold(Record("1"))).Then(new RecordQuarantined(Record("1")))
        .When(Now, new Hold(Record("1"))).Then();

    [Fact]
    public void Where_the_newest_counts_it_takes_the_place_of_the_older()
    {
        var newer = Record("1") with { Record = "{\"title\":\"new\"}" };
        Quarantine()
            .Given(Now, new RecordQuarantined(Record("1")))
            .When(Now, new Hold(newer)).Then()
            .When(Now, new Hold(newer, Replaces: true)).Then(new RecordReplaced(newer))
            .When(Now, new Hold(newer, Replaces: true)).Then()
            .When(Now, new Release("1", WasMended: true, "")).Then(new RecordReleased("1", true, ""));
    }

    [Fact]
    public void A_record_leaves_once() => Quarantine()
        .Given(Now, new RecordQuarantined(Record("1")))
        .When(Now, new Release("1", WasMended: true, "")).Then(new RecordReleased("1", true, ""))
        .When(Now, new Release("1", WasMended: true, "")).ThenRefused("not_in_quarantine")
        .When(Now, new Release("2", WasMended: false, "重复")).ThenRefused("not_in_quarantine");

    [Fact]
    public void A_record_that_left_may_come_again() => Quarantine()
        .Given(Now, new RecordQuarantined(Record("1")), new RecordReleased("1", false, "误报"))
        .When(Now, new Hold(Record("1"))).Then(new RecordQuarantined(Record("1")));

    [Fact]
    public void Beyond_its_capacity_the_source_keeps_what_it_has()
    {
        var story = Quarantine();
        for (var i = 0; i < QuarantineDecider.Capacity; i++) story.Given(Now, new RecordQuarantined(Record($"{i}")));
        story.When(Now, new Hold(Record("one more"))).ThenRefused("quarantine_full")
            .When(Now, new Hold(Record("5"))).Then()
            .When(Now, new Release("5", true, "")).Then(new RecordReleased("5", true, ""))
            .When(Now, new Hold(Record("one more"))).Then(new RecordQuarantined(Record("one more")));
    }
}

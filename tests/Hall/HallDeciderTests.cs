using OpsCenter.Hall;
using Xunit;

namespace OpsCenter.Tests.Hall;

using HallStory = Story<HallState, HallAdministration, HallEvent>;

public sealed class HallDeciderTests
{
    private static readonly DateTimeOffset Now = HallTime.At(new(2026, 11, 23), new(17, 0));

    private static HallStory Hall() => new(new HallDecider(), "440203/hall/H1", Now);

    private static HallDefinition With(params string[] windows) => new(
        "大厅", [new("Z1", "个人")], [new("SB", "社保", "Z1")], [.. windows.Select(code => new Window(code, code, "Z1", ["SB"]))], [], []);

    [Fact]
    public void Versions_count_up_and_are_applied_once()
    {
        var (first, second) = (With("W1"), With("W1", "W2"));
        Hall().When(Now, new DefineHall(first)).Then(new HallDefined(1, first))
            .When(Now, new ConfirmApplied(1)).Then(new HallDefinitionApplied(1))
            .When(Now, new ConfirmApplied(1)).Then()
            .When(Now, new DefineHall(second)).Then(new HallDefined(2, second))
            .When(Now, new ConfirmApplied(1)).Then()
            .When(Now, new ConfirmApplied(2)).Then(new HallDefinitionApplied(2));
    }

    [Fact]
    public void A_window_that_has_gone_is_still_known_so_that_it_can_be_told()
    {
        var story = Hall().When(Now, new DefineHall(With("W1", "W2"))).When(Now, new DefineHall(With("W2", "W3")));
        Assert.Equal(["W1", "W2", "W3"], story.State.KnownWindows);
        Assert.Equal(["SB"], story.State.KnownQueues);
        Assert.Equal(["W2", "W3"], story.State.Definition!.Windows.Select(window => window.Code));
    }
}

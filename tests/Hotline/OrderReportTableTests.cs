using OpsCenter.Hotline;
using OpsCenter.Kernel;
using Xunit;
using static OpsCenter.Tests.Hotline.OrderBooks;
using static OpsCenter.Tests.Hotline.OrderLife;

namespace OpsCenter.Tests.Hotline;

/// <summary>Every report of the platform at every stage: the table of <see cref="OrderDecider"/>.</summary>
public sealed class OrderReportTableTests
{
    private const string Later = "2026-12-04 09:00", Text = "平台答复";

    /// <summary>Of the order's own department, then of another one; all of a moment after the stage began.</summary>
    private static readonly string[] Reports =
    [
        "delivered again", "delivered anew", "dispatched", "dispatched elsewhere", "claimed", "claimed elsewhere", "contacted",
        "contacted elsewhere", "answered", "answered elsewhere", "closed", "closed with an outcome",
    ];

    public static TheoryData<string, string> Table => new()
    {
        { "None", "moves moves held held held held held held held held held held" },
        { "AwaitingAcceptance", "moves moves moves moves moves moves noted noted moves moves moves moves" },
        { "AwaitingDispatch", "known moves moves moves moves moves noted noted moves moves moves moves" },
        { "AwaitingClaim", "known moves known moves moves moves noted noted moves moves moves moves" },
        { "AwaitingClaim, ruled", "known moves known noted moves noted noted noted moves held moves moves" },
        { "AwaitingClaim, overruled", "known moves known noted moves noted noted noted moves held moves moves" },
        { "RefusalPending", "known moves moves moves moves moves noted noted moves moves moves moves" },
        { "Adjudication", "known moves moves moves moves moves noted noted moves moves moves moves" },
        { "InProgress", "known moves known held known held moves noted moves held moves moves" },
        { "InProgress, ruled", "known moves known noted known noted moves noted moves held moves moves" },
        { "InProgress, on hold", "known moves known held known held moves noted moves held moves moves" },
        { "AwaitingReview", "known moves known held known held moves noted held held moves moves" },
        { "AwaitingCallback", "known moves known held known held moves noted held held moves moves" },
        { "Merged", "known moves noted noted noted noted noted noted noted noted moves moves" },
        { "Closed", "known moves held held held held noted noted held held noted moves" },
        { "Archived", "known moves held held held held noted noted held held noted moves" },
        { "Declined", "noted moves held held held held noted noted held held noted moves" },
    };

    [Theory, MemberData(nameof(Table))]
    public void Each_stage_makes_of_each_report_what_the_table_says(string stage, string row)
    {
        Assert.Equal(Reports.Zip(row.Split(' ')), Reports.Zip(Reports.Select(report =>
        {
            var story = Stage(stage).When(At(Later), Report(report, stage), At(Later));
            var first = Outcome(story);
            // The same again: known, or held as before.
            var again = Outcome(story.When(At(Later), Report(report, stage), At(Later)));
            Assert.Equal((report, first == "held" ? "held" : "known"), (report, again));
            return first;
        })));
    }

    [Theory, MemberData(nameof(Table))]
    public void No_report_of_any_moment_is_passed_over_unless_all_it_says_is_known(string stage, string row)
    {
        _ = row;
        for (var at = At("2026-11-24 09:00"); at <= At(Later); at = at.AddMinutes(30))
            foreach (var report in Reports)
            {
                var (story, command) = (Stage(stage), Report(report, stage));
                story.When(at, command, At(Later));
                if (Outcome(story) == "known") Assert.True(IsKnown(story, command, at), $"{stage}, {report} at {at:u}");
            }
    }

    [Fact]
    public void The_rows_are_all_stages() => Assert.Equal(
        Enum.GetNames<OrderStage>().Order(), Table.Select(row => row.Data.Item1.Split(',')[0]).Distinct().Order());

    /// <summary>It stands in the history.</summary>
    private static bool IsKnown(OrderLife story, OrderCommand command, DateTimeOffset at)
    {
        var facts = story.History.Select(entry => entry.Fact).ToArray();
        bool Had(DepartmentCode department) => facts.Any(fact => fact is OrderDispatched dispatched && dispatched.Lead == department);
        return command switch
        {
            DeliverOrder deliver => deliver.Content == story.State.Content && facts.OfType<OrderAccepted>().Any(),
            ReportDispatched report => Had(report.Lead),
            ReportClaimed report => facts.Any(
                fact => (fact is OrderClaimed claimed && claimed.Department == report.Department)
                    || (fact is OrderRefused refused && refused.Department == report.Department)),
            ReportContacted report => story.History.Any(
                entry => entry.Fact is CallerContacted contact && contact.Department == report.Department && entry.At <= at),
            ReportAnswered report => facts.Any(fact => fact is OrderAnswered answered && answered.Answer.Masked == report.Answer.Masked),
            ReportClosed { Reached: false } => story.State.ClosedAt >= at,
            ReportClosed report => (story.State.Reached, story.State.Solved, story.State.Satisfied)
                == (report.Reached, report.Solved, report.Satisfied) && story.State.ClosedAt >= at,
            _ => false,
        };
    }

    private static string Outcome(OrderLife story) => story.Last switch
    {
        { Refusal: not null } => "held",
        { Events: [] } => "known",
        { Events: var events } when events.All(fact => fact is ReportNoted) => "noted",
        _ => "moves",
    };

    private static OrderCommand Report(string report, string stage)
    {
        // Who has it, or had it last.
        var own = new DepartmentCode(stage.EndsWith(", ruled") ? Police : Housing);
        var department = report.EndsWith("elsewhere") ? new(Town) : own;
        return report.Split(' ') switch
        {
            ["delivered", "again"] => new DeliverOrder(Content, IsAccepted: true, Route: false),
            ["delivered", ..] => new DeliverOrder(Content with { Title = "更正" }, IsAccepted: true, Route: false),
            ["dispatched", ..] => new ReportDispatched(department),
            ["claimed", ..] => new ReportClaimed(department),
            ["contacted", ..] => new ReportContacted(department),
            ["answered", ..] => new ReportAnswered(department, new(Text, "s")),
            ["closed"] => new ReportClosed(false, null, null, ""),
            _ => new ReportClosed(true, false, false, ""),
        };
    }

    private static OrderLife Stage(string name)
    {
        OrderLife Ruled() => RefusedTwice().When("2026-11-25 09:00", new RuleOrder(new(Police), "3.1", "噪声", false));
        var story = name switch
        {
            "None" => new OrderLife(),
            "AwaitingAcceptance" => Received(),
            "AwaitingDispatch" => Accepted(),
            "AwaitingClaim" => Dispatched(),
            "AwaitingClaim, ruled" => Ruled(),
            "AwaitingClaim, overruled" => Refused().When("2026-11-24 15:00", new JudgeRefusal(false, "属物业")),
            "RefusalPending" => Refused(),
            "Adjudication" => RefusedTwice(),
            "InProgress" => InProgress(),
            "InProgress, ruled" => Ruled().When("2026-11-25 10:00", new ClaimOrder(new(Police))),
            "InProgress, on hold" => InProgress().When("2026-11-25 10:00", new HoldOrder("等待", At("2026-12-10 00:00"))),
            "AwaitingReview" => Answered(),
            "AwaitingCallback" => AwaitingCallback(),
            "Merged" => Dispatched().When("2026-11-24 12:00", new MergeOrder("GD9", "同一事项")),
            "Closed" => Closed(),
            "Archived" => Closed().When("2026-12-02 09:00", new ArchiveOrder()),
            "Declined" => Received().When("2026-11-24 10:00", new DeclineOrder("不属受理范围")),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
        };
        Assert.Equal(name.Split(',')[0], $"{story.State.Stage}");
        return story;
    }
}

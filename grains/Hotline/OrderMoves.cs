using System.Collections.Immutable;

namespace OpsCenter.Hotline;

/// <summary>
/// Which actions an order's stage allows, whoever asks: the one table of it, by the names of the actions of <c>ActOnOrderRequest</c>
/// in hotline.proto. Whether an action that is allowed is well formed, and in time, the decider says.
/// </summary>
public static class OrderMoves
{
    private static readonly ImmutableArray<string> Names =
    [
        "accept", "decline", "dispatch", "add_assist", "judge_refusal", "open_adjudication", "judge_delay", "hold", "resume", "flag",
        "urge", "supervise",
        "merge", "claim", "refuse", "contact", "answer", "answer_assist", "ask_delay", "rule", "review", "callback", "archive",
    ];

    /// <summary>Names of the allowed actions.</summary>
    public static ImmutableArray<string> Of(OrderState state) => [.. Names.Where(name => Allows(state, name))];

    internal static bool Allows(OrderState state, string move) => move switch
    {
        "accept" => state.Stage is OrderStage.AwaitingAcceptance,
        // What others wait for cannot be declined.
        "decline" => state is { Stage: OrderStage.AwaitingAcceptance, Children.IsEmpty: true },
        "dispatch" => state.Stage is OrderStage.AwaitingDispatch,
        "add_assist" => state is { Stage: OrderStage.AwaitingClaim or OrderStage.InProgress, Hold: null },
        "judge_refusal" => state.Stage is OrderStage.RefusalPending,
        "open_adjudication" => state.Stage is OrderStage.AwaitingDispatch or OrderStage.RefusalPending,
        "judge_delay" => state is { Stage: OrderStage.InProgress, DelayPending: true, Hold: null },
        // Only while a department has it: where nobody is responsible, a pause would leave it lying.
        "hold" => state is { Stage: OrderStage.InProgress, Hold: null },
        "resume" => state.Hold is not null,
        // What is counted may still be said of a closed one.
        "flag" => state.IsOpen || state.Stage is OrderStage.Closed,
        "urge" => state.IsOpen && state.Stage is not OrderStage.Merged,
        "supervise" => state.IsOpen,
        "merge" => OrderAgenda.IsBeingHandled(state.Stage) && state is { Children.IsEmpty: true, Hold: null },
        "claim" => state.Stage is OrderStage.AwaitingClaim,
        // Also after signing: who signs to read it, and finds it is not theirs, may still say so in time.
        "refuse" => state is { Stage: OrderStage.AwaitingClaim or OrderStage.InProgress, MayRefuse: true, Hold: null },
        "contact" => state.Stage is OrderStage.InProgress,
        "answer" => state.Stage is OrderStage.InProgress,
        "answer_assist" => (OrderAgenda.IsBeingHandled(state.Stage) || state.Stage is OrderStage.AwaitingReview) && state.Assists
            .Any(assist => assist.Answer is null),
        "ask_delay" => state is { Stage: OrderStage.InProgress, DelayUsed: false, Hold: null },
        "rule" => state.Stage is OrderStage.Adjudication,
        "review" => state.Stage is OrderStage.AwaitingReview,
        "callback" => state.Stage is OrderStage.AwaitingCallback,
        "archive" => state.Stage is OrderStage.Closed,
        _ => throw new InvalidOperationException($"There is no action {move}."),
    };

    /// <summary>The action that a command is; null: no person's.</summary>
    internal static string? NameOf(OrderCommand command) => command switch
    {
        AcceptOrder => "accept",
        DeclineOrder => "decline",
        DispatchOrder => "dispatch",
        AddAssist => "add_assist",
        JudgeRefusal => "judge_refusal",
        OpenAdjudication => "open_adjudication",
        JudgeDelay => "judge_delay",
        HoldOrder => "hold",
        ResumeOrder => "resume",
        FlagOrder => "flag",
        UrgeOrder => "urge",
        SuperviseOrder => "supervise",
        MergeOrder => "merge",
        ClaimOrder => "claim",
        RefuseOrder => "refuse",
        RecordContact => "contact",
        AnswerOrder => "answer",
        AnswerAssist => "answer_assist",
        AskDelay => "ask_delay",
        RuleOrder => "rule",
        ReviewAnswer => "review",
        RecordCallback => "callback",
        ArchiveOrder => "archive",
        _ => null,
    };
}

using System.Globalization;
using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>An event of an order's history as a sentence for people, in Chinese, and a longer text that belongs to it.</summary>
/// <param name="Text">One sentence without personal data and without what callers or departments wrote.</param>
/// <param name="Detail">What somebody wrote: an answer, a reason, a note; masked. Empty: nothing.</param>
public readonly record struct StorySentence(string Text, string Detail);

/// <summary>Tells an order's history, event by event; pure. Departments are called by the names of the rulebook.</summary>
public static class OrderStory
{
    /// <param name="fact">What happened.</param>
    /// <param name="book">The district's rulebook now; a department that is no more is called by its code.</param>
    public static StorySentence Tell(OrderEvent fact, Rulebook book) => fact switch
    {
        OrderReceived received => Received(received),
        OrderAmended amended => new("来件更新，办结时限不变", amended.Content.Title),
        OrderAccepted accepted => new($"受理，派单时限至 {Moment(accepted.Dispatch.DueAt)}", ""),
        OrderDeclined declined => new("不受理", declined.Reason),
        OrderDispatched dispatched => Dispatched(dispatched, book),
        AssistAdded assist => new($"加派{book.NameOf(assist.Department)}协办，时限至 {Moment(assist.Due.DueAt)}", assist.Note),
        AssistReleased { WasNotGiven: true } assist => new($"{book.NameOf(assist.Department)}未作协办答复，审核时结束协办", assist.Reason),
        AssistReleased assist => new($"{book.NameOf(assist.Department)}不再协办", assist.Reason),
        AssistAnswered assist => new($"{book.NameOf(assist.Department)}作出协办答复", assist.Answer.Masked),
        OrderClaimed { IsDeemed: true } claimed => new($"逾期无人签收，按首派负责视为{book.NameOf(claimed.Department)}签收", ""),
        OrderClaimed claimed => new($"{book.NameOf(claimed.Department)}签收", ""),
        OrderRefused refused => new(
            $"{book.NameOf(refused.Department)}退单，依据本单位职责第 {refused.Clause} 条，认为应由{book.NameOf(refused.Proposed)}办理，"
                + $"审核时限至 {Moment(refused.Judgement.DueAt)}",
            refused.Reason),
        RefusalUpheld upheld => new($"退单成立，退回派单台，派单时限至 {Moment(upheld.Dispatch.DueAt)}", upheld.Reason),
        RefusalOverruled overruled => new($"退单不成立，不得再退，签收时限至 {Moment(overruled.Claim.DueAt)}", overruled.Reason),
        AdjudicationOpened opened => new($"提交会商，裁定时限至 {Moment(opened.Ruling.DueAt)}", opened.Reason),
        OrderRuled { IsByDefault: true } ruled => new($"会商逾期未裁定，按首派负责由{book.NameOf(ruled.Department)}办理", ruled.Reason),
        OrderRuled ruled => new(
            $"会商裁定由{book.NameOf(ruled.Department)}办理{ClauseOf(ruled.Clause)}{(ruled.MakesPrecedent ? "，作为先例" : "")}", ruled.Reason),
        PrecedentRecorded recorded => new($"裁定载入先例“{recorded.Precedent.Key}”第 {recorded.Precedent.Version} 版", ""),
        CallerContacted contacted => new($"{book.NameOf(contacted.Department)}联系来电人", contacted.Note),
        OrderAnswered answered => new(
            $"{book.NameOf(answered.Department)}作出答复，审核时限至 {Moment(answered.Review.DueAt)}", answered.Answer.Masked),
        AnswerReturned returned => new("答复审核未通过，退回承办单位", returned.Reason),
        AnswerApproved approved => new($"答复审核通过，回访时限至 {Moment(approved.Callback.DueAt)}", ""),
        CallbackRecorded callback => CalledBack(callback),
        ReportNoted noted => Noted(noted, book),
        OrderReopened reopened => new($"重办，第 {reopened.Round} 轮，办结时限至 {Moment(reopened.Handling.DueAt)}", ""),
        OrderClosed closed => new(closed.ByPlatform ? "市平台办结" : "办结", closed.Note),
        ResultDelivered delivered => new($"第 {delivered.Result} 次办理结果已送达市平台", ""),
        OrderArchived => new("归档", ""),
        DelayAsked asked => new($"{book.NameOf(asked.Department)}申请延期 {Days(asked.WorkingDays)} 个工作日", asked.Reason),
        DelayGranted granted => new($"同意延期，办结时限改至 {Moment(granted.Handling.DueAt)}", ""),
        DelayDenied denied => new("不同意延期", denied.Reason),
        OrderHeld held => new($"疑难挂账，各时限暂停，最迟至 {Moment(held.Until)}", held.Reason),
        OrderResumed resumed => new(
            $"恢复办理，暂停了 {Days(resumed.PausedDays)} 个工作日，办结时限顺延至 {Moment(resumed.Handling.DueAt)}", resumed.Reason),
        OrderFlagged flagged => new($"{(flagged.On ? "标为" : "取消")}“{flagged.Flag.Chinese()}”", flagged.Reason),
        OrderUrged { IsAutomatic: true } urged => new("系统自动催办", urged.Note),
        OrderUrged urged => new("催办", urged.Note),
        OrderSupervised supervised => new("督办", supervised.Note),
        OrderMerged merged => new($"并入工单 {merged.Parent}，随其办理，仍单独回访", merged.Reason),
        RepeatJoined joined => new($"工单 {joined.Child} 并入本单", ""),
        ResultInherited inherited => new(
            $"取得工单 {inherited.Parent} 的办理结果，回访时限至 {Moment(inherited.Callback.DueAt)}", inherited.Answer.Masked),
        RepeatAnswered answered => new($"办理结果已转给并入的工单 {answered.Child}", ""),
        ReturnedToBoard returned => new(
            $"{(returned.Code.IsEmpty ? "" : $"{book.NameOf(returned.Code)}不再承办，")}退回派单台，派单时限至 {Moment(returned.Dispatch.DueAt)}",
            returned.Reason),
        DeadlineMarked marked => Marked(marked, book),
        DeadlineMoved moved => new(
            $"{ClockOf(moved.Clock, moved.Department, book)}时限由 {Moment(moved.Before.DueAt)} 改为 {Moment(moved.After.DueAt)}", moved.Reason),
        _ => new("其他事项", ""),
    };

    private static StorySentence Received(OrderReceived received)
    {
        var content = received.Content;
        var (type, topic) =
            (content.Type == OrderType.Unknown ? "诉求" : content.Type.Chinese(), content.Topic.Length == 0 ? "" : $"（{content.Topic}）");
        var acceptance = received.Acceptance is { } deadline ? $"，受理时限至 {Moment(deadline.DueAt)}" : "";
        return new($"登记{type}{topic}{acceptance}，办结时限至 {Moment(received.Handling.DueAt)}", content.Title);
    }

    private static StorySentence Dispatched(OrderDispatched dispatched, Rulebook book)
    {
        var precedent = dispatched.Precedent is { } cited ? $"“{cited.Key}”第 {cited.Version} 版" : "";
        var how = dispatched.How switch
        {
            DispatchedBy.Platform => "市平台派单给",
            DispatchedBy.Precedent => $"按先例{precedent}派单给",
            DispatchedBy.Ruling => "按会商裁定派单给",
            _ => "派单给",
        };
        var refusal = dispatched.MayRefuse ? "" : "，不得退单";
        return new($"{how}{book.NameOf(dispatched.Lead)}主办{refusal}，签收时限至 {Moment(dispatched.Claim.DueAt)}", dispatched.Note);
    }

    private static StorySentence CalledBack(CallbackRecorded callback) =>
        new($"回访，{Outcome(callback.Reached, callback.Solved, callback.Satisfied)}", callback.Note);

    private static string Outcome(bool reached, bool? isSolved, bool? isSatisfied)
    {
        if (!reached && isSolved is null && isSatisfied is null) return "未联系上";
        var solved = isSolved switch { true => "已解决", false => "未解决", _ => "未说明是否解决" };
        var satisfied = isSatisfied switch { true => "满意", false => "不满意", _ => "未评价" };
        return $"{solved}，{satisfied}";
    }

    private static StorySentence Noted(ReportNoted noted, Rulebook book)
    {
        var department = noted.Department.IsEmpty ? "" : book.NameOf(noted.Department);
        var outcome = noted.Reached is { } reached ? $"，回访{Outcome(reached, noted.Solved, noted.Satisfied)}" : "";
        var step = noted.Step switch
        {
            ReportedStep.Accepted => "已受理",
            ReportedStep.Dispatched => $"派单给{department}",
            ReportedStep.Claimed => $"{department}签收",
            ReportedStep.Contacted => $"{department}联系来电人",
            ReportedStep.Answered => $"{department}作出答复",
            _ => $"办结{outcome}",
        };
        return new($"市平台来件备查：{step}", noted.Answer?.Masked ?? "");
    }

    private static StorySentence Marked(DeadlineMarked marked, Rulebook book)
    {
        var (clock, due) = (ClockOf(marked.Clock, marked.Department, book), Moment(marked.Deadline.DueAt));
        return new(
            marked.Mark == ClockMark.Warning ? $"预警：{clock}时限 {due} 将到" : $"{marked.Mark.Chinese()}：{clock}已超过时限 {due}", "");
    }

    private static string ClockOf(ClockKind clock, DepartmentCode department, Rulebook book) =>
        department.IsEmpty ? clock.Chinese() : book.NameOf(department) + clock.Chinese();

    private static string ClauseOf(string clause) => clause.Length == 0 ? "" : $"（职责第 {clause} 条）";

    private static string Days(double days) => days.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Local time to the minute.</summary>
    private static string Moment(DateTimeOffset moment) =>
        moment.ToOffset(LocalTime.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}

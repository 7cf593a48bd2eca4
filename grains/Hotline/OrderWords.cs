using System.Text.RegularExpressions;
using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>What stages, types, clocks and flags are called in Chinese, and how a sentence of the fold names a department.</summary>
public static partial class OrderWords
{
    /// <summary>A department in a sentence that is kept: what it is called may change, its code does not.</summary>
    public static string Named(DepartmentCode department) => $"⟦{department}⟧";

    /// <summary>Such a sentence for people.</summary>
    public static string WithNames(string sentence, Func<DepartmentCode, string> nameOf) =>
        Marked().Replace(sentence, match => nameOf(new(match.Groups["code"].Value)));

    [GeneratedRegex("⟦(?<code>[^⟦⟧]*)⟧")]
    private static partial Regex Marked();

    public static string Chinese(this OrderType type) => type switch
    {
        OrderType.Inquiry => "咨询",
        OrderType.Request => "求助",
        OrderType.Complaint => "投诉",
        OrderType.Report => "举报",
        OrderType.Suggestion => "建议",
        _ => "未分类",
    };

    public static string Chinese(this OrderStage stage) => stage switch
    {
        OrderStage.AwaitingAcceptance => "待受理",
        OrderStage.AwaitingDispatch => "待派单",
        OrderStage.AwaitingClaim => "待签收",
        OrderStage.RefusalPending => "退单待审",
        OrderStage.Adjudication => "会商",
        OrderStage.InProgress => "办理中",
        OrderStage.AwaitingReview => "待审核",
        OrderStage.AwaitingCallback => "待回访",
        OrderStage.Merged => "已并单",
        OrderStage.Closed => "已办结",
        OrderStage.Archived => "已归档",
        OrderStage.Declined => "不受理",
        _ => "未登记",
    };

    public static string Chinese(this ClockKind clock) => clock switch
    {
        ClockKind.Acceptance => "受理",
        ClockKind.Dispatch => "派单",
        ClockKind.Claim => "签收",
        ClockKind.Judgement => "退单审核",
        ClockKind.Adjudication => "会商",
        ClockKind.Handling => "办结",
        ClockKind.Review => "审核",
        ClockKind.Callback => "回访",
        ClockKind.Assist => "协办",
        _ => "",
    };

    public static string Chinese(this ClockMark mark) => mark switch
    {
        ClockMark.Warning => "预警",
        ClockMark.Yellow => "黄牌",
        ClockMark.Red => "红牌",
        _ => "正常",
    };

    public static string Chinese(this OrderFlag flag) => flag switch
    {
        OrderFlag.Urgent => "紧急",
        OrderFlag.Secret => "保密",
        OrderFlag.Hard => "疑难",
        _ => "不纳入考核",
    };
}

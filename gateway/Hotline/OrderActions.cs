using System.Globalization;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Gateway.Platform.Privacy;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using OpsCenter.V1;
using ActionCase = OpsCenter.V1.ActOnOrderRequest.ActionOneofCase;

namespace OpsCenter.Gateway.Hotline;

/// <summary>The actions of the contract: who may carry them out, and the command that each is.</summary>
public static class OrderActions
{
    private const int MaxCharacters = 20_000;

    /// <summary>Name of the action as in the contract, e.g. <c>claim</c>; null: none.</summary>
    public static string? NameOf(ActOnOrderRequest request) =>
        ActOnOrderRequest.Descriptor.FindFieldByNumber((int)request.ActionCase)?.Name;

    /// <summary>What it takes; <see cref="Permission.HandleOrders"/> it takes for the department that acts.</summary>
    public static Permission PermissionOf(string action) => action switch
    {
        "claim" or "refuse" or "contact" or "answer" or "answer_assist" or "ask_delay" => Permission.HandleOrders,
        "rule" => Permission.RuleOrders,
        "review" => Permission.ReviewOrders,
        "callback" => Permission.CallBackOrders,
        _ => Permission.DispatchOrders,
    };

    /// <summary>The actions that the stage allows and the caller may carry out, in the order of the contract.</summary>
    public static IEnumerable<string> Of(OrderState order, OrderScope scope) => OrderMoves.Of(order).Where(action =>
        PermissionOf(action) is var permission && permission == Permission.HandleOrders
            ? Takers(order, action).Any(scope.ActsFor)
            : scope.Can(permission));

    /// <summary>
    /// For whom the caller acts: as the request says, or the one of the caller's that has the order, or the caller's only one.
    /// </summary>
    /// <exception cref="Grpc.Core.RpcException">PERMISSION_DENIED: it is not the caller's; INVALID_ARGUMENT: the caller has
    /// several.</exception>
    public static DepartmentCode DepartmentOf(ActOnOrderRequest request, OrderState order, OrderScope scope)
    {
        var asked = new DepartmentCode(request.Department);
        if (scope.Departments.IsEmpty || (!asked.IsEmpty && !scope.ActsFor(asked))) throw Caller.Denied(Permission.HandleOrders);
        if (!asked.IsEmpty) return asked;
        return Takers(order, NameOf(request)!).Where(scope.ActsFor).ToArray() is [var one] ? one
            // Not its order: the order's rules say who has it.
            : scope.Departments is [var only] ? only
            : throw Failure.Invalid(("department", "您代表多个单位，请指明是哪一个 / You act for several departments; say for which"));
    }

    /// <summary>The departments whose action it is.</summary>
    private static IEnumerable<DepartmentCode> Takers(OrderState order, string action) => action switch
    {
        "answer_assist" => order.Assists.Where(assist => assist.Answer is null).Select(assist => assist.Department),
        "contact" => order.Assists.Select(assist => assist.Department).Prepend(order.Lead),
        _ => [order.Lead],
    };

    /// <summary>The command that a request asks for. What people wrote is masked, and an answer sealed, before it goes further.</summary>
    /// <param name="request">The request.</param>
    /// <param name="department">For whom, see <see cref="DepartmentOf"/>.</param>
    /// <param name="callerName">The citizen's name in clear, to be masked; empty: not known.</param>
    /// <param name="privacy">Masks and seals.</param>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT.</exception>
    public static OrderCommand CommandOf(ActOnOrderRequest request, DepartmentCode department, string callerName, OrderPrivacy privacy)
    {
        SealedText Answer(string text) => privacy.Seal(request.District.ToDistrict(), request.Number, Bounded(text), callerName);
        string Masked(string text) => TextMask.Of(Bounded(text), callerName);
        return request.ActionCase switch
        {
            ActionCase.Accept => new AcceptOrder(),
            ActionCase.Decline => new DeclineOrder(Masked(request.Decline.Reason)),
            ActionCase.Dispatch => new DispatchOrder(
                new(request.Dispatch.Lead), [.. request.Dispatch.Assisting.Select(code => new DepartmentCode(code))],
                Masked(request.Dispatch.Note)),
            ActionCase.AddAssist => new AddAssist(new(request.AddAssist.Department), Masked(request.AddAssist.Note)),
            ActionCase.JudgeRefusal => new JudgeRefusal(request.JudgeRefusal.Uphold, Masked(request.JudgeRefusal.Reason)),
            ActionCase.OpenAdjudication => new OpenAdjudication(Masked(request.OpenAdjudication.Reason)),
            ActionCase.JudgeDelay => new JudgeDelay(request.JudgeDelay.Grant, Masked(request.JudgeDelay.Reason)),
            ActionCase.Hold => new HoldOrder(Masked(request.Hold.Reason), EndOf(request.Hold.Until)),
            ActionCase.Resume => new ResumeOrder(Masked(request.Resume.Reason)),
            ActionCase.Flag => new FlagOrder(
                request.Flag.Flag.ToDomain() ?? throw Failure.Invalid(("flag.flag", "请指明标记 / Say which flag")), request.Flag.On,
                Masked(request.Flag.Reason)),
            ActionCase.Urge => new UrgeOrder(Masked(request.Urge.Note)),
            ActionCase.Supervise => new SuperviseOrder(Masked(request.Supervise.Note)),
            ActionCase.Merge => IsNumber(request.Merge.Parent)
                ? new MergeOrder(request.Merge.Parent, Masked(request.Merge.Reason))
                : throw Failure.Invalid(("merge.parent", "请填写并入的工单号 / Give the number of the order that it goes with")),
            ActionCase.Claim => new ClaimOrder(department),
            ActionCase.Refuse =>
                new RefuseOrder(department, request.Refuse.Clause, new(request.Refuse.Proposed), Masked(request.Refuse.Reason)),
            ActionCase.Contact => new RecordContact(department, Masked(request.Contact.Note)),
            ActionCase.Answer => new AnswerOrder(department, Answer(request.Answer.Text)),
            ActionCase.AnswerAssist => new AnswerAssist(department, Answer(request.AnswerAssist.Text)),
            ActionCase.AskDelay => double.IsFinite(request.AskDelay.WorkingDays)
                ? new AskDelay(department, request.AskDelay.WorkingDays, Masked(request.AskDelay.Reason))
                : throw Failure.Invalid(("ask_delay.working_days", "请填写工作日数 / Give a number of working days")),
            ActionCase.Rule =>
                new RuleOrder(new(request.Rule.Department), request.Rule.Clause, Masked(request.Rule.Reason), request.Rule.MakesPrecedent),
            ActionCase.Review => new ReviewAnswer(
                request.Review.Approve, Masked(request.Review.Reason), request.Review.CloseAssists),
            ActionCase.Callback => new RecordCallback(
                request.Callback.Reached, request.Callback.HasSolved ? request.Callback.Solved : null,
                request.Callback.HasSatisfied ? request.Callback.Satisfied : null, Masked(request.Callback.Note)),
            ActionCase.Archive => new ArchiveOrder(),
            _ => throw Failure.Invalid(("action", "请指明要做什么 / Say what is to be done")),
        };
    }

    /// <summary>How long a text may be is the order's rules' to say; this is what is looked at in full.</summary>
    private static string Bounded(string text) => text.Length <= MaxCharacters
        ? text
        : throw Failure.Invalid(("action", $"文字不得超过 {MaxCharacters} 个字 / A text has at most {MaxCharacters:#,0} characters"));

    /// <summary>1-40 letters, digits, '-', '_'.</summary>
    public static bool IsNumber(string number) =>
        number.Length is > 0 and <= 40 && number.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_');

    /// <summary>The clocks stand still through that day.</summary>
    private static DateTimeOffset EndOf(string date) =>
        DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day < DateOnly.MaxValue
            ? LocalTime.StartOf(day.AddDays(1))
            : throw Failure.Invalid(
                ("hold.until",
                    $"日期应为 yyyy-MM-dd，收到“{Platform.Files.Wording.Shown(date)}” / until must be yyyy-MM-dd, not "
                        + $"'{Platform.Files.Wording.Shown(date)}'"));
}

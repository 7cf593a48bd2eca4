using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>The hotline's events and states as JSON, generated at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(OrderReceived))]
[JsonSerializable(typeof(OrderAmended))]
[JsonSerializable(typeof(OrderAccepted))]
[JsonSerializable(typeof(OrderDeclined))]
[JsonSerializable(typeof(OrderDispatched))]
[JsonSerializable(typeof(AssistAdded))]
[JsonSerializable(typeof(AssistReleased))]
[JsonSerializable(typeof(AssistAnswered))]
[JsonSerializable(typeof(OrderClaimed))]
[JsonSerializable(typeof(OrderRefused))]
[JsonSerializable(typeof(RefusalUpheld))]
[JsonSerializable(typeof(RefusalOverruled))]
[JsonSerializable(typeof(AdjudicationOpened))]
[JsonSerializable(typeof(OrderRuled))]
[JsonSerializable(typeof(PrecedentRecorded))]
[JsonSerializable(typeof(CallerContacted))]
[JsonSerializable(typeof(OrderAnswered))]
[JsonSerializable(typeof(AnswerReturned))]
[JsonSerializable(typeof(AnswerApproved))]
[JsonSerializable(typeof(CallbackRecorded))]
[JsonSerializable(typeof(ReportNoted))]
[JsonSerializable(typeof(OrderReopened))]
[JsonSerializable(typeof(OrderClosed))]
[JsonSerializable(typeof(ResultDelivered))]
[JsonSerializable(typeof(OrderArchived))]
[JsonSerializable(typeof(DelayAsked))]
[JsonSerializable(typeof(DelayGranted))]
[JsonSerializable(typeof(DelayDenied))]
[JsonSerializable(typeof(OrderHeld))]
[JsonSerializable(typeof(OrderResumed))]
[JsonSerializable(typeof(OrderFlagged))]
[JsonSerializable(typeof(OrderUrged))]
[JsonSerializable(typeof(OrderSupervised))]
[JsonSerializable(typeof(OrderMerged))]
[JsonSerializable(typeof(RepeatJoined))]
[JsonSerializable(typeof(ResultInherited))]
[JsonSerializable(typeof(RepeatAnswered))]
[JsonSerializable(typeof(ReturnedToBoard))]
[JsonSerializable(typeof(DeadlineMarked))]
[JsonSerializable(typeof(DeadlineMoved))]
[JsonSerializable(typeof(HotlineDefined))]
[JsonSerializable(typeof(HotlineApplied))]
[JsonSerializable(typeof(PrecedentNoted))]
[JsonSerializable(typeof(CalendarDecreed))]
[JsonSerializable(typeof(OrdersRecomputed))]
[JsonSerializable(typeof(DepartmentDefined))]
[JsonSerializable(typeof(DepartmentDissolved))]
[JsonSerializable(typeof(PrecedentEstablished))]
[JsonSerializable(typeof(PrecedentRevoked))]
[JsonSerializable(typeof(OrderState))]
[JsonSerializable(typeof(HotlineState))]
[JsonSerializable(typeof(DepartmentState))]
[JsonSerializable(typeof(PrecedentState))]
public sealed partial class HotlineJson : JsonSerializerContext
{
    /// <summary>The names under which the journal keeps the hotline's events. They never change.</summary>
    /// <remarks>What is sealed can be opened by the gateway alone, and whose call it was by nobody: no answer needs either.</remarks>
    public static EventCatalogue AddTo(EventCatalogue catalogue)
    {
        // The journal is no web page: a Chinese character stays three bytes instead of the six of an escape.
        var json = new HotlineJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        return catalogue
            .Add("hotline.order-received", () => json.OrderReceived, secret: ["content.sealed", "content.phoneHash"])
            .Add("hotline.order-amended", () => json.OrderAmended, secret: ["content.sealed", "content.phoneHash"])
            .Add("hotline.order-accepted", () => json.OrderAccepted)
            .Add("hotline.order-declined", () => json.OrderDeclined)
            .Add("hotline.order-dispatched", () => json.OrderDispatched)
            .Add("hotline.assist-added", () => json.AssistAdded)
            .Add("hotline.assist-released", () => json.AssistReleased)
            .Add("hotline.assist-answered", () => json.AssistAnswered, secret: ["answer.sealed"])
            .Add("hotline.order-claimed", () => json.OrderClaimed)
            .Add("hotline.order-refused", () => json.OrderRefused)
            .Add("hotline.refusal-upheld", () => json.RefusalUpheld)
            .Add("hotline.refusal-overruled", () => json.RefusalOverruled)
            .Add("hotline.adjudication-opened", () => json.AdjudicationOpened)
            .Add("hotline.order-ruled", () => json.OrderRuled)
            .Add("hotline.precedent-recorded", () => json.PrecedentRecorded)
            .Add("hotline.caller-contacted", () => json.CallerContacted)
            .Add("hotline.order-answered", () => json.OrderAnswered, secret: ["answer.sealed"])
            .Add("hotline.answer-returned", () => json.AnswerReturned)
            .Add("hotline.answer-approved", () => json.AnswerApproved)
            .Add("hotline.callback-recorded", () => json.CallbackRecorded)
            .Add("hotline.report-noted", () => json.ReportNoted, secret: ["answer.sealed"])
            .Add("hotline.order-reopened", () => json.OrderReopened)
            .Add("hotline.order-closed", () => json.OrderClosed)
            .Add("hotline.result-delivered", () => json.ResultDelivered)
            .Add("hotline.order-archived", () => json.OrderArchived)
            .Add("hotline.delay-asked", () => json.DelayAsked)
            .Add("hotline.delay-granted", () => json.DelayGranted)
            .Add("hotline.delay-denied", () => json.DelayDenied)
            .Add("hotline.order-held", () => json.OrderHeld)
            .Add("hotline.order-resumed", () => json.OrderResumed)
            .Add("hotline.order-flagged", () => json.OrderFlagged)
            .Add("hotline.order-urged", () => json.OrderUrged)
            .Add("hotline.order-supervised", () => json.OrderSupervised)
            .Add("hotline.order-merged", () => json.OrderMerged)
            .Add("hotline.repeat-joined", () => json.RepeatJoined)
            .Add("hotline.result-inherited", () => json.ResultInherited, secret: ["answer.sealed"])
            .Add("hotline.repeat-answered", () => json.RepeatAnswered)
            .Add("hotline.returned-to-board", () => json.ReturnedToBoard)
            .Add("hotline.deadline-marked", () => json.DeadlineMarked)
            .Add("hotline.deadline-moved", () => json.DeadlineMoved)
            .Add("hotline.defined", () => json.HotlineDefined)
            .Add("hotline.applied", () => json.HotlineApplied)
            .Add("hotline.precedent-noted", () => json.PrecedentNoted)
            .Add("hotline.calendar-decreed", () => json.CalendarDecreed)
            .Add("hotline.orders-recomputed", () => json.OrdersRecomputed)
            .Add("hotline.department-defined", () => json.DepartmentDefined)
            .Add("hotline.department-dissolved", () => json.DepartmentDissolved)
            .Add("hotline.precedent-established", () => json.PrecedentEstablished)
            .Add("hotline.precedent-revoked", () => json.PrecedentRevoked);
    }
}

using System.Net;
using Grpc.Core;
using OpsCenter.Audit;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Platform.Audit;

/// <summary>Between errors and authorization: writes down every refused and every changing call.</summary>
public sealed class AuditInterceptor(MethodRules rules, AuditTrail trail, FailureTranslator translator, DistrictClock clock) : EveryCall
{
    /// <summary>Under this key of the call's state a method names who it turned out to be (the sign-in).</summary>
    public const string ActorKey = "audit.actor";

    /// <summary>Under this key a method adds what came of the call to what stands in the trail.</summary>
    public const string ResultKey = "audit.result";

    /// <summary>Under this key a call that changes nothing says what it has shown that must stand in the trail.</summary>
    public const string ShownKey = "audit.shown";

    // A number and the longest reason for which personal data is shown.
    private const int MaxText = 300;

    protected override async Task<TResult> Around<TResult>(object? request, ServerCallContext context, Func<Task<TResult>> next)
    {
        var rule = rules.Of(context);
        try
        {
            var result = await next();
            var isShown = context.UserState.TryGetValue(ShownKey, out var shown);
            if (rule is not { Changes: true } && !isShown) return result;
            var done = Entry(request, context, rule, "OK", "");
            if (isShown) done = done with { Detail = Short($"{shown}") };
            if (context.UserState.TryGetValue(ResultKey, out var what)) done = done with { Detail = Short($"{done.Detail} ({what})") };
            await trail.RecordAsync(done);
            return result;
        }
        catch (Exception exception)
        {
            var failure = translator.Translate(exception, context.Method, context.CancellationToken.IsCancellationRequested);
            var entry = Entry(request, context, rule, failure.StatusCode.ToString(), Failure.ReasonOf(failure));
            if (failure.StatusCode is StatusCode.Unauthenticated or StatusCode.PermissionDenied or StatusCode.ResourceExhausted)
                trail.NoteRefusal(entry);
            // A caller of whom nothing is known cannot make anybody wait for the journal.
            else if (rule is { Changes: true, Access: Access.Anyone } || entry.Actor == "anonymous")
                trail.NoteRefusal(entry);
            // What the journal was away for is not in the journal.
            else if (rule is { Changes: true } && failure.StatusCode != StatusCode.Unavailable)
                await trail.RecordAsync(entry);
            throw failure;
        }
    }

    private AuditRecorded Entry(object? request, ServerCallContext context, MethodRule? rule, string outcome, string reason)
    {
        var http = context.GetHttpContext();
        var actor = context.UserState.TryGetValue(ActorKey, out var named) ? (string)named
            : http.Features.Get<Caller>()?.Name ?? "anonymous";
        var place = rule is null || request is null ? Territory.System : rule.Place(request);
        var subject = rule is { Changes: true } && request is not null ? rule.Subject(request) : "";
        return new()
        {
            At = clock.GetUtcNow(),
            Actor = actor,
            Method = Short(context.Method),
            Place = Short(place),
            Outcome = outcome,
            Detail = Short(string.Join(" ", new[] { reason, subject }.Where(text => text.Length > 0))),
            Remote = Address(http.Connection.RemoteIpAddress),
        };
    }

    // No half of a character of two units: it could not be written down.
    private static string Short(string text) => text.Length <= MaxText ? text
        : text[..(char.IsHighSurrogate(text[MaxText - 1]) ? MaxText - 1 : MaxText)] + "…";

    private static string Address(IPAddress? address) =>
        (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString() ?? "";
}

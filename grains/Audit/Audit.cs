using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using OpsCenter.Kernel;

namespace OpsCenter.Audit;

/// <summary>
/// Who did, or was refused, what (GB/T 22239-2019 8.1.4.3 安全审计: time, user, kind, outcome). No personal data, no secrets.
/// </summary>
/// <param name="At">When the call ended.</param>
/// <param name="Actor">The account's name; <c>anonymous</c> when nobody was signed in.</param>
/// <param name="Method">Full name of the gRPC method.</param>
/// <param name="Place">The place it was about.</param>
/// <param name="Outcome">The gRPC status, e.g. <c>OK</c>, <c>PermissionDenied</c>.</param>
/// <param name="Detail">Reason code, or what was done.</param>
/// <param name="Remote">Address of the caller.</param>
[GenerateSerializer, Immutable, Alias("opscenter.audit.AuditRecorded")]
public sealed record AuditRecorded(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] string Actor,
    [property: Id(2)] string Method,
    [property: Id(3)] string Place,
    [property: Id(4)] string Outcome,
    [property: Id(5)] string Detail,
    [property: Id(6)] string Remote);

/// <summary>Write this into the audit trail.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.audit.RecordAudit")]
public sealed record RecordAudit([property: Id(0)] AuditRecorded Entry);

/// <summary>Only how many there are: entries are read from the journal.</summary>
public sealed record AuditState(long Count);

/// <summary>Everything is recorded, nothing is judged.</summary>
public sealed class AuditDecider : IDecider<AuditState, RecordAudit, AuditRecorded>
{
    public AuditState Initial { get; } = new(0);

    public Decision<AuditRecorded> Decide(AuditState state, RecordAudit command, DecisionContext context) => command.Entry;

    public AuditState Evolve(AuditState state, AuditRecorded entry, DateTimeOffset occurredAt) => new(state.Count + 1);
}

/// <summary>The audit trail of a district and UTC day: <c>440203/audit/2026-11-24</c>; <c>system/audit/…</c> for the installation.</summary>
[Alias("opscenter.audit.IAudit")]
public interface IAudit : IActor<RecordAudit>;

internal sealed class AuditGrain(ActorServices services) : Actor<AuditState, RecordAudit, AuditRecorded>(services, new AuditDecider()), IAudit
{
    protected override string KindName => "audit.day";
    protected override JsonTypeInfo<AuditState> StateJson => AuditJson.Default.AuditState;
}

/// <summary>The audit's keys.</summary>
public static class AuditKeys
{
    public static string Day(string district, DateOnly utcDate) => $"{district}/audit/{utcDate:yyyy-MM-dd}";
}

/// <summary>The audit's event and state as JSON, generated at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AuditRecorded))]
[JsonSerializable(typeof(AuditState))]
public sealed partial class AuditJson : JsonSerializerContext
{
    /// <summary>The name under which the journal keeps entries. It never changes.</summary>
    public static EventCatalogue AddTo(EventCatalogue catalogue) => catalogue.Add("audit.recorded", () => Default.AuditRecorded);
}

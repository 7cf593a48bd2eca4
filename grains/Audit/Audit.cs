using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using OpsCenter.Kernel;

namespace OpsCenter.Audit;

/// <summary>
/// Who did, or was refused, what (GB/T 22239-2019 8.1.4.3 安全审计: time, user, kind, outcome). No personal data, no secrets.
/// </summary>
[GenerateSerializer, Immutable, Alias("opscenter.audit.AuditRecorded")]
public sealed record AuditRecorded
{
    /// <summary>When the call ended.</summary>
    [Id(0)] public DateTimeOffset At { get; init; }

    /// <summary>The account's name; <c>anonymous</c> when nobody was signed in.</summary>
    [Id(1)] public string Actor { get; init; } = "";

    /// <summary>Full name of the gRPC method.</summary>
    [Id(2)] public string Method { get; init; } = "";

    /// <summary>The place it was about.</summary>
    [Id(3)] public string Place { get; init; } = "";

    /// <summary>The gRPC status, e.g. <c>OK</c>, <c>PermissionDenied</c>.</summary>
    [Id(4)] public string Outcome { get; init; } = "";

    /// <summary>Reason code, or what was done.</summary>
    [Id(5)] public string Detail { get; init; } = "";

    /// <summary>Address of the caller.</summary>
    [Id(6)] public string Remote { get; init; } = "";
}

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

/// <summary>
/// The audit trail of a district and UTC day: <c>440203/audit/2026-11-24</c>; <c>system/audit/…</c> for the installation.
/// </summary>
[Alias("opscenter.audit.IAudit")]
public interface IAudit : IActor<RecordAudit>;

internal sealed class AuditGrain(ActorServices services) : Actor<AuditState, RecordAudit, AuditRecorded>(services, new AuditDecider()),
    IAudit
{
    protected override string KindName => "audit.day";
    protected override JsonTypeInfo<AuditState> StateJson => AuditJson.Default.AuditState;
}

/// <summary>The audit's keys.</summary>
public static class AuditKeys
{
    public static string Day(DistrictCode district, DateOnly utcDate) => $"{district}/audit/{utcDate:yyyy-MM-dd}";
}

/// <summary>The audit's event and state as JSON, generated at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AuditRecorded))]
[JsonSerializable(typeof(AuditState))]
public sealed partial class AuditJson : JsonSerializerContext
{
    /// <summary>The name under which the journal keeps entries. It never changes.</summary>
    public static EventCatalogue AddTo(EventCatalogue catalogue) => catalogue.Add("audit.recorded", () => Default.AuditRecorded);
}

using System.Globalization;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OpsCenter.Audit;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Kernel;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Platform.Audit;

/// <summary>The audit trail, for the auditor.</summary>
public sealed class AuditService(IGrainFactory grains, DistrictClock clock) : V1.Audit.AuditBase
{
    public override async Task<ListAuditResponse> ListAudit(ListAuditRequest request, ServerCallContext context)
    {
        if (request.District != Territory.System && !DistrictCode.TryParse(request.District, out _))
            throw Failure.Invalid(("district", "须为 6 位区划代码或 system / A district code of 6 digits, or system"));
        var date = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (request.Date.Length > 0
            && !DateOnly.TryParseExact(request.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
            throw Failure.Invalid(("date", "日期格式应为 2026-11-24 / A date looks like 2026-11-24"));
        var page = await grains.GetGrain<IHistoryReader>(0).ReadAsync(
            AuditKeys.Day(new(request.District), date), PageRange.After(request.After, "after"), PageRange.Size(request.PageSize));
        var response = new ListAuditResponse { More = page.More, NextAfter = page.Rows.Length > 0 ? page.Rows[^1].Version : request.After };
        response.Entries
            .AddRange(page.Rows.Select(row => JsonSerializer.Deserialize(row.Payload, AuditJson.Default.AuditRecorded)!)
                .Select(entry => new AuditEntry
                {
                    At = entry.At.ToTimestamp(),
                    Actor = entry.Actor,
                    Method = entry.Method,
                    Place = entry.Place,
                    Outcome = entry.Outcome,
                    Detail = entry.Detail,
                    Remote = entry.Remote,
                }));
        return response;
    }
}

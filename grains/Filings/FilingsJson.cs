using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpsCenter.Kernel;

namespace OpsCenter.Filings;

/// <summary>The events and states of rounds and filings as JSON, generated at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(RoundOpened))]
[JsonSerializable(typeof(RoundDueMoved))]
[JsonSerializable(typeof(RoundPlacesChanged))]
[JsonSerializable(typeof(RoundReported))]
[JsonSerializable(typeof(ReportListed))]
[JsonSerializable(typeof(FilingsTold))]
[JsonSerializable(typeof(CellsSaved))]
[JsonSerializable(typeof(ChecksFailed))]
[JsonSerializable(typeof(FilingSubmitted))]
[JsonSerializable(typeof(ReviewPassed))]
[JsonSerializable(typeof(CellsReturned))]
[JsonSerializable(typeof(FilingApproved))]
[JsonSerializable(typeof(FilingReopened))]
[JsonSerializable(typeof(FilingReported))]
[JsonSerializable(typeof(RoundState))]
[JsonSerializable(typeof(FilingState))]
public sealed partial class FilingsJson : JsonSerializerContext
{
    /// <summary>The names under which the journal keeps the events. They never change.</summary>
    public static EventCatalogue AddTo(EventCatalogue catalogue)
    {
        // The journal is no web page: a Chinese character stays three bytes instead of the six of an escape.
        var json = new FilingsJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        return catalogue
            .Add("filings.round-opened", () => json.RoundOpened)
            .Add("filings.round-due-moved", () => json.RoundDueMoved)
            .Add("filings.round-places-changed", () => json.RoundPlacesChanged)
            .Add("filings.round-reported", () => json.RoundReported)
            .Add("filings.round-report-listed", () => json.ReportListed)
            .Add("filings.round-filings-told", () => json.FilingsTold)
            .Add("filings.cells-saved", () => json.CellsSaved)
            .Add("filings.checks-failed", () => json.ChecksFailed)
            .Add("filings.submitted", () => json.FilingSubmitted)
            .Add("filings.review-passed", () => json.ReviewPassed)
            .Add("filings.cells-returned", () => json.CellsReturned)
            .Add("filings.approved", () => json.FilingApproved)
            .Add("filings.reopened", () => json.FilingReopened)
            .Add("filings.reported", () => json.FilingReported);
    }
}

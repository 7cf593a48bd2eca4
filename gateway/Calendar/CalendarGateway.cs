using OpsCenter.Calendar;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Calendar;

/// <summary>The working calendar at the gateway: to look at, to take along and to decree.</summary>
public sealed class CalendarGateway : SubjectGateway
{
    /// <inheritdoc/>
    public override Subject Subject { get; } = new CalendarSubject();

    /// <inheritdoc/>
    public override IReadOnlyList<DefinitionVerb> Definitions { get; } =
    [
        // Deadlines of open orders follow.
        new(
            "calendar", "Decree the working days of a year (国务院办公厅节假日安排), when it is newer than the product (as operator)",
            "A year's days as JSON, in the form of grains/Kernel/Time/years", DecreeAsync),
    ];

    /// <inheritdoc/>
    public override void Build(GatewayBuilder gateway) => gateway.Service<CalendarService>().SetupStep<CalendarSetup>().Pages("/calendar");

    private static async Task<DefinitionAnswer> DecreeAsync(DefinitionCall call, CancellationToken cancellation)
    {
        var answer = await new V1.Calendars.CalendarsClient(call.Channel).DecreeCalendarAsync(
            new() { District = call.District, Content = call.Content, DryRun = call.IsCheck }, cancellationToken: cancellation);
        return new(answer.Changes, $"{answer.Year} 年工作日安排已生效 / the working days of {answer.Year} are in force");
    }
}

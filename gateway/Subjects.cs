using OpsCenter.Gateway.Accounts;
using OpsCenter.Gateway.Audit;
using OpsCenter.Gateway.Calendar;
using OpsCenter.Gateway.Filings;
using OpsCenter.Gateway.Hall;
using OpsCenter.Gateway.Hotline;
using OpsCenter.Gateway.Indicators;
using OpsCenter.Gateway.Notices;
using OpsCenter.Gateway.Places;
using OpsCenter.Gateway.Quarantine;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway;

/// <summary>The one list of the subjects. A new one is its folders and a line here.</summary>
public static class Subjects
{
    /// <summary>All that the product has.</summary>
    public static IReadOnlyList<SubjectGateway> All { get; } =
    [
        new AccountsGateway(),
        new AuditGateway(),
        new QuarantineGateway(),
        new HallGateway(),
        new HotlineGateway(),
        new CalendarGateway(),
        new PlacesGateway(),
        new IndicatorsGateway(),
        new FilingsGateway(),
        new NoticesGateway(),
    ];

    /// <summary>The same as their actors' rooms have them.</summary>
    public static IEnumerable<Subject> Actors => All.Select(subject => subject.Subject);
}

using Microsoft.Extensions.DependencyInjection.Extensions;
using OpsCenter.Kernel;

namespace OpsCenter.Calendar;

/// <summary>
/// 工作日历: which days are worked in a district, by the decrees that ship with the product and those that came later. Whoever counts
/// working days reads it; it knows none of them.
/// </summary>
public sealed class CalendarSubject : Subject
{
    public override void Build(SubjectBuilder subject)
    {
        CalendarJson.AddTo(subject.Events);
        subject.Services.TryAddSingleton<ICalendars, Calendars>();
    }
}

using System.Collections.Immutable;
using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>An order: <c>440203/order/GD20261124000123</c>. Closed orders are not kept active.</summary>
public interface IOrder : IActor<OrderCommand>
{
    /// <summary>The committed state; <see cref="OrderStage.None"/> when nothing is known of it.</summary>
    Task<OrderState> GetAsync();
}

/// <summary>A department: <c>440203/department/ZJJ</c>. Its inbox is what the read table has for it.</summary>
public interface IDepartment : IActor<DepartmentCommand>
{
    Task<DepartmentState> GetAsync();
}

/// <summary>A precedent: <c>440203/precedent/{topic}@{kind of place}</c>.</summary>
public interface IPrecedent : IActor<PrecedentCommand>
{
    /// <summary>Records a ruling and tells the hotline; safe to repeat with the same order and round.</summary>
    Task<PrecedentRef> EstablishAsync(Ruling ruling, string order, int round, string ruledBy, DateTimeOffset ruledAt);

    /// <summary>It shall route nothing any more.</summary>
    /// <returns>Null when done; else why not.</returns>
    Task<Refusal?> RevokeAsync(string reason, string caller, DateTimeOffset now);

    /// <summary>All versions, newest first.</summary>
    Task<ImmutableArray<Precedent>> ListAsync();
}

/// <summary>A district's hotline: <c>440203/hotline/main</c>: its description, precedents and calendar, which make the rulebook.</summary>
public interface IHotline : IActor<HotlineCommand>
{
    /// <summary>The rulebook, when it is newer than the version that the asker has; else null.</summary>
    Task<Rulebook?> RulebookAsync(long newerThan);

    /// <summary>Describes it anew, tells the departments, and answers with the rulebook's new version when all know.</summary>
    Task<long> DefineAsync(HotlineDefinition definition, string caller, DateTimeOffset now);

    /// <summary>A decree on the working days of a year; open orders compute their deadlines anew.</summary>
    Task<long> DecreeAsync(CalendarYear year, string caller, DateTimeOffset now);
}

/// <summary>Keys of the hotline's actors.</summary>
public static class HotlineKeys
{
    public static string Order(string district, string number) => $"{district}/order/{number}";
    public static string Department(string district, string code) => $"{district}/department/{code}";
    public static string Precedent(string district, string key) => $"{district}/precedent/{key}";
    public static string Hotline(string district) => $"{district}/hotline/main";

    /// <summary>What watches over a district's open orders, see <see cref="IOrderWatch"/>.</summary>
    public static string Watch(string district) => district;
}

/// <summary>
/// Watches over a district's open orders: wakes those whose clocks have something to say, those with an effect that has not
/// arrived (a precedent, a child's result), and, after a change of departments or calendar, all that it concerns. It keeps
/// nothing: what is due stands in the read table, so a wake-up that is lost or doubled does no harm. Key: the district.
/// </summary>
public interface IOrderWatch : IGrainWithStringKey
{
    /// <summary>Begins to watch, and registers the reminder that makes it begin again after any restart.</summary>
    Task StartAsync();

    /// <summary>Departments or the calendar have changed: look at all open orders.</summary>
    Task SweepAsync(string reason);

    /// <summary>How many orders it wakes now, for tests and operators; returns after they have answered.</summary>
    Task<int> LookAsync();
}

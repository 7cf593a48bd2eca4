using System.Collections.Immutable;
using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>An order: <c>440203/order/GD20261124000123</c>. Closed orders are not kept active.</summary>
[Alias("opscenter.hotline.IOrder")]
public interface IOrder : IActor<OrderCommand>
{
    /// <summary>The committed state; <see cref="OrderStage.None"/> when nothing is known of it.</summary>
    Task<OrderState> GetAsync();

    /// <summary>The same with its version, for somebody who may act upon what he sees.</summary>
    Task<(OrderState State, long Version)> ReadAsync();

    /// <summary>Looks at its clocks, and makes up for effects on others that have not arrived; safe to repeat.</summary>
    Task WakeAsync();
}

/// <summary>A department: <c>440203/department/ZJJ</c>. Its inbox is what the read table has for it.</summary>
[Alias("opscenter.hotline.IDepartment")]
public interface IDepartment : IActor<DepartmentCommand>
{
    Task<DepartmentState> GetAsync();
}

/// <summary>A precedent: <c>440203/precedent/{topic}@{kind of place}</c>.</summary>
[Alias("opscenter.hotline.IPrecedent")]
public interface IPrecedent : IActor<PrecedentCommand>
{
    /// <summary>Records a ruling and tells the hotline; safe to repeat.</summary>
    /// <param name="order">Number of the order that was ruled on.</param>
    /// <param name="orderVersion">Version of the ruling in its history.</param>
    Task<PrecedentRef> EstablishAsync(Ruling ruling, string order, long orderVersion, string ruledBy, DateTimeOffset ruledAt);

    /// <summary>It shall route nothing any more.</summary>
    /// <returns>Null when done; else why not.</returns>
    Task<Refusal?> RevokeAsync(string reason, string caller, DateTimeOffset now);

    /// <summary>All versions, newest first.</summary>
    Task<ImmutableArray<Precedent>> ListAsync();
}

/// <summary>
/// A district's hotline, <c>440203/hotline/main</c>: its description and precedents, which make the rulebook with the calendar.
/// </summary>
[Alias("opscenter.hotline.IHotline")]
public interface IHotline : IActor<HotlineCommand>
{
    /// <summary>The rulebook, when it is newer than the version that the asker has; else null.</summary>
    Task<Rulebook?> RulebookAsync(long newerThan);

    /// <summary>Describes it again and tells the departments; answers when all know, or why it is refused.</summary>
    Task<Answer> DefineAsync(HotlineDefinition definition, string caller, DateTimeOffset now);

    /// <summary>The change of the calendar that not all open orders have followed yet; null: there is none. The watch sees to it.</summary>
    Task<PendingRecompute?> RecomputePendingAsync();
}

/// <summary>As whom the hotline's actors act by themselves; the facts that follow bear it as their actor.</summary>
public static class HotlineCallers
{
    public const string Order = "hotline.order", Watch = "hotline.watch";
}

/// <summary>Keys of the hotline's actors.</summary>
public static class HotlineKeys
{
    /// <summary>Name of the hotline's projection.</summary>
    public const string Projection = "hotline";

    public static string Order(DistrictCode district, string number) => $"{district}/order/{number}";
    public static string Department(DistrictCode district, DepartmentCode code) => $"{district}/department/{code}";
    public static string Precedent(DistrictCode district, string key) => $"{district}/precedent/{key}";
    public static string Hotline(DistrictCode district) => $"{district}/hotline/main";

    /// <summary>What watches over a district's open orders, see <see cref="IOrderDueScan"/>.</summary>
    public static string Watch(DistrictCode district) => district.Value;
}

/// <summary>
/// Watches over a district's open orders: wakes those whose clocks have something to say or with an effect that has not arrived
/// (a precedent, a child's result), returns those of dissolved departments to the board, and lets all compute their deadlines
/// again after a change of the calendar. What is due stands in the read table and in the hotline. A look comes to the orders that it
/// woke, after they have answered.
/// </summary>
[Alias("opscenter.hotline.IOrderDueScan")]
public interface IOrderDueScan : IDueScan;

using System.Collections.Immutable;
using OpsCenter.Accounts;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Hotline;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Hotline;

/// <summary>
/// Which orders of a district a caller sees, moves and may see in clear. The centre's people and leaders see all; a department
/// (承办单位, or a town) sees its own: those that it leads or assists with now, and, to read only, those that it has refused.
/// </summary>
/// <param name="District">The district.</param>
/// <param name="Caller">Who calls.</param>
/// <param name="Departments">Codes of the departments that the caller acts for.</param>
public sealed record OrderScope(DistrictCode District, Caller Caller, ImmutableArray<DepartmentCode> Departments)
{
    /// <summary>All orders of the district, not only those of some departments.</summary>
    public bool SeesAll => Can(Permission.ReadOrders);

    /// <summary>At the whole district.</summary>
    public bool Can(Permission permission) => Caller.Can(permission, District.Value);

    public bool ActsFor(DepartmentCode department) => Departments.Contains(department);

    public bool MaySee(OrderState order) => SeesAll || Has(order) || order.Refusals.Any(refused => ActsFor(refused.Department));

    /// <summary>Personal data, and the words of secret orders.</summary>
    public bool MayReveal(OrderState order) => Can(Permission.RevealPersonal) || Has(order);

    /// <summary>
    /// The words of the order, masked: whoever it is not kept from, and of a secret one the desk that has it now, which decides on it. A
    /// reading of a secret order is recorded.
    /// </summary>
    public bool MayRead(OrderState order) => !IsConcealed(order) || HasOnDesk(order);

    /// <summary>The order waits for a decision of the caller's desk.</summary>
    private bool HasOnDesk(OrderState order) => order.Holder switch
    {
        Desk.Dispatch => Can(Permission.DispatchOrders),
        Desk.Adjudication => Can(Permission.RuleOrders),
        Desk.Review => Can(Permission.ReviewOrders),
        Desk.Callback => Can(Permission.CallBackOrders),
        _ => false,
    };

    /// <summary>What a caller wants is kept from this caller: the order is secret (保密).</summary>
    public bool IsConcealed(OrderState order) => order.Has(OrderFlag.Secret) && !MayReveal(order);

    /// <summary>The same, of a line of a list.</summary>
    public bool IsConcealed(OrderRow row) => row.Flags.Contains(OrderFlag.Secret) && !Can(Permission.RevealPersonal)
        && !Has(row.Lead, row.Assists);

    /// <summary>What departments and desks wrote of a secret order is for those who move it on; the others see that it moved.</summary>
    public bool HidesWords(OrderState order) => IsConcealed(order) && !Can(Permission.MoveOrders);

    /// <summary>A department of the caller's has it now.</summary>
    private bool Has(OrderState order) => Has(order.Lead, order.Assists.Select(assist => assist.Department));

    private bool Has(DepartmentCode lead, IEnumerable<DepartmentCode> assists) => ActsFor(lead) || assists.Any(ActsFor);
}

/// <summary>Finds out for whom a caller acts.</summary>
public sealed class OrderScopes(IRulebooks rulebooks)
{
    /// <summary>A department's account is bound to its code; a town's to the town, for which the department of that town acts.</summary>
    /// <exception cref="Kernel.RetryException">The hotline cannot be asked now.</exception>
    public async ValueTask<OrderScope> OfAsync(Caller caller, DistrictCode district)
    {
        var places = caller.Grants
            .Where(grant => Roles.Allow(grant.Role, Permission.HandleOrders) && grant.Place
                .StartsWith(district.Value, StringComparison.Ordinal))
            .Select(grant => grant.Place).ToHashSet();
        var codes = places.Where(AccountOptions.IsDepartment).Select(place => new DepartmentCode(place[(place.IndexOf('/') + 1)..]));
        if (places.Any(AccountOptions.IsTown) && (await rulebooks.FreshAsync(district)).Definition is { } hotline)
            codes = codes.Concat(hotline.Departments.Where(department => places.Contains(department.Town.Value))
                .Select(department => department.Code));
        return new(district, caller, [.. codes.Distinct()]);
    }

    /// <summary>The scope, when the caller has any here.</summary>
    /// <exception cref="Grpc.Core.RpcException">PERMISSION_DENIED: neither the district's orders nor those of a department are the
    /// caller's.</exception>
    public async ValueTask<OrderScope> RequireAsync(Caller caller, DistrictCode district)
    {
        var scope = await OfAsync(caller, district);
        return scope.SeesAll || !scope.Departments.IsEmpty ? scope : throw Caller.Denied(Permission.ReadOrders);
    }
}

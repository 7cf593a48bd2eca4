using OpsCenter.Filings;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Indicators;
using OpsCenter.Kernel;
using OpsCenter.Places;

namespace OpsCenter.Gateway.Filings;

/// <summary>
/// What somebody may do with filings: those of his own place and below it, and, for a department, those of the sets that it reviews.
/// </summary>
public sealed record FilingRights(Caller Caller, DistrictCode District)
{
    public bool MayRead(PlaceCode place, SetDefinition set) =>
        Caller.Can(Permission.ReadFilings, place.Value)
            || (!set.Department.IsEmpty && Caller.Can(Permission.ReadFilings, $"{District}/{set.Department}"));

    public bool MayFill(PlaceCode place) => Caller.Can(Permission.FillFilings, place.Value);

    /// <summary>Whoever stands where the step is taken: the town of the place, the set's department, the district.</summary>
    public bool MayReview(ReviewStep step, PlaceCode place, SetDefinition set, PlaceTree tree) =>
        Caller.Can(Permission.ReviewFilings, step switch
        {
            ReviewStep.Town => (tree.TownOf(place)?.Code ?? District.Place).Value,
            ReviewStep.Department => $"{District}/{set.Department}",
            _ => District.Value,
        });

    public bool MayManage => Caller.Can(Permission.ManageFilings, District.Value);

    /// <summary>Where he may look, as a list asks for it: a place, or a department.</summary>
    public IReadOnlyList<(PlaceCode Place, DepartmentCode Department)> Views() => Caller.Can(Permission.ReadFilings, District.Value)
        ? [(default, default)]
        :
        [
            .. from grant in Caller.Grants
               where Roles.Allow(grant.Role, Permission.ReadFilings) && Territory.Covers(District.Value, grant.Place)
               let department = grant.Place.Split('/') is [_, var code] ? new DepartmentCode(code) : default
               select department.IsEmpty ? (new PlaceCode(grant.Place), department) : (default(PlaceCode), department),
        ];
}

using OpsCenter.Filings;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Indicators;
using OpsCenter.Places;

namespace OpsCenter.Gateway.Filings;

/// <summary>
/// What somebody may do with filings: those of his own place and below it, and, for a department, those of the sets that it reviews.
/// </summary>
public sealed record FilingRights(Caller Caller, string District)
{
    public bool MayRead(string place, SetDefinition set) =>
        Caller.Can(Permission.ReadFilings, place)
            || (set.Department.Length > 0 && Caller.Can(Permission.ReadFilings, $"{District}/{set.Department}"));

    public bool MayFill(string place) => Caller.Can(Permission.FillFilings, place);

    /// <summary>Whoever stands where the step is taken: the town of the place, the set's department, the district.</summary>
    public bool MayReview(ReviewStep step, string place, SetDefinition set, PlaceTree tree) =>
        Caller.Can(Permission.ReviewFilings, step switch
    {
        ReviewStep.Town => tree.TownOf(place)?.Code ?? District,
        ReviewStep.Department => $"{District}/{set.Department}",
        _ => District,
    });

    public bool MayManage => Caller.Can(Permission.ManageFilings, District);

    /// <summary>Where he may look, as a list asks for it: a place, or a department.</summary>
    public IReadOnlyList<(string Place, string Department)> Views() => Caller.Can(Permission.ReadFilings, District)
        ? [("", "")]
        :
        [
            .. from grant in Caller.Grants
               where Roles.Allow(grant.Role, Permission.ReadFilings) && Territory.Covers(District, grant.Place)
               let department = grant.Place.Split('/') is [_, var code] ? code : ""
               select department.Length > 0 ? ("", department) : (grant.Place, ""),
        ];
}

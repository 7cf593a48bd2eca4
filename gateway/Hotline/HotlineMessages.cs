using System.Globalization;
using OpsCenter.V1;
using Domain = OpsCenter.Hotline;

namespace OpsCenter.Gateway.Hotline;

/// <summary>The hotline's description as the public contract has it.</summary>
public static class HotlineMessages
{
    /// <param name="book">The district's rulebook.</param>
    /// <param name="definition">Its description, or one that is only checked.</param>
    public static HotlineInfo ToMessage(this Domain.Rulebook book, Domain.HotlineDefinition definition) => new()
    {
        District = book.District.Value,
        Name = definition.Name,
        Version = book.Version,
        Departments = { definition.Departments.Select(ToMessage) },
        Limits = { definition.Limits.SelectMany(Limits) },
        PlaceKinds = { definition.PlaceKinds },
        Calendar =
        {
            book.Calendar.Decrees.Values.Select(year => new LimitInfo
            {
                Name = year.Year.ToString(CultureInfo.InvariantCulture),
                Limit = string.Join(' ', year.Papers),
                From = string.Create(CultureInfo.InvariantCulture, $"{year.Year}-01-01"),
            }),
        },
    };

    private static DepartmentInfo ToMessage(Domain.DepartmentDefinition department) => new()
    {
        Code = department.Code.Value,
        Name = department.Name,
        Aliases = { department.Aliases },
        Town = department.Town.Value,
        Duties =
        {
            department.Duties.Select(duty => new DutyInfo
            {
                Clause = duty.Clause,
                Text = duty.Text,
                Topics = { duty.Topics },
                PlaceKinds = { duty.PlaceKinds },
                Keywords = { duty.Keywords },
            }),
        },
    };

    private static IEnumerable<LimitInfo> Limits(Domain.LimitSet set)
    {
        var from = set.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return set.Handling.Select(limit => new LimitInfo
        {
            Name = $"{LimitTerms.Handling}（{HotlineDefinitionChanges.ScopeOf(limit)}）",
            Limit = LimitTerms.Text(limit.Limit),
            From = from,
        }).Concat(LimitTerms.All.Select(term => new LimitInfo { Name = term.Chinese, Limit = term.Of(set), From = from }));
    }
}

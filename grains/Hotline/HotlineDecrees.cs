using OpsCenter.Calendar;
using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>The decrees of the time when the hotline kept the calendar, as they stand in its history; no new ones come.</summary>
internal sealed class HotlineDecrees(IJournalReader reader, EventCatalogue catalogue) : IEarlierDecrees
{
    private const int PageSize = 5000;

    public async Task<IReadOnlyList<EarlierDecree>> OfAsync(DistrictCode district)
    {
        List<EarlierDecree> decrees = [];
        for (long after = 0; ;)
        {
            var rows = await reader.ReadStreamAsync(HotlineKeys.Hotline(district), after, PageSize);
            foreach (var row in rows)
                if (catalogue.Read(row.Kind, row.Payload) is CalendarDecreed decreed)
                    decrees.Add(new(decreed.Year, row.Actor, row.OccurredAt));
            if (rows.Count < PageSize) return decrees;
            after = rows[^1].Version;
        }
    }
}

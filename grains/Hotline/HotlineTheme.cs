using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>
/// Everything the 12345 wall shows; see <c>HotlineTheme</c> in hotline.proto for what each number means. No personal data.
/// </summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.HotlineWallTheme")]
public sealed record HotlineWallTheme : Theme
{
    [Id(0)] public DistrictCode District { get; init; }
    [Id(1)] public string Name { get; init; } = "";
    [Id(2)] public DateOnly Date { get; init; }
    [Id(3)] public HotlineCounts Counts { get; init; }
    [Id(4)] public HotlineRates Year { get; init; }
    [Id(5)] public HotlineRates LastYear { get; init; }
    [Id(6)] public HotlineRates Month { get; init; }
    [Id(7)] public Rows<HotlineSlice> Types { get; init; }
    [Id(8)] public Rows<HotlineSlice> Topics { get; init; }
    [Id(9)] public Rows<HotlineSlice> Towns { get; init; }
    [Id(10)] public Rows<HotlineSlice> Departments { get; init; }
    [Id(11)] public Rows<HotlineDay> Days { get; init; }
    [Id(12)] public Rows<HotlineHour> Hours { get; init; }
    [Id(13)] public Rows<HotTopic> Rising { get; init; }
    [Id(14)] public Rows<WallOrder> Oldest { get; init; }
    [Id(15)] public Rows<WallOrder> Unclaimed { get; init; }

    /// <summary>Month sums of this year and the last, January first.</summary>
    [Id(16)] public Rows<HotlineMonth> Months { get; init; }

    /// <summary>The step from an earlier wall; null when a day has begun or the hotline was renamed.</summary>
    public HotlineDelta? Since(HotlineWallTheme before) => before.District != District || before.Name != Name || before.Date != Date
        ? null
        : new()
        {
            Counts = Counts == before.Counts ? null : Counts,
            Year = Year == before.Year ? null : Year,
            LastYear = LastYear == before.LastYear ? null : LastYear,
            Month = Month == before.Month ? null : Month,
            Types = Types == before.Types ? null : Types,
            Topics = Topics == before.Topics ? null : Topics,
            Towns = Towns == before.Towns ? null : Towns,
            Departments = Departments == before.Departments ? null : Departments,
            Days = Days == before.Days ? null : Days,
            Hours = Hours == before.Hours ? null : Hours,
            Months = Months == before.Months ? null : Months,
            Rising = Rising == before.Rising ? null : Rising,
            Oldest = Oldest == before.Oldest ? null : Oldest,
            Unclaimed = Unclaimed == before.Unclaimed ? null : Unclaimed,
        };
}

/// <summary>What changed on the wall; null: nothing. A list that is there replaces the whole list.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.HotlineDelta")]
public sealed record HotlineDelta : ThemeDelta
{
    [Id(0)] public HotlineCounts? Counts { get; init; }
    [Id(1)] public HotlineRates? Year { get; init; }
    [Id(2)] public HotlineRates? LastYear { get; init; }
    [Id(3)] public HotlineRates? Month { get; init; }
    [Id(4)] public Rows<HotlineSlice>? Types { get; init; }
    [Id(5)] public Rows<HotlineSlice>? Topics { get; init; }
    [Id(6)] public Rows<HotlineSlice>? Towns { get; init; }
    [Id(7)] public Rows<HotlineSlice>? Departments { get; init; }
    [Id(8)] public Rows<HotlineDay>? Days { get; init; }
    [Id(9)] public Rows<HotlineHour>? Hours { get; init; }
    [Id(10)] public Rows<HotlineMonth>? Months { get; init; }
    [Id(11)] public Rows<HotTopic>? Rising { get; init; }
    [Id(12)] public Rows<WallOrder>? Oldest { get; init; }
    [Id(13)] public Rows<WallOrder>? Unclaimed { get; init; }
}

/// <summary>Sums of now, today and the year to date.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.HotlineCounts")]
public readonly record struct HotlineCounts
{
    [Id(0)] public int ReceivedToday { get; init; }

    /// <summary>Received on the same day of last year before the same minute.</summary>
    [Id(1)] public int ReceivedTodayLastYear { get; init; }
    [Id(2)] public int ReceivedThisYear { get; init; }

    /// <summary>Last year, before the same minute of the same day.</summary>
    [Id(3)] public int ReceivedLastYear { get; init; }
    [Id(4)] public int ClosedToday { get; init; }
    [Id(5)] public int Open { get; init; }
    [Id(6)] public int AwaitingDispatch { get; init; }

    /// <summary>Dispatched and not claimed.</summary>
    [Id(7)] public int Unclaimed { get; init; }

    /// <summary>Of these, past the limit of the claim.</summary>
    [Id(8)] public int UnclaimedOverdue { get; init; }
    [Id(9)] public DateTimeOffset? OldestUnclaimedSince { get; init; }
    [Id(10)] public int InProgress { get; init; }
    [Id(11)] public int AwaitingReview { get; init; }
    [Id(12)] public int AwaitingCallback { get; init; }
    [Id(13)] public int Adjudication { get; init; }
    [Id(14)] public int Held { get; init; }

    /// <summary>Open, with the order's own deadline today.</summary>
    [Id(15)] public int DueToday { get; init; }

    /// <summary>Open orders by the mark of the order's own clock.</summary>
    [Id(16)] public int Warning { get; init; }
    [Id(17)] public int Yellow { get; init; }
    [Id(18)] public int Red { get; init; }
    [Id(19)] public int RefusalPending { get; init; }
    [Id(20)] public int Urgent { get; init; }
    [Id(21)] public int AwaitingAcceptance { get; init; }
    [Id(22)] public int Merged { get; init; }
    [Id(23)] public int RefusedToday { get; init; }
}

/// <summary>The KPI of a period, as numerator and denominator; rates are theirs to divide (DOMAIN, section 1).</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.HotlineRates")]
public readonly record struct HotlineRates
{
    /// <summary>应签收: dispatched in the period, claimed or past the limit; each dispatch counts.</summary>
    [Id(0)] public int ToClaim { get; init; }

    /// <summary>按时签收.</summary>
    [Id(1)] public int ClaimedInTime { get; init; }

    /// <summary>
    /// 到期应办结: answered for good in the period and in time, or the first deadline of its own that it missed lies in the period; not assessed
    /// ones left out.
    /// </summary>
    [Id(2)] public int ToClose { get; init; }

    /// <summary>按期办结.</summary>
    [Id(3)] public int ClosedInTime { get; init; }

    /// <summary>纳入考核办结: closed in the period, assessed.</summary>
    [Id(4)] public int Assessed { get; init; }

    /// <summary>已解决.</summary>
    [Id(5)] public int Solved { get; init; }

    /// <summary>有效评价数.</summary>
    [Id(6)] public int Rated { get; init; }

    /// <summary>满意.</summary>
    [Id(7)] public int Satisfied { get; init; }

    /// <summary>办结.</summary>
    [Id(8)] public int Closed { get; init; }

    /// <summary>重派: closed orders that had been dispatched more than once.</summary>
    [Id(9)] public int Redispatched { get; init; }

    /// <summary>应联系: claimed in the period, and contacted or 24 h past.</summary>
    [Id(10)] public int ToContact { get; init; }

    /// <summary>24 h 内联系, from the claim.</summary>
    [Id(11)] public int ContactedInTime { get; init; }
}

/// <summary>A type, first-level topic, town or department.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.HotlineSlice")]
public readonly record struct HotlineSlice
{
    [Id(0)] public string Code { get; init; }
    [Id(1)] public string Name { get; init; }
    [Id(2)] public int ReceivedToday { get; init; }
    [Id(3)] public int ReceivedThisYear { get; init; }
    [Id(4)] public int ReceivedLastYear { get; init; }
    [Id(5)] public int Open { get; init; }
    [Id(6)] public int Unclaimed { get; init; }

    /// <summary>Yellow or red by the order's own clock.</summary>
    [Id(7)] public int Overdue { get; init; }

    /// <summary>Of the year, for departments.</summary>
    [Id(8)] public HotlineRates Rates { get; init; }
}

[GenerateSerializer, Immutable, Alias("opscenter.hotline.HotlineDay")]
public readonly record struct HotlineDay([property: Id(0)] DateOnly Date, [property: Id(1)] int Received, [property: Id(2)] int Closed);

[GenerateSerializer, Immutable, Alias("opscenter.hotline.HotlineHour")]
public readonly record struct HotlineHour([property: Id(0)] int Hour, [property: Id(1)] int Received, [property: Id(2)] double? Usual);

[GenerateSerializer, Immutable, Alias("opscenter.hotline.HotlineMonth")]
public readonly record struct HotlineMonth(
    [property: Id(0)] int Month, [property: Id(1)] int Received, [property: Id(2)] int ReceivedLastYear);

/// <summary>A topic with more orders in the last 7 days than its usual week.</summary>
/// <param name="Usual">Mean of the 8 weeks before.</param>
/// <param name="Score">How improbable: (recent − usual) ÷ √(usual + 1).</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.HotTopic")]
public readonly record struct HotTopic(
    [property: Id(0)] string Topic, [property: Id(1)] int Recent, [property: Id(2)] double Usual, [property: Id(3)] double Score,
    [property: Id(4)] string Town);

/// <summary>An open order on the wall: no words of the caller.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.WallOrder")]
public readonly record struct WallOrder
{
    [Id(0)] public string Number { get; init; }
    [Id(1)] public string Topic { get; init; }
    [Id(2)] public string Town { get; init; }
    [Id(3)] public string Department { get; init; }
    [Id(4)] public OrderStage Stage { get; init; }
    [Id(5)] public ClockMark Mark { get; init; }
    [Id(6)] public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Since when it waits where it stands (unclaimed: since the dispatch).</summary>
    [Id(7)] public DateTimeOffset Since { get; init; }
    [Id(8)] public DateTimeOffset? DueAt { get; init; }
}

/// <summary>What one desk or department has before it; its lists are read again whenever <see cref="Change"/> counts up.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.HotlineDeskTheme")]
public sealed record HotlineDeskTheme : Theme
{
    /// <summary>Code of the department; <c>centre</c>: the desks of the centre (dispatch, adjudication, review, call back).</summary>
    [Id(0)] public string Desk { get; init; } = "";
    [Id(1)] public string Name { get; init; } = "";

    /// <summary>Events that concerned it, since the beginning.</summary>
    [Id(2)] public long Change { get; init; }

    /// <summary>Of the department, or of the whole district.</summary>
    [Id(3)] public HotlineCounts Counts { get; init; }

    /// <summary>Assisting work that is not answered.</summary>
    [Id(4)] public int Assisting { get; init; }
    [Id(5)] public int DelaysPending { get; init; }
    [Id(6)] public HotlineRates Year { get; init; }
    [Id(7)] public DistrictCode District { get; init; }
}

/// <summary>Orders that are open, as the wall counts them.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OpenOrdersQuery")]
public sealed record OpenOrdersQuery : IQuery<int>
{
    public string Projection => HotlineKeys.Projection;
}

/// <summary>A department's rates in whole months; null where it has no desk.</summary>
/// <param name="Department">Its code.</param>
/// <param name="First">A day of the first month.</param>
/// <param name="Last">A day of the last month, at most ten years later.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.DepartmentRatesQuery")]
public sealed record DepartmentRatesQuery(
    [property: Id(0)] DepartmentCode Department, [property: Id(1)] DateOnly First, [property: Id(2)] DateOnly Last) : IQuery<HotlineRates?>
{
    public string Projection => HotlineKeys.Projection;
}

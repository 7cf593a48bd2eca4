using System.Text.Json.Serialization.Metadata;
using OpsCenter.Calendar;
using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>A district's hotline: it makes the rulebook that every order decides by.</summary>
internal sealed class HotlineGrain(ActorServices services, ICalendars calendars)
    : Actor<HotlineState, HotlineCommand, HotlineEvent>(services, new HotlineDecider()), IHotline
{
    private Rulebook? book;

    protected override string KindName => "hotline.hotline";
    protected override JsonTypeInfo<HotlineState> StateJson => HotlineJson.Default.HotlineState;

    private Rollout<DepartmentCommand> Rollout => field ??= new(Self, KindName, Services, OwedAsync, ConfirmAsync);

    public async Task<Rulebook?> RulebookAsync(long newerThan)
    {
        var calendar = await CalendarAsync();
        var (state, _) = await CommittedAsync();
        Rollout.MakeUp(HotlineDecider.RolloutOf(state));
        var version = HotlineDecider.VersionOf(state, calendar);
        if (version <= newerThan) return null;
        return book?.Version == version ? book : book = HotlineDecider.RulebookOf(Self.District, state, calendar);
    }

    public async Task<Answer> DefineAsync(HotlineDefinition definition, string caller, DateTimeOffset now)
    {
        var answer = (await Handle([new("", now, new DefineHotline(definition))], caller))[0];
        if (answer.Refusal is not null) return answer;
        await Rollout.RunAsync();
        await GrainFactory.GetGrain<IOrderDueScan>(HotlineKeys.Watch(Self.District)).StartAsync();
        return answer;
    }

    public async Task<PendingRecompute?> RecomputePendingAsync()
    {
        var calendar = await CalendarAsync();
        return HotlineDecider.RecomputeOf((await CommittedAsync()).State, calendar);
    }

    /// <summary>As committed: how late an order may know of it is the rulebook's to say.</summary>
    private ValueTask<DistrictCalendar> CalendarAsync() => calendars.FreshAsync(Self.District, TimeSpan.Zero);

    /// <exception cref="ArgumentException">It was refused: who calls has not checked what it sends.</exception>
    private async Task DoAsync(HotlineCommand command, string caller, DateTimeOffset now)
    {
        if ((await Handle([new("", now, command)], caller))[0].Refusal is { } refusal) throw new ArgumentException(refusal.Message);
    }

    private async Task<Announcement<DepartmentCommand>?> OwedAsync()
    {
        var (state, _) = await CommittedAsync();
        if (state.Definition is not { } definition || !HotlineDecider.RolloutOf(state).IsOwed) return null;
        var (version, defined) = (state.DefinitionVersion, definition.Departments.ToDictionary(department => department.Code));
        return new(version,
        [
            .. state.KnownDepartments.Select(code => (
                GrainFactory.GetGrain<IDepartment>(HotlineKeys.Department(Self.District, code)),
                (DepartmentCommand)(defined.TryGetValue(code, out var department)
                    ? new DefineDepartment(version, department)
                    : new DissolveDepartment(version)))),
        ]);
    }

    private Task ConfirmAsync(long version) => Handle([new("", Services.Clock.GetUtcNow(), new ConfirmHotlineApplied(version))], KindName);
}

using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>A district's hotline: it makes the rulebook that every order decides by.</summary>
internal sealed class HotlineGrain(ActorServices services)
    : Actor<HotlineState, HotlineCommand, HotlineFact>(services, new HotlineDecider()), IHotline
{
    private const int DepartmentsAtOnce = 64;
    private readonly SemaphoreSlim applying = new(1);
    private Rulebook? book;

    protected override string KindName => "hotline.hotline";
    protected override JsonTypeInfo<HotlineState> StateJson => HotlineJson.Default.HotlineState;

    public async Task<Rulebook?> RulebookAsync(long newerThan)
    {
        var (state, _) = await CommittedAsync();
        if (state.DefinitionVersion > state.AppliedVersion && applying.CurrentCount > 0) _ = MakeUpAsync();
        if (state.Version <= newerThan) return null;
        return book?.Version == state.Version ? book : book = HotlineDecider.RulebookOf(Self.District, state);
    }

    public async Task<long> DefineAsync(HotlineDefinition definition, string caller, DateTimeOffset now)
    {
        await DoAsync(new DefineHotline(definition), caller, now);
        await ApplyAsync();
        await GrainFactory.GetGrain<IOrderDueScan>(HotlineKeys.Watch(Self.District)).StartAsync();
        return (await CommittedAsync()).State.Version;
    }

    public async Task<long> DecreeAsync(CalendarYear year, string caller, DateTimeOffset now)
    {
        await DoAsync(new DecreeCalendar(year), caller, now);
        await GrainFactory.GetGrain<IOrderDueScan>(HotlineKeys.Watch(Self.District)).StartAsync();
        return (await CommittedAsync()).State.Version;
    }

    public async Task<PendingRecompute?> RecomputePendingAsync() => (await CommittedAsync()).State.Recompute;

    /// <exception cref="ArgumentException">It was refused: who calls has not checked what it sends.</exception>
    private async Task DoAsync(HotlineCommand command, string caller, DateTimeOffset now)
    {
        if ((await Handle([new("", now, command)], caller))[0].Refusal is { } refusal) throw new ArgumentException(refusal.Message);
    }

    /// <summary>One at a time; whoever comes while it runs waits and looks again.</summary>
    private async Task ApplyAsync()
    {
        await applying.WaitAsync();
        try
        {
            await TellDepartmentsAsync();
        }
        finally
        {
            applying.Release();
        }
    }

    /// <summary>A definition that was committed when the silo went down is told now.</summary>
    private async Task MakeUpAsync()
    {
        try
        {
            await ApplyAsync();
        }
        catch (Exception failure)
        {
            Services.Log.LogWarning(failure, "Not all departments of {Hotline} know its description yet; they are told again.", Self);
        }
    }

    /// <summary>Safe to repeat: a department that knows already has nothing to do.</summary>
    private async Task TellDepartmentsAsync()
    {
        var (state, _) = await CommittedAsync();
        if (state.Definition is not { } definition || state.AppliedVersion >= state.DefinitionVersion) return;
        var now = Services.Clock.GetUtcNow();
        var defined = definition.Departments.ToDictionary(department => department.Code);
        foreach (var codes in state.KnownDepartments.Chunk(DepartmentsAtOnce))
            await Task.WhenAll(codes.Select(code => GrainFactory.GetGrain<IDepartment>(HotlineKeys.Department(Self.District, code)).Handle(
                [new("", now, defined.TryGetValue(code, out var department)
                    ? new DefineDepartment(state.DefinitionVersion, department)
                    : new DissolveDepartment(state.DefinitionVersion))],
                KindName)));
        await Handle([new("", now, new ConfirmHotlineApplied(state.DefinitionVersion))], KindName);
    }
}

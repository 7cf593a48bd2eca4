using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using OpsCenter.Kernel;

namespace OpsCenter.Notices;

internal sealed class NoticesGrain(ActorServices services, NoticeOptions rules)
    : Actor<OutboxState, NoticeCommand, NoticeEvent>(services, new NoticeDecider(rules)), INotices
{
    protected override string KindName => "notices.outbox";
    protected override JsonTypeInfo<OutboxState> StateJson => NoticesJson.Default.OutboxState;

    public async Task<ImmutableArray<Notice>> QueuedAsync() => [.. (await CommittedAsync()).State.Queued.Values];

    public async Task<ImmutableDictionary<string, ImmutableArray<ReminderStep>>> ToldAsync(ImmutableArray<string> recipients)
    {
        var (state, _) = await CommittedAsync();
        return recipients.Distinct()
            .ToImmutableDictionary(recipient => recipient, recipient => state.Told.GetValueOrDefault(recipient, []));
    }

    public async Task<ImmutableArray<Notice>> ListAsync(NoticeStatus? status)
    {
        var (state, _) = await CommittedAsync();
        return
        [
            .. state.Queued.Values.Concat(state.Dead.Values).Concat(state.Past).Where(notice => (status ?? notice.Status) == notice.Status)
                .OrderByDescending(notice => notice.Since).ThenByDescending(notice => notice.Number),
        ];
    }
}

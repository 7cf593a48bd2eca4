using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

public sealed partial record OrderRow
{
    private const int ExcerptLength = 200;

    /// <summary>The line of an order in lists.</summary>
    public static OrderRow Of(DistrictCode district, string number, OrderState state, long version) => new()
    {
        District = district,
        Number = number,
        Version = version,
        Stage = state.Stage,
        Holder = state.Holder,
        Lead = state.Lead,
        Assists = [.. state.Assists.Select(assist => assist.Department)],
        Type = state.Content.Type,
        Topic = state.Content.Topic,
        Place = state.Content.Place,
        PlaceKind = state.Content.PlaceKind,
        Title = state.Content.Title,
        Excerpt = Beginning(state.Content.Text),
        Address = state.Content.Address,
        ReceivedAt = state.ReceivedAt,
        StageSince = state.StageSince,
        DispatchedAt = state.DispatchedAt,
        DueAt = state.Handling?.Deadline.DueAt,
        StageDueAt = state.StageClock?.Deadline.DueAt,
        Mark = OrderAgenda.Running(state).Select(running => running.Clock.Mark).DefaultIfEmpty().Max(),
        Flags = state.Flags,
        IsSupervised = state.IsSupervised,
        DelayPending = state.DelayPending,
        IsHeld = state.Hold is not null,
        Refusals = state.Refusals.Length,
        Round = state.Round,
        Parent = state.Parent,
        PhoneHash = state.Content.PhoneHash,
        Fingerprint = state.Content.Fingerprint,
        Point = state.Content.Point,
        WakeAt = OrderAgenda.OwesEffect(state) ? state.StageSince : OrderAgenda.NextWake(state),
        ResultOwed = state.Result > state.Delivered ? state.Result : 0,
        ClosedAt = state.ClosedAt,
        LastWord = state.LastWord,
        IsOpen = state.IsOpen,
    };

    /// <summary>As much of a text as a row shows; never between the halves of a character outside the basic plane.</summary>
    internal static string Beginning(string text) =>
        text.Length <= ExcerptLength ? text : text[..(char.IsHighSurrogate(text[ExcerptLength - 1]) ? ExcerptLength - 1 : ExcerptLength)];
}

using Google.Protobuf.Reflection;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Hall;

/// <summary>What facts are called in files: by the contract's names and by the words of the hall.</summary>
internal static class FactWords
{
    /// <summary>The kind "ignore": the row holds something that is no fact of the hall.</summary>
    public const HallFactKind Ignored = HallFactKind.Unspecified;

    private static readonly Dictionary<string, HallFactKind> Kinds = Words(
        (HallFactKind.AppointmentMade, "预约"), (HallFactKind.TicketTaken, "取号"), (HallFactKind.TicketCalled, "呼叫"), (
            HallFactKind.TicketCalled, "叫号"),
        (HallFactKind.TicketRecalled, "重呼"), (HallFactKind.ServiceStarted, "到窗受理"), (HallFactKind.ServiceStarted, "受理"),
        (HallFactKind.ServiceCompleted, "办结"), (HallFactKind.ServiceRated, "评价"), (HallFactKind.TicketTransferred, "转号"),
        (HallFactKind.TicketMissed, "过号"), (HallFactKind.TicketVoided, "空号"), (HallFactKind.TicketWithdrawn, "退办"),
        (HallFactKind.StaffLoggedIn, "窗口登录"), (HallFactKind.StaffLoggedIn, "登录"), (HallFactKind.StaffLoggedOut, "窗口离席"), (
            HallFactKind.StaffLoggedOut, "离席"),
        (HallFactKind.ServicePaused, "暂停"), (HallFactKind.ServiceResumed, "恢复"), (Ignored, "ignore"), (Ignored, "忽略"));

    public static HallFactKind? KindOf(string word) => Kinds.TryGetValue(Wording.Key(word), out var kind) ? kind : null;

    public static IEnumerable<string> KindNames =>
        NamesOf(HallReflection.Descriptor.EnumTypes.Single(type => type.Name == nameof(HallFactKind)));

    public static string Chinese(HallFactKind kind) => Kinds.First(pair => pair.Value == kind && pair.Key[0] > 127).Key;

    /// <summary>The fields that a kind cannot do without, as the contract says; the last group: one of them is enough.</summary>
    public static (FactField[] All, FactField[] OneOf) Needed(HallFactKind kind) => kind switch
    {
        HallFactKind.AppointmentMade => ([FactField.Queue, FactField.Appointment], []),
        HallFactKind.TicketTaken => ([FactField.Ticket, FactField.Queue], []),
        HallFactKind.TicketCalled or HallFactKind.TicketRecalled or HallFactKind.ServiceStarted or HallFactKind.ServiceCompleted =>
            ([FactField.Ticket, FactField.Window], []),
        HallFactKind.ServiceRated => ([FactField.Ticket, FactField.Window, FactField.Rating], []),
        HallFactKind.TicketTransferred => ([FactField.Ticket, FactField.Window, FactField.ToQueue], []),
        HallFactKind.TicketMissed or HallFactKind.TicketVoided or HallFactKind.TicketWithdrawn => (
            [FactField.Ticket], [FactField.Window, FactField.Queue]),
        HallFactKind.StaffLoggedIn => ([FactField.Window, FactField.Staff], []),
        _ => ([FactField.Window], []),
    };

    /// <summary>The name of a field in mapping files: to_queue.</summary>
    public static string Name(FactField field) => field switch
    {
        FactField.ToQueue => "to_queue",
        FactField.ToWindow => "to_window",
        _ => field.ToString().ToLowerInvariant(),
    };

    private static IEnumerable<string> NamesOf(EnumDescriptor kinds) =>
        kinds.Values.Where(value => value.Number != 0).Select(value => value.Name);

    private static Dictionary<string, HallFactKind> Words(params (HallFactKind Kind, string Word)[] words)
    {
        var kinds = words.ToDictionary(word => word.Word, word => word.Kind);
        foreach (var value in HallReflection.Descriptor.EnumTypes.Single(type => type.Name == nameof(HallFactKind)).Values)
            if (value.Number != 0) kinds.Add(value.Name.ToLowerInvariant(), (HallFactKind)value.Number);
        return kinds;
    }
}

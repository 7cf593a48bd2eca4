using OpsCenter.Gateway.Platform.Identity;
using Xunit;

namespace OpsCenter.Tests.Identity;

/// <summary>The rights of the whole contract on one page: none changes unseen.</summary>
public class MethodRuleTableTests
{
    private const string Table = """
        Accounts/CreateAccount: AdministerAccounts AtPlace, changes
        Accounts/CreateToken: AdministerAccounts AtPlace, changes
        Accounts/DisableAccount: AdministerAccounts AtPlace, changes
        Accounts/GetAccountsFile: AdministerAccounts AtPlace
        Accounts/GetAccountsTemplate: AdministerAccounts AtPlace
        Accounts/GrantRole: AdministerAccounts AtPlace, changes
        Accounts/ImportAccounts: AdministerAccounts AtPlace, changes
        Accounts/ListAccounts: AdministerAccounts AtPlace
        Accounts/ListGrantPlaces: AdministerAccounts AtPlace
        Accounts/RenameAccount: AdministerAccounts AtPlace, changes
        Accounts/ResetPassword: AdministerAccounts AtPlace, changes
        Accounts/RevokeGrant: AdministerAccounts AtPlace, changes
        Accounts/UnlockAccount: AdministerAccounts AtPlace, changes
        Audit/ListAudit: ReadAudit AtPlace
        Calendars/DecreeCalendar: DefineHotline AtPlace, changes
        Calendars/GetCalendar: ReadOrders WithinPlace
        Calendars/GetCalendarFile: ReadOrders WithinPlace
        Clocks/GetClock: SignedIn
        Filings/ExportRound: ManageFilings AtPlace, changes
        Filings/GetBurden: ReadFilings WithinPlace
        Filings/GetFiling: ReadFilings WithinPlace
        Filings/GetFilingTemplate: ReadFilings WithinPlace
        Filings/ListFilings: ReadFilings WithinPlace
        Filings/ListRoundHistory: ReadFilings WithinPlace
        Filings/ListRounds: ReadFilings WithinPlace
        Filings/MoveRound: ManageFilings AtPlace, changes
        Filings/OpenRound: ManageFilings AtPlace, changes
        Filings/ReopenFiling: ManageFilings AtPlace, changes
        Filings/ReviewFiling: ReviewFilings WithinPlace, changes
        Filings/SaveFiling: FillFilings WithinPlace, changes
        Filings/UploadFiling: FillFilings WithinPlace, changes
        Halls/DefineHall: DefineHalls AtPlace, changes
        Halls/GetHall: ReadHalls AtPlace
        Halls/GetHallDay: ReadHalls AtPlace
        Halls/GetHallFile: ReadHalls AtPlace
        Halls/ListHalls: ReadHalls AtPlace
        History/ListHistory: ReadHistory AtPlace
        Hotline/ActOnOrder: MoveOrders WithinPlace, changes
        Hotline/DefineHotline: DefineHotline AtPlace, changes
        Hotline/GetHotline: ReadOrders WithinPlace
        Hotline/GetHotlineFile: ReadOrders WithinPlace
        Hotline/GetOrder: ReadOrders WithinPlace
        Hotline/GetOrderStory: ReadOrders WithinPlace
        Hotline/ListOrders: ReadOrders WithinPlace
        Hotline/ListPrecedents: ReadOrders WithinPlace
        Hotline/RevealOrder: RevealPersonal WithinPlace, changes
        Hotline/RevokePrecedent: RuleOrders AtPlace, changes
        Hotline/SuggestForOrder: ReadOrders WithinPlace
        Indicators/DefineIndicators: DefineIndicators AtPlace, changes
        Indicators/DefinePlaces: DefineIndicators AtPlace, changes
        Indicators/GetBoundaries: WatchScreens WithinPlace
        Indicators/GetIndicators: ReadFilings WithinPlace
        Indicators/GetIndicatorsFile: ReadFilings WithinPlace
        Indicators/GetPlacesFile: ReadFilings WithinPlace
        Indicators/ListPlaces: ReadFilings WithinPlace
        Ingest/StreamHall: SubmitFacts Somewhere, changes
        Ingest/SubmitHall: SubmitFacts AtPlace, changes
        OrderIngest/DismissQuarantinedOrder: MendQuarantine AtPlace, changes
        OrderIngest/ListQuarantinedOrders: MendQuarantine AtPlace
        OrderIngest/ResubmitQuarantinedOrder: MendQuarantine AtPlace, changes
        OrderIngest/StreamOrders: SubmitFacts Somewhere, changes
        OrderIngest/SubmitOrders: SubmitFacts AtPlace, changes
        Quarantine/DismissQuarantined: MendQuarantine AtPlace, changes
        Quarantine/ListQuarantine: MendQuarantine AtPlace
        Quarantine/ResubmitQuarantined: MendQuarantine AtPlace, changes
        Reminders/DropNotice: ManageReminders AtPlace, changes
        Reminders/GetPeopleFile: ManageReminders AtPlace
        Reminders/ImportPeople: ManageReminders AtPlace, changes
        Reminders/ListNotices: ManageReminders AtPlace
        Reminders/ListPeople: ManageReminders AtPlace
        Reminders/PreviewNotices: ManageReminders AtPlace
        Reminders/PutPerson: ManageReminders AtPlace, changes
        Reminders/RemovePerson: ManageReminders AtPlace, changes
        Reminders/ResendNotice: ManageReminders AtPlace, changes
        Screens/Watch: WatchScreens WithinPlace
        Sessions/GetSession: SignedIn
        Sessions/SignIn: Anyone, changes
        Sessions/SignOut: SignedIn, changes
        Setup/GetSetup: ReadSetup AtPlace
        Setup/GetSetupFile: ReadSetup AtPlace
        grpc.health.v1.Health/Check: Anyone
        grpc.health.v1.Health/Watch: Anyone
        grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo: ReadDiagnostics Somewhere
        """;

    [Fact]
    public void Who_may_call_what_is_as_it_was_decided() => Assert.Equal(
        Table.Split('\n'), PermissionTableTests.Rules.Values.Select(Line).Order(StringComparer.Ordinal));

    private static string Line(MethodRule rule) => rule.Method[1..].Replace("opscenter.v1.", "", StringComparison.Ordinal)
        + (rule.Access is Access.Anyone or Access.SignedIn ? $": {rule.Access}" : $": {rule.Permission} {rule.Access}")
        + (rule.Changes ? ", changes" : "");
}

using System.Collections.Frozen;
using OpsCenter.Gateway.Hotline;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Identity;

/// <summary>
/// Every method of the gateway and what it takes to call it. A method that is not here is refused, so a new one is closed
/// until somebody has decided who may use it.
/// </summary>
public static class MethodTable
{
    private const string V1 = "/opscenter.v1.";

    public static readonly FrozenDictionary<string, MethodRule> Rules = new[]
    {
        Anyone("/grpc.health.v1.Health/Check"),
        Anyone("/grpc.health.v1.Health/Watch"),
        Anyone("/grpc.health.v1.Health/List"),
        Somewhere("/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", Permission.ReadDiagnostics, changes: false),
        Somewhere("/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", Permission.ReadDiagnostics, changes: false),

        Anyone(V1 + "Sessions/SignIn", changes: true),
        SignedIn(V1 + "Sessions/SignOut", changes: true),
        SignedIn(V1 + "Sessions/GetSession", changes: false),
        SignedIn(V1 + "Clocks/GetClock", changes: false),

        Reads<ListAccountsRequest>(V1 + "Accounts/ListAccounts", Permission.AdministerAccounts, _ => Territory.System),
        Changes<CreateAccountRequest>(V1 + "Accounts/CreateAccount", Permission.AdministerAccounts, _ => Territory.System, request =>
            $"{request.Name}: {string.Join(", ", request.Grants.Take(50).Select(grant => $"{grant.Role}@{grant.Place}"))}"),
        Changes<ResetPasswordRequest>(V1 + "Accounts/ResetPassword", Permission.AdministerAccounts, _ => Territory.System, request => request.Name),
        Changes<CreateTokenRequest>(V1 + "Accounts/CreateToken", Permission.AdministerAccounts, _ => Territory.System, request =>
            $"{request.Name}: {request.Grant?.Role}@{request.Grant?.Place}, {request.Days} days"),
        Changes<DisableAccountRequest>(V1 + "Accounts/DisableAccount", Permission.AdministerAccounts, _ => Territory.System, request =>
            $"{request.Name}: {(request.Disabled ? "disabled" : "enabled")}"),
        Changes<GrantRoleRequest>(V1 + "Accounts/GrantRole", Permission.AdministerAccounts, _ => Territory.System, request =>
            $"{request.Name}: {request.Grant?.Role}@{request.Grant?.Place}"),
        Changes<RevokeGrantRequest>(V1 + "Accounts/RevokeGrant", Permission.AdministerAccounts, _ => Territory.System, request =>
            $"{request.Name}: {request.Grant?.Role}@{request.Grant?.Place}"),
        Changes<RenameAccountRequest>(V1 + "Accounts/RenameAccount", Permission.AdministerAccounts, _ => Territory.System, request =>
            $"{request.Name}: {request.DisplayName}"),
        Changes<UnlockAccountRequest>(V1 + "Accounts/UnlockAccount", Permission.AdministerAccounts, _ => Territory.System, request => request.Name),
        Reads<ListGrantPlacesRequest>(V1 + "Accounts/ListGrantPlaces", Permission.AdministerAccounts, _ => Territory.System),
        Reads<GetAccountsFileRequest>(V1 + "Accounts/GetAccountsFile", Permission.AdministerAccounts, _ => Territory.System),
        Reads<GetAccountsTemplateRequest>(V1 + "Accounts/GetAccountsTemplate", Permission.AdministerAccounts, _ => Territory.System),
        // What each account was given and what was taken from it is in the account's own history, with who did it.
        Changes<ImportAccountsRequest>(V1 + "Accounts/ImportAccounts", Permission.AdministerAccounts, _ => Territory.System, request =>
            request.DryRun ? "checked only" : "imported"),

        // What of a step is whose, the service judges.
        Reads<GetSetupRequest>(V1 + "Setup/GetSetup", Permission.ReadSetup, request => request.District),
        Reads<GetSetupFileRequest>(V1 + "Setup/GetSetupFile", Permission.ReadSetup, request => request.District),

        Reads<ListHistoryRequest>(V1 + "History/ListHistory", Permission.ReadHistory, request => Territory.OfStream(request.Stream)),
        Reads<ListAuditRequest>(V1 + "Audit/ListAudit", Permission.ReadAudit, request => request.District),

        Reads<ListHallsRequest>(V1 + "Halls/ListHalls", Permission.ReadHalls, request => request.District),
        Reads<GetHallRequest>(V1 + "Halls/GetHall", Permission.ReadHalls, request => request.District),
        Reads<GetHallFileRequest>(V1 + "Halls/GetHallFile", Permission.ReadHalls, request => request.District),
        Reads<GetHallDayRequest>(V1 + "Halls/GetHallDay", Permission.ReadHalls, request => request.District),
        Changes<DefineHallRequest>(V1 + "Halls/DefineHall", Permission.DefineHalls, request => request.District, request =>
            $"{request.Hall}{(request.DryRun ? ": checked only" : "")}"),

        Reads<ListQuarantineRequest>(V1 + "Quarantine/ListQuarantine", Permission.MendQuarantine, request => request.District),
        Changes<ResubmitQuarantinedRequest>(V1 + "Quarantine/ResubmitQuarantined", Permission.MendQuarantine, request => request.District, request =>
            $"{request.Hall}/{request.Id}"),
        Changes<DismissQuarantinedRequest>(V1 + "Quarantine/DismissQuarantined", Permission.MendQuarantine, request => request.District, request =>
            $"{request.Hall}/{request.Id}"),

        // One entry when the stream ends; every fact in it is in the journal with the name of who sent it.
        Somewhere(V1 + "Ingest/StreamHall", Permission.SubmitFacts, changes: true),
        Changes<HallBatch>(V1 + "Ingest/SubmitHall", Permission.SubmitFacts, request => request.District, request =>
            $"{request.Hall}: batch {request.Batch}, {request.Facts.Count} facts"),

        Somewhere(V1 + "OrderIngest/StreamOrders", Permission.SubmitFacts, changes: true),
        Changes<OrderBatch>(V1 + "OrderIngest/SubmitOrders", Permission.SubmitFacts, request => request.District, request =>
            $"batch {request.Batch}, {request.Orders.Count} orders"),
        Reads<ListQuarantinedOrdersRequest>(V1 + "OrderIngest/ListQuarantinedOrders", Permission.MendQuarantine, request => request.District),
        Changes<ResubmitQuarantinedOrderRequest>(V1 + "OrderIngest/ResubmitQuarantinedOrder", Permission.MendQuarantine, request => request.District, request =>
            request.Id),
        Changes<DismissQuarantinedOrderRequest>(V1 + "OrderIngest/DismissQuarantinedOrder", Permission.MendQuarantine, request => request.District, request =>
            request.Id),

        // All of a district for its walls and desks; a department has its own desk's theme, see ThemeAccess.
        Within<WatchRequest>(V1 + "Screens/Watch", Permission.WatchScreens, request => Territory.OfStream(request.Theme)),

        // Which orders are a department's own, and who may do what with them, the service judges: see OrderScope.
        Within<GetHotlineRequest>(V1 + "Hotline/GetHotline", Permission.ReadOrders, request => request.District),
        Within<GetHotlineFileRequest>(V1 + "Hotline/GetHotlineFile", Permission.ReadOrders, request => request.District),
        Within<GetCalendarRequest>(V1 + "Hotline/GetCalendar", Permission.ReadOrders, request => request.District),
        Within<GetCalendarRequest>(V1 + "Hotline/GetCalendarFile", Permission.ReadOrders, request => request.District),
        Changes<DefineHotlineRequest>(V1 + "Hotline/DefineHotline", Permission.DefineHotline, request => request.District, request =>
            request.DryRun ? "checked only" : "defined"),
        Changes<DecreeCalendarRequest>(V1 + "Hotline/DecreeCalendar", Permission.DefineHotline, request => request.District, request =>
            request.DryRun ? "checked only" : "decreed"),
        Within<ListOrdersRequest>(V1 + "Hotline/ListOrders", Permission.ReadOrders, request => request.District),
        Within<GetOrderRequest>(V1 + "Hotline/GetOrder", Permission.ReadOrders, request => request.District),
        Within<GetOrderStoryRequest>(V1 + "Hotline/GetOrderStory", Permission.ReadOrders, request => request.District),
        Within<SuggestionsRequest>(V1 + "Hotline/SuggestForOrder", Permission.ReadOrders, request => request.District),
        Within<ActOnOrderRequest>(V1 + "Hotline/ActOnOrder", Permission.MoveOrders, request => request.District, OrderActions.SubjectOf),
        // The reason is on the record: nothing is shown before it is durable.
        Within<RevealOrderRequest>(V1 + "Hotline/RevealOrder", Permission.RevealPersonal, request => request.District, request =>
            $"{request.Number}: {request.Reason}"),
        Within<ListPrecedentsRequest>(V1 + "Hotline/ListPrecedents", Permission.ReadOrders, request => request.District),
        Changes<RevokePrecedentRequest>(V1 + "Hotline/RevokePrecedent", Permission.RuleOrders, request => request.District, request => request.Key),

        Within<GetIndicatorsRequest>(V1 + "Indicators/GetIndicators", Permission.ReadFilings, request => request.District),
        Within<GetIndicatorsRequest>(V1 + "Indicators/GetIndicatorsFile", Permission.ReadFilings, request => request.District),
        Changes<DefineIndicatorsRequest>(V1 + "Indicators/DefineIndicators", Permission.DefineIndicators, request => request.District, request =>
            request.DryRun ? "checked only" : "defined"),
        Within<ListPlacesRequest>(V1 + "Indicators/ListPlaces", Permission.ReadFilings, request => request.District),
        Within<GetBoundariesRequest>(V1 + "Indicators/GetBoundaries", Permission.WatchScreens, request => request.District),
        Within<ListPlacesRequest>(V1 + "Indicators/GetPlacesFile", Permission.ReadFilings, request => request.District),
        Changes<DefinePlacesRequest>(V1 + "Indicators/DefinePlaces", Permission.DefineIndicators, request => request.District, request =>
            $"from {request.From}{(request.DryRun ? ": checked only" : "")}"),
        // Which filings are one's own, and whose turn it is, the service judges: see FilingRights.
        Within<ListRoundsRequest>(V1 + "Filings/ListRounds", Permission.ReadFilings, request => request.District),
        Changes<OpenRoundRequest>(V1 + "Filings/OpenRound", Permission.ManageFilings, request => request.District, request => $"{request.Set} {request.Period}"),
        Changes<MoveRoundRequest>(V1 + "Filings/MoveRound", Permission.ManageFilings, request => request.District, request =>
            $"{request.Set} {request.Period}: {request.DueAt} {request.Reason}"),
        Changes<ExportRoundRequest>(V1 + "Filings/ExportRound", Permission.ManageFilings, request => request.District, request =>
            $"{request.Set} {request.Period}{(request.OnlyLook ? ": looked at only" : "")}"),
        Within<ListRoundHistoryRequest>(V1 + "Filings/ListRoundHistory", Permission.ReadFilings, request => request.District),
        Within<ListFilingsRequest>(V1 + "Filings/ListFilings", Permission.ReadFilings, request => request.District),
        Within<GetFilingRequest>(V1 + "Filings/GetFiling", Permission.ReadFilings, request => request.District),
        Within<SaveFilingRequest>(V1 + "Filings/SaveFiling", Permission.FillFilings, request => request.District, request =>
            $"{request.Set} {request.Period} {request.Place}: {request.Cells.Count} cells{(request.Submit ? ", sent" : "")}"),
        Within<ReviewFilingRequest>(V1 + "Filings/ReviewFiling", Permission.ReviewFilings, request => request.District, request =>
            $"{request.Set} {request.Period} {request.Place}: {(request.Returned.Count == 0 ? "passed" : $"{request.Returned.Count} cells returned")}"),
        Changes<ReopenFilingRequest>(V1 + "Filings/ReopenFiling", Permission.ManageFilings, request => request.District, request =>
            $"{request.Set} {request.Period} {request.Place}: {request.Reason}"),
        Within<GetFilingRequest>(V1 + "Filings/GetFilingTemplate", Permission.ReadFilings, request => request.District),
        Within<UploadFilingRequest>(V1 + "Filings/UploadFiling", Permission.FillFilings, request => request.District, request =>
            $"{request.Set} {request.Period} {request.Place}: {request.Content.Length} bytes"),
        Within<GetBurdenRequest>(V1 + "Filings/GetBurden", Permission.ReadFilings, request => request.District),
        Reads<ListPeopleRequest>(V1 + "Reminders/ListPeople", Permission.ManageReminders, request => request.District),
        // Of a person the code alone: addresses are personal.
        Changes<PutPersonRequest>(V1 + "Reminders/PutPerson", Permission.ManageReminders, request => request.District, request => request.Person?.Code ?? ""),
        Reads<GetPeopleFileRequest>(V1 + "Reminders/GetPeopleFile", Permission.ManageReminders, request => request.District),
        Changes<ImportPeopleRequest>(V1 + "Reminders/ImportPeople", Permission.ManageReminders, request => request.District, request => request.DryRun ? "checked only" : "imported"),
        Changes<RemovePersonRequest>(V1 + "Reminders/RemovePerson", Permission.ManageReminders, request => request.District, request => request.Code),
        Reads<ListNoticesRequest>(V1 + "Reminders/ListNotices", Permission.ManageReminders, request => request.District),
        Changes<ResendNoticeRequest>(V1 + "Reminders/ResendNotice", Permission.ManageReminders, request => request.District, request =>
            $"{request.Outbox}/{request.Number}"),
        Changes<DropNoticeRequest>(V1 + "Reminders/DropNotice", Permission.ManageReminders, request => request.District, request =>
            $"{request.Outbox}/{request.Number}: {request.Reason}"),
        Reads<PreviewNoticesRequest>(V1 + "Reminders/PreviewNotices", Permission.ManageReminders, request => request.District),
    }.ToFrozenDictionary(rule => rule.Method);

    private static MethodRule Anyone(string method, bool changes = false) =>
        new(method, Access.Anyone, default, _ => Territory.System, changes, _ => "");

    private static MethodRule SignedIn(string method, bool changes) =>
        new(method, Access.SignedIn, default, _ => Territory.System, changes, _ => "");

    private static MethodRule Somewhere(string method, Permission permission, bool changes) =>
        new(method, Access.Somewhere, permission, _ => "", changes, _ => "");

    private static MethodRule Reads<TRequest>(string method, Permission permission, Func<TRequest, string> place) =>
        new(method, Access.AtPlace, permission, request => place((TRequest)request), false, _ => "");

    private static MethodRule Within<TRequest>(
        string method, Permission permission, Func<TRequest, string> place, Func<TRequest, string>? subject = null) =>
        new(method, Access.WithinPlace, permission, request => place((TRequest)request), subject is not null,
            request => subject?.Invoke((TRequest)request) ?? "");

    private static MethodRule Changes<TRequest>(string method, Permission permission, Func<TRequest, string> place, Func<TRequest, string> subject) =>
        new(method, Access.AtPlace, permission, request => place((TRequest)request), true, request => subject((TRequest)request));
}

using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OpsCenter.Accounts;
using OpsCenter.Gateway.Platform.Audit;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Kernel;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Platform.Identity;

/// <summary>Local accounts, for the administrator.</summary>
public sealed class AccountsService(LocalAccounts accounts, AccountHandler desk, GrantPlaceDirectory directory, TimeProvider time)
    : V1.Accounts.AccountsBase
{
    private const int MaxQuery = 200;

    public override async Task<ListAccountsResponse> ListAccounts(ListAccountsRequest request, ServerCallContext context)
    {
        if (request.Query.Length > MaxQuery)
            throw Failure.Invalid(("query", $"查找内容最多 {MaxQuery} 个字符 / A query has at most {MaxQuery} characters"));
        if (request.Role.Length > 0 && !AccountOptions.Roles.Contains(request.Role))
            throw Failure.Invalid(("role", "没有此角色 / There is no such role"));
        if (request.Place.Length > 0 && !AccountOptions.IsPlace(request.Place))
            throw Failure.Invalid(("place", "不是区划代码 / This is no place"));
        if (!System.Enum.IsDefined(request.Standing)) throw Failure.Invalid(("standing", "没有此状态 / There is no such standing"));
        var size = PageRange.Size(request.PageSize);
        var words = request.Query.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var all = await accounts.ListAsync();
        // Names of places are only needed to look for words.
        var places =
            await directory.OfAsync(words.Length == 0 ? [] : all.SelectMany(account => account.Grants).Select(grant => grant.Place));
        var fit = all.Where(account => Fits(account, request) && words.All(word => Has(account, word, places))).ToArray();
        AccountView[] page = [.. fit.Where(account => string.CompareOrdinal(account.Name, request.PageToken) > 0).Take(size + 1)];
        return new()
        {
            Accounts = { page.Take(size).Select(Answer) },
            NextPageToken = page.Length > size ? page[size - 1].Name : "",
            Total = fit.Length,
            Counts = new()
            {
                All = all.Count,
                Added = all.Count(account => !FirstStart.Names.Contains(account.Name)),
                Disabled = all.Count(account => account.Disabled),
                Locked = all.Count(IsLocked),
                Waiting = all.Count(account => StandingOf(account) == AccountStanding.Waiting),
                Machines = all.Count(account => account.IsMachine),
            },
            Districts = { directory.Districts },
        };
    }

    public override async Task<CreateAccountResponse> CreateAccount(CreateAccountRequest request, ServerCallContext context)
    {
        AccountGrant[] grants = [.. request.Grants.Select(ToGrant)];
        await RequireKnownAsync(grants, "grants");
        var (account, password) = await accounts.CreateAsync(request.Name, request.DisplayName, [.. grants], context.Caller().Name);
        return new() { Account = Answer(account), OneTimePassword = password };
    }

    public override async Task<ResetPasswordResponse> ResetPassword(ResetPasswordRequest request, ServerCallContext context) =>
        new() { OneTimePassword = await accounts.ResetPasswordAsync(request.Name, context.Caller().Name) };

    public override async Task<CreateTokenResponse> CreateToken(CreateTokenRequest request, ServerCallContext context)
    {
        if (request.Grant is not { } grant) throw Failure.Invalid(("grant", "请指明角色和区划 / A role and a place are needed"));
        if (request.Days is < 0 or > 3650) throw Failure.Invalid(("days", "有效期应为 1–3650 天 / days must be 1-3650"));
        var life = TimeSpan.FromDays(request.Days == 0 ? 365 : request.Days);
        var session = await accounts.IssueTokenAsync(request.Name, ToGrant(grant), life, context.Caller().Name);
        return new() { Token = session.Token, ExpiresAt = session.ExpiresAt.ToTimestamp() };
    }

    public override async Task<Account> DisableAccount(DisableAccountRequest request, ServerCallContext context) =>
        Answer(await accounts.SetDisabledAsync(request.Name, request.Disabled, context.Caller().Name));

    public override async Task<Account> GrantRole(GrantRoleRequest request, ServerCallContext context)
    {
        var grant = Required(request.Grant);
        await RequireKnownAsync([grant], "grant");
        return await ChangeAsync(request.Name, new GrantRole(grant), context);
    }

    public override Task<Account> RevokeGrant(RevokeGrantRequest request, ServerCallContext context) =>
        ChangeAsync(request.Name, new RevokeGrant(Required(request.Grant)), context);

    public override Task<Account> RenameAccount(RenameAccountRequest request, ServerCallContext context) =>
        ChangeAsync(request.Name, new RenameAccount(AccountOptions.NormaliseDisplayName(request.DisplayName)), context);

    public override Task<Account> UnlockAccount(UnlockAccountRequest request, ServerCallContext context) =>
        ChangeAsync(request.Name, new UnlockAccount(), context);

    public override async Task<ListGrantPlacesResponse> ListGrantPlaces(ListGrantPlacesRequest request, ServerCallContext context) => new()
    {
        Places =
        {
            (await desk.PlacesAsync(request.Within)).Select(each => new V1.GrantPlace
            {
                Place = each.Place.Place,
                Name = each.Place.Name,
                Kind = each.Place.Kind.ToString().ToLowerInvariant(),
                Accounts = each.Accounts,
            }),
        },
        Roles =
        {
            RoleWords.All.Select(role => new RoleInfo
            {
                Code = role.Code,
                Name = role.Name,
                Use = role.Use,
                Kinds = { role.Kinds.Select(kind => kind.ToString().ToLowerInvariant()) },
            }),
        },
    };

    public override Task<AccountsFile> GetAccountsFile(GetAccountsFileRequest request, ServerCallContext context) => desk.FileAsync();

    public override Task<AccountsFile> GetAccountsTemplate(GetAccountsTemplateRequest request, ServerCallContext context) =>
        desk.TemplateAsync(request.Within);

    public override async Task<ImportAccountsResponse> ImportAccounts(ImportAccountsRequest request, ServerCallContext context)
    {
        var response = await desk.ImportAsync(request, context.Caller().Name, context.CancellationToken);
        context.UserState[AuditInterceptor.ResultKey] =
            $"{response.Accounts} accounts, {response.Created} new, {response.Changes.Count} changes, {response.Removals} taken "
                + $"away, {response.Undone.Count} not done";
        return response;
    }

    private async Task<Account> ChangeAsync(string name, AccountCommand command, ServerCallContext context) =>
        Answer(await accounts.ChangeAsync(name, command, context.Caller().Name));

    /// <summary>People are given roles at places that there are; the rules of the roles themselves are the account's own.</summary>
    private async Task RequireKnownAsync(IReadOnlyCollection<AccountGrant> grants, string field)
    {
        if (AccountOptions.Check([.. grants]) is { } refusal) throw Failure.Refused(refusal, field);
        var places = await directory.OfAsync(grants.Select(grant => grant.Place));
        foreach (var grant in grants)
            if (places.Problem(grant.Place) is var (chinese, english))
                throw Failure.Refused(Refusal.Invalid("invalid_place", chinese, english), field);
    }

    private static AccountGrant Required(Grant? grant) =>
        grant is null ? throw Failure.Invalid(("grant", "请指明角色和地点 / A role and a place are needed")) : ToGrant(grant);

    private static AccountGrant ToGrant(Grant grant) => new(grant.Role, grant.Place);

    private bool IsLocked(AccountView account) => account.LockedUntil > time.GetUtcNow();

    private AccountStanding StandingOf(AccountView account) => account switch
    {
        { Disabled: true } => AccountStanding.Disabled,
        _ when IsLocked(account) => AccountStanding.Locked,
        { PasswordIsOneTime: true } => AccountStanding.Waiting,
        _ => AccountStanding.Active,
    };

    private bool Fits(AccountView account, ListAccountsRequest request)
    {
        var standing = StandingOf(account);
        return (request.Role.Length == 0 || account.Grants.Any(grant => grant.Role == request.Role))
            && (request.Place.Length == 0 || account.Grants.Any(grant => Territory.Covers(request.Place, grant.Place)))
            && (request.Standing == AccountStanding.Unspecified || request.Standing == standing
                || (request.Standing == AccountStanding.Active && standing == AccountStanding.Waiting));
    }

    private static bool Has(AccountView account, string word, KnownPlaces places) =>
        account.Grants.SelectMany(grant => (IEnumerable<string>)[grant.Place, places.NameOf(grant.Place), RoleWords.NameOf(grant.Role)])
            .Append(account.Name).Append(account.DisplayName)
            .Any(text => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private Account Answer(AccountView view)
    {
        var account = new Account
        {
            Name = view.Name,
            DisplayName = view.DisplayName,
            Disabled = view.Disabled,
            LockedUntil = IsLocked(view) ? view.LockedUntil!.Value.ToTimestamp() : null,
            PasswordIsOneTime = view.PasswordIsOneTime,
            Machine = view.IsMachine,
            FirstStart = FirstStart.Names.Contains(view.Name),
        };
        account.Grants.AddRange(view.Grants.Select(grant => new Grant { Role = grant.Role, Place = grant.Place }));
        return account;
    }
}

using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OpsCenter.Accounts;
using OpsCenter.Gateway.Errors;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Identity;

/// <summary>Local accounts, for the administrator.</summary>
public sealed class AccountsService(LocalAccounts accounts, TimeProvider time) : V1.Accounts.AccountsBase
{
    public override async Task<ListAccountsResponse> ListAccounts(ListAccountsRequest request, ServerCallContext context)
    {
        var response = new ListAccountsResponse();
        response.Accounts.AddRange((await accounts.ListAsync()).Select(Answer));
        return response;
    }

    public override async Task<CreateAccountResponse> CreateAccount(CreateAccountRequest request, ServerCallContext context)
    {
        var grants = request.Grants.Select(grant => new AccountGrant(grant.Role, grant.Place));
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
        var session = await accounts.IssueTokenAsync(request.Name, new(grant.Role, grant.Place), life, context.Caller().Name);
        return new() { Token = session.Token, ExpiresAt = session.ExpiresAt.ToTimestamp() };
    }

    public override async Task<Account> DisableAccount(DisableAccountRequest request, ServerCallContext context) =>
        Answer(await accounts.SetDisabledAsync(request.Name, request.Disabled, context.Caller().Name));

    private Account Answer(AccountView view)
    {
        var account = new Account
        {
            Name = view.Name,
            DisplayName = view.DisplayName,
            Disabled = view.Disabled,
            LockedUntil = view.LockedUntil > time.GetUtcNow() ? view.LockedUntil.Value.ToTimestamp() : null,
            PasswordIsOneTime = view.PasswordIsOneTime,
        };
        account.Grants.AddRange(view.Grants.Select(grant => new Grant { Role = grant.Role, Place = grant.Place }));
        return account;
    }
}

using System.Collections.Immutable;
using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using OpsCenter.Accounts;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Kernel;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Platform.Identity;

/// <summary>Many accounts at once: as a file, as a proposal for those who have none, and from a file.</summary>
public sealed class AccountHandler(LocalAccounts accounts, GrantPlaceDirectory directory, TimeProvider time)
{
    private const int MaxAtOnce = 16;

    /// <summary>The places of these districts, and how many accounts are bound to each.</summary>
    public async Task<IReadOnlyList<(GrantPlace Place, int Accounts)>> PlacesAsync(string within)
    {
        var districts = DistrictsOf(within);
        var known = await directory.OfAsync(districts);
        var bound = (await accounts.ListAsync()).SelectMany(account => account.Grants.Select(grant => grant.Place).Distinct())
            .CountBy(place => place).ToDictionary();
        // A district is a place before anything is defined in it.
        var all = districts.Where(district => known.All.All(place => place.Place != district))
            .Select(district => new GrantPlace(district, "", GrantPlaceKind.District)).Concat(known.All)
            .Append(KnownPlaces.Everything).Append(KnownPlaces.Own);
        return [.. all.OrderBy(place => place.Kind).Select(place => (place, bound.GetValueOrDefault(place.Place)))];
    }

    public async Task<AccountsFile> FileAsync()
    {
        var all = await accounts.ListAsync();
        var places = await directory.OfAsync(all.SelectMany(account => account.Grants).Select(grant => grant.Place));
        var lines = all.Select(account => new AccountLine(account.Name, account.DisplayName, account.Grants, account.Disabled));
        return File("账号", lines, places);
    }

    /// <summary>An account for each department, town and village that has none of its own.</summary>
    public async Task<AccountsFile> TemplateAsync(string within)
    {
        var places = await directory.OfAsync(DistrictsOf(within));
        var all = await accounts.ListAsync();
        var taken = all.Select(account => account.Name).ToHashSet();
        var bound = all.SelectMany(account => account.Grants).ToHashSet();
        var proposed = places.All.Where(place => place.Kind is GrantPlaceKind.Department or GrantPlaceKind.Town or GrantPlaceKind.Village)
            .OrderBy(place => place.Kind)
            .Select(place => (Place: place, Grant: new AccountGrant(RoleAt(place.Kind), place.Place)))
            .Where(each => !bound.Contains(each.Grant))
            .Select(each => new AccountLine(FreeName(each.Place, taken), each.Place.Name, [each.Grant], false));
        return File("账号-新建", proposed, places);
    }

    /// <summary>All of the file, or nothing.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT with each wrong cell; FAILED_PRECONDITION: more or less is taken away than was
    /// confirmed.</exception>
    public async Task<ImportAccountsResponse> ImportAsync(ImportAccountsRequest request, string caller, CancellationToken cancellation)
    {
        var (rows, errors) = AccountFile.Read(request.FileName, request.Content.ToByteArray());
        var places = await directory.OfAsync(rows.Select(row => row.Place.Code));
        var plan = await PlanAsync(rows, errors, places);
        var response = new ImportAccountsResponse
        {
            Accounts = plan.Accounts.Count,
            Created = plan.New.Count,
            Removals = plan.Removals,
            Changes = { plan.Changes() },
        };
        if (request.DryRun) return response;
        if (request.ConfirmedRemovals != plan.Removals)
            throw Failure.Of(
                StatusCode.FailedPrecondition, "removals_not_confirmed",
                $"文件将收回授权、停用账号共 {plan.Removals} 项，确认的是 {request.ConfirmedRemovals} 项；请重新检查后确认 / {plan.Removals} rights and accounts are "
                    + $"taken away, {request.ConfirmedRemovals} were confirmed: check again and confirm");
        // Up to here nothing is done, and whoever gives up waiting has changed nothing.
        var passwords = await accounts.NewPasswordsAsync(plan.New.Count, cancellation);
        // That took seconds, in which somebody else may have been at work.
        var now = await PlanAsync(rows, errors, places);
        if (!now.Changes().SequenceEqual(response.Changes))
            throw Failure.Of(StatusCode.Aborted, Refusal.GoneOn,
                "在此期间有人改动了账号，没有任何改动；请重新检查 / Somebody has changed accounts meanwhile; nothing was done, check again");
        await CarryOutAsync(now, passwords, places, response, caller);
        return response;
    }

    /// <exception cref="RpcException">INVALID_ARGUMENT with each wrong cell.</exception>
    private async Task<AccountPlan> PlanAsync(IReadOnlyList<AccountRow> rows, IEnumerable<FileError> errors, KnownPlaces places)
    {
        var plan = new AccountPlan(rows, errors, await accounts.ListAsync(), places);
        return plan.Errors.Count == 0 ? plan : throw Failure.Invalid([.. plan.Errors.Select(error => (error.Place, error.Message))]);
    }

    private async Task CarryOutAsync(
        AccountPlan plan, IReadOnlyList<(string Password, string Hash)> passwords, KnownPlaces places, ImportAccountsResponse response,
            string caller)
    {
        var names = plan.New.Select(planned => planned.Account.Name).ToArray();
        if (names.Length > 0 && await accounts.ListAsync(names, caller) is { } full) throw Failure.Refused(full);
        var made = new bool[plan.New.Count];
        var undone = new List<string>();
        await ForEachAsync(plan.New.Index(), async each =>
        {
            var account = each.Item.Account;
            var create = new CreateAccount(account.DisplayName, account.Grants, passwords[each.Index].Hash);
            made[each.Index] = NoteUndone(account,
                await accounts.TryAsync(account.Name, caller, account.Disabled ? [create, new SetDisabled(true)] : [create]), undone);
        });
        // Who may administer last, so that a new administrator is there before an old one goes.
        foreach (var group in plan.Changed.GroupBy(planned => planned.Before!.CanAdminister).OrderBy(group => group.Key))
            await ForEachAsync(group, async planned =>
            {
                var (name, display, grants, disabled) = planned.Account;
                NoteUndone(planned.Account, await accounts.TryAsync(name, caller, new ArrangeAccount(display, grants, disabled)), undone);
            });
        response.Undone.AddRange(undone.Order(StringComparer.Ordinal));
        var handed = plan.New.Index().Where(each => made[each.Index]).Select(each => (each.Item.Account, passwords[each.Index].Password))
            .ToArray();
        response.Created = handed.Length;
        if (handed.Length == 0) return;
        response.Passwords = UnsafeByteOperations.UnsafeWrap(AccountFile.WritePasswords(handed, places));
        response.PasswordsFileName =
            $"一次性密码-{time.GetUtcNow().ToOffset(LocalTime.Offset).ToString("yyyyMMdd-HHmm", CultureInfo.InvariantCulture)}.xlsx";
    }

    private static Task ForEachAsync<T>(IEnumerable<T> items, Func<T, Task> work) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = MaxAtOnce }, async (item, _) => await work(item));

    private static bool NoteUndone(AccountLine account, Refusal? refusal, List<string> undone)
    {
        if (refusal is null) return true;
        lock (undone) undone.Add($"{account.Name}：{refusal.Message}");
        return false;
    }

    private IReadOnlyList<string> DistrictsOf(string within)
    {
        if (within.Length == 0) return directory.Districts;
        if (within.Length != 6 || !within.All(char.IsAsciiDigit))
            throw Failure.Invalid(("within", "区划代码应为 6 位数字 / A district code has 6 digits"));
        if (directory.Districts.Count > 0 && !directory.Districts.Contains(within))
            throw Failure.Invalid(("within", $"“{within}”不是本系统的地区 / '{within}' is no district of this installation"));
        return [within];
    }

    private static AccountsFile File(string name, IEnumerable<AccountLine> accounts, KnownPlaces places)
    {
        var lines = accounts.ToImmutableArray();
        var content = UnsafeByteOperations.UnsafeWrap(AccountFile.Write(lines, places));
        return new() { FileName = $"{name}.xlsx", Content = content, Accounts = lines.Length };
    }

    private static string RoleAt(GrantPlaceKind kind) => kind switch
    {
        GrantPlaceKind.Department => "department",
        GrantPlaceKind.Town => "town",
        _ => "clerk",
    };

    /// <summary>A name that nobody has: of a department its code, of a town or village its statistics code.</summary>
    private static string FreeName(GrantPlace place, HashSet<string> taken)
    {
        var code = place.Place[(place.Place.IndexOf('/') + 1)..];
        string[] desired = [code, place.Place.Replace('/', '-')];
        // A department's code may begin with a sign, which no name does.
        return desired.Concat(Enumerable.Range(2, int.MaxValue - 2).Select(number => $"{desired[1]}-{number}"))
            .Select(AccountOptions.Normalise)
            .First(name => AccountOptions.IsName(name) && taken.Add(name));
    }
}

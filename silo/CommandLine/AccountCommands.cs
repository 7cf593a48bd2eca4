using System.CommandLine;
using Google.Protobuf;
using Grpc.Core;
using OpsCenter.V1;
using Spectre.Console;
using Client = OpsCenter.V1.Accounts.AccountsClient;

namespace OpsCenter.Silo.CommandLine;

/// <summary><c>account …</c>: accounts one by one and by file. One-time passwords go to standard output or into a file, once.</summary>
internal static class AccountCommands
{
    private const int PageSize = 1000;

    public static Command Create()
    {
        var command = new Command("account",
            "Accounts: list, create, disable, reset, grant, revoke, and many at once by file (as administrator)");
        Command[] verbs =
            [List(), New(), Disable(), Enable(), Reset(), Unlock(), Rename(), Grant(), Revoke(), Import(), Export(), Template()];
        foreach (var verb in verbs) command.Subcommands.Add(verb);
        return command;
    }

    private static Command List()
    {
        var query = new Option<string>("--query") { Description = "Words of name, display name or place", DefaultValueFactory = _ => "" };
        var role = new Option<string>("--role") { Description = "With this role", DefaultValueFactory = _ => "" };
        var place = new Option<string>("--place") { Description = "With a role at this place or in it", DefaultValueFactory = _ => "" };
        var standing =
            new Option<AccountStanding>("--standing") { Description = "active, waiting (for the first sign-in), disabled, locked" };
        return Verb("list", "All accounts, or some of them", [query, role, place, standing], async (accounts, parsed, cancellation) =>
        {
            var found = new List<Account>();
            for (var request = new ListAccountsRequest
            {
                Query = parsed.GetValue(query),
                Role = parsed.GetValue(role),
                Place = parsed.GetValue(place),
                Standing = parsed.GetValue(standing),
                PageSize = PageSize,
            }; ;)
            {
                var page = await accounts.ListAccountsAsync(request, cancellationToken: cancellation);
                found.AddRange(page.Accounts);
                if ((request.PageToken = page.NextPageToken).Length == 0) break;
            }
            Print(found);
            return 0;
        });
    }

    private static Command New()
    {
        var name = NameOf("The new account's name");
        var display = new Option<string>("--name") { Description = "The person, or what it is for", Required = true };
        var grants = new Option<string[]>("--grant")
        {
            Description = "A role at a place, e.g. department@440203/ZJJ; may be given several times",
            Required = true,
        };
        return Verb("create", "A new account; prints its one-time password, once", [name, display, grants],
            async (accounts, parsed, cancellation) =>
        {
            var asked = parsed.GetValue(grants)!.Select(Read);
            var request = new CreateAccountRequest
            {
                Name = parsed.GetValue(name),
                DisplayName = parsed.GetValue(display),
                Grants = { asked }
            };
            var created = await accounts.CreateAccountAsync(request, cancellationToken: cancellation);
            PrintPassword(created.Account.Name, created.OneTimePassword);
            return 0;
        });
    }

    private static Command Disable() =>
        OfMany("disable", "Disables accounts: sessions and tokens end at once", (accounts, name, cancellation) =>
        accounts.DisableAccountAsync(new() { Name = name, Disabled = true }, cancellationToken: cancellation).ResponseAsync);

    private static Command Enable() => OfMany("enable", "Enables disabled accounts again", (accounts, name, cancellation) =>
        accounts.DisableAccountAsync(new() { Name = name, Disabled = false }, cancellationToken: cancellation).ResponseAsync);

    private static Command Unlock() => OfMany("unlock", "Ends the lock that wrong passwords have brought", (accounts, name, cancellation) =>
        accounts.UnlockAccountAsync(new() { Name = name }, cancellationToken: cancellation).ResponseAsync);

    private static Command Reset()
    {
        var names = NamesOf();
        return Verb("reset", "New one-time passwords, printed once; sessions and locks end", [names],
            async (accounts, parsed, cancellation) =>
        {
            foreach (var name in parsed.GetValue(names)!)
                PrintPassword(name, (await accounts.ResetPasswordAsync(new() { Name = name }, cancellationToken: cancellation))
                    .OneTimePassword);
            return 0;
        });
    }

    private static Command Rename()
    {
        var name = NameOf("The account");
        var display = new Argument<string>("display-name") { Description = "The person, or what it is for" };
        return Verb("rename", "What an account is called", [name, display], async (accounts, parsed, cancellation) =>
        {
            Print([await accounts.RenameAccountAsync(new() { Name = parsed.GetValue(name), DisplayName = parsed.GetValue(display) },
                cancellationToken: cancellation)]);
            return 0;
        });
    }

    private static Command Grant() => OfGrants("grant", "Gives an account roles", (accounts, name, grant, cancellation) =>
        accounts.GrantRoleAsync(new() { Name = name, Grant = grant }, cancellationToken: cancellation).ResponseAsync);

    private static Command Revoke() => OfGrants("revoke", "Takes roles from an account", (accounts, name, grant, cancellation) =>
        accounts.RevokeGrantAsync(new() { Name = name, Grant = grant }, cancellationToken: cancellation).ResponseAsync);

    private static Command Import()
    {
        var file = new Argument<FileInfo>("file")
        {
            Description = "XLSX in the form of export and template; an account of it has just the roles of its rows afterwards",
        };
        var check = new Option<bool>("--check") { Description = "Only check and print the changes" };
        var passwords = new Option<FileInfo?>("--passwords")
        {
            Description = "A new file (XLSX) for the one-time passwords of new accounts, readable by you alone",
        };
        var removals = new Option<int>("--removals")
        {
            Description = "How many rights are to be taken away and accounts disabled, as the check says: confirms it",
            DefaultValueFactory = _ => 0,
        };
        return Verb("import", "Creates and changes accounts by a file: all of it or nothing", [file, check, passwords, removals],
            async (accounts, parsed, cancellation) =>
        {
            var path = parsed.GetValue(file)!;
            var request = new ImportAccountsRequest
            {
                FileName = path.Name,
                Content = UnsafeByteOperations.UnsafeWrap(await File.ReadAllBytesAsync(path.FullName, cancellation)),
                DryRun = true,
            };
            try
            {
                var plan = await accounts.ImportAccountsAsync(request, cancellationToken: cancellation);
                Sentences.Print(new(plan.Changes, $"{plan.Accounts} 个账号 / {plan.Accounts} accounts"), isCheck: parsed.GetValue(check));
                if (plan.Removals > 0)
                    AnsiConsole.MarkupLineInterpolated(
                        $"[yellow]注意[/] 收回授权、停用账号共 {plan.Removals} 项 / {plan.Removals} rights and accounts are taken away");
                if (parsed.GetValue(check)) return 0;
                if (plan.Removals != parsed.GetValue(removals))
                    throw new ArgumentException(
                        $"没有任何改动；确认收回和停用请加 --removals {plan.Removals} / Nothing was changed; to confirm what is taken away add "
                            + $"--removals {plan.Removals}");
                request.DryRun = false;
                request.ConfirmedRemovals = plan.Removals;
                return await ImportAsync(accounts, request, plan.Created, parsed.GetValue(passwords), cancellation);
            }
            catch (RpcException refused) when (Sentences.PrintErrors(refused))
            {
                return 1;
            }
        });
    }

    private static async Task<int> ImportAsync(
        Client accounts, ImportAccountsRequest request, int created, FileInfo? passwords, CancellationToken cancellation)
    {
        if (created > 0 && passwords is null)
            throw new ArgumentException(
                $"没有任何改动；{created} 个新账号的一次性密码要写到哪里？请加 --passwords 文件.xlsx / Nothing was changed; say where the one-time passwords go: "
                    + $"--passwords FILE.xlsx");
        // Before anything is done: passwords that cannot be written down are lost.
        await using var target = created > 0 ? NewSecret(passwords!) : null;
        try
        {
            var done = await accounts.ImportAccountsAsync(request, cancellationToken: cancellation);
            if (target is not null) await target.WriteAsync(done.Passwords.Memory, CancellationToken.None);
            foreach (var undone in done.Undone) AnsiConsole.MarkupLineInterpolated($"[red]{undone}[/]");
            if (target is not null)
                AnsiConsole.MarkupLineInterpolated(
                    $"[green]新账号 {done.Created} 个，一次性密码在 {passwords!.FullName} / {done.Created} new accounts, one-time passwords there[/]");
            return done.Undone.Count == 0 ? 0 : 1;
        }
        catch
        {
            if (target is not null) File.Delete(passwords!.FullName);
            throw;
        }
    }

    /// <summary>A file that only its owner may read, and that was not there before.</summary>
    private static FileStream NewSecret(FileInfo path)
    {
        if (path.Exists)
            throw new ArgumentException($"没有任何改动；{path.FullName} 已存在，不会覆盖 / Nothing was changed; the file exists and is not overwritten");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(path.FullName, options);
    }

    private static Command Export() =>
        ToFile("export", "All accounts as XLSX, to be changed and imported again", [], async (accounts, parsed, cancellation) =>
        await accounts.GetAccountsFileAsync(new(), cancellationToken: cancellation));

    private static Command Template()
    {
        var district = new Option<string>("--district")
        {
            Description = "District code; without it all districts of the installation",
            DefaultValueFactory = _ => "",
        };
        return ToFile("template", "XLSX with an account proposed for each department, town and village that has none", [district],
            async (accounts, parsed, cancellation) =>
            await accounts.GetAccountsTemplateAsync(new() { Within = parsed.GetValue(district) }, cancellationToken: cancellation));
    }

    private static Command ToFile(
        string name, string description, Symbol[] more, Func<Client, ParseResult, CancellationToken, Task<AccountsFile>> ask)
    {
        var file = new Argument<FileInfo>("file") { Description = "A new file, .xlsx" };
        return Verb(name, description, [file, .. more], async (accounts, parsed, cancellation) =>
        {
            var path = parsed.GetValue(file)!;
            if (path.Exists) throw new ArgumentException($"{path.FullName} 已存在，不会覆盖 / The file exists and is not overwritten");
            var answer = await ask(accounts, parsed, cancellation);
            await using var target = new FileStream(path.FullName, FileMode.CreateNew, FileAccess.Write);
            await target.WriteAsync(answer.Content.Memory, cancellation);
            AnsiConsole.MarkupLineInterpolated($"[green]{answer.Accounts} 个账号 → {path.FullName} / {answer.Accounts} accounts[/]");
            return 0;
        });
    }

    private static Command OfMany(string verb, string description, Func<Client, string, CancellationToken, Task<Account>> change)
    {
        var names = NamesOf();
        return Verb(verb, description, [names], async (accounts, parsed, cancellation) =>
        {
            foreach (var name in parsed.GetValue(names)!) Print([await change(accounts, name, cancellation)]);
            return 0;
        });
    }

    private static Command OfGrants(string verb, string description, Func<Client, string, Grant, CancellationToken, Task<Account>> change)
    {
        var name = NameOf("The account");
        var grants = new Argument<string[]>("role@place") { Description = "E.g. department@440203/ZJJ", Arity = ArgumentArity.OneOrMore };
        return Verb(verb, description, [name, grants], async (accounts, parsed, cancellation) =>
        {
            var asked = parsed.GetValue(grants)!.Select(Read).ToArray();
            Account? account = null;
            foreach (var grant in asked) account = await change(accounts, parsed.GetValue(name)!, grant, cancellation);
            Print([account!]);
            return 0;
        });
    }

    private static Argument<string> NameOf(string description) => new("account") { Description = description };

    private static Argument<string[]> NamesOf() =>
        new("account") { Description = "One account or several", Arity = ArgumentArity.OneOrMore };

    private static Command Verb(
        string name, string description, Symbol[] symbols, Func<Client, ParseResult, CancellationToken, Task<int>> act)
    {
        var server = new Server();
        var command = new Command(name, description);
        foreach (var symbol in symbols)
            if (symbol is Argument argument) command.Arguments.Add(argument);
            else command.Options.Add((Option)symbol);
        server.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var channel = await server.OpenAsync(parsed, cancellation);
            return await act(new(channel), parsed, cancellation);
        });
        return command;
    }

    private static Grant Read(string text) => text.Split('@', 2) is [{ Length: > 0 } role, { Length: > 0 } place]
        ? new() { Role = role, Place = place }
        : throw new ArgumentException(
            $"授权应写作 角色@地点，如 department@440203/ZJJ，而不是“{text}” / A right is written role@place, e.g. department@440203/ZJJ, not '{text}'");

    private static void PrintPassword(string name, string password)
    {
        Console.Error.WriteLine("一次性密码，只显示这一次 / One-time password, shown only this once");
        Console.WriteLine($"{name}\t{password}");
    }

    /// <summary>As a table for people, as lines with tabs for whatever reads on.</summary>
    private static void Print(IReadOnlyCollection<Account> accounts)
    {
        var rows = accounts.Select(account => (string[])
            [account.Name, account.DisplayName, string.Join(' ', account.Grants.Select(grant => $"{grant.Role}@{grant.Place}")),
                StandingOf(account)]);
        if (Console.IsOutputRedirected)
        {
            foreach (var row in rows)
                Console.WriteLine(string.Join('\t', row.Select(cell => cell.ReplaceLineEndings(" ").Replace('\t', ' '))));
            return;
        }
        var table = new Table();
        table.AddColumns("账号 / account", "姓名/用途 / for", "授权 / roles", "状态 / state");
        foreach (var row in rows) table.AddRow([.. row.Select(cell => new Text(cell))]);
        AnsiConsole.Write(table);
    }

    private static string StandingOf(Account account) => account switch
    {
        { Disabled: true } => "disabled",
        { LockedUntil: not null } => "locked",
        { PasswordIsOneTime: true } => "waiting",
        _ => "active",
    };
}

using OpsCenter.Tests.EndToEnd;
using OpsCenter.Tests.Files;
using Xunit;

namespace OpsCenter.Tests.Accounts;

/// <summary>The verbs for accounts, in processes of their own against the product in one.</summary>
public sealed class AccountCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("account-verbs");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Accounts_are_kept_by_verbs()
    {
        await using var process = await OpsCenterProcess.StartAsync($"--Storage:DataFolder={folder.FullName}/data",
            "--Identity:Districts:0=440203");
        var administrator = await process.SignInAsync("admin");
        Task<(int ExitCode, string Output, string Errors)> Run(params string[] words) =>
            OpsCenterProcess.RunAsync(["account", .. words, "--server", process.GrpcAddress, "--token", administrator]);

        // One by one.
        var (code, output, errors) = await Run("create", "li.na", "--name", "李娜", "--grant", "clerk@440203", "--grant", "leader@440203");
        Assert.True(code == 0, errors);
        Assert.Matches("^li\\.na\t([2-9a-z]{4}-){3}[2-9a-z]{4}\n$", output);
        Assert.Matches("^li\\.na\t.*\n$", (await Run("reset", "li.na")).Output);
        Assert.Equal("li.na\t李娜\tclerk@440203\twaiting\n", (await Run("revoke", "li.na", "leader@440203")).Output);
        Assert.Equal("li.na\t李娜\tclerk@440203 analyst@440203\twaiting\n", (await Run("grant", "li.na", "analyst@440203")).Output);
        Assert.Equal("li.na\t李娜\tclerk@440203 analyst@440203\tdisabled\n", (await Run("disable", "li.na")).Output);
        Assert.Equal("li.na\t李娜\tclerk@440203 analyst@440203\twaiting\n", (await Run("enable", "li.na")).Output);
        Assert.Equal("li.na\t李 娜\tclerk@440203 analyst@440203\twaiting\n", (await Run("rename", "li.na", "李 娜")).Output);
        Assert.Equal("li.na\t李 娜\tclerk@440203 analyst@440203\twaiting\n",
            (await Run("list", "--role", "analyst", "--standing", "waiting", "--query", "li.")).Output);
        (code, output, errors) = await Run("disable", "admin");
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("最后一个", errors);
        (code, _, errors) = await Run("grant", "li.na", "town@440203102");
        Assert.Equal(1, code);
        Assert.Contains("尚未登记镇街村居", errors);

        // Many at once: the places first, then the proposal, checked, refused without a place for the passwords, done.
        var manager = new V1.Indicators.IndicatorsClient(process.Open(await process.TokenAsync("operator")));
        await manager.DefinePlacesAsync(new()
        {
            District = "440203",
            From = "2023-06-30",
            Source = "统计用区划代码",
            FileName = "wujiang-places.csv",
            Content = Google.Protobuf.ByteString.CopyFrom(await File.ReadAllBytesAsync(SampleFiles.PathOf("wujiang-places.csv"))),
        });
        string template = Path("new.xlsx"), passwords = Path("passwords.xlsx");
        Assert.Equal(0, (await Run("template", template)).ExitCode);
        (code, output, _) = await Run("import", template, "--check");
        Assert.Equal(0, code);
        Assert.Contains("440203102", output);
        Assert.Equal(1, (await Run("import", template)).ExitCode);
        Assert.Equal("", (await Run("list", "--role", "town")).Output);
        (code, output, errors) = await Run("import", template, "--passwords", passwords);
        Assert.True(code == 0, output + errors);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(passwords));
        var rows = AccountsInstallation.Rows(Google.Protobuf.ByteString.CopyFrom(await File.ReadAllBytesAsync(passwords)), "一次性密码");
        Assert.Equal(7 + 89, rows.Count);
        Assert.All(rows, row => Assert.DoesNotContain((string)row["一次性密码"], output + errors + process.Output));
        Assert.Equal(7, (await Run("list", "--role", "town")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        // What is there goes out and comes back unchanged; files are never overwritten.
        var everything = Path("all.xlsx");
        Assert.Equal(0, (await Run("export", everything)).ExitCode);
        Assert.Equal(1, (await Run("export", everything)).ExitCode);
        Assert.Equal(0, (await Run("import", everything)).ExitCode);
        await File.WriteAllBytesAsync(Path("other.xlsx"),
            AccountsInstallation.File(["another", "又一个", "信息员", "440203"], ["li.na", "李 娜", "信息员", "440203"]));
        (code, _, errors) = await Run("import", Path("other.xlsx"), "--passwords", passwords);
        Assert.Equal(1, code);
        Assert.Contains("--removals 1", errors);
        (code, _, errors) = await Run("import", Path("other.xlsx"), "--removals", "1", "--passwords", passwords);
        Assert.Equal(1, code);
        Assert.Contains("已存在", errors);
        Assert.Equal("", (await Run("list", "--query", "another")).Output);
        Assert.Equal(0, (await Run("import", Path("other.xlsx"), "--removals", "1", "--passwords", Path("second.xlsx"))).ExitCode);
        Assert.Equal("li.na\t李 娜\tclerk@440203\twaiting\n", (await Run("list", "--query", "li.na")).Output);

        // A wrong file is told cell by cell.
        await File.WriteAllBytesAsync(Path("wrong.xlsx"), AccountsInstallation.File(["x", "某", "信息员", "440203102999"]));
        (code, output, _) = await Run("import", Path("wrong.xlsx"), "--check");
        Assert.Equal(1, code);
        Assert.Contains("账号!D2", output);
    }

    private string Path(string name) => System.IO.Path.Combine(folder.FullName, name);
}

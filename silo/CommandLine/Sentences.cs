using Google.Rpc;
using Grpc.Core;
using Spectre.Console;

namespace OpsCenter.Silo.CommandLine;

/// <summary>What a description that was handed over is answered with, for the terminal.</summary>
internal static class Sentences
{
    /// <param name="warnings">What looks like a mistake.</param>
    /// <param name="changes">What is different now.</param>
    /// <param name="isCheck">Nothing was put in force.</param>
    /// <param name="version">Of what is in force now.</param>
    public static void Print(IEnumerable<string> warnings, IEnumerable<string> changes, bool isCheck, long version)
    {
        foreach (var warning in warnings) AnsiConsole.MarkupLineInterpolated($"[yellow]注意[/] {warning}");
        foreach (var change in changes) AnsiConsole.MarkupLineInterpolated($"• {change}");
        AnsiConsole.MarkupLineInterpolated(isCheck
            ? (FormattableString)$"[green]检查通过，未生效 / checked, not in force[/]"
            : $"[green]已生效，第 {version} 版 / in force, version {version}[/]");
    }

    /// <summary>Each error with its place in the file. False: the refusal is about something else, and nothing was printed.</summary>
    public static bool PrintErrors(RpcException refused)
    {
        if (refused.GetRpcStatus()?.GetDetail<BadRequest>() is not { } details) return false;
        foreach (var violation in details.FieldViolations) AnsiConsole.MarkupLineInterpolated($"[red]{violation.Field}[/]  {violation.Description}");
        return true;
    }
}

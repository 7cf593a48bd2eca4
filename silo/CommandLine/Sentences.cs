using Google.Rpc;
using Grpc.Core;
using OpsCenter.Gateway;
using Spectre.Console;

namespace OpsCenter.Silo.CommandLine;

/// <summary>What a description that was handed over is answered with, for the terminal.</summary>
internal static class Sentences
{
    /// <param name="isCheck">Nothing was put in force.</param>
    public static void Print(DefinitionAnswer described, bool isCheck)
    {
        foreach (var warning in described.Warnings) AnsiConsole.MarkupLineInterpolated($"[yellow]注意[/] {warning}");
        foreach (var change in described.Changes) AnsiConsole.MarkupLineInterpolated($"• {change}");
        if (isCheck) AnsiConsole.MarkupLineInterpolated($"[green]检查通过，未生效 / checked, not in force[/]");
        else AnsiConsole.MarkupLineInterpolated($"[green]{described.Sum}[/]");
    }

    /// <summary>Each error with its place in the file. False: the refusal is about something else, and nothing was printed.</summary>
    public static bool PrintErrors(RpcException refused)
    {
        if (refused.GetRpcStatus()?.GetDetail<BadRequest>() is not { } details) return false;
        foreach (var violation in details.FieldViolations)
            AnsiConsole.MarkupLineInterpolated($"[red]{violation.Field}[/]  {violation.Description}");
        return true;
    }
}

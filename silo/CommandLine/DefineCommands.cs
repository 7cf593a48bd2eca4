using System.CommandLine;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using OpsCenter.V1;

namespace OpsCenter.Silo.CommandLine;

/// <summary>The verbs that check a file which describes something, and put it in force, without a restart.</summary>
internal static class DefineCommands
{
    private const string Table = "YAML or XLSX";

    public static Command Hall() => Create(
        "hall", "Describe a hall: zones, businesses, windows, staff, opening hours (as operator)", $"The hall's description: {Table}", withHall: true, define: async (file, parsed, cancellation) =>
        {
            var answer = await new Halls.HallsClient(file.Channel).DefineHallAsync(
                new() { District = file.District, Hall = file.Hall, FileName = file.Name, Content = file.Content, DryRun = file.IsCheck }, cancellationToken: cancellation);
            return new(answer.Changes, Version(answer.Definition.Version)) { Warnings = answer.Warnings };
        });

    public static Command Hotline() => Create(
        "hotline", "Describe the 12345 hotline: departments, duty lists, kinds of place, limits (as operator)", $"The hotline's description: {Table}", define: async (file, parsed, cancellation) =>
        {
            var answer = await new V1.Hotline.HotlineClient(file.Channel).DefineHotlineAsync(
                new() { District = file.District, FileName = file.Name, Content = file.Content, DryRun = file.IsCheck }, cancellationToken: cancellation);
            return new(answer.Changes, Version(answer.Hotline.Version)) { Warnings = answer.Warnings };
        });

    /// <summary>Deadlines of open orders follow.</summary>
    public static Command Calendar() => Create(
        "calendar", "Decree the working days of a year (国务院办公厅节假日安排), when it is newer than the product (as operator)",
        "A year's days as JSON, in the form of grains/Kernel/Time/years", define: async (file, parsed, cancellation) =>
        {
            var answer = await new V1.Hotline.HotlineClient(file.Channel).DecreeCalendarAsync(
                new() { District = file.District, Content = file.Content, DryRun = file.IsCheck }, cancellationToken: cancellation);
            return new(answer.Changes, $"{answer.Year} 年工作日安排已生效 / the working days of {answer.Year} are in force");
        });

    public static Command Indicators() => Create(
        "indicators", "Define what towns and villages fill in: indicators, rules, sets (as operator)", $"Indicators and sets: {Table}", define: async (file, parsed, cancellation) =>
        {
            var answer = await new V1.Indicators.IndicatorsClient(file.Channel).DefineIndicatorsAsync(
                new() { District = file.District, FileName = file.Name, Content = file.Content, DryRun = file.IsCheck }, cancellationToken: cancellation);
            return new(answer.Changes, $"自 {answer.From} 起生效：{answer.Indicators} 个指标，{answer.Sets} 张套表 / in force from {answer.From}: {answer.Indicators} indicators, {answer.Sets} sets");
        });

    public static Command Places()
    {
        var from = new Option<string>("--from") { Description = "In force from this day, e.g. 2026-01-01", Required = true };
        var source = new Option<string>("--source") { Description = "Where the list was taken from", DefaultValueFactory = _ => "" };
        return Create(
            "places", "Define the towns and villages there are, from a day on (as operator)", "Places: CSV with code, name, level, parent (and merged_into)", options: [from, source], define: async (file, parsed, cancellation) =>
            {
                var day = parsed.GetValue(from)!;
                var answer = await new V1.Indicators.IndicatorsClient(file.Channel).DefinePlacesAsync(
                    new() { District = file.District, From = day, Source = parsed.GetValue(source)!, FileName = file.Name, Content = file.Content, DryRun = file.IsCheck },
                    cancellationToken: cancellation);
                return new(answer.Changes, $"自 {day} 起生效：{answer.Towns} 个镇街，{answer.Villages} 个村居 / in force from {day}: {answer.Towns} towns, {answer.Villages} villages");
            });
    }

    public static Command People() => Create(
        "people", "Put people into the address book by which reminders go out; others stay as they are (as operator)", "People: XLSX, as 填报 → 通讯录 hands it out", define: async (file, parsed, cancellation) =>
        {
            var answer = await new Reminders.RemindersClient(file.Channel).ImportPeopleAsync(
                new() { District = file.District, FileName = file.Name, Content = file.Content, DryRun = file.IsCheck }, cancellationToken: cancellation);
            return new(answer.Changes, $"已读入 {answer.People} 人 / {answer.People} people read");
        });

    private static string Version(long version) => $"已生效，第 {version} 版 / in force, version {version}";

    private static Command Create(
        string name, string description, string about, Func<DescribingFile, ParseResult, CancellationToken, Task<Described>> define, Option[]? options = null, bool withHall = false)
    {
        var server = new Server();
        var file = new Argument<FileInfo>("file") { Description = about };
        var check = new Option<bool>("--check") { Description = "Only check; change nothing" };
        var command = new Command(name, description);
        command.Arguments.Add(file);
        foreach (var option in options ?? []) command.Options.Add(option);
        command.Options.Add(check);
        server.AddTo(command, withDistrict: true, withHall);
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = parsed.GetValue(file)!;
            var content = UnsafeByteOperations.UnsafeWrap(await File.ReadAllBytesAsync(path.FullName, cancellation));
            using var channel = await server.OpenAsync(parsed, cancellation);
            try
            {
                var isCheck = parsed.GetValue(check);
                Sentences.Print(await define(new(channel, server.District(parsed), withHall ? server.Hall(parsed) : "", path.Name, content, isCheck), parsed, cancellation), isCheck);
                return 0;
            }
            catch (RpcException refused) when (Sentences.PrintErrors(refused))
            {
                return 1;
            }
        });
        return command;
    }

    /// <summary>A file that is handed over, and to whom.</summary>
    /// <param name="Hall">Empty: it is about the district.</param>
    /// <param name="IsCheck">Nothing is to be changed.</param>
    private sealed record DescribingFile(GrpcChannel Channel, string District, string Hall, string Name, ByteString Content, bool IsCheck);
}

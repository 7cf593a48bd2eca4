using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;
using NetArchTest.Rules;
using OpsCenter.Analytics.Simulation;
using OpsCenter.Gateway;
using OpsCenter.Kernel;
using OpsCenter.Silo.Hosting;
using OpsCenter.Silo.Storage;
using Xunit;

namespace OpsCenter.Tests.Architecture;

/// <summary>How the house is built: what may know what. A wall that is broken through shows here.</summary>
public sealed class ArchitectureTests
{
    private const string Kernel = "OpsCenter.Kernel";

    /// <summary>Subjects that the platform itself stands on: every other one is its guest.</summary>
    private static readonly string[] OfThePlatform = ["OpsCenter.Accounts", "OpsCenter.Audit", "OpsCenter.Quarantine"];

    private static readonly Assembly Analytics = typeof(HallPlan).Assembly, Grains = typeof(Subject).Assembly,
        Gateway = typeof(SubjectGateway).Assembly, Silo = typeof(OpsCenterHost).Assembly;

    /// <summary>Where the subjects' actors live.</summary>
    private static readonly string[] Actors = [.. Subjects.Actors.Select(subject => subject.GetType().Namespace!).Distinct()];

    /// <summary>Where the subjects live at the gateway.</summary>
    private static readonly string[] Gateways = [.. Subjects.All.Select(subject => subject.GetType().Namespace!).Distinct()];

    /// <summary>Where the subjects live in the silo's room.</summary>
    private static readonly string[] Tables = [.. ISubjectTables.All.Select(tables => tables.GetType().Namespace!).Distinct()];

    [Fact]
    public void Every_subject_is_found_where_it_lives()
    {
        // Without these the other rules would hold of nothing.
        Assert.Equal(10, Actors.Length);
        Assert.Equal(Actors.Select(space => space.Replace("OpsCenter.", "OpsCenter.Gateway.", StringComparison.Ordinal)), Gateways);
        Assert.Equal(["OpsCenter.Silo.Hotline"], Tables);
        Assert.NotEmpty(Deciders());
    }

    [Fact]
    public void References_run_one_way()
    {
        Assert.Empty(Ours(Analytics));
        Assert.Empty(Ours(Grains).Except(["OpsCenter.Analytics"]));
        Assert.Empty(Ours(Gateway).Except(["OpsCenter.Analytics", "OpsCenter.Grains"]));
        Assert.Empty(Ours(Silo).Except(["OpsCenter.Analytics", "OpsCenter.Grains", "OpsCenter.Gateway"]));
    }

    [Fact]
    public void The_kernel_knows_no_subject() =>
        Holds(Types.InAssembly(Grains).That().ResideInNamespace(Kernel).ShouldNot().HaveDependencyOnAny(Actors));

    [Fact]
    public void Subjects_know_one_another_one_way_only()
    {
        var known = OneWay(Grains, Actors);
        Assert.Contains("OpsCenter.Hotline", known["OpsCenter.Filings"]);
        // The working calendar is nobody else's: who counts working days knows it, and it knows none of them.
        Assert.Empty(known["OpsCenter.Calendar"]);
        Assert.All((string[])["OpsCenter.Hotline", "OpsCenter.Indicators"], one => Assert.Contains("OpsCenter.Calendar", known[one]));
        Assert.DoesNotContain("OpsCenter.Hotline", known["OpsCenter.Indicators"]);
        Assert.Contains("OpsCenter.Gateway.Places", OneWay(Gateway, Gateways)["OpsCenter.Gateway.Filings"]);
    }

    [Fact]
    public void The_gateways_platform_knows_no_subject() =>
        Holds(Types.InAssembly(Gateway).That().ResideInNamespace("OpsCenter.Gateway").And().DoNotResideInNamespaceMatching(Within(Gateways))
            .And().AreNotOfType(typeof(Subjects)).ShouldNot().HaveDependencyOnAny([.. Actors.Except(OfThePlatform), .. Gateways]));

    [Fact]
    public void Host_storage_journal_and_command_line_know_no_subject() =>
        Holds(Types.InAssembly(Silo).That().ResideInNamespaceMatching(@"^OpsCenter\.Silo\.(Hosting|Storage|Journal|CommandLine)(\.|$)")
            .ShouldNot().HaveDependencyOnAny([.. Actors.Except(OfThePlatform), .. Gateways, .. Tables]));

    [Fact]
    public void Deciders_know_neither_clock_nor_disk_nor_network_nor_actors() =>
        Holds(Types.InAssembly(Grains).That().ResideInNamespaceMatching(@"^OpsCenter\.").And().HaveNameEndingWith("Decider")
            .ShouldNot().HaveDependencyOnAny(
            "Orleans", "Microsoft.Extensions", "System.IO", "System.Net", "System.Threading", "System.TimeProvider", "System.Random",
            "System.Diagnostics.Stopwatch", "System.Diagnostics.Process",
            $"{Kernel}.DistrictClock", $"{Kernel}.ActorServices", $"{Kernel}.IJournal", $"{Kernel}.IJournalReader"));

    [Fact]
    public void Deciders_ask_for_no_time_and_no_chance_and_hold_nothing_that_could_change()
    {
        using var module = ModuleDefinition.ReadModule(Grains.Location);
        string[] forbidden =
        [
            "System.DateTime::get_Now", "System.DateTime::get_UtcNow", "System.DateTime::get_Today",
            "System.DateTimeOffset::get_Now", "System.DateTimeOffset::get_UtcNow",
            "System.Guid::NewGuid", "System.Environment::get_TickCount64",
        ];
        foreach (var decider in Deciders())
        {
            Assert.All(decider.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public), field =>
            {
                // What the primary constructor captured is not marked as read-only, so nobody may write to it outside of constructors.
                Assert.False(field.FieldType.IsAssignableTo(typeof(Delegate)), $"{decider.Name} closes over something: {field.Name}");
                Assert.False(field.FieldType.IsInterface, $"{decider.Name} holds something that could be anything: {field.Name}");
            });
            var definition = module.GetType(decider.FullName!.Replace('+', '/'));
            var methods = definition.Methods.Concat(definition.NestedTypes.SelectMany(nested => nested.Methods))
                .Where(method => method.HasBody).ToArray();
            var calls = methods.SelectMany(method => method.Body.Instructions)
                .Select(instruction => instruction.Operand).OfType<MethodReference>()
                .Select(called => $"{called.DeclaringType.FullName}::{called.Name}").ToArray();
            Assert.Empty(calls.Intersect(forbidden));
            var writes = methods.Where(method => !method.IsConstructor).SelectMany(method => method.Body.Instructions)
                .Where(instruction => instruction.OpCode == OpCodes.Stfld || instruction.OpCode == OpCodes.Stsfld)
                .Select(instruction => (FieldReference)instruction.Operand)
                .Where(field => field.DeclaringType.FullName == definition.FullName)
                .Where(field => !field.Name.StartsWith("<>", StringComparison.Ordinal)).ToArray();
            Assert.Empty(writes);
        }
    }

    /// <summary>So that a later move of a type does not break a cluster of two versions.</summary>
    [Fact]
    public void What_travels_between_processes_has_a_name_of_its_own()
    {
        var travels = Grains.GetTypes().Where(type => type.Namespace?.StartsWith("OpsCenter", StringComparison.Ordinal) == true
            && (type.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false) is not null
                || (type.IsInterface && type.IsAssignableTo(typeof(IGrain))))).ToArray();
        Assert.NotEmpty(travels);
        Assert.Empty(travels.Where(type => type.GetCustomAttribute<AliasAttribute>(inherit: false) is null).Select(type => type.FullName));
    }

    [Fact]
    public void Settings_are_read_in_one_way_so_that_all_of_them_are_listed()
    {
        string[] names = ["GetSection", "get_Item", "Get", "GetValue", "Bind", "BindConfiguration"];
        bool Reads(MethodReference called) =>
            names.Contains(called.Name) && called.DeclaringType.FullName.Contains("Configuration", StringComparison.Ordinal);
        // The second looks up what comes with the program, for the list.
        Assert.Equal(["OpsCenter.Kernel.OptionSections", "OpsCenter.Silo.CommandLine.SettingsTable"], Callers(Reads));
    }

    /// <summary>A file from outside is hostile until shown otherwise: one class knows how, and one way leads to it.</summary>
    [Fact]
    public void Workbooks_are_opened_by_one_class_and_written_by_one()
    {
        const string Files = "OpsCenter.Gateway.Platform.Files";
        // Files of records are read as they come, however large.
        bool Opens(MethodReference called) =>
            called.DeclaringType.FullName == $"{Files}.Workbook" && called.Name == "Open" && called.Parameters.Count == 2;
        Assert.Equal([$"{Files}.DefinitionFile`1", "OpsCenter.Gateway.Platform.Import.TableFile"], Callers(Opens));
        Assert.Equal([$"{Files}.Workbook"], Callers(called => called.DeclaringType.FullName == "System.IO.Compression.ZipArchive"));
        Assert.Equal(
            [$"{Files}.XlsxText"], Callers(called => called.DeclaringType.FullName.StartsWith("MiniExcelLibs.", StringComparison.Ordinal)));
    }

    /// <summary>The product's classes that call such a method, by name.</summary>
    private static string[] Callers(Func<MethodReference, bool> isSuch)
    {
        SortedSet<string> callers = new(StringComparer.Ordinal);
        foreach (var assembly in (Assembly[])[Grains, Gateway, Silo])
        {
            using var module = ModuleDefinition.ReadModule(assembly.Location);
            foreach (var type in module.GetTypes())
            {
                var calls = type.Methods.Where(method => method.HasBody).SelectMany(method => method.Body.Instructions)
                    .Select(instruction => instruction.Operand).OfType<MethodReference>();
                if (calls.Any(isSuch)) callers.Add(Outermost(type).FullName);
            }
        }
        return [.. callers];

        static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
    }

    /// <summary>Whom each knows; fails where that runs in a circle.</summary>
    private static Dictionary<string, string[]> OneWay(Assembly assembly, string[] spaces)
    {
        var known = spaces.ToDictionary(one => one, one => spaces.Where(other => other != one && Knows(assembly, one, other)).ToArray());
        var left = known.ToDictionary(one => one.Key, one => one.Value.ToList());
        // Again and again what knows nobody is taken away: what is left then runs in a circle.
        while (left.FirstOrDefault(one => one.Value.Count == 0).Key is { } last)
        {
            left.Remove(last);
            foreach (var others in left.Values) others.Remove(last);
        }
        Assert.Empty(left.Select(one => $"{one.Key} -> {string.Join(", ", one.Value)}"));
        return known;
    }

    private static bool Knows(Assembly assembly, string space, string other) =>
        !Types.InAssembly(assembly).That().ResideInNamespaceMatching(Within([space]))
            .ShouldNot().HaveDependencyOnAny(other).GetResult().IsSuccessful;

    private static IEnumerable<string> Ours(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(reference => reference.Name!)
            .Where(name => name.StartsWith("OpsCenter.", StringComparison.Ordinal));

    private static string Within(IEnumerable<string> spaces) =>
        $"^({string.Join('|', spaces.Select(space => space.Replace(".", @"\.", StringComparison.Ordinal)))})(\\.|$)";

    private static Type[] Deciders() =>
    [
        .. Grains.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false }
            && type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IDecider<,,,>))),
    ];

    private static void Holds(ConditionList rule)
    {
        var result = rule.GetResult();
        Assert.True(result.IsSuccessful, string.Join('\n', result.FailingTypes.Select(type => $"{type.FullName}: {type.Explanation}")));
    }
}

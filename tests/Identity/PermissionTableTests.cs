using Google.Protobuf.Reflection;
using OpsCenter.Accounts;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.V1;
using Xunit;

namespace OpsCenter.Tests.Identity;

public class PermissionTableTests
{
    public static readonly FileDescriptor[] Files =
    [
        HallReflection.Descriptor, HotlineReflection.Descriptor, FilingsReflection.Descriptor, IndicatorsReflection.Descriptor,
        NoticesReflection.Descriptor, ScreensReflection.Descriptor, ClockReflection.Descriptor,
        CalendarReflection.Descriptor, ReadingReflection.Descriptor, AdminReflection.Descriptor, SetupReflection.Descriptor,
        FilesReflection.Descriptor,
        AccessReflection.Descriptor,
        global::Grpc.Health.V1.HealthReflection.Descriptor,
        global::Grpc.Reflection.V1Alpha.ReflectionReflection.Descriptor,
    ];

    public static IEnumerable<MethodDescriptor> Methods => Files.SelectMany(file => file.Services).SelectMany(service => service.Methods);

    /// <summary>The rule of every method of these files, by its full name.</summary>
    public static readonly Dictionary<string, MethodRule> Rules = Methods.Select(method => MethodAccessReader.Read(method)
        ?? throw new InvalidOperationException($"{method.FullName} does not say who may call it.")).ToDictionary(rule => rule.Method);

    [Fact]
    public void Every_proto_of_the_contract_is_looked_at()
    {
        var services = typeof(HallReflection).Assembly.GetTypes().Where(type => type.Name.EndsWith("Reflection", StringComparison.Ordinal)
            && type.Namespace == "OpsCenter.V1").Select(type => (FileDescriptor)type.GetProperty("Descriptor")!.GetValue(null)!);
        Assert.Equal(services.Select(file => file.Name).Order(), Files.Where(file => file.Package == "opscenter.v1")
            .Select(file => file.Name).Order());
    }

    [Fact]
    public void Every_method_says_who_may_call_it()
    {
        Assert.All(Methods, method => Assert.True(MethodAccessReader.AccessOf(method) is not null, method.FullName));
        Assert.Equal(Methods.Select(method => $"/{method.Service.FullName}/{method.Name}").Order(), Rules.Keys.Order());
    }

    [Fact]
    public void Only_sign_in_and_health_are_open_to_everybody() => Assert.Equal(
        ["/grpc.health.v1.Health/Check", "/grpc.health.v1.Health/Watch", "/opscenter.v1.Sessions/SignIn"],
        Rules.Values.Where(rule => rule.Access == Access.Anyone).Select(rule => rule.Method).Order(StringComparer.Ordinal));

    [Fact]
    public void A_rule_reads_the_place_of_its_own_request()
    {
        foreach (var method in Methods)
        {
            var rule = Rules[$"/{method.Service.FullName}/{method.Name}"];
            if (rule.Access is not (Access.AtPlace or Access.WithinPlace)) continue;
            var request = (Google.Protobuf.IMessage)Activator.CreateInstance(method.InputType.ClrType)!;
            var field = method.InputType.FindFieldByName("district") ?? method.InputType.FindFieldByName("stream")
                ?? method.InputType.FindFieldByName("theme");
            if (field is null)
            {
                Assert.Equal(Territory.System, rule.Place(request));
                continue;
            }
            field.Accessor.SetValue(request, field.Name == "district" ? "440203" : "440203/hall/H1");
            Assert.Equal("440203", rule.Place(request));
        }
    }

    [Fact]
    public void Every_role_of_accounts_has_its_line() =>
        Assert.Equal(AccountOptions.Roles.ToArray(), Roles.Permissions.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Administrators_do_not_read_business_and_auditors_change_nothing()
    {
        Assert.Equal([Permission.ReadSetup, Permission.AdministerAccounts, Permission.ReadDiagnostics],
            Roles.Permissions["administrator"].Order());
        Assert.DoesNotContain(Rules.Values,
            rule => rule is { Changes: true, Access: Access.AtPlace } && Roles.Allow("auditor", rule.Permission));
        Assert.DoesNotContain(Roles.Permissions, row => row.Key != "auditor" && row.Value.Contains(Permission.ReadAudit));
    }

    /// <summary>The comments of the contract, as a table.</summary>
    [Theory]
    [InlineData("Halls/GetHall", "operator leader analyst screen")]
    [InlineData("Halls/DefineHall", "operator")]
    [InlineData("Quarantine/DismissQuarantined", "operator")]
    [InlineData("Ingest/SubmitHall", "source")]
    [InlineData("Screens/Watch", "screen operator leader analyst dispatcher adjudicator reviewer callback department town")]
    [InlineData("Hotline/GetHotline", "operator leader dispatcher adjudicator reviewer callback department town")]
    [InlineData("Hotline/DefineHotline", "operator")]
    [InlineData("Calendars/DecreeCalendar", "operator")]
    [InlineData("Hotline/ListOrders", "operator leader dispatcher adjudicator reviewer callback department town")]
    [InlineData("Hotline/ActOnOrder", "dispatcher adjudicator reviewer callback department town")]
    [InlineData("Hotline/RevealOrder", "dispatcher callback department town")]
    [InlineData("Hotline/RevokePrecedent", "adjudicator")]
    [InlineData("Reminders/ListPeople", "operator")]
    [InlineData("Reminders/ResendNotice", "operator")]
    [InlineData("Accounts/ListAccounts", "administrator")]
    [InlineData("Accounts/CreateAccount", "administrator")]
    [InlineData("Accounts/DisableAccount", "administrator")]
    [InlineData("Accounts/GrantRole", "administrator")]
    [InlineData("Accounts/RevokeGrant", "administrator")]
    [InlineData("Accounts/RenameAccount", "administrator")]
    [InlineData("Accounts/UnlockAccount", "administrator")]
    [InlineData("Accounts/ListGrantPlaces", "administrator")]
    [InlineData("Accounts/GetAccountsFile", "administrator")]
    [InlineData("Accounts/GetAccountsTemplate", "administrator")]
    [InlineData("Accounts/ImportAccounts", "administrator")]
    [InlineData("History/ListHistory", "operator auditor")]
    [InlineData("Audit/ListAudit", "auditor")]
    public void Who_may_call(string method, string roles) => Assert.Equal(
        roles.Split(' ').Order(),
        AccountOptions.Roles.Where(role => Roles.Allow(role, Rules[$"/opscenter.v1.{method}"].Permission)).Order());

    /// <summary>Whoever has an action of the hotline's desks may call the method for it, and nobody else.</summary>
    [Fact]
    public void Orders_are_moved_by_those_who_have_a_move()
    {
        Permission[] moves = [Permission.DispatchOrders, Permission.HandleOrders, Permission.RuleOrders, Permission.ReviewOrders,
            Permission.CallBackOrders];
        Assert.All(Roles.Permissions, role => Assert.Equal(role.Value.Overlaps(moves), role.Value.Contains(Permission.MoveOrders)));
        Assert.All(Roles.Permissions,
            role => Assert.True(!role.Value.Contains(Permission.MoveOrders) || role.Value.Contains(Permission.ReadOrders)));
        Assert.All(new[] { "leader", "operator", "analyst", "auditor", "administrator", "screen" },
            role => Assert.False(Roles.Allow(role, Permission.MoveOrders)));
    }

    [Theory]
    [InlineData("department", "440203/ZJJ", "440203", true)]
    [InlineData("department", "440204/ZJJ", "440203", false)]
    [InlineData("town", "440203102", "440203", true)]
    [InlineData("dispatcher", "4402", "440203", true)]
    [InlineData("dispatcher", "440203", "440203", true)]
    [InlineData("dispatcher", "440204", "440203", false)]
    [InlineData("analyst", "440203", "440203", false)]
    public void Who_has_a_right_in_a_district_has_it_there_or_in_a_part_of_it(string role, string granted, string district, bool can) =>
        Assert.Equal(can, new Caller("a", "a", [new(role, granted)], null, default).CanWithin(Permission.MoveOrders, district));

    [Theory]
    [InlineData("44", "440203", true)]
    [InlineData("440203", "440203102", true)]
    [InlineData("440203", "4402", false)]
    [InlineData("440203", "440204", false)]
    [InlineData("*", "440203", true)]
    [InlineData("*", "system", true)]
    [InlineData("system", "system", true)]
    [InlineData("440203", "system", false)]
    [InlineData("440203", "", false)]
    [InlineData("44", "44x", false)]
    [InlineData("440203", "440203/ZJJ", true)]
    [InlineData("4402", "440203/ZJJ", true)]
    [InlineData("*", "440203/ZJJ", true)]
    [InlineData("440203/ZJJ", "440203/ZJJ", true)]
    [InlineData("440203/ZJJ", "440203/ZJJ2", false)]
    [InlineData("440203/ZJJ", "440203", false)]
    [InlineData("440203/ZJJ", "440203102", false)]
    [InlineData("440203102", "440203/ZJJ", false)]
    [InlineData("440204", "440203/ZJJ", false)]
    [InlineData("440203", "440203/", false)]
    [InlineData("440203", "440203/a/b", false)]
    public void A_place_holds_what_begins_like_it(string granted, string place, bool covers) =>
        Assert.Equal(covers, Territory.Covers(granted, place));
}

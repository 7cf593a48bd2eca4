using System.Text.RegularExpressions;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.V1;
using Xunit;
using Declared = OpsCenter.V1.MethodAccess.Types;

namespace OpsCenter.Tests.Identity;

public partial class MethodAccessTests
{
    [Fact]
    public void The_contract_and_the_gateway_know_the_same_permissions()
    {
        var declared = Enum.GetValues<Declared.Permission>().Where(value => value != Declared.Permission.Unspecified).ToArray();
        Assert.Equal(Enum.GetNames<Permission>(), declared.Select(value => MethodAccessReader.PermissionOf(value).ToString()));
        Assert.Throws<InvalidDataException>(() => MethodAccessReader.PermissionOf(Declared.Permission.Unspecified));
        Assert.Throws<InvalidDataException>(() => MethodAccessReader.PermissionOf((Declared.Permission)1000));
    }

    [Fact]
    public void A_method_that_says_nothing_has_no_rule() =>
        Assert.Null(MethodAccessReader.Read(Probe.Saying(null, GetHallRequest.Descriptor)));

    [Theory]
    [InlineData("""{ "permission": "READ_HALLS", "place": "district" }""", Access.AtPlace, "440203/a")]
    [InlineData("""{ "permission": "READ_HALLS", "scope": "WITHIN", "stream": "district" }""", Access.WithinPlace, "440203")]
    [InlineData("""{ "permission": "READ_HALLS", "system": true }""", Access.AtPlace, "system")]
    [InlineData("""{ "permission": "READ_HALLS", "scope": "SOMEWHERE" }""", Access.Somewhere, "")]
    [InlineData("""{ "who": "SIGNED_IN" }""", Access.SignedIn, "system")]
    [InlineData("""{ "who": "ANYONE" }""", Access.Anyone, "system")]
    public void A_rule_is_what_the_method_says(string said, Access access, string place)
    {
        var rule = MethodAccessReader.Read(Probe.Saying(MethodAccess.Parser.ParseJson(said), GetHallRequest.Descriptor))!;
        var request = new GetHallRequest { District = "440203/a" };
        Assert.Equal(("/test.Probe/One", access, place, false, ""),
            (rule.Method, rule.Access, rule.Place(request), rule.Changes, rule.Subject(request)));
    }

    [Theory]
    [InlineData("{}", "A place is needed")]
    [InlineData("""{ "place": "district" }""", "no permission Unspecified")]
    [InlineData("""{ "permission": "READ_HALLS" }""", "A place is needed")]
    [InlineData("""{ "permission": "READ_HALLS", "scope": "SOMEWHERE", "place": "district" }""", "A place is needed")]
    [InlineData("""{ "permission": "READ_HALLS", "place": "distrikt" }""", "has no field 'distrikt'")]
    [InlineData("""{ "permission": "READ_HALLS", "stream": "distrikt" }""", "has no field 'distrikt'")]
    [InlineData("""{ "permission": "READ_HALLS", "place": "" }""", "has no field ''")]
    [InlineData("""{ "permission": "READ_HALLS", "place": "dry_run" }""", "not one text")]
    [InlineData("""{ "permission": "READ_HALLS", "system": false }""", "true or is not there")]
    [InlineData("""{ "permission": "READ_HALLS", "place": "district", "changes": true, "audit": "{hal}" }""", "has no field 'hal'")]
    [InlineData("""{ "permission": "READ_HALLS", "place": "district", "audit": "{hall}" }""", "Only a method that changes")]
    [InlineData("""{ "who": "ANYONE", "permission": "READ_HALLS" }""", "neither permission nor scope nor place")]
    [InlineData("""{ "who": "SIGNED_IN", "place": "district" }""", "neither permission nor scope nor place")]
    [InlineData("""{ "who": 9 }""", "no who")]
    [InlineData("""{ "permission": "READ_HALLS", "scope": 9, "place": "district" }""", "no scope")]
    public void What_makes_no_sense_is_found(string said, string why)
    {
        var method = Probe.Saying(MethodAccess.Parser.ParseJson(said), DefineHallRequest.Descriptor);
        var wrong = Assert.Throws<InvalidDataException>(() => MethodAccessReader.Read(method));
        Assert.StartsWith("The option access of test.Probe.One is wrong: ", wrong.Message);
        Assert.Contains(why, wrong.Message);
    }

    [Theory]
    [InlineData("""{ "permission": "READ_HALLS", "place": "district" }""")]
    [InlineData("""{ "permission": "READ_HALLS", "scope": "SOMEWHERE", "changes": true, "audit": "{hall}" }""")]
    public void The_messages_of_a_stream_are_not_there_yet(string said) => Assert.Throws<InvalidDataException>(() =>
        MethodAccessReader.Read(Probe.Saying(MethodAccess.Parser.ParseJson(said), GetHallRequest.Descriptor, streams: true)));

    /// <summary>What a permission let do stands in the trail with what it was done to.</summary>
    [Fact]
    public void A_method_that_changes_something_says_what()
    {
        foreach (var method in PermissionTableTests.Methods.Where(method => !method.IsClientStreaming))
            if (MethodAccessReader.AccessOf(method) is { Changes: true, Who: Declared.Who.Permitted } access)
                Assert.True(access.Audit.Length > 0, method.FullName);
    }

    [Fact]
    public void No_audit_text_names_what_is_personal_or_secret()
    {
        var ofMessages = PermissionTableTests.Files.SelectMany(file => file.MessageTypes)
            .Select(message => message.GetOptions()?.GetExtension(AccessExtensions.AuditText) ?? "");
        var texts = PermissionTableTests.Methods.Select(method => MethodAccessReader.AccessOf(method)!.Audit).Concat(ofMessages)
            .Where(text => text.Length > 0).ToArray();
        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.DoesNotMatch(Private(), text));
    }

    [GeneratedRegex(@"\{[a-z_.]*(password|secret|token|phone|mobile|email|address|caller|text|note|content(?!\.length))")]
    private static partial Regex Private();
}

using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.V1;
using Xunit;

namespace OpsCenter.Tests.Identity;

public class AuditTemplateTests
{
    [Fact]
    public void Braces_hold_fields_of_the_request()
    {
        Grant[] grants = [new() { Role = "clerk", Place = "440203" }, new() { Role = "leader", Place = "44" }];
        var create = new CreateAccountRequest { Name = "wang", Grants = { grants } };
        Assert.Equal("wang: clerk@440203, leader@44", Text("{name}: {grants}", create));
        Assert.Equal("wang: 2", Text("{name}: {grants.count}", create));
        var token = new CreateTokenRequest { Name = "kiosk", Grant = new() { Role = "source", Place = "440203" }, Days = 365 };
        Assert.Equal("kiosk: source@440203, 365 days", Text("{name}: {grant}, {days} days", token));
        Assert.Equal("at 440203", Text("at {grant.place}", token));
        Assert.Equal("at", Text("at {grant.place}", new CreateTokenRequest()));
        var moved = new MoveRoundRequest { DueAt = Timestamp.FromDateTimeOffset(new(2026, 3, 3, 9, 0, 0, TimeSpan.FromHours(8))) };
        Assert.Equal("2026-03-03T01:00:00Z", Text("{due_at}", moved));
        Assert.Equal("URGENT", Text("{flag}", new FlagAction { Flag = OrderFlag.Urgent }));
        Assert.Equal("3 bytes", Text("{content.length} bytes", new UploadFilingRequest { Content = ByteString.CopyFromUtf8("abc") }));
    }

    [Theory]
    [InlineData(true, "checked only")]
    [InlineData(false, "defined")]
    public void A_question_tells_two_calls_apart(bool dryRun, string text) =>
        Assert.Equal(text, Text("{dry_run ? checked only : defined}", new DefineHallRequest { Hall = "H1", DryRun = dryRun }));

    [Fact]
    public void A_branch_may_be_missing_and_may_hold_braces()
    {
        const string template = "{place}{submit ? , sent}: {cells ? {cells.count} cells : nothing}";
        Assert.Equal("P: nothing", Text(template, new SaveFilingRequest { Place = "P" }));
        Assert.Equal("P, sent: 1 cells", Text(template, new SaveFilingRequest { Place = "P", Submit = true, Cells = { new CellInput() } }));
    }

    [Fact]
    public void A_oneof_reads_as_the_field_that_is_set()
    {
        const string template = "{action ? {action} : no action} {department ? for {department}}";
        Assert.Equal("no action", Text(template, new ActOnOrderRequest()));
        Assert.Equal("claim for ZJJ", Text(template, new ActOnOrderRequest { Claim = new(), Department = "ZJJ" }));
        var dispatch = new DispatchAction { Lead = "ZJJ", Assisting = { "GAJ", "CGJ" }, Note = "x" };
        Assert.Equal("dispatch ZJJ GAJ, CGJ", Text(template, new ActOnOrderRequest { Dispatch = dispatch }));
        Assert.Equal("review returned", Text(template, new ActOnOrderRequest { Review = new() { Reason = "x" } }));
    }

    [Fact]
    public void Much_is_cut_short()
    {
        var request = new CreateAccountRequest { Grants = { Enumerable.Range(0, 60).Select(i => new Grant { Role = $"r{i}" }) } };
        Assert.Equal(50, Text("{grants}", request).Split(", ").Length);
    }

    [Theory]
    [InlineData("{nmae}", "has no field 'nmae'")]
    [InlineData("{grant.rolle}", "has no field 'rolle'")]
    [InlineData("{name.first}", "not one message")]
    [InlineData("{nmae ? a : b}", "has no field 'nmae'")]
    [InlineData("{name ? {nmae} : b}", "has no field 'nmae'")]
    [InlineData("{days ? a : b}", "neither true or false nor ever empty")]
    [InlineData("{name.count}", "not one message")]
    [InlineData("{name", "not closed")]
    [InlineData("name}", "not opened")]
    [InlineData("{}", "has no field ''")]
    public void What_does_not_fit_the_request_is_found(string template, string why) =>
        Assert.Contains(why,
            Assert.Throws<InvalidDataException>(() => AuditTemplate.Read(template, CreateTokenRequest.Descriptor)).Message);

    [Fact]
    public void Bytes_and_messages_without_a_text_are_not_written_down()
    {
        Refused("{content}", UploadFilingRequest.Descriptor);
        Refused("{person}", PutPersonRequest.Descriptor);
        Refused("{cells}", SaveFilingRequest.Descriptor);

        static void Refused(string template, MessageDescriptor request) =>
            Assert.Contains("cannot be written", Assert.Throws<InvalidDataException>(() => AuditTemplate.Read(template, request)).Message);
    }

    private static string Text(string template, IMessage request) => AuditTemplate.Read(template, request.Descriptor)(request);
}

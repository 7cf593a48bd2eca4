using Grpc.Core;
using OpsCenter.Accounts;
using OpsCenter.Gateway.Hotline;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using OpsCenter.Tests.Identity;
using OpsCenter.V1;
using Xunit;
using ClockKind = OpsCenter.Hotline.ClockKind;
using OrderFlag = OpsCenter.Hotline.OrderFlag;
using OrderStage = OpsCenter.Hotline.OrderStage;

namespace OpsCenter.Tests.Hotline;

public sealed class OrderActionsTests
{
    private const string District = "440203";

    /// <summary>Names of the contract's actions.</summary>
    private static readonly string[] Names = [.. ActOnOrderRequest.Descriptor.Oneofs.Single(oneof => oneof.Name == "action").Fields
        .Select(field => field.Name)];

    private static OrderState InProgress =>
        new() { Stage = OrderStage.InProgress, Lead = new("ZJJ"), Assists = [Assisting("GAJ"), Assisting("CGJ")] };

    [Fact]
    public void The_rules_know_the_actions_of_the_contract() => Assert.Equal(
        Names.Order(), Enum.GetValues<OrderStage>().SelectMany(stage => OrderMoves.Of(Rich(stage))).Distinct().Order());

    [Theory]
    [InlineData("dispatcher",
        "accept decline dispatch add_assist judge_refusal open_adjudication judge_delay hold resume flag urge supervise merge archive")]
    [InlineData("adjudicator", "rule")]
    [InlineData("reviewer", "review")]
    [InlineData("callback", "callback")]
    [InlineData("leader", "")]
    [InlineData("operator", "")]
    [InlineData("analyst", "")]
    public void Each_desk_has_its_actions(string role, string actions)
    {
        var scope = Scope(new AccountGrant(role, District));
        Assert.Equal(
            actions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(),
            Names.Where(name => scope.Can(OrderActions.PermissionOf(name))).Order());
    }

    [Fact]
    public void A_department_acts_on_what_it_leads_and_answers_where_it_assists()
    {
        Assert.Equal(["refuse", "contact", "answer", "ask_delay"], OrderActions.Of(InProgress, Department("ZJJ")));
        Assert.Equal(["contact", "answer_assist"], OrderActions.Of(InProgress, Department("GAJ")));
        Assert.Empty(OrderActions.Of(InProgress, Department("JTJ")));
        Assert.Equal(["contact"],
            OrderActions.Of(InProgress with { Assists = [Assisting("GAJ") with { Answer = SealedText.Empty }] }, Department("GAJ")));
        Assert.Empty(OrderActions.Of(InProgress, Scope(new AccountGrant("leader", District))));
    }

    [Fact]
    public void Who_acts_for_one_department_need_not_say_so()
    {
        Assert.Equal("ZJJ", OrderActions.DepartmentOf(Ask(request => request.Claim = new()), InProgress, Department("ZJJ")).Value);
        Assert.Equal("ZJJ", OrderActions.DepartmentOf(Ask(request => request.Claim = new()), InProgress, Department("ZJJ", "GAJ")).Value);
        Assert.Equal(
            "GAJ", OrderActions.DepartmentOf(Ask(request => request.AnswerAssist = new()), InProgress, Department("ZJJ", "GAJ")).Value);
        // Not its order: the order's rules say who has it.
        Assert.Equal("JTJ", OrderActions.DepartmentOf(Ask(request => request.Claim = new()), InProgress, Department("JTJ")).Value);
        Refused(StatusCode.InvalidArgument, Ask(request => request.Claim = new()), Department("JTJ", "JYJ"));
        Refused(StatusCode.InvalidArgument, Ask(request => request.AnswerAssist = new()), Department("GAJ", "CGJ"));
        Refused(StatusCode.PermissionDenied, Ask(request => (request.Claim, request.Department) = (new(), "ZJJ")), Department("GAJ"));
        Refused(StatusCode.PermissionDenied, Ask(request => request.Claim = new()), Scope(new AccountGrant("dispatcher", District)));

        static void Refused(StatusCode status, ActOnOrderRequest request, OrderScope scope) =>
            Assert.Equal(status, Assert.Throws<RpcException>(() => OrderActions.DepartmentOf(request, InProgress, scope)).StatusCode);
    }

    [Fact]
    public void The_audit_trail_gets_codes_and_no_words()
    {
        var subjectOf = PermissionTableTests.Rules["/opscenter.v1.Hotline/ActOnOrder"].Subject;
        Assert.Equal("GD1: dispatch ZJJ GAJ",
            subjectOf(Ask(request => request.Dispatch = new() { Lead = "ZJJ", Assisting = { "GAJ" }, Note = Words })));
        Assert.Equal("GD1: claim for ZJJ", subjectOf(Ask(request => (request.Claim, request.Department) = (new(), "ZJJ"))));
        Assert.Equal("GD1: judge_refusal overruled", subjectOf(Ask(request => request.JudgeRefusal = new() { Reason = Words })));
        Assert.Equal("GD1: flag SECRET on",
            subjectOf(Ask(request => request.Flag = new() { Flag = V1.OrderFlag.Secret, On = true, Reason = Words })));
        Assert.Equal("GD1: no action", subjectOf(Ask(_ => { })));
        foreach (var request in All()) Assert.DoesNotContain(Words, subjectOf(request));
    }

    [Fact]
    public void Every_action_is_a_command_and_neither_phone_nor_name_goes_further()
    {
        var commands = All().Select(request => OrderActions.CommandOf(request, new("ZJJ"), Name, HotlinePrivacy.New())).ToArray();
        Assert.Equal(Names.Length, commands.Select(command => command.GetType()).Distinct().Count());
        Assert.All(commands, command => Assert.DoesNotContain(Phone, command.ToString()));
        Assert.All(commands, command => Assert.DoesNotContain(Name, command.ToString()));
    }

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("")]
    public void A_pause_ends_on_a_day(string until) => Assert.Equal(StatusCode.InvalidArgument, Assert.Throws<RpcException>(() =>
        OrderActions.CommandOf(Ask(request => request.Hold = new() { Until = until }), default, "", HotlinePrivacy.New())).StatusCode);

    private const string Phone = "13812348000", Name = "乜寸心", Words = $"请回电 {Phone}，{Name}";

    /// <summary>A request of every kind, with words in every text.</summary>
    private static IEnumerable<ActOnOrderRequest> All() =>
        ActOnOrderRequest.Descriptor.Oneofs.Single(oneof => oneof.Name == "action").Fields.Select(field => Ask(request =>
    {
        var action = field.MessageType.Parser.ParseFrom(Google.Protobuf.ByteString.Empty);
        foreach (var text in field.MessageType.Fields.InDeclarationOrder().Where(one => one.Name is "reason" or "note" or "text"))
            text.Accessor.SetValue(action, Words);
        field.MessageType.FindFieldByName("until")?.Accessor.SetValue(action, "2026-12-01");
        field.MessageType.FindFieldByName("parent")?.Accessor.SetValue(action, "GD2");
        field.MessageType.FindFieldByName("flag")?.Accessor.SetValue(action, V1.OrderFlag.Urgent);
        field.Accessor.SetValue(request, action);
    }));

    private static ActOnOrderRequest Ask(Action<ActOnOrderRequest> with)
    {
        var request = new ActOnOrderRequest { District = District, Number = "GD1" };
        with(request);
        return request;
    }

    private static OrderScope Department(params string[] codes) =>
        new(new(District), Caller([.. codes.Select(code => new AccountGrant("department", $"{District}/{code}"))]),
            [.. codes.Select(code => new DepartmentCode(code))]);

    private static OrderScope Scope(params AccountGrant[] grants) => new(new(District), Caller(grants), []);

    private static Caller Caller(params AccountGrant[] grants) => new("somebody", "somebody", [.. grants], null, default);

    private static Assist Assisting(string department) => new(new(department), "", Clock(ClockKind.Assist), null);

    private static OrderClock Clock(ClockKind kind) => new(kind, default, new()
    {
        WarnAt = default,
        DueAt = default,
        RedAt = default,
        Rule = "",
    }, default);

    /// <summary>An order of a stage that has all that the stage's actions could ask for.</summary>
    private static OrderState Rich(OrderStage stage) => new()
    {
        Stage = stage,
        Lead = new("ZJJ"),
        Flags = [OrderFlag.Urgent],
        Assists = [Assisting("GAJ")],
        DelayPending = stage is OrderStage.InProgress,
        Hold = stage is OrderStage.AwaitingClaim ? new("", default, default) : null,
    };
}

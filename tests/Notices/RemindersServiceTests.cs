using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using MiniExcelLibs;
using OpsCenter.Gateway.Notices;
using OpsCenter.Notices;
using OpsCenter.Tests.Hotline;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.V1;
using Xunit;
using static OpsCenter.Tests.Hotline.HotlineGateway;

namespace OpsCenter.Tests.Notices;

/// <summary>The address book and the reminders through the public door.</summary>
[Collection("hotline")]
public sealed class RemindersServiceTests(HotlineGateway gateway)
{
    private const string Place = "440203102";

    private static BookPerson Someone(string code) => new()
    {
        Code = code,
        Name = "示例·安一",
        Place = Place,
        Duties = { BookDuty.Filler },
        Account = "longgui.clerk",
        Contacts = { new BookContact { Way = NoticeWay.WecomApp, Address = "zhangsan" },
            new BookContact { Way = NoticeWay.Sms, Address = "138 0013 8000" } },
    };

    private async Task<Reminders.RemindersClient> BureauAsync() => new((await gateway.ForAsync("operator")).Channel);

    [Fact]
    public async Task Somebody_is_put_into_the_book_and_comes_back_masked()
    {
        var bureau = await BureauAsync();
        var put = (await bureau.PutPersonAsync(new() { District = District, Person = Someone("book-1") })).Person;
        Assert.Equal(["zh***", "138****8000"], put.Contacts.Select(contact => contact.Address));
        var listed = await bureau.ListPeopleAsync(new() { District = District, Place = Place });
        Assert.Equal(put, Assert.Single(listed.People, person => person.Code == "book-1"));

        // What came back is put again: nothing changes, and the address is still there.
        var version = (await BookAsync()).Version;
        await bureau.PutPersonAsync(new() { District = District, Person = put });
        await bureau.PutPersonAsync(new() { District = District, Person = Someone("book-1") });
        Assert.Equal(version, (await BookAsync()).Version);
        put.AwayFrom = "2026-12-01";
        await bureau.PutPersonAsync(new() { District = District, Person = put });
        var kept = (await BookAsync()).People["book-1"];
        Assert.Equal((version + 1, new DateOnly(2026, 12, 1)), ((await BookAsync()).Version, kept.AwayFrom!.Value));
        Assert.Equal(
            "138 0013 8000", gateway.Services.GetRequiredService<ContactPrivacy>().Open(new(District), "book-1", kept.Contacts[1]));

        await bureau.RemovePersonAsync(new() { District = District, Code = "book-1", Reason = "调离" });
        Assert.DoesNotContain((await bureau.ListPeopleAsync(new() { District = District })).People, person => person.Code == "book-1");
    }

    [Fact]
    public async Task The_book_goes_out_as_a_workbook_and_comes_back_changed()
    {
        var bureau = await BureauAsync();
        await bureau.PutPersonAsync(new() { District = District, Person = Someone("file-1") });
        var file = await bureau.GetPeopleFileAsync(new() { District = District });
        Assert.EndsWith("通讯录.xlsx", file.FileName);
        var rows = Rows(file.Content);
        var own = rows.Single(row => (string)row["编号"] == "file-1");
        Assert.Equal(("zh***", "138****8000", "填报人"), (own["粤政易"], own["手机"], own["职责"]));

        // As it went out it changes nothing.
        Assert.Empty((await ImportAsync(rows)).Changes);
        (own["手机"], own["离岗自"]) = ("１３９００１３９０００", "2026-12-01");
        var another = own.Keys.ToDictionary(key => key, _ => (object)"");
        (another["编号"], another["姓名"], another["地方代码"], another["职责"], another["邮箱"]) =
            ("file-2", "示例·安四", Place, "负责人、代理人", "file2@example.gov.cn");
        var both = new[] { own, another };
        var expected = (string[])["示例·安一（file-1）有变化 / file-1 has changed", "新增 示例·安四（file-2） / file-2 is new"];
        var version = (await BookAsync()).Version;
        Assert.Equal(expected, (await ImportAsync(both, dryRun: true)).Changes);
        Assert.Equal(version, (await BookAsync()).Version);
        Assert.Equal(expected, (await ImportAsync(both)).Changes);
        var book = (await BookAsync()).People;
        Assert.Equal((new DateOnly(2026, 12, 1), "zh***"), (book["file-1"].AwayFrom!.Value, book["file-1"].Contacts[0].Masked));
        Assert.Equal([OpsCenter.Notices.Duty.Leader, OpsCenter.Notices.Duty.Deputy], book["file-2"].Duties);
        Assert.Equal("zhangsan", gateway.Services.GetRequiredService<ContactPrivacy>()
            .Open(new(District), "file-1", book["file-1"].Contacts[0]));

        // Each cell that is wrong is named, and nothing is changed.
        (own["手机"], own["离岗自"], another["职责"], another["地方代码"]) = ("0751-8888888", "十二月", "厨师", "");
        var refused = await Assert.ThrowsAsync<RpcException>(() => ImportAsync(both));
        var faults = refused.GetRpcStatus()!.GetDetail<Google.Rpc.BadRequest>()!.FieldViolations.Select(fault => fault.Field).ToArray();
        Assert.Equal(["通讯录!E3", "通讯录!G2", "通讯录!J2", "通讯录!3"], faults);
        Assert.Equal(StatusCode.InvalidArgument,
            (await RefusedAsync(
                async () => await bureau.ImportPeopleAsync(
                    new() { District = District, FileName = "a.xlsx", Content = ByteString.CopyFromUtf8("没有") }))).Status);
        Assert.Equal(book, (await BookAsync()).People);
        foreach (var code in (string[])["file-1", "file-2"])
            await bureau.RemovePersonAsync(new() { District = District, Code = code, Reason = "示例" });

        async Task<ImportPeopleResponse> ImportAsync(IReadOnlyCollection<Dictionary<string, object>> people, bool dryRun = false)
        {
            using var content = new MemoryStream();
            await content.SaveAsAsync(new Dictionary<string, object> { ["通讯录"] = people });
            return await bureau.ImportPeopleAsync(
                new() { District = District, FileName = "通讯录.xlsx", Content = ByteString.CopyFrom(content.ToArray()), DryRun = dryRun });
        }
    }

    private static Dictionary<string, object>[] Rows(ByteString workbook)
    {
        using var content = new MemoryStream(workbook.ToByteArray());
        return [.. content.Query(useHeaderRow: true)
            .Select(row => ((IDictionary<string, object>)row).ToDictionary(cell => cell.Key, cell => cell.Value ?? ""))];
    }

    [Fact]
    public async Task The_book_comes_in_pages()
    {
        var bureau = await BureauAsync();
        foreach (var number in Enumerable.Range(1, 5))
            await bureau.PutPersonAsync(
                new() { District = District, Person = new BookPerson { Code = $"page-{number}", Name = "示例·安二", Department = "PAGE" } });
        var (codes, token) = (new List<string>(), "");
        do
        {
            var page = await bureau.ListPeopleAsync(new() { District = District, Department = "PAGE", PageSize = 2, PageToken = token });
            Assert.Equal(5, page.Total);
            codes.AddRange(page.People.Select(person => person.Code));
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        Assert.Equal(["page-1", "page-2", "page-3", "page-4", "page-5"], codes);
    }

    [Fact]
    public async Task What_is_wrong_is_refused_with_its_field_or_code()
    {
        var bureau = await BureauAsync();
        foreach (var (status, reason, change) in new (StatusCode, string, Action<BookPerson>)[]
                 {
                     (StatusCode.InvalidArgument, "INVALID_ARGUMENT", person => person.Contacts[1].Address = "0751-8888888"),
                     (StatusCode.InvalidArgument, "INVALID_ARGUMENT", person => person.Contacts[0].Address = "@all"),
                     (StatusCode.InvalidArgument, "INVALID_ARGUMENT", person => person.Contacts[0].Way = NoticeWay.Unspecified),
                     (StatusCode.InvalidArgument, "INVALID_ARGUMENT",
                         person => person.Contacts.Add(new BookContact { Way = NoticeWay.Email, Address = "nobody" })),
                     (StatusCode.InvalidArgument, "INVALID_ARGUMENT", person => person.AwayFrom = "1.12.2026"),
                     (StatusCode.InvalidArgument, "PLACE_OR_DEPARTMENT", person => person.Department = "TJJ"),
                     (StatusCode.InvalidArgument, "INVALID_DUTIES", person => person.Duties.Add(BookDuty.Unspecified)),
                     (StatusCode.InvalidArgument, "CHANNEL_TWICE", person => person.Contacts.Add(person.Contacts[0].Clone())),
                 })
        {
            var person = Someone("wrong");
            change(person);
            Assert.Equal((status, reason),
                await RefusedAsync(async () => await bureau.PutPersonAsync(new() { District = District, Person = person })));
        }
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_ARGUMENT"),
            await RefusedAsync(async () => await bureau.PutPersonAsync(new() { District = District })));
    }

    [Fact]
    public async Task Notices_are_listed_resent_and_dropped()
    {
        const string Recipient = "notice-1";
        var bureau = await BureauAsync();
        await bureau.PutPersonAsync(new() { District = District, Person = Someone(Recipient) });
        var outbox = NoticeKeys.Outbox(new(District), Recipient);
        var step = new ReminderStep(ReminderStage.DueDay, SampleNotices.Due);
        await TellAsync(outbox, new Remind(Recipient, [step], []));
        var notice = Assert.Single((await ListAsync(bureau, Recipient)).Notices);
        Assert.Equal((outbox, "示例·安一", NoticeState.NoticeQueued, NoticeStage.NoticeDueDay),
            (notice.Outbox, notice.RecipientName, notice.State, notice.Steps[0].Stage));
        var name = new ResendNoticeRequest { District = District, Outbox = notice.Outbox, Number = notice.Number };
        Assert.Equal((StatusCode.FailedPrecondition, "NOT_DEAD"), await RefusedAsync(async () => await bureau.ResendNoticeAsync(name)));

        await TellAsync(outbox, new ReportFailure
        {
            Number = notice.Number,
            Try = 0,
            Channel = OpsCenter.Notices.NoticeChannel.Sms,
            Reason = "no mobile number",
            IsRefused = true,
            IsLast = true,
            RetryAfter = null,
        });
        var dead = Assert.Single((await ListAsync(bureau, Recipient, NoticeState.NoticeDead)).Notices);
        Assert.Equal((NoticeWay.Sms, "no mobile number", 1), (dead.Way, dead.Reason, dead.Tries));
        await bureau.ResendNoticeAsync(name);
        Assert.Equal((NoticeState.NoticeQueued, 0),
            Assert.Single((await ListAsync(bureau, Recipient)).Notices) is var again ? (again.State, again.Tries) : default);

        await bureau.DropNoticeAsync(new() { District = District, Outbox = notice.Outbox, Number = notice.Number, Reason = "已电话告知" });
        Assert.Equal("已电话告知", Assert.Single((await ListAsync(bureau, Recipient, NoticeState.NoticeDropped)).Notices).Reason);
        Assert.Equal((StatusCode.NotFound, "UNKNOWN_NOTICE"), await RefusedAsync(async () => await bureau.ResendNoticeAsync(name)));
        // Another district's outbox is nobody's here.
        name.Outbox = NoticeKeys.Outbox(new("440204"), Recipient);
        Assert.Equal((StatusCode.NotFound, "UNKNOWN_NOTICE"), await RefusedAsync(async () => await bureau.ResendNoticeAsync(name)));
    }

    [Fact]
    public async Task Nobody_else_gets_in()
    {
        foreach (var role in new[] { "leader", "dispatcher", "auditor" })
        {
            var other = new Reminders.RemindersClient((await gateway.ForAsync(role)).Channel);
            Assert.Equal(StatusCode.PermissionDenied,
                (await RefusedAsync(async () => await other.ListPeopleAsync(new() { District = District }))).Status);
        }
        var neighbour = new Reminders.RemindersClient((await gateway.ForAsync("operator", "440204")).Channel);
        Assert.Equal(StatusCode.PermissionDenied,
            (await RefusedAsync(async () => await neighbour.ListNoticesAsync(new() { District = District }))).Status);
    }

    private static async Task<ListNoticesResponse> ListAsync(
        Reminders.RemindersClient bureau, string recipient, NoticeState state = default) =>
        await bureau.ListNoticesAsync(new() { District = District, Recipient = recipient, State = state });

    private async Task<AddressBookState> BookAsync() =>
        (await gateway.Services.GetRequiredService<IGrainFactory>().GetGrain<IAddressBook>(NoticeKeys.AddressBook(new(District)))
            .PeopleAsync(-1))!;

    private async Task TellAsync(string outbox, NoticeCommand command)
    {
        var answers = await gateway.Services.GetRequiredService<IGrainFactory>().GetGrain<INotices>(outbox)
            .Handle([new("", TestDay.Now, command)], "test");
        Assert.Null(answers[0].Refusal);
    }
}

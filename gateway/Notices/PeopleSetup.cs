using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Gateway.Platform.Import;
using OpsCenter.Gateway.Platform.Setup;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Notices;

/// <summary>The address book, on the way from an empty product to one that works.</summary>
public sealed class PeopleSetup(AddressBookHandler book, ISamples? samples = null) : ISetupStep
{
    private const string SampleName = "wujiang-people.csv";

    public static readonly ExplainedSheet[] Sheets =
    [
        new(
            AddressBookFile.Sheet, new("编号", "1–64 个字母、数字、点、连字符或下划线", "chen"), new("姓名", "", "陈某"), new("地方代码", "镇街或村居的区划代码；部门的人空着"),
            new("部门代码", "部门的人写部门代码；地方的人空着", "NYJ"), new("职责", "填报人、负责人、代理人，多个用顿号分开", "填报人"), new("登录账号", "可以空着"),
            new("离岗自", "请假的第一天；可以空着"), new("离岗至", "请假的最后一天；可以空着"), new("粤政易", "成员的账号；联系方式至少写一种", "chen.mou"), new("手机", "11 位手机号"),
            new("邮箱", ""), new("群机器人", "配置里的机器人名称"), new("接口", "配置里的接口名称")),
    ];

    public SetupAbout About { get; } = new(
        "people", 60, "通讯录", "谁填报、谁负责、谁代理，用什么方式通知；催报照此送达。号码加密保存。", Permission.ManageReminders, Permission.ManageReminders)
    {
        Page = district => $"/filings/{district}/people",
        Templates = [new("people-template.xlsx", _ => Platform.Setup.Templates.Workbook(Sheets))],
        Sample = samples?.Find(SampleName) is { } csv
            ? new HandedOut("wujiang-people.xlsx", _ => AddressBookFile.Write(TableOf(csv))) { District = SampleExtensions.Wujiang }
            : null,
    };

    public async Task<SetupStanding> StandAsync(DistrictCode district)
    {
        var people = (await book.BookAsync(district)).People.Values;
        var unreached = people.Count(person => person.Contacts.IsEmpty);
        return people.Any()
            ? SetupStanding.Of($"{people.Count()} 人", unreached > 0 ? $"{unreached} 人没有联系方式" : "")
            : SetupStanding.Missing;
    }

    /// <summary>The rows below the headings.</summary>
    private static IEnumerable<IReadOnlyList<string>> TableOf(byte[] csv) =>
        new CsvRecords(new StringReader(TextFile.Decode(csv)), ',').Read().Skip(1).Select(record => record.Fields);
}

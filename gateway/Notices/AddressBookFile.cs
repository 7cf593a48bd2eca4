using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Notices;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Notices;

/// <summary>Somebody of a file.</summary>
/// <param name="Desired">Without contacts.</param>
/// <param name="Addresses">By way, where the file says one.</param>
/// <param name="Row">Names the row.</param>
/// <param name="PlaceOf">Names the cell of a field of <see cref="BookPerson"/>; of what stands in no cell the row.</param>
internal sealed record PersonInFile(
    BookPerson Desired, IReadOnlyDictionary<NoticeWay, Placed> Addresses, string Row, Func<string, string> PlaceOf);

/// <summary>An address book as a workbook: a sheet 通讯录 with a row for each person.</summary>
internal static class AddressBookFile
{
    public const int MaxBytes = 4 << 20;

    internal const string Sheet = "通讯录";

    private static readonly SheetColumn[] Columns =
    [
        new(["code", "编号"]), new(["name", "姓名"]), new(["place", "地方代码", "地方"], IsNeeded: false),
        new(["department", "部门代码", "部门"], IsNeeded: false),
        new(["duties", "职责"]), new(["account", "登录账号", "账号"]), new(["away_from", "离岗自"], MayBeTime: true),
        new(["away_until", "离岗至"], MayBeTime: true), new(["wecom", "粤政易"], IsNeeded: false), new(["sms", "手机"], IsNeeded: false),
        new(["email", "邮箱"], IsNeeded: false), new(["robot", "群机器人"], IsNeeded: false), new(["webhook", "接口"], IsNeeded: false),
    ];

    private static readonly NoticeWay[] Ways = [NoticeWay.WecomApp, NoticeWay.Sms, NoticeWay.Email, NoticeWay.WecomRobot,
        NoticeWay.Webhook];

    private static readonly Dictionary<string, BookDuty> Duties = new()
    {
        ["填报人"] = BookDuty.Filler,
        ["负责人"] = BookDuty.Leader,
        ["代理人"] = BookDuty.Deputy,
        ["filler"] = BookDuty.Filler,
        ["leader"] = BookDuty.Leader,
        ["deputy"] = BookDuty.Deputy
    };

    private static readonly char[] Separators = ['、', ',', '，', ';', '；', '/', ' ', '\n'];

    private static readonly DefinitionFile<List<PersonInFile>> Reader = new(MaxBytes, new("通讯录", "the address book")) { Xlsx = FromXlsx };

    /// <summary>The people, or what is wrong. Never throws for what the file holds.</summary>
    /// <param name="fileName">Its ending tells the format: .xlsx.</param>
    /// <param name="content">The file.</param>
    /// <param name="check">Makes them of what the file says; says what cannot be.</param>
    public static DefinitionReading<IReadOnlyList<Person>> Read(
        string fileName, byte[] content, Func<IReadOnlyList<PersonInFile>, List<FileError>, IReadOnlyList<Person>> check) =>
        Reader.Read(fileName, content, (people, findings) => check(people, findings.Errors));

    /// <summary>As a file that changes nothing when it is read.</summary>
    public static byte[] Write(IEnumerable<Person> people) => Write(people.Select(person => person.ToMessage()).Select(message => (string[])
    [
        message.Code, message.Name, message.Place, message.Department,
        string.Join('、', message.Duties.Select(duty => Wording.Chinese(Duties, duty))), message.Account,
        message.AwayFrom, message.AwayUntil,
        .. Ways.Select(way => message.Contacts.FirstOrDefault(contact => contact.Way == way)?.Address ?? ""),
    ]));

    /// <summary>The same of rows of texts, in the order of the columns.</summary>
    public static byte[] Write(IEnumerable<IReadOnlyList<string>> people)
    {
        static Func<IReadOnlyList<string>, string> At(int column) => values => values.ElementAtOrDefault(column) ?? "";
        var columns = Columns.Select((column, i) => (column.Words[1], At(i)));
        return XlsxText.Write(new() { [Sheet] = XlsxText.Rows([.. people], [.. columns]) });
    }

    private static List<PersonInFile> FromXlsx(Workbook workbook, FileFindings findings)
    {
        var (errors, warnings) = findings;
        if (!workbook.Sheets.Contains(Sheet))
            throw new UnreadableFileException(
                "", $"没有工作表“{Sheet}”，请使用下载的文件", $"the sheet \"{Sheet}\" is missing; use the file that can be downloaded");
        List<PersonInFile> people = [];
        var seen = new HashSet<string>();
        foreach (var row in SheetTable.Read(workbook, Sheet, Columns, errors, warnings))
        {
            if (!seen.Add(row[0].Code))
                errors.Add(FileError.At(
                    row[0].Place,
                    $"编号“{Wording.Shown(row[0].Text)}”出现了不止一次", $"\"{Wording.Shown(row[0].Text)}\" occurs more than once"));
            people.Add(Of(row, errors));
        }
        return people;
    }

    private static PersonInFile Of(SheetItem row, List<FileError> errors)
    {
        var desired = new BookPerson
        {
            Code = row[0].Code,
            Name = row[1].Text.Trim(),
            Place = row[2].Code,
            Department = row[3].Code,
            Account = row[5].Code,
            AwayFrom = row[6].Code,
            AwayUntil = row[7].Code
        };
        foreach (var word in row[4].Split(Separators))
            if (Duties.TryGetValue(word.Code.ToLowerInvariant(), out var duty)) desired.Duties.Add(duty);
            else
                errors.Add(FileError.At(word.Place, $"不认识职责“{Wording.Shown(word.Text)}”，应为填报人、负责人、代理人",
                    $"the duty \"{Wording.Shown(word.Text)}\" is not known; filler, leader or deputy is expected"));
        var addresses = Ways.Select((way, index) => (way, Cell: row[8 + index])).Where(each => !each.Cell.IsEmpty)
            .ToDictionary(each => each.way, each => each.Cell);
        var place = $"{Sheet}!{row.Row}";
        return new(desired, addresses, place,
            field => field switch { "away_from" => row[6].Place, "away_until" => row[7].Place, _ => place });
    }
}

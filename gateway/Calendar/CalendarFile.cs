using System.Globalization;
using Google.Protobuf;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Kernel;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Calendar;

/// <summary>A year's working days as a file: JSON, see <see cref="CalendarYear"/>.</summary>
internal static class CalendarFile
{
    private const int MaxBytes = 1 << 20;

    private const string Note =
        "这是法定节假日（全国年节及纪念日放假办法）。请按国务院办公厅当年的通知补上连休的日子（isOffDay 为 true）和调休上班的日子（isOffDay 为 false），在 papers 写上通知的文号或网址，再上传。";

    /// <summary>What is too large, or no year, is an error that names the day.</summary>
    public static DefinitionReading<CalendarYear> Read(ByteString content)
    {
        if (content.Length > MaxBytes)
            return Wrong("文件超过 1 MiB，请只提供一年的安排 / The file is larger than 1 MiB; give the days of one year");
        try
        {
            return new(CalendarYear.Parse(content.Span), [], []);
        }
        catch (FormatException wrong)
        {
            return Wrong(wrong.Message);
        }

        static DefinitionReading<CalendarYear> Wrong(string sentence) => new(null, [new("content", sentence)], []);
    }

    /// <summary>A year as it is decreed, or what the law says of it.</summary>
    public static DefinitionFile Write(DistrictCode district, int year, WorkingCalendar calendar)
    {
        var content = calendar.Decrees.GetValueOrDefault(year) is { } known ? known.ToJson()
            : year >= StatutoryHolidays.FirstYear ? StatutoryHolidays.Of(year).ToJson(Note)
            : new CalendarYear(year, [], []).ToJson(Note);
        return new()
        {
            FileName = string.Create(CultureInfo.InvariantCulture, $"{district}-工作日历-{year}.json"),
            Content = UnsafeByteOperations.UnsafeWrap(content),
        };
    }
}

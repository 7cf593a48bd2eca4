using System.Globalization;

namespace OpsCenter.Analytics.Simulation;

/// <summary>One customer of a service log. Times are local, without an offset; null = the log has none.</summary>
public sealed record ServiceLogRow
{
    /// <summary>The log's number of the visit.</summary>
    public required string Ticket { get; init; }

    /// <summary>What the customer came for.</summary>
    public required string Business { get; init; }

    /// <summary>0 and 1 regular, 2 advanced position.</summary>
    public required int Priority { get; init; }

    /// <summary>When the customer came.</summary>
    public required DateTime ArrivedAt { get; init; }

    /// <summary>When the service began.</summary>
    public required DateTime? StartedAt { get; init; }

    /// <summary>When the service ended.</summary>
    public required DateTime? FinishedAt { get; init; }

    /// <summary>When the customer gave up.</summary>
    public required DateTime? AbandonedAt { get; init; }

    /// <summary>"served" or "abandoned".</summary>
    public required string Outcome { get; init; }

    /// <summary>Who served; "NO_SERVER" where the log does not know; empty where nobody did.</summary>
    public required string Server { get; init; }

    /// <summary>What the log writes where it does not know who served.</summary>
    public const string UnknownServer = "NO_SERVER";
}

/// <summary>Reads a service log: CSV with a line of column names, in any order; further columns are left alone.</summary>
public static class ServiceLog
{
    private static readonly string[] Columns =
        ["ticket", "business", "priority", "arrived_at", "started_at", "finished_at", "abandoned_at", "outcome", "server"];

    /// <summary>The rows in the file's order, read as they are asked for.</summary>
    /// <param name="reader">The text; the caller closes it.</param>
    /// <param name="refused">
    /// Told the number of a line (the heading is 1) that is not a row, and why; reading goes on after it. When
    /// null, such a line throws <see cref="FormatException"/>.
    /// </param>
    /// <exception cref="FormatException">A column is missing, or a line is not a row and nobody listens.</exception>
    public static IEnumerable<ServiceLogRow> Read(TextReader reader, Action<int, string>? refused = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var heading = Split(reader.ReadLine() ?? throw new FormatException("The service log is empty."));
        var places = new int[Columns.Length];
        for (var i = 0; i < Columns.Length; i++)
        {
            places[i] = heading.IndexOf(Columns[i]);
            if (places[i] < 0) throw new FormatException($"The service log has no column {Columns[i]}.");
        }

        var number = 1;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.Length == 0) continue;
            var (row, error) = Parse(Split(line), places, heading.Count);
            if (row is not null) yield return row;
            else if (refused is null) throw new FormatException($"Line {number} of the service log: {error}");
            else refused(number, error);
        }
    }

    private static (ServiceLogRow? Row, string Error) Parse(List<string> fields, int[] places, int width)
    {
        if (fields.Count != width) return (null, $"{fields.Count} fields where the heading has {width}.");
        var ticket = fields[places[0]];
        if (ticket.Length == 0) return (null, "there is no ticket.");
        if (!int.TryParse(fields[places[2]], NumberStyles.Integer, CultureInfo.InvariantCulture, out var priority))
            return (null, $"the priority \"{fields[places[2]]}\" is no number.");

        var times = new DateTime?[4];
        for (var i = 0; i < times.Length; i++)
        {
            var text = fields[places[3 + i]];
            if (text.Length == 0) continue;
            if (!DateTime.TryParseExact(text, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
                return (null, $"{Columns[3 + i]} \"{text}\" is no time.");
            times[i] = time;
        }

        if (times[0] is not { } arrived) return (null, "there is no time of arrival.");
        return (new()
        {
            Ticket = ticket,
            Business = fields[places[1]],
            Priority = priority,
            ArrivedAt = arrived,
            StartedAt = times[1],
            FinishedAt = times[2],
            AbandonedAt = times[3],
            Outcome = fields[places[7]],
            Server = fields[places[8]],
        }, "");
    }

    private static List<string> Split(string line)
    {
        if (!line.Contains('"')) return [.. line.Split(',')];
        var fields = new List<string>();
        var field = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (quoted && line[i] == '"' && i + 1 < line.Length && line[i + 1] == '"') field.Append(line[i++]);
            else if (line[i] == '"') quoted = !quoted;
            else if (line[i] == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else field.Append(line[i]);
        }

        fields.Add(field.ToString());
        return fields;
    }
}

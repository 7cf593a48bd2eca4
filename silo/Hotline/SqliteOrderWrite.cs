using Microsoft.Data.Sqlite;

namespace OpsCenter.Silo.Hotline;

/// <summary>The writer's prepared statements, one execution a row.</summary>
internal sealed class SqliteOrderWrite(SqliteConnection connection) : IDisposable
{
    private const string InsertRow =
        """
        INSERT INTO order_row (district, id, number, version, stage, is_open, lead, topic, place, mark, delay_pending, urgent, stage_due,
            parent, assists, owed, digest, state)
        VALUES (@district, @id, @number, @version, @stage, @is_open, @lead, @topic, @place, @mark, @delay_pending, @urgent, @stage_due,
            @parent, @assists, @owed, @digest, @state)
        """;

    private const string UpdateRow =
        """
        UPDATE order_row SET
          number = @number, version = @version, stage = @stage, is_open = @is_open, lead = @lead, topic = @topic, place = @place,
              mark = @mark,
          delay_pending = @delay_pending, urgent = @urgent, stage_due = @stage_due, parent = @parent, assists = @assists, owed = @owed,
              digest = @digest, state = @state
        WHERE district = @district AND id = @id
        """;

    private const string PutLive =
        """
        INSERT INTO order_live (district, id, number, stage, is_open, lead, topic, place, mark, delay_pending, urgent, stage_due, parent,
            wake_at)
        VALUES (@district, @id, @number, @stage, @is_open, @lead, @topic, @place, @mark, @delay_pending, @urgent, @stage_due, @parent,
            @wake_at)
        ON CONFLICT (id) DO UPDATE SET
          stage = excluded.stage, is_open = excluded.is_open, lead = excluded.lead, topic = excluded.topic, place = excluded.place,
              mark = excluded.mark,
          delay_pending = excluded.delay_pending, urgent = excluded.urgent, stage_due = excluded.stage_due, parent = excluded.parent,
              wake_at = excluded.wake_at
        """;

    private static readonly string[] Filtered =
        ["@stage", "@is_open", "@lead", "@topic", "@place", "@mark", "@delay_pending", "@urgent", "@stage_due", "@parent"];

    private readonly SqliteCommand insertRow =
        Prepare(connection, InsertRow, ["@district", "@id", "@number", "@version", .. Filtered, "@assists", "@owed", "@digest", "@state"]);
    private readonly SqliteCommand updateRow =
        Prepare(connection, UpdateRow, ["@district", "@id", "@number", "@version", .. Filtered, "@assists", "@owed", "@digest", "@state"]);
    private readonly SqliteCommand putLive = Prepare(connection, PutLive, ["@district", "@id", "@number", .. Filtered, "@wake_at"]);
    private readonly SqliteCommand removeLive = Prepare(connection, "DELETE FROM order_live WHERE id = @id", ["@id"]);

    private readonly SqliteCommand putText = Prepare(
        connection,
        "INSERT INTO order_text (district, id, text) VALUES (@district, @id, @text) ON CONFLICT (id) DO UPDATE SET text = excluded.text",
        ["@district", "@id", "@text"]);

    private readonly SqliteCommand putPending = Prepare(
        connection,
        "INSERT INTO order_pending (district, id, terms) VALUES (@district, @id, @terms) ON CONFLICT (id) DO UPDATE SET terms = "
            + "excluded.terms",
        ["@district", "@id", "@terms"]);

    private readonly SqliteCommand removeAssist = Prepare(
        connection, "DELETE FROM order_assist WHERE district = @district AND department = @department AND id = @id",
        ["@district", "@department", "@id"]);

    private readonly SqliteCommand addAssist = Prepare(
        connection, "INSERT INTO order_assist (district, department, id) VALUES (@district, @department, @id)",
        ["@district", "@department", "@id"]);

    private readonly SqliteCommand addPostings = Prepare(
        connection, "INSERT INTO order_posting (district, bucket, block, postings) VALUES (@district, @bucket, @block, @postings)",
        ["@district", "@bucket", "@block", "@postings"]);

    private SqliteCommand[] All => [insertRow, updateRow, putLive, removeLive, putText, putPending, removeAssist, addAssist, addPostings];

    public void Apply(SqliteTransaction transaction, DistrictCode district, List<OrderChange> changes)
    {
        Enlist(transaction);
        // In the order of their ids, so that neighbours share pages.
        foreach (var change in changes.OrderBy(change => change.Id))
        {
            var row = change.Row;
            object?[] filtered =
            [
                (int)row.Stage, row.IsOpen, change.Lead, change.Topic, change.Place, (int)row.Mark, row.DelayPending, change.IsUrgent,
                change.StageDue, change.Parent,
            ];
            Run(change.IsNew ? insertRow : updateRow,
                [district.Value, change.Id, row.Number, row.Version, .. filtered, change.Assists, row.ResultOwed, change.Digest,
                    change.State]);
            if (change.IsLive) Run(putLive, [district.Value, change.Id, row.Number, .. filtered, change.WakeAt]);
            else if (!change.IsNew) Run(removeLive, [change.Id]);
            if (change.Text is not null) Run(putText, [district.Value, change.Id, change.Text]);
            if (change.Terms is not null) Run(putPending, [district.Value, change.Id, change.Terms]);
            if (!change.HasOtherAssists) continue;
            foreach (var department in OrderChange.DepartmentsOf(change.Before?.Assists ?? ""))
                Run(removeAssist, [district.Value, department, change.Id]);
            foreach (var department in OrderChange.DepartmentsOf(change.Assists)) Run(addAssist, [district.Value, department, change.Id]);
        }
    }

    public void AddPostings(SqliteTransaction transaction, DistrictCode district, long block, byte[][] buckets)
    {
        Enlist(transaction);
        for (var bucket = 0; bucket < buckets.Length; bucket++)
            if (buckets[bucket].Length > 0) Run(addPostings, [district.Value, bucket, block, buckets[bucket]]);
    }

    public void Dispose()
    {
        foreach (var command in All) command.Dispose();
    }

    private void Enlist(SqliteTransaction transaction)
    {
        foreach (var command in All) command.Transaction = transaction;
    }

    private static void Run(SqliteCommand command, ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, string[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }
}

using Npgsql;
using NpgsqlTypes;

namespace OpsCenter.Silo.Hotline;

/// <summary>Writes the orders of a page in a few statements, each with all of its rows as arrays.</summary>
internal sealed class PostgresOrderWrite(NpgsqlTransaction transaction, DistrictCode district)
{
    private const string InsertRows =
        """
        INSERT INTO order_row (district, id, number, version, stage, is_open, lead, assists, topic, place, mark, delay_pending, urgent,
            stage_due, parent, owed, digest, state)
        SELECT @district, * FROM unnest(@id, @number, @version, @stage, @is_open, @lead, @assists, @topic, @place, @mark, @delay_pending,
            @urgent, @stage_due, @parent, @owed, @digest, @state)
        """;

    private const string UpdateRows =
        """
        UPDATE order_row r SET
          version = n.version, stage = n.stage, is_open = n.is_open, lead = n.lead, assists = n.assists, topic = n.topic, place = n.place,
              mark = n.mark,
          delay_pending = n.delay_pending, urgent = n.urgent, stage_due = n.stage_due, parent = n.parent, owed = n.owed,
              digest = n.digest, state = n.state
        FROM unnest(@id, @number, @version, @stage, @is_open, @lead, @assists, @topic, @place, @mark, @delay_pending, @urgent, @stage_due,
            @parent, @owed, @digest, @state)
          AS n (id, number, version, stage, is_open, lead, assists, topic, place, mark, delay_pending, urgent, stage_due, parent, owed,
              digest, state)
        WHERE r.district = @district AND r.id = n.id
        """;

    private const string PutLive =
        """
        INSERT INTO order_live (district, id, number, stage, is_open, lead, topic, place, mark, delay_pending, urgent, stage_due, parent,
            wake_at)
        SELECT @district, * FROM unnest(@id, @number, @stage, @is_open, @lead, @topic, @place, @mark, @delay_pending, @urgent, @stage_due,
            @parent, @wake_at)
        ON CONFLICT (district, id) DO UPDATE SET
          stage = excluded.stage, is_open = excluded.is_open, lead = excluded.lead, topic = excluded.topic, place = excluded.place,
              mark = excluded.mark,
          delay_pending = excluded.delay_pending, urgent = excluded.urgent, stage_due = excluded.stage_due, parent = excluded.parent,
              wake_at = excluded.wake_at
        """;

    private const string RemoveLive = "DELETE FROM order_live WHERE district = @district AND id = ANY (@id)";

    private const string PutTexts =
        """
        INSERT INTO order_text (district, id, text) SELECT @district, * FROM unnest(@id, @text)
        ON CONFLICT (district, id) DO UPDATE SET text = excluded.text
        """;

    private const string PutPending =
        """
        INSERT INTO order_pending (district, id, terms) SELECT @district, * FROM unnest(@id, @terms)
        ON CONFLICT (district, id) DO UPDATE SET terms = excluded.terms
        """;

    private const string RemoveAssists =
        "DELETE FROM order_assist a USING unnest(@id, @department) AS n (id, department) WHERE a.district = @district AND a.department = "
            + "n.department AND a.id = n.id";

    private const string AddAssists =
        "INSERT INTO order_assist (district, id, department) SELECT @district, * FROM unnest(@id, @department)";

    private const string AddPostings =
        "INSERT INTO order_posting (district, block, bucket, postings) SELECT @district, @block, * FROM unnest(@bucket, @postings)";

    public async Task ApplyAsync(List<OrderChange> changes, CancellationToken cancellation)
    {
        // In the order of their ids, so that neighbours share pages.
        var all = changes.OrderBy(change => change.Id).ToArray();
        await WriteRowsAsync(InsertRows, [.. all.Where(change => change.IsNew)], cancellation);
        await WriteRowsAsync(UpdateRows, [.. all.Where(change => !change.IsNew)], cancellation);
        await WriteLiveAsync([.. all.Where(change => change.IsLive)], cancellation);
        OrderChange[] gone = [.. all.Where(change => !change.IsLive && !change.IsNew)];
        await ExecuteAsync(RemoveLive, gone.Length, cancellation, Ids(gone));
        OrderChange[] worded = [.. all.Where(change => change.Text is not null)];
        await ExecuteAsync(PutTexts, worded.Length, cancellation, Ids(worded), Text("@text", worded, change => change.Text!));
        await ExecuteAsync(PutPending, worded.Length, cancellation, Ids(worded), Bytes("@terms", worded, change => change.Terms!));
        await WriteAssistsAsync([.. all.Where(change => change.HasOtherAssists)], cancellation);
    }

    public Task AddPostingsAsync(long block, byte[][] buckets, CancellationToken cancellation)
    {
        var filled = Enumerable.Range(0, buckets.Length).Where(bucket => buckets[bucket].Length > 0).ToArray();
        return ExecuteAsync(
            AddPostings, filled.Length, cancellation, new NpgsqlParameter<long>("@block", block),
            Numbers("@bucket", filled, bucket => bucket), Bytes("@postings", filled, bucket => buckets[bucket]));
    }

    private Task WriteRowsAsync(string sql, OrderChange[] changes, CancellationToken cancellation) => ExecuteAsync(
        sql, changes.Length, cancellation,
        [
            Ids(changes), Text("@number", changes, change => change.Row.Number), Longs("@version", changes, change => change.Row.Version),
            .. Filtered(changes), Text("@assists", changes, change => change.Assists),
            Numbers("@owed", changes, change => change.Row.ResultOwed),
            Longs("@digest", changes, change => change.Digest), Bytes("@state", changes, change => change.State),
        ]);

    private Task WriteLiveAsync(OrderChange[] changes, CancellationToken cancellation) => ExecuteAsync(
        PutLive, changes.Length, cancellation,
        [Ids(changes), Text("@number", changes, change => change.Row.Number), .. Filtered(changes),
            Moments("@wake_at", changes, change => change.WakeAt)]);

    private async Task WriteAssistsAsync(OrderChange[] changes, CancellationToken cancellation)
    {
        var before =
            changes.SelectMany(change => OrderChange.DepartmentsOf(change.Before?.Assists ?? "")
                .Select(department => (change.Id, Department: department))).ToArray();
        var after = changes.SelectMany(
            change => OrderChange.DepartmentsOf(change.Assists).Select(department => (change.Id, Department: department))).ToArray();
        await ExecuteAsync(RemoveAssists, before.Length, cancellation, Longs("@id", before, assist => assist.Id),
            Text("@department", before, assist => assist.Department));
        await ExecuteAsync(AddAssists, after.Length, cancellation, Longs("@id", after, assist => assist.Id),
            Text("@department", after, assist => assist.Department));
    }

    /// <summary>The columns that both tables have.</summary>
    private static NpgsqlParameter[] Filtered(OrderChange[] changes) =>
    [
        Numbers("@stage", changes, change => (int)change.Row.Stage), Numbers("@is_open", changes, change => change.Row.IsOpen ? 1 : 0),
        Text("@lead", changes, change => change.Lead), Text("@topic", changes, change => change.Topic),
        Text("@place", changes, change => change.Place),
        Numbers("@mark", changes, change => (int)change.Row.Mark),
        Numbers("@delay_pending", changes, change => change.Row.DelayPending ? 1 : 0),
        Numbers("@urgent", changes, change => change.IsUrgent ? 1 : 0), Moments("@stage_due", changes, change => change.StageDue),
        Text("@parent", changes, change => change.Parent),
    ];

    private async Task ExecuteAsync(string sql, int rows, CancellationToken cancellation, params NpgsqlParameter[] parameters)
    {
        if (rows == 0) return;
        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<string>("@district", district.Value));
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static NpgsqlParameter Ids(OrderChange[] changes) => Longs("@id", changes, change => change.Id);

    private static NpgsqlParameter Text<T>(string name, T[] rows, Func<T, string> value) => Array(name, rows, value, NpgsqlDbType.Text);

    private static NpgsqlParameter Numbers<T>(string name, T[] rows, Func<T, int> value) => Array(name, rows, value, NpgsqlDbType.Integer);

    private static NpgsqlParameter Longs<T>(string name, T[] rows, Func<T, long> value) => Array(name, rows, value, NpgsqlDbType.Bigint);

    private static NpgsqlParameter Moments<T>(string name, T[] rows, Func<T, long?> value) => Array(name, rows, value, NpgsqlDbType.Bigint);

    private static NpgsqlParameter Bytes<T>(string name, T[] rows, Func<T, byte[]> value) => Array(name, rows, value, NpgsqlDbType.Bytea);

    private static NpgsqlParameter Array<T, TValue>(string name, T[] rows, Func<T, TValue> value, NpgsqlDbType element) =>
        new NpgsqlParameter<TValue[]>(name,
            System.Array.ConvertAll(rows, row => value(row)))
        { NpgsqlDbType = NpgsqlDbType.Array | element };
}

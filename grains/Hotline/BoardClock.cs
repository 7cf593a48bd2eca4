using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>
/// The clock of a hotline's data. What people and the platform report moves it; what the product does by itself, on our clock, does
/// not, so that a replay of an old year shows that year's wall.
/// </summary>
internal sealed class BoardClock
{
    /// <summary>When the newest fact happened; null: there is none.</summary>
    private DateTimeOffset? dataTime;
    private DateTimeOffset committedAt;

    /// <summary>
    /// How far the data's clock is behind ours: what the promptest report had. Desks report at once and the platform in batches; a fact
    /// that comes late must not turn the clock back.
    /// </summary>
    private TimeSpan behind;

    public DateTimeOffset? DataTime => dataTime;

    /// <param name="actor">Who caused it, as the journal has it.</param>
    public void Note(OrderEvent fact, string actor, DateTimeOffset occurredAt, DateTimeOffset recordedAt)
    {
        if (recordedAt > committedAt) committedAt = recordedAt;
        if (actor is HotlineCallers.Order or HotlineCallers.Watch || fact is ResultDelivered) return;
        // A source whose clock is ahead of ours does not take the wall's clock with it.
        var seenAt = occurredAt < recordedAt ? occurredAt : recordedAt;
        if (dataTime is null || recordedAt - seenAt < behind) behind = recordedAt - seenAt;
        if (dataTime is null || seenAt > dataTime) dataTime = seenAt;
    }

    /// <summary>The data's clock now.</summary>
    public DateTimeOffset SourceTime(DateTimeOffset now) =>
        dataTime is not { } newest ? now : now - behind is var time && time > newest ? time : newest;

    public ThemeTimes Times(DateTimeOffset now, TimeSpan staleAfter)
    {
        var sourceTime = SourceTime(now);
        return new(dataTime, sourceTime, dataTime is null ? null : committedAt, dataTime is { } newest && sourceTime - newest > staleAfter);
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(dataTime is { } time ? Micros.Of(time) : long.MinValue);
        writer.Write(Micros.Of(committedAt));
        writer.Write(behind.Ticks);
    }

    public void Load(BinaryReader reader)
    {
        dataTime = reader.ReadInt64() is var time and not long.MinValue ? Micros.ToTime(time) : null;
        committedAt = Micros.ToTime(reader.ReadInt64());
        behind = new(reader.ReadInt64());
    }
}

namespace OpsCenter.Hotline;

/// <summary>How an order stands in the checkpoint: some 80 bytes.</summary>
internal sealed partial class BoardOrder
{
    public void Save(BinaryWriter writer)
    {
        writer.Write(Number);
        writer.Write((byte)Stage);
        writer.Write((byte)Type);
        writer.Write(
            (byte)((IsUrgent ? 1 : 0) | (IsAssessed ? 2 : 0) | (DelayPending ? 4 : 0) | (IsApproved ? 8 : 0) | (isUrgentByContent
                ? 16
                : 0)));
        writer.Write((byte)(Of(solved) | Of(satisfied) << 2));
        writer.Write7BitEncodedInt(Topic);
        writer.Write7BitEncodedInt(Town);
        writer.Write7BitEncodedInt(Lead);
        writer.Write7BitEncodedInt(dispatches);
        writer.Write7BitEncodedInt(ReceiptIndex + 1);
        writer.Write(ReceivedAt);
        foreach (var moment in (long[])
            [StageSince, stoppedAt, missedDueAt, Claim.WarnAt, Claim.DueAt, Claim.RedAt, Handling.WarnAt, Handling.DueAt, Handling.RedAt,
                AnsweredAt, ContactSince]) Write(moment);
        writer.Write7BitEncodedInt(assists.Count);
        foreach (var (department, isAnswered) in assists) writer.Write7BitEncodedInt(department << 1 | (isAnswered ? 1 : 0));

        static int Of(bool? value) => value switch { null => 0, false => 1, true => 2 };

        // As a distance from the call, which is short.
        void Write(long moment) =>
            writer.Write7BitEncodedInt64(moment == 0 ? 0 : moment - ReceivedAt is var distance && distance >= 0
                ? distance * 2 + 1
                : -distance * 2);
    }

    public static BoardOrder Load(BinaryReader reader)
    {
        var order = new BoardOrder(reader.ReadString()) { Stage = (OrderStage)reader.ReadByte(), Type = (OrderType)reader.ReadByte() };
        var flags = reader.ReadByte();
        (order.IsUrgent, order.IsAssessed, order.DelayPending) = ((flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0);
        (order.IsApproved, order.isUrgentByContent) = ((flags & 8) != 0, (flags & 16) != 0);
        var answers = reader.ReadByte();
        (order.solved, order.satisfied) = (Of(answers & 3), Of(answers >> 2));
        (order.Topic, order.Town, order.Lead) = (reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
        (order.dispatches, order.ReceiptIndex) = (reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt() - 1);
        order.ReceivedAt = reader.ReadInt64();
        (order.StageSince, order.stoppedAt, order.missedDueAt) = (Read(), Read(), Read());
        order.Claim = new(Read(), Read(), Read());
        order.Handling = new(Read(), Read(), Read());
        (order.AnsweredAt, order.ContactSince) = (Read(), Read());
        for (var count = reader.Read7BitEncodedInt(); count > 0; count--)
        {
            var assist = reader.Read7BitEncodedInt();
            order.assists.Add((assist >> 1, (assist & 1) != 0));
        }
        return order;

        static bool? Of(int value) => value switch { 1 => false, 2 => true, _ => null };

        long Read() => reader.Read7BitEncodedInt64() is var written && written == 0 ? 0
            : (written & 1) != 0 ? order.ReceivedAt + written / 2 : order.ReceivedAt - written / 2;
    }
}

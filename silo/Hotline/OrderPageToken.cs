using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using OpsCenter.Hotline;

namespace OpsCenter.Silo.Hotline;

/// <summary>Where a page of a list ended: behind the order with this key.</summary>
/// <param name="Part">Which part of the list, see <see cref="OrderListPart"/>.</param>
/// <param name="Due">Deadline of the stage, where the part goes by it.</param>
/// <param name="Id">The order's id.</param>
internal readonly record struct OrderListKey(int Part, long Due, long Id);

/// <summary>A key as the token that callers hand back: opaque to them, and good for the same list only.</summary>
internal static class OrderPageToken
{
    private const int Length = 21;

    private static readonly Refusal NotOfThisList = Refusal.Invalid(
        "invalid_page_token", "翻页标记无效或不属于这个列表，请从第一页重新开始", "The page token is not one of this list: begin again with the first page");

    public static string Write(OrderQuery query, OrderListKey key)
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, ListOf(query));
        bytes[4] = (byte)key.Part;
        BinaryPrimitives.WriteInt64LittleEndian(bytes[5..], key.Due);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[13..], key.Id);
        return Base64Url.EncodeToString(bytes);
    }

    /// <returns>Null: the first page.</returns>
    /// <exception cref="OrderQueryException">It is not a token of this list.</exception>
    public static OrderListKey? Read(OrderQuery query)
    {
        if (query.PageToken.Length == 0) return null;
        Span<byte> bytes = stackalloc byte[Length];
        if (query.PageToken.Length != Base64Url.GetEncodedLength(Length)
            || !Base64Url.TryDecodeFromChars(query.PageToken, bytes, out var read) || read != Length
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != ListOf(query))
            throw new OrderQueryException("page_token", NotOfThisList);
        return new(bytes[4], BinaryPrimitives.ReadInt64LittleEndian(bytes[5..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[13..]));
    }

    /// <summary>What is asked for, but for where the page begins and ends.</summary>
    private static uint ListOf(OrderQuery query)
    {
        var text = string.Join('\0', [
            query.District.Value, string.Join(',', query.Stages.Select(stage => (int)stage).Order()), query.Department.Value, query.Topic,
            query.Place.Value, query.Parent,
            string.Join(' ', OrderQueryRules.WordsOf(query.Text)), .. ((object?[])[
                (int)query.Mark, query.OnlyOpen, query.OnlyDelayPending, query.OnlyUrgent, query.ReceivedFrom?.UtcTicks,
                query.ReceivedTo?.UtcTicks, (int)query.Sort,
            ]).Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)),
        ]);
        return (uint)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text.AsSpan()));
    }
}

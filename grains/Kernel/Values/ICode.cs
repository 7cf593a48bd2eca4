using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;

namespace OpsCenter.Kernel;

/// <summary>
/// A code of one kind, so that the compiler tells it from other texts and from codes of other kinds. It is written as the text that it
/// is, in JSON and in Orleans' binary form: what was written before there were types reads as one.
/// </summary>
/// <remarks>
/// It becomes text by <see cref="Value"/> only: converted by itself, codes of two kinds could be compared with each other.
/// </remarks>
public interface ICode<TCode> where TCode : struct, ICode<TCode>
{
    /// <summary>The code as text; never null.</summary>
    string Value { get; }

    /// <summary>The code that a text is; nothing is checked.</summary>
    static abstract TCode Of(string? text);
}

/// <summary>A code as a JSON string, or as the name of a property where it is a dictionary's key.</summary>
public sealed class CodeJson<TCode> : JsonConverter<TCode> where TCode : struct, ICode<TCode>
{
    /// <summary>Null reads as the empty code.</summary>
    public override bool HandleNull => true;

    public override TCode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TCode.Of(reader.GetString());

    public override void Write(Utf8JsonWriter writer, TCode value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

    public override TCode ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TCode.Of(reader.GetString());

    public override void WriteAsPropertyName(Utf8JsonWriter writer, TCode value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value);
}

/// <summary>A code in Orleans' binary form: byte for byte the form of a string, which rows of the read tables hold.</summary>
internal abstract class CodeCodec<TCode> : IFieldCodec<TCode> where TCode : struct, ICode<TCode>
{
    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, TCode value)
        where TBufferWriter : IBufferWriter<byte>
    {
        if (expectedType == typeof(TCode))
        {
            StringCodec.WriteField(ref writer, fieldIdDelta, value.Value);
            return;
        }
        // Where anything may stand, the type is named too.
        ReferenceCodec.MarkValueField(writer.Session);
        writer.WriteFieldHeader(fieldIdDelta, expectedType, typeof(TCode), WireType.LengthPrefixed);
        var bytes = Encoding.UTF8.GetByteCount(value.Value);
        writer.WriteVarUInt32((uint)bytes);
        StringCodec.WriteRaw(ref writer, value.Value, bytes);
    }

    public TCode ReadValue<TInput>(ref Reader<TInput> reader, Field field) => TCode.Of(StringCodec.ReadValue(ref reader, field));
}

[RegisterSerializer]
internal sealed class DistrictCodeCodec : CodeCodec<DistrictCode>;

[RegisterSerializer]
internal sealed class PlaceCodeCodec : CodeCodec<PlaceCode>;

[RegisterSerializer]
internal sealed class DepartmentCodeCodec : CodeCodec<DepartmentCode>;

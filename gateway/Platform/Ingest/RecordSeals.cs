using System.Buffers.Text;
using Google.Protobuf;
using OpsCenter.Gateway.Platform.Privacy;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Platform.Ingest;

/// <summary>Seals whole records for the quarantine. A seal is bound to district and id: it does not open as another record's.</summary>
public sealed class RecordSeals(PrivacyKeys keys)
{
    private readonly Sealer sealer = new(keys);

    internal string Seal(DistrictCode district, string id, IMessage record) => sealer.Seal(Context(district, id), record.ToByteArray());

    /// <exception cref="SealException">It cannot be opened.</exception>
    internal TRecord Open<TRecord>(DistrictCode district, string id, string sealedRecord) where TRecord : IMessage<TRecord>, new()
    {
        var record = new TRecord();
        record.MergeFrom(sealer.Open(Context(district, id), sealedRecord));
        return record;
    }

    /// <summary>Tells records apart, without telling what is in them.</summary>
    internal string Digest(DistrictCode district, string id, IMessage record) =>
        Base64Url.EncodeToString(Privacy.Digest.Of(keys.IndexKey, Context(district, id), record.ToByteArray()).AsSpan(0, 16));

    private static string Context(DistrictCode district, string id) => $"record {district}/{id}";
}

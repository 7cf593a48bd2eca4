using System.Text;
using OpsCenter.Gateway.Platform.Privacy;
using OpsCenter.Kernel;
using OpsCenter.Notices;

namespace OpsCenter.Gateway.Notices;

/// <summary>
/// Addresses of the address book's people: masked for everybody, sealed for what sends. Seals are bound to the person and the channel.
/// </summary>
public sealed class ContactPrivacy(PrivacyKeys keys)
{
    private readonly Sealer sealer = new(keys);

    /// <summary>An address as the journal may keep it. Names of robots and receivers are nobody's own and stay as they are.</summary>
    /// <param name="person">Code.</param>
    /// <param name="address">In clear.</param>
    public Contact Seal(DistrictCode district, string person, NoticeChannel channel, string address) =>
        channel is NoticeChannel.WeComRobot or NoticeChannel.Webhook
        ? new(channel, address, "")
        : new(channel, Mask(channel, address), sealer.Seal(Context(district, person, channel), Encoding.UTF8.GetBytes(address)));

    /// <summary>The address in clear.</summary>
    /// <exception cref="SealException">It cannot be opened.</exception>
    public string Open(DistrictCode district, string person, Contact contact) =>
        contact.Sealed.Length == 0 ? contact.Masked
            : Encoding.UTF8.GetString(sealer.Open(Context(district, person, contact.Channel), contact.Sealed));

    private static string Mask(NoticeChannel channel, string address) => channel switch
    {
        NoticeChannel.Sms => PhoneNumber.Mask(address),
        NoticeChannel.Email => NumberMask.Of(address) is var masked && masked != address ? masked : "***",
        _ => address.Length > 2 ? $"{address[..2]}***" : "***",
    };

    private static string Context(DistrictCode district, string person, NoticeChannel channel) => $"contact {district}/{person}/{channel}";
}

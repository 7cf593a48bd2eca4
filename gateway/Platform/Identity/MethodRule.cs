namespace OpsCenter.Gateway.Platform.Identity;

/// <summary>Who may call a method at all.</summary>
public enum Access
{
    /// <summary>Everybody: health and the sign-in itself.</summary>
    Anyone,

    /// <summary>Everybody who has signed in.</summary>
    SignedIn,

    /// <summary>Who has the permission at the place that the request names.</summary>
    AtPlace,

    /// <summary>
    /// Who has the permission at the place that the request names, or somewhere in it: a department of the district, a town. The
    /// service judges what of the place is theirs.
    /// </summary>
    WithinPlace,

    /// <summary>Who has the permission somewhere: the service judges each message, or the thing has no place.</summary>
    Somewhere,
}

/// <summary>What the gateway must know of a method before it lets a call in.</summary>
/// <param name="Method">Full name, e.g. <c>/opscenter.v1.Halls/GetHall</c>.</param>
/// <param name="Access">Who may call it.</param>
/// <param name="Permission">What they need; of no meaning where everybody may, or everybody who has signed in.</param>
/// <param name="Place">The place that a request names; audit uses it too.</param>
/// <param name="Changes">Whether it changes anything: such calls are answered after their audit entry is durable.</param>
/// <param name="Subject">What a changing call is about, for the audit trail; never personal data, never a secret.</param>
public sealed record MethodRule(
    string Method, Access Access, Permission Permission, Func<object, string> Place, bool Changes, Func<object, string> Subject);

using System.Text;

namespace OpsCenter.Gateway.Platform.Delivery;

/// <summary>Checks of settings that say where messages go; each throws one sentence that names the setting and repeats no secret.</summary>
internal static class OutboundSettings
{
    /// <summary>An address must be https, or lead to this machine. It is not repeated when it is wrong: it may hold a password.</summary>
    /// <param name="allowHttp">Whether it may be http beyond this machine.</param>
    /// <param name="setting">Its name, with its section; <c>AllowHttp</c> stands beside it.</param>
    /// <exception cref="ArgumentException">It is no such address.</exception>
    public static void CheckAddress(string address, bool allowHttp, string setting)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http")
            || url.UserInfo.Length > 0 || url.Fragment.Length > 0)
            throw new ArgumentException($"{setting} must be an https address without user, password or fragment.");
        if (url.Scheme == "http" && !url.IsLoopback && !allowHttp)
            throw new ArgumentException(
                $"{setting} must be https, since {url.Host} is another machine; "
                + $"{setting[..setting.LastIndexOf(':')]}:AllowHttp = true permits http.");
    }

    /// <summary>A time must lie within bounds, both included.</summary>
    /// <param name="setting">Its name, with its section.</param>
    /// <exception cref="ArgumentException">It does not.</exception>
    public static void CheckBetween(TimeSpan value, TimeSpan least, TimeSpan most, string setting)
    {
        if (value < least || value > most) throw new ArgumentException($"{setting} must be {least} to {most}, not {value}.");
    }

    /// <summary>A secret, from its setting or from a file of its own; blanks around it in the file do not count.</summary>
    /// <param name="setting">Its name, with its section; that of the file has <c>File</c> behind it.</param>
    /// <param name="minBytes">How long it must be, in UTF-8.</param>
    /// <exception cref="ArgumentException">There are two or none, the file is not there, or it is too short.</exception>
    public static string Secret(string secret, string file, string setting, int minBytes = 1)
    {
        if (secret.Length > 0 && file.Length > 0) throw new ArgumentException($"{setting} and {setting}File exclude each other.");
        if (file.Length > 0 && !File.Exists(file)) throw new ArgumentException($"{setting}File: there is no file {file}.");
        var found = file.Length > 0 ? File.ReadAllText(file).Trim() : secret;
        if (found.Length == 0) throw new ArgumentException($"{setting} (or the file {setting}File) is missing.");
        return Encoding.UTF8.GetByteCount(found) >= minBytes
            ? found
            : throw new ArgumentException(
                $"{setting} (or the file {setting}File) must have at least {minBytes} characters; messages are signed with it.");
    }
}

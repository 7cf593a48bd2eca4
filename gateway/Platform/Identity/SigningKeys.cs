using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace OpsCenter.Gateway.Platform.Identity;

/// <summary>
/// The keys that local tokens are signed with (HMAC-SHA256, 256 bits): files in a folder outside the database that only
/// the owner may read, one key each, named by the moment they were made. The newest signs, all verify. Processes that share
/// the folder share the keys; when two make the first key at once there are two, which does no harm.
/// </summary>
public sealed class SigningKeys
{
    private static readonly TimeSpan RotateAfter = TimeSpan.FromDays(90);
    // The longest life of a token is a machine's; its key must outlive it.
    private static readonly TimeSpan KeepFor = TimeSpan.FromDays(4 * 366);
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(5);

    private readonly string folder;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private ImmutableSortedDictionary<string, SymmetricSecurityKey> keys =
        ImmutableSortedDictionary.Create<string, SymmetricSecurityKey>(StringComparer.Ordinal);
    private DateTimeOffset readAt = DateTimeOffset.MinValue;

    /// <exception cref="IOException">The folder cannot be made or read.</exception>
    /// <exception cref="InvalidDataException">A file in it is no key.</exception>
    public SigningKeys(string folder, TimeProvider time)
    {
        (this.folder, this.time) = (folder, time);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Read();
        foreach (var name in keys.Keys.Where(name => MadeAt(name) < time.GetUtcNow() - KeepFor)) File.Delete(PathOf(name));
        if (keys.IsEmpty || MadeAt(keys.Keys.Last()) < time.GetUtcNow() - RotateAfter) Rotate();
    }

    /// <summary>The key to sign with.</summary>
    public SigningCredentials Current
    {
        get
        {
            lock (gate) return new(keys.Last().Value, SecurityAlgorithms.HmacSha256);
        }
    }

    /// <summary>
    /// The key of this name, or none. Looks into the folder again for a name it does not know, not more often than every 5 s.
    /// </summary>
    public IEnumerable<SecurityKey> Find(string? name)
    {
        lock (gate)
        {
            if (name is null) return [];
            if (!keys.ContainsKey(name) && time.GetUtcNow() - readAt >= LookAgainAfter) Read();
            return keys.TryGetValue(name, out var key) ? [key] : [];
        }
    }

    /// <summary>Makes a new key; tokens signed with the older ones stay valid.</summary>
    public void Rotate()
    {
        lock (gate)
        {
            var name = $"{time.GetUtcNow():yyyyMMdd'T'HHmmssfff'Z'}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
            // Written aside first, so that nobody reads half a key.
            var draft = PathOf(name) + ".new";
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var file = new StreamWriter(draft, options)) file.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            File.Move(draft, PathOf(name));
            Read();
        }
    }

    private void Read()
    {
        readAt = time.GetUtcNow();
        keys = Directory.EnumerateFiles(folder, "*.key").ToImmutableSortedDictionary(
            file => Path.GetFileNameWithoutExtension(file), ReadKey, StringComparer.Ordinal);
    }

    private static SymmetricSecurityKey ReadKey(string file)
    {
        var bytes = new byte[64];
        if (!Convert.TryFromBase64String(File.ReadAllText(file).Trim(), bytes, out var length) || length < 32)
            throw new InvalidDataException($"The signing key {Path.GetFileName(file)} must be at least 32 bytes as base64.");
        return new(bytes[..length]) { KeyId = Path.GetFileNameWithoutExtension(file) };
    }

    private static DateTimeOffset MadeAt(string name) =>
        DateTimeOffset.TryParseExact(
            name.Split('-')[0], "yyyyMMdd'T'HHmmssfff'Z'", null, System.Globalization.DateTimeStyles.AssumeUniversal, out var at)
                ? at
                : DateTimeOffset.MaxValue;

    private string PathOf(string name) => Path.Combine(folder, name + ".key");
}

using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;

namespace OpsCenter.Gateway.Platform.Privacy;

/// <summary>A key that personal data are sealed with (SM4, 128 bits).</summary>
/// <param name="Id">Its number and a check value of its bytes, e.g. <c>2-5f0c91ab</c>; stands in everything it has sealed.</param>
public sealed record SealingKey(string Id, byte[] Bytes);

/// <summary>
/// The keys of personal data: files in a folder outside the database that only the owner may read, shared by all gateways.
/// <c>seal-0001.key</c>, <c>seal-0002.key</c> … seal texts (16 bytes as base64): the one with the highest number seals, all open;
/// a key is rotated by adding the next. <c>index.key</c> (32 bytes) makes the hashes by which a phone is found again; it stays.
/// Whoever loses a key loses what it has sealed.
/// </summary>
public sealed class PrivacyKeys
{
    /// <summary>A key that was added by hand seals after at most so long.</summary>
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>For an unknown key the folder is looked at again, not more often than this.</summary>
    private static readonly TimeSpan LookForUnknownAfter = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan MaxWaiting = TimeSpan.FromSeconds(30);
    private const int SealingBytes = 16, IndexBytes = 32;

    private readonly string folder;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private ImmutableSortedDictionary<int, SealingKey> keys = ImmutableSortedDictionary<int, SealingKey>.Empty;
    private DateTimeOffset readAt;

    /// <exception cref="IOException">The folder cannot be made or read.</exception>
    /// <exception cref="InvalidDataException">A file in it is no key.</exception>
    public PrivacyKeys(string folder, TimeProvider time)
    {
        (this.folder, this.time) = (folder, time);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using (Alone())
        {
            Create("index.key", IndexBytes);
            if (Numbers().Length == 0) Create(NameOf(1), SealingBytes);
        }
        IndexKey = ReadKey(PathOf("index.key"), IndexBytes);
        Read();
    }

    /// <summary>Makes blind indexes; the same in all gateways and for ever.</summary>
    public byte[] IndexKey { get; }

    /// <summary>The key to seal with.</summary>
    public SealingKey Current
    {
        get
        {
            lock (gate)
            {
                if (time.GetUtcNow() - readAt >= LookAgainAfter) TryRead();
                return keys.Last().Value;
            }
        }
    }

    /// <summary>The key of this id; null: it is not in the folder.</summary>
    public SealingKey? Find(string id)
    {
        lock (gate)
        {
            if (Known(id) is { } key) return key;
            if (time.GetUtcNow() - readAt >= LookForUnknownAfter) TryRead();
            return Known(id);
        }
    }

    /// <summary>Adds a key; from now on it seals, and the older ones open.</summary>
    public void Rotate()
    {
        lock (gate)
        {
            using (Alone()) Create(NameOf(Numbers().Max() + 1), SealingBytes);
            Read();
        }
    }

    private SealingKey? Known(string id) => keys.Values.FirstOrDefault(key => key.Id == id);

    /// <summary>Keys that were good stay good while the folder is away or somebody is half through with a new file.</summary>
    private void TryRead()
    {
        try
        {
            Read();
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            readAt = time.GetUtcNow();
        }
    }

    private void Read()
    {
        keys = Numbers().ToImmutableSortedDictionary(number => number, number =>
        {
            var bytes = ReadKey(PathOf(NameOf(number)), SealingBytes);
            var check = Digest.Of(bytes, "key check");
            return new SealingKey(string.Create(CultureInfo.InvariantCulture, $"{number}-{Convert.ToHexStringLower(check.AsSpan(0, 4))}"),
                bytes);
        });
        readAt = time.GetUtcNow();
    }

    private int[] Numbers() =>
    [
        .. Directory.EnumerateFiles(folder, "seal-*.key")
            .Select(file => Path.GetFileNameWithoutExtension(file)["seal-".Length..])
            .Select(number => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)
                && NameOf(parsed) == $"seal-{number}.key"
                ? parsed
                : throw new InvalidDataException($"The file seal-{number}.key is none of a key: expected seal-0001.key, seal-0002.key …")),
    ];

    /// <summary>Makes a key unless there is one: written aside first, so that nobody reads half of it.</summary>
    private void Create(string name, int bytes)
    {
        if (File.Exists(PathOf(name))) return;
        var draft = PathOf($"{name}.new");
        File.Delete(draft);
        using (var file = new FileStream(draft, Options(FileMode.CreateNew, FileShare.None)))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(bytes))));
            // What is sealed with it must not outlive it.
            file.Flush(flushToDisk: true);
        }
        File.Move(draft, PathOf(name));
    }

    /// <summary>Nobody else makes keys in this folder until it is disposed; the system gives it back when a process dies.</summary>
    private FileStream Alone()
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new(PathOf("lock"), Options(FileMode.OpenOrCreate, FileShare.None));
            }
            catch (IOException) when (File.Exists(PathOf("lock")) && TimeProvider.System.GetElapsedTime(began) < MaxWaiting)
            {
                Thread.Sleep(20);
            }
        }
    }

    private static FileStreamOptions Options(FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static byte[] ReadKey(string file, int length)
    {
        var bytes = new byte[64];
        if (!Convert.TryFromBase64String(File.ReadAllText(file).Trim(), bytes, out var count) || count != length)
            throw new InvalidDataException($"The key {Path.GetFileName(file)} must be {length} bytes as base64.");
        return bytes[..length];
    }

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"seal-{number:0000}.key");

    private string PathOf(string name) => Path.Combine(folder, name);
}

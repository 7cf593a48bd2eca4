namespace OpsCenter.Silo.Storage;

/// <summary>
/// Keeps a data folder for one process: two writers on the same files would each be right and together wrong. The
/// operating system drops the lock when the process ends, however it ends.
/// </summary>
public sealed class DataFolderLock : IDisposable
{
    private const string LockName = "opscenter.lock";

    // Beside the lock, because a locked file cannot be read by others.
    private const string OwnerName = "opscenter.pid";
    private readonly FileStream file;

    private DataFolderLock(FileStream file) => this.file = file;

    /// <summary>Takes the folder, creating it if need be.</summary>
    /// <exception cref="StorageException">Another process has it, or it cannot be written.</exception>
    public static DataFolderLock Take(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var file = new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(Path.Combine(folder, OwnerName), $"{Environment.ProcessId}\n");
            return new(file);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new StorageException($"无法写入数据目录 {folder} / The data folder {folder} cannot be written.", denied);
        }
        catch (IOException) when (Owner(folder) is { } owner)
        {
            throw new StorageException(
                $"数据目录 {folder} 正被另一个进程{owner.Chinese}使用，请先停止它或改用其他目录 / " +
                $"The data folder {folder} is in use by another process{owner.English}: stop it first or choose another folder.");
        }
        catch (IOException fault)
        {
            throw new StorageException($"无法写入数据目录 {folder}：{fault.Message} / The data folder {folder} cannot be written: {fault.Message}",
                fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static (string Chinese, string English)? Owner(string folder)
    {
        if (!File.Exists(Path.Combine(folder, LockName)))
            return null;
        try
        {
            return int.TryParse(File.ReadAllText(Path.Combine(folder, OwnerName)), out var id) ? ($"（{id} 号）", $" (id {id})") : ("", "");
        }
        catch (IOException)
        {
            return ("", "");
        }
    }
}

using OpsCenter.Silo.Storage;
using Xunit;

namespace OpsCenter.Tests.Storage;

public sealed class DataFolderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("opscenter-folder-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_second_silo_on_the_same_folder_is_refused_with_one_sentence()
    {
        using var first = StorageSilo.Build(new() { DataFolder = folder });
        await first.StartAsync(Cancellation);
        using var second = StorageSilo.Build(new() { DataFolder = folder });
        var refused = await Assert.ThrowsAsync<StorageException>(() => second.StartAsync(Cancellation));
        Assert.Contains(folder, refused.Message);
        Assert.Contains(Environment.ProcessId.ToString(), refused.Message);
        await first.StopAsync(Cancellation);

        using var third = StorageSilo.Build(new() { DataFolder = folder });
        await third.StartAsync(Cancellation);
        await third.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Two_silos_on_two_folders_run_side_by_side()
    {
        using var first = StorageSilo.Build(new() { DataFolder = Path.Combine(folder, "a") });
        using var second = StorageSilo.Build(new() { DataFolder = Path.Combine(folder, "b") });
        await Task.WhenAll(first.StartAsync(Cancellation), second.StartAsync(Cancellation));
        await Task.WhenAll(first.StopAsync(Cancellation), second.StopAsync(Cancellation));
    }
}

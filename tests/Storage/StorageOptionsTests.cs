using OpsCenter.Silo.Storage;
using Xunit;

namespace OpsCenter.Tests.Storage;

public sealed class StorageOptionsTests
{
    [Theory]
    [InlineData("mysql", "data", "", "Storage:Provider")]
    [InlineData("sqlite", " ", "", "Storage:DataFolder")]
    [InlineData("postgres", "", "", "Storage:ConnectionString")]
    [InlineData("postgres", "", "Host=db;Prot=1", "Storage:ConnectionString")]
    [InlineData("postgres", "", "Database=x", "Storage:ConnectionString")]
    public void A_wrong_setting_is_named(string provider, string folder, string connection, string setting)
    {
        var options = new StorageOptions { Provider = provider, DataFolder = folder, ConnectionString = connection };
        Assert.Contains(setting, Assert.Throws<StorageException>(options.Validated).Message);
    }
}

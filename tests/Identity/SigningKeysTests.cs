using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using OpsCenter.Gateway.Platform.Identity;
using Xunit;

namespace OpsCenter.Tests.Identity;

public sealed class SigningKeysTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("keys").FullName;
    private readonly FakeTimeProvider time = new(new(2026, 11, 24, 1, 0, 0, TimeSpan.Zero));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_rotated_key_still_verifies()
    {
        var keys = new SigningKeys(folder, time);
        var token = new SessionTokens(keys, time).Issue("a", "s", time.GetUtcNow().AddDays(30));
        time.Advance(TimeSpan.FromDays(1));
        keys.Rotate();
        Assert.NotEqual(new JsonWebToken(token).Kid, keys.Current.Key.KeyId);
        Assert.True(await IsValid(token, keys));
        Assert.True(await IsValid(token, new SigningKeys(folder, time)));
    }

    [Fact]
    public async Task A_process_that_shares_the_folder_learns_new_keys()
    {
        var one = new SigningKeys(folder, time);
        var other = new SigningKeys(folder, time);
        time.Advance(TimeSpan.FromSeconds(10));
        one.Rotate();
        Assert.True(await IsValid(new SessionTokens(one, time).Issue("a", "s", time.GetUtcNow().AddDays(1)), other));
    }

    [Fact]
    public async Task A_token_ends_and_a_forged_one_never_begins()
    {
        var keys = new SigningKeys(folder, time);
        var token = new SessionTokens(keys, time).Issue("a", "s", time.GetUtcNow().AddHours(1));
        var parts = token.Split('.');
        var forged =
            $"{parts[0]}.{Microsoft.IdentityModel.Tokens.Base64UrlEncoder
                .Encode(Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Decode(parts[1]).Replace("\"a\"", "\"admin\""))}.{parts[2]}";
        Assert.NotEqual(token, forged);
        Assert.False(await IsValid(forged, keys));
        var unsigned = $"{Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.";
        Assert.False(await IsValid(unsigned, keys));
        Assert.True(await IsValid(token, keys));
        time.Advance(TimeSpan.FromHours(1));
        Assert.False(await IsValid(token, keys));
    }

    [Fact]
    public void A_key_grows_old()
    {
        var first = new SigningKeys(folder, time).Current.Key.KeyId;
        time.Advance(TimeSpan.FromDays(100));
        Assert.NotEqual(first, new SigningKeys(folder, time).Current.Key.KeyId);
        Assert.Equal(2, Directory.GetFiles(folder).Length);
    }

    [Fact]
    public void Only_the_owner_reads_keys()
    {
        _ = new SigningKeys(folder, time);
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has no file modes.");
        else Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Directory.GetFiles(folder).Single()));
    }

    private async Task<bool> IsValid(string token, SigningKeys keys) =>
        (await new JsonWebTokenHandler().ValidateTokenAsync(token, new SessionTokens(keys, time).Validation)).IsValid;
}

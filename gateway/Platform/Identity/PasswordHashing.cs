using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace OpsCenter.Gateway.Platform.Identity;

/// <summary>
/// PBKDF2 with a salt a password (ASP.NET Core Identity, form 3: HMAC-SHA512). One comparison costs about a tenth of a
/// second of one core, so no more run at once than there are cores.
/// </summary>
public sealed class PasswordHashing(IdentityOptions options)
{
    private readonly PasswordHasher<string> hasher = new(
        Options.Create(new PasswordHasherOptions { IterationCount = options.PasswordRounds }));
    private readonly SemaphoreSlim cores = new(Environment.ProcessorCount);
    private string? nobodys;

    public Task<string> HashAsync(string password) => RunAsync(() => hasher.HashPassword("", password));

    /// <param name="hash">Null: there is nothing it could match; the answer takes as long as any.</param>
    /// <param name="password">What was typed.</param>
    public Task<bool> MatchesAsync(string? hash, string password) => RunAsync(() =>
    {
        var result = hasher.VerifyHashedPassword("", hash ?? (nobodys ??= hasher.HashPassword("", Guid.NewGuid().ToString())), password);
        return hash is not null && result != PasswordVerificationResult.Failed;
    });

    private async Task<T> RunAsync<T>(Func<T> work)
    {
        await cores.WaitAsync();
        try
        {
            return await Task.Run(work);
        }
        finally
        {
            cores.Release();
        }
    }
}

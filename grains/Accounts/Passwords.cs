using System.Security.Cryptography;
using OpsCenter.Kernel;

namespace OpsCenter.Accounts;

/// <summary>What a password must be, and how one-time ones look.</summary>
public static class Passwords
{
    /// <summary>Longer ones are refused: hashing them would cost more than it gains.</summary>
    public const int MaxLength = 200;

    // 29 signs that no reader confuses: no 0/o, 1/i/l, u/v.
    private const string Signs = "23456789abcdefghjkmnpqrstwxyz";

    /// <summary>
    /// Why a person may not choose this password, or null: at least 10 characters out of 3 of the classes lower case, upper
    /// case, digits, others; not the account's name.
    /// </summary>
    public static Refusal? Check(string name, string password)
    {
        if (password.Length is < 10 or > MaxLength)
            return Refusal.Invalid("weak_password", $"新密码须为 10 至 {MaxLength} 位", $"The new password needs 10 to {MaxLength} characters");
        var classes = (password.Any(char.IsLower) ? 1 : 0) + (password.Any(char.IsUpper) ? 1 : 0) + (password.Any(char.IsDigit) ? 1 : 0)
            + (password.Any(sign => !char.IsLower(sign) && !char.IsUpper(sign) && !char.IsDigit(sign)) ? 1 : 0);
        if (classes < 3)
            return Refusal.Invalid(
                "weak_password",
                "新密码须含大写、小写、数字、其他字符中的三类",
                "The new password needs 3 of: upper case, lower case, digits, others");
        return password.Contains(name, StringComparison.OrdinalIgnoreCase)
            ? Refusal.Invalid("weak_password", "新密码不得包含账号名", "The new password must not contain the account's name")
            : null;
    }

    /// <summary>A random password in groups that can be read out: <c>k7mq-3xwp-9ahe-t2rn</c>, 16 signs, 77 bits.</summary>
    public static string NewOneTime() =>
        string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Signs, 4)));
}

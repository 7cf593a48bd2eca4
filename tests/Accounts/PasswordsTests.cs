using OpsCenter.Accounts;
using Xunit;

namespace OpsCenter.Tests.Accounts;

public class PasswordsTests
{
    [Theory]
    [InlineData("Abcdefg12", false)]
    [InlineData("Abcdefgh12", true)]
    [InlineData("abcdefgh12", false)]
    [InlineData("abcdefgh1!", true)]
    [InlineData("武江区大厅武江区大厅A1", true)]
    [InlineData("Zhang.Wei-2026", false)]
    public void A_person_may_choose(string password, bool allowed) => Assert.Equal(allowed, Passwords.Check("zhang.wei", password) is null);

    [Fact]
    public void Overlong_passwords_are_refused() => Assert.NotNull(Passwords.Check("a", new string('a', 300) + "A1"));

    [Fact]
    public void One_time_passwords_are_readable_and_have_60_bits_at_least()
    {
        var passwords = Enumerable.Range(0, 200).Select(_ => Passwords.NewOneTime()).ToHashSet();
        Assert.Equal(200, passwords.Count);
        Assert.All(passwords, password => Assert.Matches("^([2-9a-z]{4}-){3}[2-9a-z]{4}$", password));
        var signs = passwords.SelectMany(password => password.Replace("-", "")).Distinct().Count();
        Assert.True(16 * Math.Log2(signs) >= 60, $"{signs} signs");
    }

    [Theory]
    [InlineData("zhang.wei", true)]
    [InlineData("张伟", true)]
    [InlineData("a/b", false)]
    [InlineData("", false)]
    [InlineData(".a", false)]
    [InlineData("a\n", false)]
    public void A_name_is_part_of_a_stream(string name, bool allowed) => Assert.Equal(allowed, AccountOptions.IsName(name));
}

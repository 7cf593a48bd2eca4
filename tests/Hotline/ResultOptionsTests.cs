using OpsCenter.Gateway.Hotline;
using Xunit;

namespace OpsCenter.Tests.Hotline;

public sealed class ResultOptionsTests : IDisposable
{
    private const string Secret = "0123456789abcdef";

    private static readonly ResultOptions Good = new() { Url = "https://platform.example/results?token=geheim", Secret = Secret };

    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public void What_makes_sense_is_taken()
    {
        Assert.False(new ResultOptions().Validated().IsOn);
        Assert.True(Good.Validated().IsOn);
        foreach (var here in new[] { "http://localhost:1/x", "http://127.0.0.1/x", "http://[::1]:8/x" })
            Assert.True((Good with { Url = here }).Validated().IsOn);
        Assert.True((Good with { Url = "http://platform.example/", AllowHttp = true }).Validated().IsOn);
        File.WriteAllText(file, $" {Secret}\n");
        Assert.True((Good with { Secret = "", SecretFile = file }).Validated().IsOn);
    }

    [Fact]
    public void What_makes_no_sense_stops_the_start_with_a_sentence_that_names_it()
    {
        (string Setting, ResultOptions Wrong)[] all =
        [
            ("Url", Good with { Url = "platform.example/results" }), ("Url", Good with { Url = "ftp://platform.example/" }),
            ("Url", Good with { Url = "/results" }),
            ("Url", Good with { Url = "https://user:geheim@platform.example/" }),
            ("Url", Good with { Url = "https://platform.example/#x" }),
            ("AllowHttp", Good with { Url = "http://platform.example/" }),
            ("Secret", Good with { Secret = "" }), ("Secret", Good with { Secret = "short" }),
            ("SecretFile", Good with { SecretFile = file }),
            ("SecretFile", Good with { Secret = "", SecretFile = "there/is/none" }),
            ("Secret", Good with { Secret = "", SecretFile = file }),
            ("Every", new() { Every = TimeSpan.Zero }), ("Timeout", new() { Timeout = TimeSpan.FromMinutes(1) }),
            ("AtOnce", new() { AtOnce = 0 }),
            ("FirstPause", new() { FirstPause = TimeSpan.Zero }), ("LongestPause", new() { LongestPause = TimeSpan.FromMilliseconds(10) }),
            ("FailuresToOpen", new() { FailuresToOpen = 0 }), ("FailuresToOpen", new() { FailuresToOpen = 101 }),
            ("Refusals", new() { Refusals = 0 }), ("PutOffFor", new() { PutOffFor = TimeSpan.FromSeconds(1) }),
        ];
        foreach (var (setting, wrong) in all)
        {
            var sentence = Assert.Throws<ArgumentException>(wrong.Validated).Message;
            Assert.Contains($"Hotline:Results:{setting}", sentence);
            Assert.DoesNotContain("geheim", sentence);
        }
    }

    [Fact]
    public void How_many_results_without_an_answer_stop_the_sending_is_a_setting() =>
        Assert.Equal((3, 7), (Good.Delivery().Breaker.Failures, (Good with { FailuresToOpen = 7 }).Delivery().Breaker.Failures));

    [Fact]
    public void Nothing_of_the_secrets_shows_when_the_settings_are_written_down() =>
        Assert.Equal("https://platform.example:443", $"{Good}");
}

using System.Buffers.Text;
using System.Text;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using OpsCenter.Gateway.Hotline;
using OpsCenter.Gateway.Platform.Privacy;
using OpsCenter.Hotline;
using OpsCenter.V1;
using Xunit;

namespace OpsCenter.Tests.Privacy;

public sealed class SealingTests : IDisposable
{
    private const string District = "440203";
    private readonly string folder = Directory.CreateTempSubdirectory("privacy").FullName;
    private readonly FakeTimeProvider time = new(new(2026, 11, 24, 1, 0, 0, TimeSpan.Zero));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private PrivacyKeys Keys(string name = "keys") => new(Path.Combine(folder, name), time);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    [Fact]
    public void What_was_sealed_opens_again()
    {
        var sealer = new Sealer(Keys());
        Gen.Select(Gen.Byte.Array[0, 2000], Gen.String)
            .Sample((content, context) => Assert.Equal(content, sealer.Open(context, sealer.Seal(context, content))), iter: 500);
    }

    [Fact]
    public void In_another_context_it_does_not()
    {
        var sealer = new Sealer(Keys());
        Gen.Select(Gen.String, Gen.String).Where((one, other) => one != other).Sample(
            (one, other) => Assert.Equal("broken_seal",
                Assert.Throws<SealException>(() => sealer.Open(other, sealer.Seal(one, Utf8("张三")))).Code), iter: 500);
    }

    [Fact]
    public void Nor_when_a_single_bit_was_changed()
    {
        var sealer = new Sealer(Keys());
        var whole = sealer.Seal("c", Utf8("电话13800138000"));
        var parts = whole.Split('.');
        var bytes = Base64Url.DecodeFromChars(parts[2]);
        Gen.Int[0, bytes.Length * 8 - 1].Sample(
            bit =>
            {
                var changed = bytes.ToArray();
                changed[bit / 8] ^= (byte)(1 << bit % 8);
                Assert.Equal("broken_seal",
                    Assert.Throws<SealException>(
                        () => sealer.Open("c", $"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString(changed)}")).Code);
            },
            iter: 300);
        foreach (var nonsense in new[] { "", "sm4", "aes.1.AAAA", $"{parts[0]}.{parts[1]}.", $"{parts[0]}.{parts[1]}.%%", whole[..^4] })
            Assert.Equal("broken_seal", Assert.Throws<SealException>(() => sealer.Open("c", nonsense)).Code);
    }

    [Fact]
    public void Nothing_of_the_content_can_be_read_off_and_equal_contents_look_different()
    {
        var privacy = new OrderPrivacy(Keys());
        var (one, other) = (privacy.Seal(new(District), "1", "请联系13800138000"), privacy.Seal(new(District), "2", "请联系13800138000"));
        Assert.Equal("请联系138****8000", one.Masked);
        Assert.DoesNotContain("13800138000", Encoding.UTF8.GetString(Base64Url.DecodeFromChars(one.Sealed.Split('.')[2])));
        Assert.NotEqual(one.Sealed, other.Sealed);
        Assert.NotEqual(one.Sealed, privacy.Seal(new(District), "1", "请联系13800138000").Sealed);
        Assert.Equal("请联系13800138000", privacy.Open(new(District), "1", one));
        Assert.Throws<SealException>(() => privacy.Open(new(District), "2", one));
        Assert.Equal(new("已派人处理", ""), privacy.Seal(new(District), "1", "已派人处理"));
        Assert.Equal("已派人处理", privacy.Open(new(District), "1", new("已派人处理", "")));
    }

    [Fact]
    public void A_rotated_key_still_opens_and_the_new_one_seals()
    {
        var keys = Keys();
        var sealer = new Sealer(keys);
        var old = sealer.Seal("c", Utf8("旧"));
        keys.Rotate();
        var young = sealer.Seal("c", Utf8("新"));
        Assert.StartsWith("sm4.1-", old);
        Assert.StartsWith("sm4.2-", young);
        Assert.Equal("旧", Encoding.UTF8.GetString(sealer.Open("c", old)));
        var restarted = new Sealer(Keys());
        Assert.Equal("旧", Encoding.UTF8.GetString(restarted.Open("c", old)));
        Assert.Equal("新", Encoding.UTF8.GetString(restarted.Open("c", young)));
        Assert.StartsWith("sm4.2-", restarted.Seal("c", Utf8("旧")));
    }

    [Fact]
    public void Gateways_that_share_the_folder_have_the_same_keys_though_they_start_at_once()
    {
        var all = new PrivacyKeys[8];
        Parallel.For(0, all.Length, new() { MaxDegreeOfParallelism = all.Length }, i => all[i] = Keys());
        Assert.Single(all.Select(keys => Convert.ToHexString(keys.IndexKey)).Distinct());
        Assert.Single(all.Select(keys => keys.Current.Id).Distinct());
    }

    [Fact]
    public void A_gateway_learns_of_a_key_that_another_has_added()
    {
        var (one, other) = (Keys(), Keys());
        one.Rotate();
        var text = new Sealer(one).Seal("c", Utf8("新"));
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("新", Encoding.UTF8.GetString(new Sealer(other).Open("c", text)));
        one.Rotate();
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(one.Current.Id, other.Current.Id);
    }

    [Fact]
    public void A_key_that_is_missing_is_named()
    {
        var text = new Sealer(Keys("one")).Seal("c", Utf8("x"));
        var missing = Assert.Throws<SealException>(() => new Sealer(Keys("other")).Open("c", text));
        Assert.Equal("unknown_seal_key", missing.Code);
        Assert.Contains(text.Split('.')[1], missing.Message);
    }

    [Fact]
    public void Only_the_owner_may_read_the_keys()
    {
        Keys();
        if (OperatingSystem.IsWindows()) return;
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "keys")))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Theory]
    [InlineData("seal-0001.key", "AAAA")]
    [InlineData("index.key", "")]
    [InlineData("seal-one.key", "AAAAAAAAAAAAAAAAAAAAAA==")]
    public void A_file_that_is_no_key_stops_the_start_and_is_named(string name, string content)
    {
        Keys();
        File.WriteAllText(Path.Combine(folder, "keys", name), content);
        Assert.Contains(name, Assert.Throws<InvalidDataException>(() => Keys()).Message);
    }

    [Fact]
    public void A_file_that_is_no_key_yet_does_no_harm_to_a_gateway_that_runs()
    {
        var keys = Keys();
        File.WriteAllText(Path.Combine(folder, "keys", "seal-0002.key"), "");
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.StartsWith("1-", keys.Current.Id);
    }

    private static OrderRecord Record() => new()
    {
        Number = "GD20261124000123",
        Type = OpsCenter.V1.OrderType.Complaint,
        Topic = "城乡建设/物业",
        Title = "张三投诉噪音",
        Content = "我叫张三，身份证440203198001011234，住阳光花园3栋501房，电话13800138000",
        CallerName = "张三",
        CallerPhone = "13800138000",
        CallerIdNumber = "440203198001011234",
        Place = "440203002",
        Address = "惠民南路12号阳光花园3栋501房",
        Location = new() { Latitude = 24.8, Longitude = 113.6 },
        Channel = "电话",
    };

    [Fact]
    public void An_order_shows_nothing_personal_and_reveals_all()
    {
        var privacy = new OrderPrivacy(Keys());
        var record = Record();
        var content = privacy.Conceal(new(District), record);
        Assert.Equal(("张*", "138****8000", "惠民南路", "张*投诉噪音"), (content.CallerName, content.CallerPhone, content.Address, content.Title));
        Assert.Equal((OpsCenter.Hotline.OrderType.Complaint, new GeoPoint(24.8, 113.6)), (content.Type, content.Point));
        foreach (var personal in new[] { "张三", "13800138000", "440203198001011234", "3栋", "501" })
            Assert.DoesNotContain(personal, $"{content}");

        var answer = privacy.Seal(new(District), record.Number, "已与张三(13800138000)联系");
        var revealed = privacy.Reveal(new(District), record.Number, new() { Content = content, Answer = answer });
        Assert.Equal(
            (record.CallerName, record.CallerPhone, record.CallerIdNumber, record.Address, record.Title, record.Content,
                "已与张三(13800138000)联系"),
            (revealed.CallerName, revealed.CallerPhone, revealed.CallerIdNumber, revealed.Address, revealed.Title, revealed.Content,
                revealed.Answer));
        Assert.Throws<SealException>(() => privacy.Reveal(new(District), "another", new() { Content = content }));
        Assert.Throws<SealException>(() => privacy.Reveal(new("440204"), record.Number, new() { Content = content }));
    }

    [Fact]
    public void The_same_record_is_concealed_alike_and_a_change_of_what_is_hidden_shows()
    {
        var keys = Keys();
        var privacy = new OrderPrivacy(keys);
        OrderContent Shown(OrderRecord record) => privacy.Conceal(new(District), record) with { Sealed = "" };
        var first = Shown(Record());
        Assert.Equal(first, Shown(Record()));
        keys.Rotate();
        Assert.Equal(first, Shown(Record()));
        var moved = Record();
        moved.Address = moved.Address.Replace("501", "502");
        Assert.NotEqual(first, Shown(moved));
        Assert.NotEqual(first.Digest, new OrderPrivacy(Keys("other")).Conceal(new(District), Record()).Digest);
        // Where nothing is hidden nothing is sealed.
        var plain = privacy.Conceal(new(District), new() { Number = "1", Title = "路灯不亮", Content = "新华南路路灯不亮", CallerName = "李女士" });
        Assert.Equal(("", "", "李女士"), (plain.Sealed, plain.Digest, plain.CallerName));
        Assert.Equal("新华南路路灯不亮", privacy.Reveal(new(District), "1", new() { Content = plain }).Content);
    }

    [Fact]
    public void A_phone_is_found_again_without_being_known()
    {
        var privacy = new OrderPrivacy(Keys());
        Assert.Equal(privacy.PhoneHash(new(District), "13800138000"), privacy.PhoneHash(new(District), "+86 138-0013-8000"));
        Assert.NotEqual(privacy.PhoneHash(new(District), "13800138000"), privacy.PhoneHash(new(District), "13800138001"));
        Assert.NotEqual(privacy.PhoneHash(new(District), "13800138000"), privacy.PhoneHash(new("440204"), "13800138000"));
        Assert.NotEqual(
            privacy.PhoneHash(new(District), "13800138000"), new OrderPrivacy(Keys("other")).PhoneHash(new(District), "13800138000"));
        Assert.Equal("", privacy.PhoneHash(new(District), ""));
    }
}

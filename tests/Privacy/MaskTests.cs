using CsCheck;
using OpsCenter.Gateway.Platform.Privacy;
using Xunit;

namespace OpsCenter.Tests.Privacy;

public sealed class MaskTests
{
    [Theory]
    [InlineData("张三", "张*")]
    [InlineData("张三丰", "张*")]
    [InlineData("欧阳修", "欧阳*")]
    [InlineData("欧阳", "欧*")]
    [InlineData("诸葛孔明", "诸葛*")]
    [InlineData(" 李 四 ", "李*")]
    [InlineData("买买提·吐尔逊", "买*")]
    [InlineData("John Smith", "J*")]
    [InlineData("𠮷田", "𠮷*")]
    [InlineData("13800138000", "1*")]
    [InlineData("张*", "张*")]
    [InlineData("*三", "*")]
    [InlineData("张先生", "张先生")]
    [InlineData("欧阳女士", "欧阳女士")]
    [InlineData("匿名", "匿名")]
    [InlineData("匿名用户", "匿名用户")]
    [InlineData("", "")]
    public void A_name_keeps_its_surname(string name, string masked) => Assert.Equal(masked, NameMask.Of(name));

    [Theory]
    [InlineData("13800138000", "138****8000")]
    [InlineData("+86 138 0013 8000", "138****8000")]
    [InlineData("008613800138000", "138****8000")]
    [InlineData("１３８００１３８０００", "138****8000")]
    [InlineData("138-0013-8000", "138****8000")]
    [InlineData("138****8000", "138****8000")]
    [InlineData("0751-8888666", "0751-****666")]
    [InlineData("(0751)8888666", "(0751-****666")]
    [InlineData("020-88886666", "020-****666")]
    [InlineData("07518888666", "0751-****666")]
    [InlineData("8888666", "88***66")]
    [InlineData("63812", "6****")]
    [InlineData("13800138000, 638123", "138****8000, 6****")]
    [InlineData("", "")]
    public void A_phone_keeps_its_ends(string phone, string masked) => Assert.Equal(masked, PhoneNumber.Mask(phone));

    [Theory]
    [InlineData("13800138000", "13800138000")]
    [InlineData("+86-138 0013 8000", "13800138000")]
    [InlineData("0086 13800138000", "13800138000")]
    [InlineData("１３８００１３８０００", "13800138000")]
    [InlineData("13800138000 / 0751-8888666", "13800138000")]
    [InlineData("0751-8888666转123", "07518888666")]
    [InlineData("无", "")]
    public void A_phone_has_one_form(string phone, string canonical) => Assert.Equal(canonical, PhoneNumber.Canonical(phone));

    [Theory]
    // Phones
    [InlineData("我的电话13800138000，请回复", "我的电话138****8000，请回复")]
    [InlineData("电话：１３８００１３８０００", "电话：138****8000")]
    [InlineData("打138 0013 8000或0751-8888666", "打138****8000或0751-****666")]
    [InlineData("1 3 8 0 0 1 3 8 0 0 0", "138****8000")]
    [InlineData("座机8888666", "座机88***66")]
    [InlineData("一三八零零一三八零零零", "***")]
    // Identity and bank cards
    [InlineData("身份证440203198001011234", "身份证440*************34")]
    [InlineData("身份证44020319800101123X。", "身份证440*************3X。")]
    [InlineData("440203 19800101 1234", "440*************34")]
    [InlineData("旧证440203800101123", "旧证440**********23")]
    [InlineData("卡号6222021234567890123", "卡号***************0123")]
    [InlineData("6222 0212 3456 7890 123", "***************0123")]
    // E-mail, accounts, plates
    [InlineData("邮箱zhang.san@example.com收", "邮箱z***@example.com收")]
    [InlineData("13800138000@139.com", "1***@139.com")]
    [InlineData("QQ：12345678", "QQ：12***")]
    [InlineData("加微信wx: zhang_san88", "加微信wx: zh***")]
    [InlineData("微信号：lisi2020", "微信号：li***")]
    [InlineData("车牌粤F12345乱停", "车牌粤F***45乱停")]
    [InlineData("粤F·D12345占道", "粤F***45占道")]
    // Names
    [InlineData("我叫张三，家住龙归镇", "我叫张*，家住龙归镇")]
    [InlineData("本人叫欧阳修来反映", "本人叫欧阳*来反映")]
    [InlineData("联系人：李四 13800138000", "联系人：李* 138****8000")]
    [InlineData("找到张三先生了解", "找到张*先生了解")]
    [InlineData("楼上王先生天天吵", "楼上王先生天天吵")]
    [InlineData("尊敬的李主任您好", "尊敬的李主任您好")]
    // Doors
    [InlineData("惠民南路12号阳光花园3栋2单元501房漏水", "惠民南路*号阳光花园*栋*单元*房漏水")]
    [InlineData("家住A座1203室", "家住*座*室")]
    [InlineData("碧桂园十二栋楼道", "碧桂园*栋楼道")]
    [InlineData("凤田村三十五号旁", "凤田村*号旁")]
    [InlineData("3-2-501无人", "3-2-501无人")]
    // What is no personal data stays.
    [InlineData("2026年11月24日10:30停水，5月1号恢复", "2026年11月24日10:30停水，5月1号恢复")]
    [InlineData("拆了一栋房子，80户居民，3座桥，共120000元", "拆了一栋房子，80户居民，3座桥，共120000元")]
    [InlineData("2路车、323国道、5号线", "2路车、323国道、5号线")]
    [InlineData("三楼噪音，凌晨1-2点", "三楼噪音，凌晨1-2点")]
    [InlineData("", "")]
    public void A_free_text_names_nobody(string text, string masked)
    {
        Assert.Equal(masked, TextMask.Of(text, ""));
        Assert.Equal(masked, TextMask.Of(masked, ""));
    }

    [Fact]
    public void The_callers_name_is_taken_out_of_his_text() =>
        Assert.Equal("刘*反映：刘*家门口积水", TextMask.Of("刘大明反映：刘大明家门口积水", "刘大明"));

    [Theory]
    [InlineData("广东省韶关市武江区惠民街道惠民南路12号阳光花园3栋2单元501房", "广东省韶关市武江区惠民街道惠民南路")]
    [InlineData("龙归镇凤田村委会冲下村15号", "龙归镇凤田村委会冲下村")]
    [InlineData("新华南路与惠民路交叉口", "新华南路与惠民路")]
    [InlineData("重阳镇323国道旁修理厂", "重阳镇323国道")]
    [InlineData("西联镇芙蓉大道一号线工地", "西联镇芙蓉大道")]
    [InlineData("沙洲尾社区三巷8号", "沙洲尾社区三巷")]
    [InlineData("阳光花园3栋501", "阳光花园")]
    [InlineData("万达广场三楼某店", "万达广场")]
    [InlineData("惠民街道", "惠民街道")]
    [InlineData("江湾镇凤田村村民张三家", "江湾镇凤田村")]
    [InlineData("3栋501", "")]
    [InlineData("", "")]
    public void An_address_ends_at_the_road_or_the_village(string address, string masked)
    {
        Assert.Equal(masked, AddressMask.Of(address));
        Assert.Equal(masked, AddressMask.Of(masked));
    }

    /// <summary>Texts as people write them, out of pieces that masks look for.</summary>
    private static readonly Gen<string> Pieces = Gen.OneOf(
        "13800138000", "138", "0013", "8000", "0751", "8888666", "440203198001011234", "6222", "0", "1", "12", "501", " ", "-", "·", ".",
        "/", "：", "，", "*", "**",
        "X", "A", "z", "@", "example.com", "QQ", "微信", "粤F", "川A", "号", "栋", "单元", "房", "室", "座", "路", "街道", "大道", "村", "花园", "号楼", "镇",
        "我叫", "姓名：", "联系人：",
        "张三", "李", "王五六", "欧阳", "先生", "的", "来自", "一", "二", "零", "三八", "楼", "组", "１３８", "٣٤", "\u200b", "\n", "86", "+86", "年", "月", "国道",
        "线")
        .Array[0, 24].Select(parts => string.Concat(parts));

    private static readonly Gen<string> Texts = Gen.OneOf(Pieces, Gen.String[Gen.Char["0123456789 -.张王号路栋@wxQ粤FA*一零"], 0, 40], Gen.String);

    [Fact]
    public void After_masking_no_seven_digits_stand_together() => Texts.Sample(
        text =>
        {
            Assert.InRange(LongestRun(TextMask.Of(text, "")), 0, 6);
            Assert.InRange(LongestRun(AddressMask.Of(text)), 0, 6);
            Assert.InRange(LongestRun(PhoneNumber.Mask(text)), 0, 4);
        },
        iter: 20_000);

    [Fact]
    public void Masking_again_changes_nothing() => Gen.Select(Texts, Gen.OneOf("", "张三", "王五六", "李")).Sample(
        (text, name) =>
        {
            var masked = TextMask.Of(text, name);
            Assert.Equal(masked, TextMask.Of(masked, name));
            var address = AddressMask.Of(text);
            Assert.Equal(address, AddressMask.Of(address));
            Assert.Equal(NameMask.Of(text), NameMask.Of(NameMask.Of(text)));
            Assert.Equal(PhoneNumber.Mask(text), PhoneNumber.Mask(PhoneNumber.Mask(text)));
        },
        iter: 20_000);

    [Fact]
    public void A_number_is_hidden_wherever_it_stands() =>
        Gen.Select(Gen.Long[13_000_000_000, 19_999_999_999], Gen.OneOf("电话", "，", "我", "a", "(", "\n"), Gen.OneOf("。", "号", "b", " 张", ""))
            .Sample(
        (phone, before, behind) =>
            Assert.DoesNotContain($"{phone}"[3..7], NumberMask.Of($"{before}{phone}{behind}").Replace($"{phone}"[^4..], "")),
        iter: 2_000);

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var letter in text)
        {
            run = char.IsDigit(letter) ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }
}

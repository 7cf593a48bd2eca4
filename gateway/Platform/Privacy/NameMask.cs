using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace OpsCenter.Gateway.Platform.Privacy;

/// <summary>Names of people: 张三 and 张三丰 become 张*, 欧阳修 becomes 欧阳* (GB/T 35273).</summary>
public static partial class NameMask
{
    /// <summary>Surnames of two characters.</summary>
    private static readonly FrozenSet<string> Compound = Split(
        "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 "
            + "谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五");

    /// <summary>The surnames of some 97 in 100 people.</summary>
    private const string Single =
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛段郝顾龚邵覃武钱戴严莫孔向常汤康易乔赖文温欧区冼麦莘骆";

    /// <summary>Those of <see cref="Compound"/> that are met in texts.</summary>
    private const string Doubles = "(?:欧阳|上官|司马|诸葛|皇甫|慕容|司徒|令狐|公孙|尉迟|东方|南宫|夏侯|端木|长孙|宇文)";

    /// <summary>What stands behind a name that says nobody's name, or behind a surname alone.</summary>
    private const string Titles = "先生|女士|小姐|同志|师傅|阿姨|叔叔|老师|医生|大爷|大妈|老板|某某|某";

    /// <summary>The name as everybody may see it; what is masked already, or no name, stays.</summary>
    public static string Of(string name)
    {
        var plain = name.Trim();
        if (plain.Length == 0 || Nobody().IsMatch(plain)) return plain;
        if (plain[0] == '*') return "*";
        return SurnameOf(plain) + "*";
    }

    /// <summary>In a text: the name that is known, and names behind words that announce one.</summary>
    public static string In(string text, string known)
    {
        var masked = text;
        var name = known.Trim();
        if (name.Length >= 2 && Of(name) is var hidden && hidden != name) masked = masked.Replace(name, hidden, StringComparison.Ordinal);
        masked = Announced().Replace(masked, match => match.Groups["cue"].Value + Of(match.Groups["name"].Value));
        return Titled().Replace(masked, match => SurnameOf(match.Groups["name"].Value) + "*" + match.Groups["title"].Value);
    }

    private static string SurnameOf(string name)
    {
        if (name.Length > 2 && Compound.Contains(name[..2])) return name[..2];
        var first = Rune.GetRuneAt(name, 0);
        return first.ToString();
    }

    private static FrozenSet<string> Split(string names) => names.Split(' ').ToFrozenSet();

    /// <summary>No name, or a surname with a title.</summary>
    [GeneratedRegex($"^(?:匿名.{{0,4}}|未知|不详|无|群众|市民|网友|路人|热心市民|\\p{{IsCJKUnifiedIdeographs}}{{1,2}}(?:{Titles}))$")]
    private static partial Regex Nobody();

    /// <summary>我叫张三, 姓名：张三, 联系人是张三 …: up to three characters behind it, as far as a name can go.</summary>
    [GeneratedRegex(
        "(?<cue>(?:我叫|本人叫|名叫|我的名字叫|姓名[:：是为]?|(?:联系人|投诉人|举报人|来电人|诉求人|反映人|申请人|当事人|负责人|业主|房东|户主|车主)[:：是为叫])\\s*)" +
        $"(?!{Doubles}\\*)(?<name>(?:{Doubles}|[{Single}])\\p{{IsCJKUnifiedIdeographs}}{{1,2}}?(?=[\\s，。；、,.;:："
            + $"()（）!！?？]|$|先生|女士|小姐|电话|手机|身份证|住|家住|来|是|在|向|想)" +
        $"|{Doubles}\\p{{IsCJKUnifiedIdeographs}}|[{Single}]\\p{{IsCJKUnifiedIdeographs}}{{1,2}})")]
    private static partial Regex Announced();

    /// <summary>张三先生: two or three characters before a title, of which the last is no surname (高层王先生 is a Mr Wang).</summary>
    [GeneratedRegex($"(?<name>[{Single}]\\p{{IsCJKUnifiedIdeographs}}{{1,2}}(?<![{Single}]))(?<title>先生|女士|小姐|同志|师傅)")]
    private static partial Regex Titled();
}

// A development aid: departments, duties and matters that the invented hotline is made of. All composed.
import { OrderType } from "../../src/gen/opscenter/v1/hotline_pb";

export const departments = [
  {
    code: "ZJJ",
    name: "区住房和城乡建设管理局",
    aliases: ["住建局"],
    town: "",
    duties: [
      {
        clause: "2.1",
        text: "监督管理住宅小区物业服务活动，处理物业服务收费、服务质量的投诉",
        topics: ["城乡建设/物业服务"],
        placeKinds: ["住宅小区"],
        keywords: ["物业", "收费"],
      },
      {
        clause: "2.3",
        text: "监督管理住宅室内装饰装修活动中变动建筑主体和承重结构的行为",
        topics: ["城乡建设/装饰装修"],
        placeKinds: [],
        keywords: ["装修", "承重墙"],
      },
      {
        clause: "4.2",
        text: "监督管理房屋建筑工地的扬尘、噪声防治措施落实",
        topics: ["环境保护/噪声污染"],
        placeKinds: ["工地"],
        keywords: ["工地", "扬尘"],
      },
    ],
  },
  {
    code: "CGJ",
    name: "区城市管理和综合执法局",
    aliases: ["城管局"],
    town: "",
    duties: [
      {
        clause: "1.4",
        text: "查处城市道路和公共场所的乱摆卖、占道经营",
        topics: ["城乡建设/市容环境"],
        placeKinds: ["市政道路"],
        keywords: ["占道", "摆卖"],
      },
      {
        clause: "3.1",
        text: "查处在城市人行道和公共场地上违反规定停放机动车的行为",
        topics: ["交通管理/停车管理"],
        placeKinds: ["市政道路", "公共场地"],
        keywords: ["停车", "乱停"],
      },
      {
        clause: "3.6",
        text: "查处违反规定时间的室内装修噪声扰民",
        topics: ["环境保护/噪声污染"],
        placeKinds: ["住宅小区"],
        keywords: ["装修", "噪音"],
      },
    ],
  },
  {
    code: "GAJ",
    name: "市公安局武江分局",
    aliases: ["公安分局"],
    town: "",
    duties: [
      {
        clause: "5.2",
        text: "处理社会生活噪声干扰他人正常生活的治安案件",
        topics: ["环境保护/噪声污染"],
        placeKinds: [],
        keywords: ["噪音", "扰民"],
      },
      { clause: "6.1", text: "维护市政道路的道路交通秩序", topics: ["交通管理"], placeKinds: ["市政道路"], keywords: ["停放", "交通"] },
    ],
  },
  {
    code: "SJJ",
    name: "区市场监督管理局",
    aliases: ["市监局"],
    town: "",
    duties: [
      {
        clause: "1.1",
        text: "处理消费者投诉和举报，查处价格违法行为",
        topics: ["市场监管"],
        placeKinds: [],
        keywords: ["价格", "消费", "食品"],
      },
    ],
  },
  {
    code: "RSJ",
    name: "区人力资源和社会保障局",
    aliases: ["人社局"],
    town: "",
    duties: [{ clause: "3.2", text: "查处拖欠劳动者工资的行为", topics: ["劳动社保/欠薪"], placeKinds: [], keywords: ["工资", "欠薪"] }],
  },
  {
    code: "JYJ",
    name: "区教育局",
    aliases: [],
    town: "",
    duties: [{ clause: "2.2", text: "管理义务教育阶段招生和办学行为", topics: ["教育"], placeKinds: ["学校"], keywords: ["学校", "招生"] }],
  },
  {
    code: "SWJ",
    name: "区水务局",
    aliases: [],
    town: "",
    duties: [
      { clause: "1.3", text: "管理供水水质、水压和停水抢修", topics: ["公用事业/供水"], placeKinds: [], keywords: ["停水", "水压"] },
    ],
  },
  {
    code: "XHJ",
    name: "新华街道办事处",
    aliases: [],
    town: "440203001",
    duties: [{ clause: "1.1", text: "处理辖区内群众反映的综合事务", topics: [], placeKinds: [], keywords: [] }],
  },
  { code: "HMJ", name: "惠民街道办事处", aliases: [], town: "440203002", duties: [] },
  { code: "XLZ", name: "西联镇人民政府", aliases: [], town: "440203100", duties: [] },
  { code: "XHZ", name: "西河镇人民政府", aliases: [], town: "440203101", duties: [] },
  { code: "LGZ", name: "龙归镇人民政府", aliases: [], town: "440203102", duties: [] },
];

export const towns = [
  ["440203001", "新华街道"],
  ["440203002", "惠民街道"],
  ["440203100", "西联镇"],
  ["440203101", "西河镇"],
  ["440203102", "龙归镇"],
  ["440203103", "江湾镇"],
  ["440203104", "重阳镇"],
] as const;
export const roads = ["新华南路", "工业西路", "惠民南路", "沐溪大道", "百旺路", "芙蓉北路", "西联大道", "武江北路"];

/** Which matters come in: type, topic, kind of place, who is likely, title, what the caller says. */
export const matters = [
  {
    type: OrderType.COMPLAINT,
    topic: "环境保护/噪声污染/装修噪音",
    placeKind: "住宅小区",
    likely: ["CGJ", "ZJJ", "GAJ"],
    title: "楼上住户午休时间装修，电钻噪音扰民",
    text: "来电人反映：楼上住户正在装修，近一周来每天中午十二点到两点半、晚上七点以后仍用电钻和切割机施工，家中有两岁小孩和八十岁老人，无法休息。\n已向物业反映三次，物业称无权制止。请相关部门到现场核实，责令其按规定时间施工，并回复处理结果。",
  },
  {
    type: OrderType.COMPLAINT,
    topic: "城乡建设/物业服务/物业收费",
    placeKind: "住宅小区",
    likely: ["ZJJ", "SJJ"],
    title: "物业服务费上涨未经业主同意，公摊水电不公示",
    text: "来电人反映：小区物业自本月起将物业服务费由每平方米 1.6 元上调到 2.1 元，未召开业主大会，也没有张贴公示；公摊水电费每户每月 40 多元，要求查看明细被拒绝。\n请核实收费依据，要求物业公开明细、退还多收的费用。",
  },
  {
    type: OrderType.COMPLAINT,
    topic: "交通管理/停车管理/乱停放",
    placeKind: "非市政道路",
    likely: ["CGJ", "GAJ", "XHJ"],
    title: "小区外内街两侧长期乱停车，消防车无法通行",
    text: "来电人反映：小区北门外的内街（非市政道路）两侧长期停满机动车，最窄处不足三米，上周消防演练时消防车无法进入。\n交警答复不属于市政道路、不能抄牌，街道答复没有执法权。请明确由哪个部门管理并处理。",
  },
  {
    type: OrderType.REQUEST,
    topic: "公用事业/供水/水压不足",
    placeKind: "住宅小区",
    likely: ["SWJ"],
    title: "高层住户早晚水压不足，热水器无法点火",
    text: "来电人反映：所住 16 层近一个月早晚高峰水压明显不足，热水器点不着火。咨询自来水公司称属二次供水设施问题。请协调处理。",
  },
  {
    type: OrderType.COMPLAINT,
    topic: "劳动社保/欠薪/建筑工地欠薪",
    placeKind: "工地",
    likely: ["RSJ", "ZJJ"],
    title: "工地木工班组被拖欠三个月工资",
    text: "来电人反映：与工友共 11 人在该项目做木工，完工两个月，仍有合计约 18 万元工资未付，包工头电话不接。请帮助讨回。",
  },
  {
    type: OrderType.INQUIRY,
    topic: "教育/义务教育/招生",
    placeKind: "学校",
    likely: ["JYJ"],
    title: "咨询随迁子女明年秋季入读小学的条件和材料",
    text: "来电人咨询：户籍在外市，在本区租房并缴纳社保满三年，明年秋季孩子入读一年级需要哪些条件和材料，什么时候报名。",
  },
  {
    type: OrderType.REPORT,
    topic: "市场监管/食品安全/过期食品",
    placeKind: "商铺",
    likely: ["SJJ"],
    title: "超市销售过期面包",
    text: "来电人反映：昨日在该超市购买的面包已过保质期两天，有小票和照片。请查处。",
  },
  {
    type: OrderType.SUGGESTION,
    topic: "交通管理/公共交通/公交站点",
    placeKind: "市政道路",
    likely: ["GAJ", "CGJ"],
    title: "建议在学校门口增设公交停靠站和斑马线",
    text: "来电人建议：学校新校区启用后，最近的公交站在 900 米外，学生横过马路没有斑马线。建议增设站点和斑马线。",
  },
  {
    type: OrderType.COMPLAINT,
    topic: "环境保护/噪声污染/工地噪音",
    placeKind: "工地",
    likely: ["ZJJ", "CGJ"],
    title: "工地夜间十一点后仍浇筑混凝土",
    text: "来电人反映：该工地连续三晚施工到凌晨一点，振捣声很大，没有看到夜间施工公告。",
  },
];

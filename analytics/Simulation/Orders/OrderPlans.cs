namespace OpsCenter.Analytics.Simulation.Orders;

/// <summary>Plans of hotlines.</summary>
public static class OrderPlans
{
    /// <summary>
    /// The hotline of 武江区: 61.7 orders a day (22,524 in 2023), the type mix of a district, the towns and streets by their
    /// residents, and the matters that nobody will claim (装修噪音, 物业收费, 非市政道路乱停放) among the usual ones.
    /// </summary>
    public static OrderPlan Wujiang() => new()
    {
        District = "440203",
        PerDay = 61.7,
        WeekdayFactors = [0.72, 1.16, 1.12, 1.08, 1.06, 1.04, 0.82],
        HourWeights = [0.6, 0.4, 0.3, 0.2, 0.2, 0.4, 1.0, 2.4, 6.2, 9.4, 9.0, 7.4, 4.2, 3.4, 5.6, 8.2, 8.4, 7.2, 4.8, 4.4, 4.8, 4.2, 2.6,
            1.2],
        Towns = [
            new()
            {
                Code = "440203001", Name = "新华街道", Weight = 0.30, Latitude = 24.7958, Longitude = 113.5782,
                Roads = ["新华北路", "新华南路", "惠民北路", "工业西路", "福康路"], Estates = ["金福园小区", "碧桂花园", "武江花园", "芙蓉新村", "鸿发苑"],
            },
            new()
            {
                Code = "440203002", Name = "惠民街道", Weight = 0.26, Latitude = 24.7841, Longitude = 113.5811,
                Roads = ["惠民南路", "沙洲路", "工业中路", "武江大道", "建设路"], Estates = ["沙洲尾小区", "惠民苑", "阳光家园", "丽景花园", "保利江畔"],
            },
            new()
            {
                Code = "440203100", Name = "西联镇", Weight = 0.18, Latitude = 24.7596, Longitude = 113.5514,
                Roads = ["芙蓉大道", "百旺路", "阳山路", "西联路"], Estates = ["芙蓉湾", "恒大城", "阳山新村", "百旺花园"],
            },
            new()
            {
                Code = "440203101", Name = "西河镇", Weight = 0.09, Latitude = 24.8069, Longitude = 113.5603, Roads = ["西河路", "田心路", "朝阳路"],
                Estates = ["田心新村", "西河苑", "塘湾小区"],
            },
            new()
            {
                Code = "440203102", Name = "龙归镇", Weight = 0.09, Latitude = 24.7352, Longitude = 113.4566,
                Roads = ["龙归大道", "方田路", "社主路"], Estates = ["龙归圩", "方田新村", "龙安小区"],
            },
            new()
            {
                Code = "440203103", Name = "江湾镇", Weight = 0.03, Latitude = 24.8437, Longitude = 113.3051, Roads = ["江湾街", "湖洋路"],
                Estates = ["江湾圩", "梁屋新村"],
            },
            new()
            {
                Code = "440203104", Name = "重阳镇", Weight = 0.05, Latitude = 24.8788, Longitude = 113.4682,
                Roads = ["重阳街", "大夫前路", "万侯路"], Estates = ["重阳圩", "青暖新村"],
            },
        ],
        Matters = Matters,
        Way = new()
        {
            Dispatch = new(Math.Log(45 * 60), 0.8),
            Claim = new(Math.Log(4 * 3600), 0.9),
            DisputedClaim = new(Math.Log(30 * 3600), 0.8),
            Contact = new(Math.Log(9 * 3600), 0.6),
            Answer = new(Math.Log(4.2 * 86_400), 0.75),
            InquiryAnswer = new(Math.Log(0.9 * 86_400), 0.6),
            Close = new(Math.Log(26 * 3600), 0.6),
            Reached = 0.87,
            Solved = 0.88,
            Satisfied = 0.93,
            Rated = 0.62,
            Urgent = 0.02,
            Repeat = 0.06,
        },
    };

    private static readonly double[] Mostly = [0.05, 0.10, 0.80, 0.03, 0.02], Asked = [0.80, 0.14, 0.03, 0.00, 0.03],
        Reported = [0.02, 0.03, 0.35, 0.59, 0.01], Needed = [0.10, 0.70, 0.12, 0.00, 0.08];

    private static readonly string[] Done =
    [
        "经现场核实，已责令相关单位整改，现已整改完毕，并已向来电人说明情况。",
        "已派员到现场处理，问题已解决，将加强日常巡查，感谢来电反映。",
        "已与来电人联系，说明相关规定和处理进展，来电人表示理解。",
    ];

    private static readonly string[] Explained = ["已向来电人说明办理条件、所需材料和窗口地址，来电人表示清楚。", "已电话答复来电人，相关政策依据和办理流程已一并说明。"];

    private static readonly IReadOnlyList<OrderMatter> Matters =
    [
        new()
        {
            Topic = "环境保护/环境污染/噪音污染/装修噪音", PlaceKind = "住宅小区", Department = "区城管执法局", IsDisputed = true, Weight = 6.5,
            TypeWeights = Mostly, Titles = ["{estate}住户夜间装修噪音扰民", "{estate}中午装修施工，影响休息"],
            Texts = ["来电人反映{town}{estate}有住户在{hour}时左右仍在装修，电钻声持续{days}天，影响老人小孩休息，物业称无权制止，请求处理。",
             "来电人反映{estate}{number}号房装修不按规定时间施工，多次与物业沟通无果，请有关部门核实处理。"],
            Answers = Done,
        },
        new()
        {
            Topic = "城乡建设/住房保障与房地产/物业服务/物业收费", PlaceKind = "住宅小区", Department = "区住建管理局", IsDisputed = true, Weight = 7.0,
            TypeWeights = Mostly, Titles = ["{estate}物业收费不公示、服务不到位", "{estate}物业擅自提高停车费"],
            Texts = ["来电人反映{estate}物业公司未公示收费标准，公共区域收益去向不明，电梯故障{days}天未修，仍按原标准催缴物业费，请求核查。",
             "来电人反映{town}{estate}物业将车位费上涨{number}元，未征求业主意见，请有关部门处理。"],
            Answers = Done,
        },
        new()
        {
            Topic = "政法/交通管理/交通安全管理/非市政道路乱停放", PlaceKind = "非市政道路", Department = "区公安分局", IsDisputed = true, Weight = 6.0,
            TypeWeights = Mostly, Titles = ["{estate}内部道路乱停车堵塞通道", "{road}后街巷机动车乱停放"],
            Texts = ["来电人反映{town}{road}背后的内街巷长期被机动车占用，消防通道堵塞已有{days}天，交警称不是市政道路，城管称不属于职责范围，请明确由谁处理。",
             "来电人反映{estate}门前道路两侧乱停车，{hour}时前后无法通行，请求处理。"],
            Answers = Done,
        },
        new()
        {
            Topic = "城乡建设/城乡规划/违章建筑", PlaceKind = "住宅小区", Department = "区城管执法局", IsDisputed = false, Weight = 3.6,
            TypeWeights = Reported, Titles = ["{estate}楼顶违章搭建", "{road}临街铺面占道搭棚"],
            Texts = ["来电人反映{town}{estate}{number}号房业主在楼顶搭建铁皮房，存在安全隐患，请核实拆除。"], Answers = Done,
        },
        new()
        {
            Topic = "城乡建设/城市建设和市政管理/城管执法/占道经营", PlaceKind = "市政道路", Department = "区城管执法局", IsDisputed = false, Weight = 4.5,
            TypeWeights = Mostly, Titles = ["{road}流动摊贩占道经营", "{road}烧烤摊油烟扰民"],
            Texts = ["来电人反映{town}{road}每天{hour}时起有流动摊贩占道经营，影响通行和卫生，请处理。"], Answers = Done,
        },
        new()
        {
            Topic = "政法/交通管理/交通安全管理/市政道路违停", PlaceKind = "市政道路", Department = "区公安分局", IsDisputed = false, Weight = 4.8,
            TypeWeights = Mostly, Titles = ["{road}机动车违停", "{road}路口货车长期违停"],
            Texts = ["来电人反映{town}{road}{number}号附近机动车违停严重，影响公交车进出站，请交警加强管理。"], Answers = Done,
        },
        new()
        {
            Topic = "环境保护/环境污染/噪音污染/社会生活噪音", PlaceKind = "公园广场", Department = "区公安分局", IsDisputed = false, Weight = 3.8,
            TypeWeights = Mostly, Titles = ["{road}广场舞噪音扰民", "{road}烧烤店夜间喧哗"],
            Texts = ["来电人反映{town}{road}附近每晚{hour}时仍有音响播放，声音很大，影响休息，请处理。"], Answers = Done,
        },
        new()
        {
            Topic = "环境保护/环境污染/噪音污染/施工噪音", PlaceKind = "建筑工地", Department = "生态环境武江分局", IsDisputed = false, Weight = 3.4,
            TypeWeights = Mostly, Titles = ["{road}工地夜间施工噪音", "{estate}旁工地凌晨打桩"],
            Texts = ["来电人反映{town}{road}旁建筑工地夜间{hour}时仍在施工，已持续{days}天，请核实是否有夜间施工许可。"], Answers = Done,
        },
        new()
        {
            Topic = "环境保护/环境污染/大气污染/餐饮油烟", PlaceKind = "餐饮场所", Department = "生态环境武江分局", IsDisputed = false, Weight = 2.6,
            TypeWeights = Mostly, Titles = ["{road}饭店油烟直排", "{estate}楼下餐饮店异味"],
            Texts = ["来电人反映{town}{road}{number}号餐饮店油烟直接排向居民楼，关窗仍有异味，请处理。"], Answers = Done,
        },
        new()
        {
            Topic = "城乡建设/城市建设和市政管理/基础设施/道路破损", PlaceKind = "市政道路", Department = "区住建管理局", IsDisputed = false, Weight = 3.9,
            TypeWeights = Needed, Titles = ["{road}路面破损", "{road}井盖缺失"],
            Texts = ["来电人反映{town}{road}{number}号前路面塌陷形成坑洞，已有{days}天，雨天积水看不清，存在安全隐患，请尽快修复。"], Answers = Done,
        },
        new()
        {
            Topic = "城乡建设/城市建设和市政管理/城市公共设施/路灯照明", PlaceKind = "市政道路", Department = "区住建管理局", IsDisputed = false, Weight = 2.1,
            TypeWeights = Needed, Titles = ["{road}路灯不亮", "{town}村道缺少路灯"], Texts = ["来电人反映{town}{road}路段路灯不亮已有{days}天，夜间出行不便，请检修。"],
            Answers = Done,
        },
        new()
        {
            Topic = "城乡建设/工程质量/房屋渗漏", PlaceKind = "住宅小区", Department = "区住建管理局", IsDisputed = false, Weight = 2.4, TypeWeights = Mostly,
            Titles = ["{estate}外墙渗水", "{estate}交付房屋质量问题"], Texts = ["来电人反映{town}{estate}外墙瓷砖脱落、房屋渗水，开发商拖延{days}天未维修，请督促处理。"],
            Answers = Done,
        },
        new()
        {
            Topic = "劳动和社会保障/工资福利/拖欠工资", PlaceKind = "", Department = "区人社局", IsDisputed = false, Weight = 5.2, TypeWeights = Mostly,
            Titles = ["{town}某工地拖欠工资", "{town}某公司未按时发放工资"], Texts = ["来电人反映在{town}{road}某工地务工，被拖欠{days}天工资，共{number}00元，班组长推诿，请求协助追讨。"],
            Answers = Done,
        },
        new()
        {
            Topic = "劳动和社会保障/城镇居民社会保险/城镇居民医疗保险", PlaceKind = "", Department = "区医保分局", IsDisputed = false, Weight = 2.8,
            TypeWeights = Asked, Titles = ["咨询异地就医报销", "咨询居民医保缴费"], Texts = ["来电人咨询在外市住院后如何办理医保报销，需要什么材料，{town}有没有可以办理的窗口。"],
            Answers = Explained,
        },
        new()
        {
            Topic = "劳动和社会保障/城镇职工社会保险/职工养老保险", PlaceKind = "", Department = "区人社局", IsDisputed = false, Weight = 2.4,
            TypeWeights = Asked, Titles = ["咨询灵活就业人员社保缴费", "咨询养老待遇资格认证"], Texts = ["来电人咨询灵活就业人员如何缴纳养老保险，断缴{days}个月能否补缴，请告知。"],
            Answers = Explained,
        },
        new()
        {
            Topic = "教育文体/考试招生/入学", PlaceKind = "", Department = "区教育局", IsDisputed = false, Weight = 3.1, TypeWeights = Asked,
            Titles = ["咨询小学入学条件", "咨询随迁子女入学"], Texts = ["来电人咨询户籍不在{town}但居住在{estate}，孩子今年能否就近入学，需要哪些材料。"], Answers = Explained,
        },
        new()
        {
            Topic = "教育文体/教育行政管理/校外机构管理", PlaceKind = "商业场所", Department = "区教育局", IsDisputed = false, Weight = 1.4,
            TypeWeights = Mostly, Titles = ["培训机构不退费", "{road}培训机构违规补课"], Texts = ["来电人反映在{town}{road}某培训机构缴费{number}00元，现机构停课不退费，请处理。"],
            Answers = Done,
        },
        new()
        {
            Topic = "商贸旅游/市场监管/商品质量", PlaceKind = "商业场所", Department = "区市场监管局", IsDisputed = false, Weight = 5.4, TypeWeights = Mostly,
            Titles = ["{road}商家拒不退款", "网购商品质量问题"], Texts = ["来电人反映在{town}{road}{number}号商店购买的商品存在质量问题，商家拒绝退换，请协调。"], Answers = Done,
        },
        new()
        {
            Topic = "卫生计生/食品药品监管/食品安全", PlaceKind = "商业场所", Department = "区市场监管局", IsDisputed = false, Weight = 2.3,
            TypeWeights = Reported, Titles = ["{road}超市销售过期食品", "外卖食品有异物"], Texts = ["来电人反映在{town}{road}某超市购买到过期食品，要求查处并赔偿。"],
            Answers = Done,
        },
        new()
        {
            Topic = "卫生计生/医政监管/医疗服务", PlaceKind = "", Department = "区卫健局", IsDisputed = false, Weight = 1.6, TypeWeights = Mostly,
            Titles = ["社区医院服务态度差", "咨询预防接种时间"], Texts = ["来电人反映在{town}卫生院就诊时排队{number}分钟，医务人员态度不好，请核实。"], Answers = Done,
        },
        new()
        {
            Topic = "城乡建设/城市建设和市政管理/自来水供应", PlaceKind = "住宅小区", Department = "供水公司", IsDisputed = false, Weight = 2.9,
            TypeWeights = Needed, Titles = ["{estate}停水", "{estate}水压低"], Texts = ["来电人反映{town}{estate}自今日{hour}时起停水，未见通知，请核实恢复时间。"],
            Answers = Done,
        },
        new()
        {
            Topic = "城乡建设/城市建设和市政管理/电力供应", PlaceKind = "住宅小区", Department = "供电公司", IsDisputed = false, Weight = 2.2,
            TypeWeights = Needed, Titles = ["{estate}频繁停电", "{town}电压不稳"], Texts = ["来电人反映{town}{estate}近{days}天频繁停电，影响生活，请检修线路。"],
            Answers = Done,
        },
        new()
        {
            Topic = "交通运输/建设管理/农村道路", PlaceKind = "农村", Department = "", IsDisputed = false, Weight = 2.0, TypeWeights = Needed,
            Titles = ["{town}村道损毁", "{town}机耕路未硬化"], Texts = ["来电人反映{town}村道被重型货车压坏已有{days}天，村民出行困难，请修复。"], Answers = Done,
        },
        new()
        {
            Topic = "农村农业/村务管理/人居环境", PlaceKind = "农村", Department = "", IsDisputed = false, Weight = 1.8, TypeWeights = Mostly,
            Titles = ["{town}垃圾未及时清运", "{town}污水直排"], Texts = ["来电人反映{town}村内垃圾池{days}天未清运，气味大，请处理。"], Answers = Done,
        },
        new()
        {
            Topic = "农村农业/土地承包经营/征地补偿", PlaceKind = "", Department = "", IsDisputed = true, Weight = 1.5, TypeWeights = Mostly,
            Titles = ["{town}宅基地纠纷", "{town}征地补偿款未发放"], Texts = ["来电人反映{town}征地补偿款{days}个月未发放到位，村委会和镇政府说法不一，请核实。"], Answers = Done,
        },
        new()
        {
            Topic = "环境保护/环境污染/水污染", PlaceKind = "河道水库", Department = "区水务局", IsDisputed = false, Weight = 1.2, TypeWeights = Reported,
            Titles = ["{town}河道有污水排放", "{road}雨水口堵塞"], Texts = ["来电人反映{town}河道旁有管道排放黑色污水，气味刺鼻，请查处。"], Answers = Done,
        },
        new()
        {
            Topic = "城乡建设/城市建设和市政管理/公共汽车", PlaceKind = "市政道路", Department = "区交通运输局", IsDisputed = false, Weight = 2.2,
            TypeWeights = Needed, Titles = ["{road}公交车等候时间长", "建议增设公交站"], Texts = ["来电人反映{road}公交车间隔超过{number}分钟，上下班不便，建议增加班次。"],
            Answers = Done,
        },
        new()
        {
            Topic = "党务政务/政治体制/窗口服务", PlaceKind = "", Department = "区政务服务和数据局", IsDisputed = false, Weight = 1.7, TypeWeights = Mostly,
            Titles = ["窗口办事等候时间长", "咨询一件事一次办"], Texts = ["来电人反映在政务服务大厅排队{number}分钟仍未办理，建议增加窗口。"], Answers = Done,
        },
    ];
}

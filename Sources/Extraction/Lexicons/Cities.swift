/// Provinces and the cities at prefecture level that belong to them.
enum Cities {
  /// `province: cities`, one province a line.
  private static let table = """
    河南: 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源
    河北: 石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水
    山西: 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁
    内蒙古: 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布
    辽宁: 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛
    吉林: 长春 吉林 四平 辽源 通化 白山 松原 白城
    黑龙江: 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化
    江苏: 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁
    浙江: 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水
    安徽: 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城
    福建: 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德
    江西: 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶
    山东: 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 莱芜
    湖北: 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州
    湖南: 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底
    广东: 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮
    广西: 南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左
    海南: 海口 三亚 三沙 儋州
    四川: 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳
    贵州: 贵阳 六盘水 遵义 安顺 毕节 铜仁
    云南: 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧
    西藏: 拉萨 日喀则 昌都 林芝 山南 那曲
    陕西: 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛
    甘肃: 兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南
    青海: 西宁 海东
    宁夏: 银川 石嘴山 吴忠 固原 中卫
    新疆: 乌鲁木齐 克拉玛依 吐鲁番 哈密
    """

  /// The municipalities that are provinces themselves.
  static let municipalities = ["北京", "上海", "天津", "重庆"]

  /// Cities whose bare names are common words.
  private static let ambiguous: Set<String> = [
    "朝阳", "通化", "吉林", "大同", "中山", "黄山", "三明", "海口", "白银", "安康", "延安", "日照", "威海", "东营",
    "泰安", "长春", "丽水", "山南", "平凉", "宁德", "北海", "保山", "白山", "海东", "固原", "中卫", "安顺", "吉安", "安庆",
  ]

  /// The province of each city.
  static let provinceOfCity: [String: String] = {
    var provinces: [String: String] = [:]
    for line in table.split(separator: "\n") {
      let halves = line.split(separator: ":")
      guard halves.count == 2 else { continue }
      for city in halves[1].split(separator: " ") { provinces[String(city)] = String(halves[0]) }
    }
    return provinces
  }()

  /// The names of cities without 市, for text that leaves it out.
  static let bareNames = WordList(
    provinceOfCity.keys.filter { !ambiguous.contains($0) } + municipalities)

  /// The names of all cities, with 市.
  static let fullNames = WordList(
    provinceOfCity.keys.map { $0 + "市" } + municipalities.map { $0 + "市" })

  /// The names of all provinces, without 省.
  static let provinces = WordList(
    table.split(separator: "\n").compactMap { $0.split(separator: ":").first.map(String.init) })

  /// The full name of a province, with 省 or 自治区.
  static func fullProvince(_ province: String) -> String {
    switch province {
    case "内蒙古", "西藏": return province + "自治区"
    case "广西": return "广西壮族自治区"
    case "宁夏": return "宁夏回族自治区"
    case "新疆": return "新疆维吾尔自治区"
    default: return province + "省"
    }
  }
}

/// Autonomous prefectures, leagues and regions, which stand where a city does.
enum Prefectures {
  /// `province: prefectures`, each with its short form behind a stroke.
  private static let table = """
    湖北: 恩施土家族苗族自治州/恩施州
    湖南: 湘西土家族苗族自治州/湘西州
    吉林: 延边朝鲜族自治州/延边州
    四川: 阿坝藏族羌族自治州/阿坝州 甘孜藏族自治州/甘孜州 凉山彝族自治州/凉山州
    贵州: 黔西南布依族苗族自治州/黔西南州 黔东南苗族侗族自治州/黔东南州 黔南布依族苗族自治州/黔南州
    云南: 楚雄彝族自治州/楚雄州 红河哈尼族彝族自治州/红河州 文山壮族苗族自治州/文山州 西双版纳傣族自治州/西双版纳州 大理白族自治州/大理州 德宏傣族景颇族自治州/德宏州 怒江傈僳族自治州/怒江州 迪庆藏族自治州/迪庆州
    甘肃: 临夏回族自治州/临夏州 甘南藏族自治州/甘南州
    青海: 海北藏族自治州/海北州 黄南藏族自治州/黄南州 海南藏族自治州/海南州 果洛藏族自治州/果洛州 玉树藏族自治州/玉树州 海西蒙古族藏族自治州/海西州
    新疆: 昌吉回族自治州/昌吉州 博尔塔拉蒙古自治州/博州 巴音郭楞蒙古自治州/巴州 克孜勒苏柯尔克孜自治州/克州 伊犁哈萨克自治州/伊犁州 阿克苏地区 喀什地区 和田地区 塔城地区 阿勒泰地区
    内蒙古: 兴安盟 锡林郭勒盟 阿拉善盟
    西藏: 阿里地区
    黑龙江: 大兴安岭地区
    """

  /// The province of each prefecture, by its full and its short name.
  static let provinceOf: [String: String] = {
    var provinces: [String: String] = [:]
    for line in table.split(separator: "\n") {
      let halves = line.split(separator: ":")
      guard halves.count == 2 else { continue }
      for entry in halves[1].split(separator: " ") {
        for name in entry.split(separator: "/") { provinces[String(name)] = String(halves[0]) }
      }
    }
    return provinces
  }()

  /// The provinces, as they stand in front of the name of a firm.
  static let provinces = Cities.provinces

  /// All full and short names.
  static let names = WordList(provinceOf.keys)
}

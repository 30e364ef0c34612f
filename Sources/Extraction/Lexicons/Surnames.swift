/// Family names, which tell a person's name from any other word.
enum Surnames {
  /// Family names of one character.
  static let single = Set(
    """
    王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖
    贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申
    欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓
    古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻
    苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢扈劳谌奚皮粟冼蔺楼盘满闻厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平
    计索宣晋相初门云容敬来扬晁芮普阙浦戈雍茅盈都耶律虎衡鹿展睢
    """.unicodeScalars.map(\.value).filter { $0 > 32 })

  /// Family names of two characters.
  static let compound = WordList(
    """
    欧阳 上官 司马 诸葛 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 宇文 长孙 轩辕 端木 百里 呼延 南宫 西门 独孤 拓跋 申屠 淳于
    """)

  /// Characters that a given name does not hold, because they are function words.
  static let notInGivenNames = Set(
    "的了在对将把被让使由从到并且而也都就还又再已很更最该此这那各每某其他她它们我你是有不没或等给要应须需按据至赴去做作搞抓约个次着过得地带率说称看问听送请后前时里与和及会上下中里"
      .unicodeScalars.map(\.value))
}

/// Family names, which tell a person's name from any other word.
enum Surnames {
  /// Family names of one character.
  static let single = Set(
    """
    宝俸刀宿禚菅亢仉尧忻炊缑翦虢贠郇镡桓雒郄遆王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖
    贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申
    欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓
    古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻
    苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢扈劳谌奚皮粟冼蔺楼盘满闻厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平
    计索宣晋相初门云容敬来扬晁芮普阙浦戈雍茅盈都耶律虎衡鹿展睢滑逄亓邸揭修郗郏昝訾鄂呙隗逯矫綦麴庾妥喇闵幸敬尉宓佴习傅萧昌凤贝伏裘钮嵇荀於贲羿邴糜弓钭戎束韶蓟薄印怀邰咸籍赖阴莘贡扶堵宰郦濮寿茹宦鱼禄殳沃蔚厍巢蒯竺洪常湛庹植揣宾酆笪肇蹇苻粘敦檀璩蓬阎禤卯谯危诸羊汲乌仰苍慕慎弘夔勾乜操墨琴汝蒿苌俎撖郤骞牧缐尕撒岩仵冶沐兀俄旦冮宛戢褟咎弋拓扎丑丘瓮洛爨寸杭元买哈拜敏锁
    """.unicodeScalars.map(\.value).filter { $0 > 32 })

  /// Family names that are particles of the language too: 曾, 于, 向, 应, 从, 代.
  static let particles = Set("曾于向应从代".unicodeScalars.map(\.value))

  /// Characters that transcribe Mongolian, Tibetan, Uyghur and Kazakh names, which have no family name.
  static let transcribing = Set(
    """
    阿布巴达格哈尔木日苏图乌吉斯其勒嘎娜仁朝鲁敖特根宝音雅拉那顺孟和毕力额德呼都古青松白云塔娜萨如娃桑旺扎西次登卓玛才让洛丹增多杰索南平措央金旦
    伊明热依买提江汗古丽努尔艾力肉孜吐逊克木沙别克迪亚赛帕提别加娜孜叶肯胡玛依曼阿不布赫卜策巧琪胡格齐芒瓦夫惹呷火曲比约莫且苦子乃合时刘者哲里姆格桑巴桑拉姆来恩奥满腾钢铁牧代钦博迎敏苏德斌
    """.unicodeScalars.map(\.value).filter { $0 > 32 })

  /// Family names of two characters.
  static let compound = WordList(
    """
    欧阳 上官 司马 诸葛 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 宇文 长孙 轩辕 端木 百里 呼延 南宫 西门 独孤 拓跋 申屠 淳于 澹台 公冶 公羊 宗政 太史 仲孙 钟离 闻人 万俟 鲜于 闾丘 亓官 司寇 赫连 段干 羊舌 梁丘 左丘 谷梁 耶律 完颜 达奚 纳兰 第五 乐正 单于 漆雕 壤驷 东里 东郭
    """)
}

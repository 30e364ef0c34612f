/// Campaigns that a verb states: `集中整治“八小行业”`, `对占道经营进行集中整治`, `违法建筑被强拆`.
extension CampaignMentions {
  /// `雪松路绿化工程` is a project of its own, where 绿化 at a place is a line of work.
  mutating func readWorks(start: Int, head: Span) -> Int? {
    guard let works = DeedWords.works.match(at: head.upperBound, in: text, limit: limit),
      let place = placeEnd(from: start, to: head.lowerBound), head.lowerBound - place <= 4,
      ["work", "drive"].contains(CampaignWords.sortOf[string(head)] ?? ""),
      (start..<head.upperBound).allSatisfy({ Glyph.isHan(text[$0]) })
    else { return nil }
    let span = start..<head.upperBound + works
    add(span, name: scanner.flow.key(span), sort: "project", rule: "campaign-name")
    return span.upperBound
  }

  /// Reads a verb of clearing up with what it is done to.
  mutating func readDeed(at index: Int, in part: PagePart) -> Int? {
    guard DeedWords.beginnings.match(at: index, in: text, limit: limit) != nil else { return nil }
    if let verb = DeedWords.verbs.match(at: index, in: text, limit: limit),
      !isNoun(index..<index + verb)
    {
      return readObject(of: index..<index + verb, in: part)
    }
    return readTreated(at: index, in: part)
  }

  /// `集中整治“八小行业”` is 八小行业集中整治; `整治占道经营` in a headline is 占道经营整治.
  private mutating func readObject(of verb: Span, in part: PagePart) -> Int? {
    var start = verb.upperBound
    if start < limit, text[start] == 0x4E86 { start += 1 }
    guard start < limit else { return nil }
    if text[start] == Glyph.openQuote, let close = closingQuote(after: start),
      (3...9).contains(close - start),
      DeedWords.notDeeds.match(at: close + 1, in: text, limit: limit) == nil,
      string(verb).unicodeScalars.count == 4
    {
      let span = verb.lowerBound..<close + 1
      add(
        span, name: scanner.flow.key(start..<close + 1) + string(verb), sort: "drive",
        rule: "stated-deed")
      return span.upperBound
    }
    guard let object = DeedWords.nuisances.match(at: start, in: text, limit: limit) else {
      return nil
    }
    let end = start + object
    guard part.role == .headline || string(verb).unicodeScalars.count == 4,
      end >= limit || !Glyph.isWord(text[end]) || scanner.boundaries.stopsName(at: end)
    else { return nil }
    note(verb.lowerBound..<end, string(start..<end), string(verb), in: part)
    return end
  }

  /// `对流动摊贩进行集中整治`, `违法建筑被强拆`.
  private mutating func readTreated(at index: Int, in part: PagePart) -> Int? {
    guard let object = DeedWords.nuisances.match(at: index, in: text, limit: limit) else {
      return readDisorder(endingAt: index, in: part)
    }
    let end = index + object
    guard let link = DeedWords.links.match(at: end, in: text, limit: limit),
      let verb = DeedWords.verbs.match(at: end + link, in: text, limit: limit)
    else { return nil }
    let start = end + link
    note(index..<start + verb, string(index..<end), string(start..<start + verb), in: part)
    return start + verb
  }

  private static let drives = ["集中整治", "专项整治", "综合整治", "清理整治", "集中治理"]
  /// `对渣土运输市场乱象进行整治`: what is put right is whatever stands in front of 乱象.
  private mutating func readDisorder(endingAt index: Int, in part: PagePart) -> Int? {
    guard let word = DeedWords.disorders.match(at: index, in: text, limit: limit),
      let link = DeedWords.links.match(at: index + word, in: text, limit: limit)
    else { return nil }
    let end = index + word
    let verb = end + link
    guard let length = DeedWords.verbs.match(at: verb, in: text, limit: limit) else { return nil }
    var start = nameStart(of: index..<index)
    if let area = DeedWords.areas.match(at: start, in: text, limit: index) { start += area }
    guard (3...12).contains(index - start), start > lower,
      DeedWords.marks.match(endingAt: start, in: text, from: lower) != nil,
      (start..<index).allSatisfy({ Glyph.isHan(text[$0]) })
    else { return nil }
    note(start..<verb + length, string(start..<end), string(verb..<verb + length), in: part)
    return verb + length
  }

  private static let headlineDeed = "headline-deed"

  private mutating func note(_ span: Span, _ object: String, _ verb: String, in part: PagePart) {
    let action = verb.hasPrefix("依法") || verb.hasPrefix("从严") ? String(verb.dropFirst(2)) : verb
    deeds.append(
      Mention(
        kind: .campaign, span: span, name: object + action, sort: "drive",
        rule: part.role == .headline ? Self.headlineDeed : "stated-deed"))
    if part.role == .headline { headlineEnd = part.span.upperBound }
  }

  /// 环境整治 is a name, and the 整治 of it no verb: what stands in front runs on to it.
  private func isNoun(_ verb: Span) -> Bool {
    verb.lowerBound > lower && Glyph.isHan(text[verb.lowerBound - 1])
      && !scanner.boundaries.stopsName(at: verb.lowerBound - 1)
      && unitsEnding(by: verb.lowerBound) == unitsEnding(by: verb.lowerBound - 1)
  }

  /// `“僵尸车”集中清理整治行动`: what is cleared away stands in quotation marks, and only with the word for it names a
  /// campaign.
  mutating func readThing(_ quoted: Span) -> Int? {
    var start = quoted.upperBound
    if let manner = DeedWords.manners.match(at: start, in: text, limit: limit) { start += manner }
    guard let head = DeedWords.clearings.match(at: start, in: text, limit: limit) else {
      return nil
    }
    let end = start + head
    guard
      end >= limit || !Glyph.isWord(text[end]) || scanner.boundaries.stopsName(at: end)
        || isFollowed(end)
    else { return nil }
    let span = quoted.lowerBound..<end
    add(span, name: scanner.flow.key(span), sort: "drive", rule: "quoted-campaign")
    return end
  }

  /// Takes up what verbs state where the article has no name for what it is about.
  mutating func settleDeeds() {
    guard let first = deeds.first else { return }
    let end = first.rule == Self.headlineDeed ? headlineEnd : first.span.upperBound + 40
    let isNamed = found.contains { $0.span.lowerBound <= end }
    let names = Set(found.map(\.name))
    let own = deeds.filter { deed in
      (!isNamed || Self.drives.contains(where: deed.name.hasSuffix))
        && !isFound(deed.span)
    }
    found += own.map { deed in
      // 集中整治 of what the article calls 校园周边环境整治 elsewhere.
      var deed = deed
      if let drive = Self.drives.first(where: deed.name.hasSuffix) {
        let plain = deed.name.dropLast(drive.count) + drive.suffix(2)
        if names.contains(String(plain)) { deed.name = String(plain) }
      }
      return deed
    }
  }
}

/// Verbs of clearing up and what is cleared up.
enum DeedWords {
  static let verbs = WordList(
    "整治 治理 拆除 强拆 强制拆除 取缔 清理整治 集中整治 专项整治 综合整治 集中治理 集中清理 集中拆除 依法拆除 依法取缔 从严整治")

  static let nuisances = WordList(
    """
    占道经营 出店经营 店外经营 突店经营 跨门经营 流动摊贩 流动摊点 乱停乱放 车辆乱停乱放 违章停车 违停车辆 违规停车 乱搭乱建 私搭乱建 违法建筑 违法建设 违章建筑 违章建设
    违建 违法用地 户外广告 违规广告 小广告 牛皮癣 渣土车 渣土运输 黑臭水体 餐饮油烟 油烟污染 扬尘污染 露天烧烤 夜市烧烤 噪声污染 噪音扰民 散煤 非法营运 黑车 僵尸车 超限超载
    非法采砂 非法捕捞 校园周边环境 市场环境 市容环境 市容秩序 交通秩序 市场秩序 犬只 不文明养犬 电动车违停 乱堆乱放 散乱污企业 非法烟花爆竹 飞线充电 三轮车 残疾人三轮车 马路市场 破墙开店
    """)

  /// All words that a deed can start with, so that most positions cost one look-up.
  static let beginnings = WordList(verbs.words.union(nuisances.words).union(disorders.words))

  /// Whether quoted words name something to be cleared away, and no campaign.
  static func isThing(_ content: String) -> Bool {
    nuisances.contains(content) || things.contains(content)
  }

  private static let things = WordList(
    "僵尸车 僵尸机动车 僵尸企业 飞线 蜘蛛网 三乱 六乱 五乱 乱象 黑作坊 黑诊所 黑网吧 拦路虎 保护伞 老赖 顽疾")
  static let manners = WordList("集中 专项 联合 综合 全面 依法")
  static let clearings = WordList("清理整治 整治 治理 清理 专项整治 集中整治 清理整顿 清拖 清零 整治清理 综合整治")
  static let links = WordList("被 被依法 被集中 进行 进行了 开展 开展了 实施 实施了 予以 进行集中 进行了集中 进行依法 进行专项 进行全面")
  static let works = WordList("工程")
  static let disorders = WordList("乱象")
  static let marks = WordList("对 对城区 对辖区 针对 对辖区内 城区 辖区")
  static let areas = WordList("城区 辖区 全区 全市 全县")
  static let notDeeds = WordList("问题 的问题 现象 工作 活动 行动 攻坚")
}

/// Where the name of a person ends, and what is one.
extension PersonMentions {
  /// Whether a title, and no name, starts at `index`.
  func startsTitle(at index: Int, limit: Int) -> Bool {
    PostTitles.heads.match(at: index, in: text, limit: limit) != nil
      || PostTitles.modifiers.match(at: index, in: text, limit: limit).map { $0 > 1 } ?? false
      || scanner.home.names.match(at: index, in: text, limit: limit) != nil
  }

  /// The length of the name that starts at `start`.
  func nameLength(at start: Int, limit: Int, isListed: Bool = false) -> Int? {
    guard start < limit else { return nil }
    if isListed, let length = enumeratedName(at: start, limit: limit) { return length }
    if let length = minorityName(at: start, limit: limit) { return length }
    if !isListed, let length = transcribedName(at: start, limit: limit) { return length }
    let family: Int
    if Surnames.compound.match(at: start, in: text, limit: limit) != nil {
      family = 2
    } else if Surnames.single.contains(text[start]), !scanner.boundaries.stopsName(at: start) {
      family = 1
    } else if Surnames.particles.contains(text[start]) {
      return particleSurname(at: start, limit: limit)
    } else {
      return isListed ? nil : knownSpeaker(at: start, limit: limit)
    }
    if let length = particleName(at: start, family: family, limit: limit) {
      return length
    }
    // 镇领导班子
    if text[start] == 0x73ED, start + 1 < limit, text[start + 1] == 0x5B50 { return nil }
    let lengths = [family + 2, family + 1].filter {
      isGivenName(start + family..<start + $0, limit: limit)
    }
    let clean = lengths.filter {
      endsCleanly(start + $0, limit: limit) && !isKnownWord(start..<start + $0)
    }
    if clean.count == 1 { return clean[0] }
    if clean.count > 1, let longest = clean.max() {
      // 周敏说, 李强率队: a verb of one character is no part of the name.
      return Self.verbs.contains(text[start + longest - 1]) ? clean.min() : longest
    }
    return isListed ? nil : lengths.filter { !isKnownWord(start..<start + $0) }.max()
  }

  /// Whether a family name starts here.
  func isSurname(at start: Int) -> Bool {
    Surnames.single.contains(text[start])
      || Surnames.compound.match(at: start, in: text, limit: text.count) != nil
  }

  /// `副县长曾庆祝`, `局长于海`: a surname that is a particle elsewhere.
  private func particleSurname(at start: Int, limit: Int) -> Int? {
    guard scanner.boundaries.startsWord(at: start + 1) else { return nil }
    let clean = [3, 2].first { count in
      isGivenName(start + 1..<start + count, limit: limit)
        && endsCleanly(start + count, limit: limit)
        && (start + 1..<start + count).allSatisfy { scanner.boundaries.startsWord(at: $0) }
        && !Self.notNames.contains(text[start + count - 1])
    }
    return clean
  }

  /// `市委书记远义彬督导`: a surname of no list, where the page elsewhere says 远义彬强调.
  private func knownSpeaker(at start: Int, limit: Int) -> Int? {
    guard start + 3 <= limit else { return nil }
    let name = start..<start + 3
    if speakers.contains(string(name)) { return 3 }
    // 副旗长福青一行
    for count in [2, 3]
    where Self.party.match(at: start + count, in: text, limit: limit) != nil
      && (start..<start + count).allSatisfy({
        Glyph.isHan(text[$0]) && scanner.boundaries.startsWord(at: $0)
          && !scanner.boundaries.stopsName(at: $0)
      }) && !Self.notNames.contains(text[start + count - 1])
      && PostTitles.heads.match(endingAt: start + count, in: text, from: start) == nil
    { return count }
    // 县长憨振强,……会上,憨振强致辞: the page opens another clause with the three characters.
    guard let key = Self.key(at: start, in: text, limit: limit), openings.contains(key),
      endsCleanly(name.upperBound, limit: limit), !Self.notNames.contains(text[start + 2]),
      name.allSatisfy({
        scanner.boundaries.startsWord(at: $0) && !scanner.boundaries.stopsName(at: $0)
      })
    else { return nil }
    return 3
  }

  private static let party = WordList("一行")

  /// Three characters in one number.
  private static func key(at start: Int, in text: Scalars, limit: Int) -> UInt64? {
    guard start + 3 <= limit, (start..<start + 3).allSatisfy({ Glyph.isHan(text[$0]) }) else {
      return nil
    }
    return UInt64(text[start]) << 42 | UInt64(text[start + 1]) << 21 | UInt64(text[start + 2])
  }

  /// The first three characters of every clause of the page.
  static func openings(in text: Scalars) -> Set<UInt64> {
    var found: Set<UInt64> = []
    for index in text.indices where index == 0 || !Glyph.isWord(text[index - 1]) {
      if let key = key(at: index, in: text, limit: text.count) { found.insert(key) }
    }
    return found
  }

  /// The words of three characters that stand in front of 一行 and of verbs of speaking.
  static func speakers(in scanner: NameScanner) -> Set<String> {
    let text = scanner.text
    var found: Set<String> = []
    for verb in speaking.all(in: 0..<text.count, of: text) where verb.lowerBound >= 3 {
      let name = verb.lowerBound - 3..<verb.lowerBound
      if name.allSatisfy({
        Glyph.isHan(text[$0]) && scanner.boundaries.startsWord(at: $0)
          && !scanner.boundaries.stopsName(at: $0)
      }), scanner.isCleanStart(name.lowerBound), !notNames.contains(text[name.upperBound - 1]),
        PostTitles.heads.match(endingAt: name.upperBound, in: text, from: name.lowerBound) == nil
      {
        found.insert(scanner.flow.text(name))
      }
    }
    return found
  }

  /// `县长卫再学,`: a name of three characters up to the end of its clause may hold a particle.
  private func particleName(at start: Int, family: Int, limit: Int) -> Int? {
    let end = start + family + 2
    guard end <= limit, (start..<end).allSatisfy({ Glyph.isHan(text[$0]) }) else { return nil }
    let isEnd = end >= limit || !Glyph.isWord(text[end])
    // 程军才出席会议: in front of such a verb, 才 is no adverb.
    let isAttending =
      text[end - 1] == 0x624D
      && (isEnd || Self.attending.match(at: end, in: text, limit: limit) != nil)
    // 办公室主任吴元更,: nothing follows that an adverb could stand in front of.
    let isLast = isEnd && Self.adverbs.contains(text[end - 1])
    // 主任孙海为对……作部署: two prepositions do not follow each other.
    let isName =
      end < limit && text[end - 1] == 0x4E3A && Self.afterFor.contains(text[end])
    let isBeforeVerb = Self.attending.match(at: end, in: text, limit: limit) != nil
    guard
      isEnd && scanner.boundaries.stopsName(at: start + family) || isAttending || isLast || isName
        || isBeforeVerb && Self.middle.contains(text[start + family])
          && scanner.boundaries.stopsName(at: start + family),
      (start + family..<end).allSatisfy({ scanner.boundaries.startsWord(at: $0) }),
      !Self.notNames.contains(text[end - 1])
    else { return nil }
    return family + 2
  }

  /// 其, 为, 以, 应, 可, 有, 向, 于, 再, 更: particles that given names begin with.
  private static let middle = Set("其为以应可有向于再更才曾".unicodeScalars.map(\.value))
  /// 对, 在, 就, 率, 主, 出, 强, 指, 要, 陪, 调, 到, 与.
  private static let afterFor = Set("对在就率主出强指要陪调到与".unicodeScalars.map(\.value))
  /// 更, 才, 又, 再, 也.
  private static let adverbs = Set("更才又再也".unicodeScalars.map(\.value))
  private static let attending = WordList("出席 参加 列席 陪同 主持")

  /// `蒋罡、干利强、刘明`: a member between two separators of a list of names, whatever its surname.
  func memberName(at start: Int, limit: Int) -> Int? {
    guard start > 0, text[start - 1] == Glyph.enumerationComma else { return nil }
    for count in [3, 2] where start + count < limit {
      let isEnd = text[start + count] == Glyph.enumerationComma
      let name = start..<start + count
      if isEnd, name.allSatisfy({ Glyph.isHan(text[$0]) && scanner.boundaries.startsWord(at: $0) }),
        !name.contains(where: { scanner.boundaries.stopsName(at: $0) }),
        !Self.notNames.contains(text[start + count - 1])
      {
        return count
      }
    }
    return nil
  }

  /// A name between two separators of a list, which may hold any character: 刘又铖.
  private func enumeratedName(at start: Int, limit: Int) -> Int? {
    guard start > 0, text[start - 1] == Glyph.enumerationComma,
      Surnames.single.contains(text[start])
    else { return nil }
    for count in [3, 2]
    where start + count < limit
      && (text[start + count] == Glyph.enumerationComma
        || count == 3 && Self.listEnds.contains(text[start + count]))
    {
      let name = start..<start + count
      let isName = name.allSatisfy { Glyph.isHan(text[$0]) } && !isKnownWord(name)
      return isName && !startsTitle(at: start, limit: limit) ? count : nil
    }
    return nil
  }

  /// `,`, 。, 和, 等: what may follow the last name of a list.
  private static let listEnds: Set<UInt32> = [Glyph.comma, Glyph.fullStop, 0x548C, 0x7B49]

  /// 单位 and the like are words of the language, and no names.
  private func isKnownWord(_ name: Span) -> Bool {
    name.count == 2 && !scanner.boundaries.startsWord(at: name.lowerBound + 1)
      && scanner.boundaries.startsWord(at: name.upperBound)
  }

  private func isGivenName(_ span: Span, limit: Int) -> Bool {
    guard span.upperBound <= limit, !span.isEmpty else { return false }
    return span.allSatisfy { Glyph.isHan(text[$0]) && !scanner.boundaries.stopsName(at: $0) }
  }

  func endsCleanly(_ end: Int, limit: Int) -> Bool {
    if end >= limit || !Glyph.isWord(text[end]) { return true }
    return scanner.boundaries.startsWord(at: end)
      && (scanner.boundaries.stopsName(at: end)
        || Self.afterNames.match(at: end, in: text, limit: limit) != nil)
  }

  private static let afterNames = WordList(
    "讲述 回忆 感慨 高兴 激动 笑着 直言 感叹 称赞 家 一行 说 道 坦言 告诉 在 率 同志 主持 任 兼 汇报 讲话 讲解 致辞 发言 宣布 点评 解读 领 代表 宣读 深入 赴 亲 出席 会见 巡 家中 家里 等"
  )

  /// 说, 率, 在, 到, 带, 赴, 称, 看, 对, 向, 就, 作, 做, 将, 还, 也.
  private static let verbs = Set("说率在到带赴称看对向就作做将还也".unicodeScalars.map(\.value))

  /// Whether a word starts here that is no part of a transcribed name, which may hold 都 and 也.
  private func endsMinorityName(at index: Int) -> Bool {
    guard scanner.boundaries.stopsName(at: index) else { return false }
    return Self.verbs.contains(text[index]) || !scanner.boundaries.startsWord(at: index + 1)
      || Self.joints.contains(text[index])
  }

  /// 和, 与, 及, 等, 的, 同.
  private static let joints = Set("和与及等的同".unicodeScalars.map(\.value))

  /// `副旗长阿布日拉`: a name of three characters and more that are used to write Mongolian, Tibetan and Uyghur names.
  func transcribedName(at start: Int, limit: Int) -> Int? {
    var end = start
    while end < limit, end - start < 7, Surnames.transcribing.contains(text[end]) { end += 1 }
    guard end - start >= 3, endsCleanly(end, limit: limit),
      !(start..<end).contains(where: { !scanner.boundaries.startsWord(at: $0) })
    else { return nil }
    return end - start
  }

  /// `阿不都·热依木`.
  private func minorityName(at start: Int, limit: Int) -> Int? {
    var end = start
    var hasDot = false
    while end < limit, end - start < 16 {
      if text[end] == 0xB7, end > start { hasDot = true } else if !Glyph.isHan(text[end]) { break }
      if hasDot, endsMinorityName(at: end), text[end] != 0xB7 { break }
      // 奇·达楞太作重要讲话
      if hasDot, text[end] == 0x4F5C { break }
      if !hasDot, end - start > 5 { return nil }
      end += 1
    }
    return hasDot && end - start >= 4 ? end - start : nil
  }
}

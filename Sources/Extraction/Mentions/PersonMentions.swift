/// Finds people: by the post in front of the name, in credits, and wherever a name that the page gave comes again.
struct PersonMentions {
  let scanner: NameScanner
  /// All units of the page, in reading order.
  let units: [Mention]
  /// The posts that the page gives, in reading order.
  private(set) var posts: [PostMention] = []
  /// The names of officials.
  private(set) var officials: Set<String> = []
  private var unitEnds: [Int: Int] = [:]
  /// What the page says of as it says of people, for surnames that no list holds.
  private let speakers: Set<String>
  private let shortSpeakers: Set<String>
  private let openings: Set<UInt64>
  private var sentenceUnit: (sentence: Int, unit: String)?
  /// The assembly that the last post of the part was of.
  private var organ: (sentence: Int, name: String, unit: String, heads: WordList)?
  /// Where the article that is being read starts.
  private var articleStart = 0

  init(scanner: NameScanner, units: [Mention]) {
    self.scanner = scanner
    self.units = units
    for (index, unit) in units.enumerated() { unitEnds[unit.span.upperBound] = index }
    speakers = Self.speakers(in: scanner)
    shortSpeakers = Self.shortSpeakers(in: scanner)
    openings = Self.openings(in: scanner.text)
  }

  private var text: Scalars { scanner.text }
  private func string(_ span: Span) -> String { scanner.flow.text(span) }

  /// Starts an article, whose first part is at `start`.
  mutating func startArticle(at start: Int) {
    articleStart = start
  }

  /// Reads the titles of one part.
  mutating func read(_ span: Span) {
    var index = span.lowerBound
    while index < span.upperBound {
      guard let length = PostTitles.heads.match(at: index, in: text, limit: span.upperBound) else {
        if let end = readUntitledSpeaker(at: index, in: span) { index = end } else { index += 1 }
        continue
      }
      index = readTitle(endingAt: index + length, in: span) ?? index + 1
    }
  }

  /// Reads the names behind a title, and returns where to go on.
  private mutating func readTitle(endingAt end: Int, in part: Span) -> Int? {
    guard end < part.upperBound else { return nil }
    var nameStart = end
    if text[nameStart] == Glyph.space { nameStart += 1 }
    let isWeak = Self.weakHeads.match(endingAt: end, in: text, from: part.lowerBound) != nil
    // 行业主管部门 is no 业主.
    if isWeak, !scanner.boundaries.startsWord(at: nameStart) { return nil }
    guard !startsTitle(at: nameStart, limit: part.upperBound),
      let length = nameLength(at: nameStart, limit: part.upperBound, isListed: isWeak)
    else {
      return readNamesBefore(title: end, in: part)
    }
    let title = TitleReader(scanner: scanner, units: units, unitEnds: unitEnds).read(
      endingAt: end, from: part.lowerBound)
    guard !title.isEmpty else { return nil }
    var names = [nameStart..<nameStart + length]
    var position = nameStart + length
    while let separator = separator(at: position, limit: part.upperBound),
      !startsTitle(at: position + separator, limit: part.upperBound),
      let next = nameLength(at: position + separator, limit: part.upperBound, isListed: true)
        ?? memberName(at: position + separator, limit: part.upperBound)
    {
      names.append(position + separator..<position + separator + next)
      position += separator + next
    }
    for name in names { add(name, title: title, part: part) }
    return position
  }

  /// The separator at a position, with a space behind it.
  private func separator(at index: Int, limit: Int) -> Int? {
    guard let length = scanner.listSeparator(at: index, limit: limit) else { return nil }
    return index + length < limit && text[index + length] == Glyph.space ? length + 1 : length
  }

  /// Posts that other words often follow, so that a name behind them must end at a boundary.
  private static let weakHeads = WordList(
    "成员 代表 委员 领导 负责人 主管 业主 专家 教授 医生 路长 河长 街长 段长 楼长 片长 林长 网格长 成员单位 经理 店长 工程师 博士 主管领导 分管领导 党代表 人大代表 政协委员"
  )

  /// `胡波、陈双成等县领导`: names in front of the word for all of them.
  private mutating func readNamesBefore(title end: Int, in part: Span) -> Int? {
    guard let length = PostTitles.heads.match(endingAt: end, in: text, from: part.lowerBound),
      string(end - length..<end).hasSuffix("领导"), end - length > part.lowerBound,
      text[end - length - 1] == 0x7B49
    else { return readNameBefore(title: end, in: part) }
    var position = end - length - 1
    var names: [Span] = []
    while position > part.lowerBound {
      guard let name = nameSpan(endingAt: position, from: part.lowerBound) else { break }
      names.append(name)
      position = name.lowerBound
      guard position > part.lowerBound, text[position - 1] == Glyph.enumerationComma else { break }
      position -= 1
    }
    let title = TitleReader(scanner: scanner, units: units, unitEnds: unitEnds).read(
      endingAt: end, from: end - length)
    for name in names.reversed() { add(name, title: title, part: part) }
    return end
  }

  /// `区人大常委会宋文祥副主任`: the name stands between the body and the post.
  private mutating func readNameBefore(title end: Int, in part: Span) -> Int? {
    guard
      let length = Self.sole.match(endingAt: end, in: text, from: part.lowerBound),
      endsCleanly(end, limit: part.upperBound)
    else { return nil }
    let head = end - length
    for count in [3, 2] where head - count >= part.lowerBound {
      let name = head - count..<head
      guard Surnames.single.contains(text[name.lowerBound]),
        !PostTitles.modifiers.contains(string(name)),
        !Self.notNames.contains(text[name.upperBound - 1]),
        name.allSatisfy({
          Glyph.isHan(text[$0]) && scanner.boundaries.startsWord(at: $0)
        }), !scanner.boundaries.stopsName(at: name.lowerBound),
        scanner.boundaries.startsWord(at: head),
        let unit = unitEnds[name.lowerBound].map({ units[$0] }),
        unit.span.lowerBound >= part.lowerBound
      else { continue }
      officials.insert(string(name))
      let isArea = Self.areas.contains(unit.sort)
      let organ = PostTitles.organs.match(
        endingAt: name.lowerBound, in: text, from: unit.span.lowerBound)
      let isOrgan = organ != nil && unit.owner != nil && !isArea
      let post =
        isOrgan
        ? scanner.flow.text(name.lowerBound - (organ ?? 0)..<name.lowerBound)
          + string(head..<end) : string(head..<end)
      posts.append(
        PostMention(
          person: string(name), post: post, unit: isOrgan ? unit.owner : unit.name,
          span: head..<end, evidence: unit.span.lowerBound..<end))
      return end
    }
    return nil
  }

  private static let sole = WordList(
    "书记 副书记 区长 副区长 县长 副县长 市长 副市长 镇长 副镇长 乡长 副乡长 主任 副主任 主席 副主席 部长 副部长 局长 副局长 院长 副院长 所长 队长 副队长 大队长 副大队长 支队长 副支队长 处长 厅长 秘书长 检察长"
  )
  private static let areas: Set<String> = [
    "district", "city", "town", "township", "subdistrict", "village", "community",
  ]

  private func nameSpan(endingAt end: Int, from lower: Int) -> Span? {
    for count in [3, 2, 4] where end - count >= lower {
      let start = end - count
      let before = start == lower ? Glyph.newline : text[start - 1]
      guard !Glyph.isWord(before) || scanner.boundaries.stopsName(at: start - 1) else { continue }
      if nameLength(at: start, limit: end, isListed: true) == count { return start..<end }
    }
    return nil
  }

  private mutating func add(_ name: Span, title: [TitleReader.Post], part: Span) {
    let person = scanner.flow.key(name)
    officials.insert(person)
    let start = title.first?.span.lowerBound ?? name.lowerBound
    for post in title {
      var unit = post.unit
      if unit == nil, let sentenceUnit, sentenceUnit.sentence == part.lowerBound, post.isLocalOrgan,
        post.localLevel == nil || !isAreaOrLevel(sentenceUnit.unit)
      {
        unit = sentenceUnit.unit
      }
      if unit == nil, let level = post.localLevel {
        unit = localArea(level, before: start, from: articleStart)
      }
      if let unit = post.unit ?? (post.localLevel == nil ? nil : unit) {
        sentenceUnit = (part.lowerBound, unit)
      }
      var postName = post.name
      if unit == nil, let organ, organ.sentence == part.lowerBound,
        organ.heads.contains(postName)
      {
        postName = organ.name + postName
        unit = organ.unit
      }
      if let found = Self.assemblies.first(where: { postName.hasPrefix($0.name) }), let unit {
        organ = (part.lowerBound, found.name, unit, found.heads)
      }
      posts.append(
        PostMention(
          person: person, post: postName, unit: unit ?? post.fallbackUnit, span: post.span,
          evidence: start..<name.upperBound))
    }
  }

  /// `区政协主席甲主持,副主席乙、秘书长丙出席`: posts of an assembly whose name the first of them prints.
  private static let assemblies: [(name: String, heads: WordList)] = [
    ("政协", WordList("副主席 秘书长 副秘书长 党组书记 党组副书记 党组成员")),
    ("人大常委会", WordList("副主任 秘书长 党组书记 党组副书记 党组成员")),
  ]

  private func isAreaOrLevel(_ unit: String) -> Bool {
    HomeArea.levels.contains(unit) || scanner.home.areas.contains(unit)
  }

  /// The town, township or subdistrict that the article named last, for a post that only says its level.
  private func localArea(_ level: Set<String>, before end: Int, from lower: Int) -> String? {
    let next = units.partitioningIndex { $0.span.lowerBound >= end }
    for index in stride(from: next - 1, through: max(0, next - 60), by: -1) where index >= 0 {
      let unit = units[index]
      if unit.span.lowerBound < lower { return nil }
      if level.contains(unit.sort) { return unit.name }
    }
    return nil
  }

  /// `陈红民表示`: a name without a title, in front of a verb of speaking.
  private mutating func readUntitledSpeaker(at index: Int, in part: Span) -> Int? {
    guard Surnames.single.contains(text[index]), scanner.isCleanStart(index),
      !scanner.boundaries.stopsName(at: index),
      let length = nameLength(at: index, limit: part.upperBound),
      length == 3 || length == 2 && shortSpeakers.contains(string(index..<index + 2)),
      Self.speaking.match(at: index + length, in: text, limit: part.upperBound) != nil,
      (index..<index + length).allSatisfy({ scanner.boundaries.startsWord(at: $0) }),
      !UnitSuffixes.commonWords.contains(string(index + 1..<index + length)),
      !Self.notNames.contains(text[index + length - 1]),
      PostTitles.heads.match(endingAt: index + length, in: text, from: index) == nil
    else { return nil }
    officials.insert(string(index..<index + length))
    return index + length
  }

  /// The words of two characters that open several clauses in front of verbs of speaking: 杨军强调……杨军指出.
  private static func shortSpeakers(in scanner: NameScanner) -> Set<String> {
    let text = scanner.text
    var once: Set<String> = []
    var often: Set<String> = []
    for verb in speaking.all(in: 0..<text.count, of: text) where verb.lowerBound >= 2 {
      let name = verb.lowerBound - 2..<verb.lowerBound
      guard name.lowerBound == 0 || !Glyph.isWord(text[name.lowerBound - 1]),
        Surnames.single.contains(text[name.lowerBound]),
        name.allSatisfy({
          Glyph.isHan(text[$0]) && scanner.boundaries.startsWord(at: $0)
            && !scanner.boundaries.stopsName(at: $0)
        }), !notNames.contains(text[name.upperBound - 1])
      else { continue }
      if !once.insert(scanner.flow.text(name)).inserted { often.insert(scanner.flow.text(name)) }
    }
    return often
  }

  private static let speaking = WordList("一行 强调 指出 要求 表示")
  /// 会, 部, 局, 委, 组, 区, 市, 县, 们, 家, 办, 队, 院, 方, 处.
  static let notNames = Set("会部局委组区市县们家办队院方处镇乡村员者人上度面时中".unicodeScalars.map(\.value))

  // MARK: Names

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
  private static func openings(in text: Scalars) -> Set<UInt64> {
    var found: Set<UInt64> = []
    for index in text.indices where index == 0 || !Glyph.isWord(text[index - 1]) {
      if let key = key(at: index, in: text, limit: text.count) { found.insert(key) }
    }
    return found
  }

  /// The words of three characters that stand in front of 一行 and of verbs of speaking.
  private static func speakers(in scanner: NameScanner) -> Set<String> {
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
    let isBeforeVerb = Self.attending.match(at: end, in: text, limit: limit) != nil
    guard
      isEnd && scanner.boundaries.stopsName(at: start + family) || isAttending
        || isBeforeVerb && Self.middle.contains(text[start + family])
          && scanner.boundaries.stopsName(at: start + family),
      (start + family..<end).allSatisfy({ scanner.boundaries.startsWord(at: $0) }),
      !Self.notNames.contains(text[end - 1])
    else { return nil }
    return family + 2
  }

  /// 其, 为, 以, 应, 可, 有, 向, 于, 再, 更: particles that given names begin with.
  private static let middle = Set("其为以应可有向于再更才曾".unicodeScalars.map(\.value))
  private static let attending = WordList("出席 参加 列席 陪同 主持")

  /// `蒋罡、干利强、刘明`: a member between two separators of a list of names, whatever its surname.
  private func memberName(at start: Int, limit: Int) -> Int? {
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

  private func endsCleanly(_ end: Int, limit: Int) -> Bool {
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

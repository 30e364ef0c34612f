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
  let speakers: Set<String>
  let shortSpeakers: Set<String>
  let openings: Set<UInt64>
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

  var text: Scalars { scanner.text }
  func string(_ span: Span) -> String { scanner.flow.text(span) }

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
  static func shortSpeakers(in scanner: NameScanner) -> Set<String> {
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

  static let speaking = WordList("一行 强调 指出 要求 表示")
  /// 会, 部, 局, 委, 组, 区, 市, 县, 们, 家, 办, 队, 院, 方, 处.
  static let notNames = Set("会部局委组区市县们家办队院方处镇乡村员者人上度面时中".unicodeScalars.map(\.value))
}

/// A credit of an article: who wrote it and who took the photographs.
struct Credit: Sendable {
  var person: String
  /// `reporter`, `correspondent` or `photographer`.
  var role: String
  var span: Span
  /// The whole byline.
  var evidence: Span
}

/// Reads bylines: `记者 景静 通讯员 程楠 文/图`, wherever they stand.
struct BylineMentions {
  let scanner: NameScanner

  private static let reporter = WordList(
    UnitSuffixes.split("记者 本报记者 见习记者 实习记者 首席记者 全媒体记者 融媒记者 融媒体记者 本网记者 特约记者 实习生")
      + ["记 者"])
  private static let correspondent = WordList("通讯员 特约通讯员")
  private static let photographer = WordList("摄影 摄影记者 供图 摄")
  private static let endings = WordList("报道 摄 整理 综合整理 文 图")
  private static let both = WordList("文/图 图/文 文图 文/摄影 文、图 图文")

  /// The byline in a part, if one stands in it: at the end, in brackets, or as the whole part.
  func find(in span: Span) -> Span? {
    let text = scanner.text
    let tail = photoCredit(at: span)
    var index = span.lowerBound
    while index < span.upperBound {
      if index == tail?.lowerBound { return tail }
      if let end = leadingCredit(at: index, of: span) { return index..<end }
      if let length = startLength(at: index, in: span) {
        let isBracketed = index > span.lowerBound && text[index - 1] == Glyph.openParenthesis
        if isBracketed {
          var end = index + length
          while end < span.upperBound, text[end] != Glyph.closeParenthesis, end - index < 80 {
            end += 1
          }
          return index - 1..<min(span.upperBound, end + 1)
        }
        let rest = index..<span.upperBound
        if rest.count <= 130, !rest.contains(where: { Glyph.endsSentence(text[$0]) }) {
          return rest
        }
      }
      if text[index] == Glyph.openParenthesis, let end = outletCredit(at: index, of: span) {
        return index..<end
      }
      if text[index] == Glyph.openParenthesis, let end = bareNames(in: index, of: span) {
        return index..<end
      }
      index += 1
    }
    return nil
  }

  /// `……300起。樊大林 李小雷 摄`: names in front of 摄 at the end of a paragraph or as all of it.
  private func photoCredit(at span: Span) -> Span? {
    let text = scanner.text
    var end = span.upperBound
    while end > span.lowerBound,
      text[end - 1] == Glyph.space || text[end - 1] == Glyph.closeParenthesis
    {
      end -= 1
    }
    guard let role = Self.photoEnds.match(endingAt: end, in: text, from: span.lowerBound),
      end - role > span.lowerBound, text[end - role - 1] == Glyph.space
    else { return nil }
    var start = end - role
    while start > span.lowerBound, end - start < 28,
      Glyph.isHan(text[start - 1]) || text[start - 1] == Glyph.space
        || text[start - 1] == Glyph.enumerationComma
    { start -= 1 }
    while start < end, text[start] == Glyph.space { start += 1 }
    let names = text[start..<end - role].split {
      $0 == Glyph.space || $0 == Glyph.enumerationComma
    }
    guard start == span.lowerBound || !Glyph.isWord(text[start - 1]), !names.isEmpty,
      names.allSatisfy({
        (2...4).contains($0.count) && isSurname(at: $0.startIndex, limit: $0.endIndex)
      })
    else { return nil }
    return start..<span.upperBound
  }

  private static let photoEnds = WordList("摄 摄影 图")

  /// `本报讯 记者 秦超 12月3日,`: a credit between the dateline and the first sentence.
  private func leadingCredit(at start: Int, of span: Span) -> Int? {
    let text = scanner.text
    guard start <= span.lowerBound + 8,
      start == span.lowerBound || text[start - 1] != Glyph.openParenthesis,
      text[start] == 0x8BB0 || text[start] == 0x901A,
      start == span.lowerBound
        || Self.datelineEnds.first(in: span.lowerBound..<start, of: text) != nil
    else { return nil }
    var index = start
    var names = 0
    while index < span.upperBound, index - start < 60 {
      if text[index] == Glyph.space || text[index] == Glyph.enumerationComma {
        index += 1
      } else if let length = Self.roles.match(at: index, in: text, limit: span.upperBound) {
        index += length
      } else if let name = name(at: index, limit: span.upperBound),
        name.upperBound < span.upperBound,
        text[name.upperBound] == Glyph.space || Glyph.isDigit(text[name.upperBound])
          || Self.endings.match(at: name.upperBound, in: text, limit: span.upperBound) != nil
      {
        index = name.upperBound
        names += 1
      } else {
        break
      }
    }
    if names > 0, let length = Self.endings.match(at: index, in: text, limit: span.upperBound) {
      index += length
    }
    if names > 0, index < span.upperBound, text[index] == Glyph.colon { index += 1 }
    let isFollowed = index < span.upperBound && Glyph.isWord(text[index])
    return names > 0 && isFollowed ? index : nil
  }

  /// `(某某客户端记者曹大婷)`: a credit in brackets that opens with the paper's name.
  private func outletCredit(at open: Int, of span: Span) -> Int? {
    let text = scanner.text
    var index = open + 1
    while index < span.upperBound, index - open <= 14, Glyph.isHan(text[index]) {
      if index > open + 1,
        Self.outletRoles.match(at: index, in: text, limit: span.upperBound) != nil
      {
        let limit = min(span.upperBound, open + 60)
        return (index..<limit).first { text[$0] == Glyph.closeParenthesis }.map { $0 + 1 }
      }
      index += 1
    }
    return nil
  }

  private static let outletRoles = WordList("记者 通讯员")

  /// Who else a credit names: they wrote nothing.
  private static let others = WordList("供稿单位 来源单位 作者单位 供稿 编辑 责任编辑 责编 校对 审核 编审 监制 终审 来源 值班编委 美编 组版")
  private static let roles = WordList("记者 本报记者 通讯员 特约通讯员 实习生")

  /// `本报讯(张二赞)`, `……24人。(牛天慧)`: names in brackets without a word for what they are.
  private func bareNames(in open: Int, of span: Span) -> Int? {
    let text = scanner.text
    guard open > span.lowerBound,
      Self.datelineEnds.match(endingAt: open, in: text, from: span.lowerBound) != nil
        || Glyph.endsSentence(text[open - 1]) || text[open - 1] == Glyph.closeQuote
        || text[open - 1] == Glyph.space && open - 2 >= span.lowerBound
          && Glyph.endsSentence(text[open - 2])
    else { return nil }
    let limit = min(span.upperBound, open + 24)
    guard let close = (open + 1..<limit).first(where: { text[$0] == Glyph.closeParenthesis }) else {
      return nil
    }
    let isAtEnd = !(close + 1..<span.upperBound).contains { Glyph.isWord(text[$0]) }
    guard isAtEnd || !Glyph.endsSentence(text[open - 1]) && text[open - 1] != Glyph.space else {
      return nil
    }
    let role = Self.roleEnds.match(endingAt: close, in: text, from: open + 1) ?? 0
    let names = text[open + 1..<close - role].split {
      $0 == Glyph.space || $0 == Glyph.enumerationComma
    }
    guard !names.isEmpty,
      names.allSatisfy({ name in
        (2...3).contains(name.count) && name.allSatisfy(Glyph.isHan)
          && isSurname(at: name.startIndex, limit: name.endIndex)
      })
    else { return nil }
    return close + 1
  }

  /// What names in brackets end with: `(曹小剑文/图)`.
  private static let roleEnds = WordList("文/图 图/文 文/摄影 摄影报道 摄 供稿")
  private static let datelineEnds = WordList("讯 消息")

  private func startLength(at index: Int, in span: Span) -> Int? {
    let text = scanner.text
    guard let length = LayoutWords.credit(at: index, in: text, limit: span.upperBound) else {
      return nil
    }
    if index > span.lowerBound {
      let before = text[index - 1]
      guard !Glyph.isWord(before), before != Glyph.comma, before != Glyph.enumerationComma,
        before != Glyph.openQuote
      else {
        return nil
      }
    }
    let next = index + length < span.upperBound ? text[index + length] : Glyph.newline
    return Glyph.isHan(next) && span.lowerBound != index && text[index - 1] != Glyph.openParenthesis
      && !Glyph.endsSentence(text[index - 1]) ? nil : length
  }

  /// The credits of a byline.
  func read(_ span: Span) -> [Credit] {
    let text = scanner.text
    var credits: [Credit] = []
    var role = "reporter"
    var index = span.lowerBound
    var roleIsOpen = true
    while index < span.upperBound {
      if let length = Self.both.match(at: index, in: text, limit: span.upperBound) {
        for credit in credits
        where !credits.contains(where: { $0.person == credit.person && $0.role == "photographer" })
        {
          credits.append(
            Credit(person: credit.person, role: "photographer", span: credit.span, evidence: span))
        }
        index += length
      } else if index == span.lowerBound || !Glyph.isHan(text[index - 1]),
        let length = LayoutWords.outletCredit(at: index, in: text, limit: span.upperBound)
      {
        role =
          Self.correspondent.match(endingAt: index + length, in: text, from: index) == nil
          ? "reporter" : "correspondent"
        roleIsOpen = true
        index += length
      } else if let length = Self.reporter.match(at: index, in: text, limit: span.upperBound) {
        role = "reporter"
        roleIsOpen = true
        index += length
      } else if let length = Self.correspondent.match(at: index, in: text, limit: span.upperBound) {
        role = "correspondent"
        roleIsOpen = true
        index += length
      } else if let length = Self.photographer.match(at: index, in: text, limit: span.upperBound),
        length > 1
      {
        role = "photographer"
        roleIsOpen = true
        index += length
      } else if let length = Self.others.match(at: index, in: text, limit: span.upperBound) {
        roleIsOpen = false
        index += length
      } else if roleIsOpen, let name = name(at: index, limit: span.upperBound) {
        let mark = self.mark(after: name.upperBound, limit: span.upperBound)
        let person = scanner.flow.key(name)
        if mark != .photo || role == "photographer" {
          credits.append(Credit(person: person, role: role, span: name, evidence: span))
        }
        if mark == .photo {
          credits.append(Credit(person: person, role: "photographer", span: name, evidence: span))
        }
        index = name.upperBound + (mark == .none ? 0 : 2)
      } else {
        index += 1
      }
    }
    // 樊大林 李小雷 摄: both took the photograph and wrote nothing.
    if photoCredit(at: span) == span {
      return credits.reduce(into: []) { found, credit in
        guard !found.contains(where: { $0.person == credit.person }) else { return }
        var credit = credit
        credit.role = "photographer"
        found.append(credit)
      }
    }
    return credits
  }

  private enum Mark { case none, text, photo }

  /// `/文` and `/图` behind a name.
  private func mark(after end: Int, limit: Int) -> Mark {
    // 记者 黄有安 摄
    let next = end < limit && scanner.text[end] == Glyph.space ? end + 1 : end
    if next < limit, scanner.text[next] == 0x6444,
      next + 1 >= limit || !Glyph.isHan(scanner.text[next + 1])
    {
      return .photo
    }
    guard end + 1 < limit, scanner.text[end] == 0x2F else { return .none }
    switch scanner.text[end + 1] {
    case 0x56FE, 0x6444: return .photo
    case 0x6587: return .text
    default: return .none
    }
  }

  private func name(at index: Int, limit: Int) -> Span? {
    let text = scanner.text
    guard Glyph.isHan(text[index]),
      index == 0 || !Glyph.isHan(text[index - 1]) || roleEnds(at: index)
    else { return nil }
    var end = index
    while end < limit, end - index < 12, Glyph.isHan(text[end]) || text[end] == 0xB7 {
      if end > index, startsRole(at: end, limit: limit) { break }
      if end - index >= 2, let length = Self.endings.match(at: end, in: text, limit: limit),
        end + length >= limit || !Glyph.isHan(text[end + length])
      {
        break
      }
      end += 1
    }
    // 王 磊: a name of two characters is printed with a space inside.
    if end == index + 1, end + 1 < limit, text[end] == Glyph.space, Glyph.isHan(text[end + 1]),
      end + 2 >= limit || !Glyph.isHan(text[end + 2]), Surnames.single.contains(text[index])
    {
      return index..<end + 2
    }
    let count = end - index
    guard (2...4).contains(count) || text[index..<end].contains(0xB7),
      isSurname(at: index, limit: end)
    else { return nil }
    return index..<end
  }

  private func isSurname(at index: Int, limit: Int) -> Bool {
    Surnames.single.contains(scanner.text[index])
      || Surnames.compound.match(at: index, in: scanner.text, limit: limit) != nil
      || scanner.text[index..<limit].contains(0xB7)
  }

  private func startsRole(at index: Int, limit: Int) -> Bool {
    [Self.reporter, Self.correspondent, Self.photographer, Self.both].contains {
      $0.match(at: index, in: scanner.text, limit: limit) != nil
    }
  }

  private func roleEnds(at index: Int) -> Bool {
    [Self.reporter, Self.correspondent, Self.photographer, Self.both].contains {
      $0.match(endingAt: index, in: scanner.text, from: max(0, index - 6)) != nil
    }
  }
}

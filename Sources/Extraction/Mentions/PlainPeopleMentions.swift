/// Finds people without a post: `困难群众潘大群、王小燕`, `种植大户李四海`.
struct PlainPeopleMentions {
  let scanner: NameScanner
  let people: PersonMentions

  private var text: Scalars { scanner.text }

  /// The people of a sentence who are not among the officials.
  func read(_ span: Span, officials: WordList) -> [Mention] {
    var found: [Mention] = []
    var index = span.lowerBound
    while index < span.upperBound {
      // 石剑舫、徐晓辉两位代表
      if text[index] == Self.politeCounter {
        for name in counted(before: index, from: span.lowerBound)
        where officials.match(at: name.lowerBound, in: text, limit: name.upperBound) == nil {
          found.append(
            Mention(kind: .person, span: name, name: scanner.flow.key(name), rule: "plain-person"))
        }
      }
      guard let length = PlainPeople.words.match(at: index, in: text, limit: span.upperBound),
        !isLongerWord(index..<index + length, span)
      else {
        index += 1
        continue
      }
      let names = names(from: index + length, limit: span.upperBound)
      for name in names
      where officials.match(at: name.lowerBound, in: text, limit: name.upperBound) == nil {
        found.append(
          Mention(kind: .person, span: name, name: scanner.flow.key(name), rule: "plain-person"))
      }
      index = names.last?.upperBound ?? index + length
    }
    return found
  }

  /// 位.
  private static let politeCounter: UInt32 = 0x4F4D

  /// The names of a list in front of the number of its members: `看望了李桂兰、任萍两位代表`.
  private func counted(before counter: Int, from lower: Int) -> [Span] {
    let numeral = counter - 1
    guard numeral > lower,
      ChineseNumber.isNumeral(text[numeral]) || Glyph.isDigit(text[numeral])
        || text[numeral] == 0x4E24
    else { return [] }
    var names: [Span] = []
    var end = numeral
    while let name = name(endingAt: end, from: lower) {
      names.append(name)
      guard name.lowerBound > lower, text[name.lowerBound - 1] == Glyph.enumerationComma else {
        break
      }
      end = name.lowerBound - 1
    }
    return names.count >= 2 ? names : []
  }

  private func name(endingAt end: Int, from lower: Int) -> Span? {
    for count in [3, 2, 4] where end - count >= lower {
      let start = end - count
      guard people.isSurname(at: start), (start..<end).allSatisfy({ Glyph.isHan(text[$0]) }),
        (start..<end).allSatisfy({ scanner.boundaries.startsWord(at: $0) }),
        start == lower || !Glyph.isHan(text[start - 1])
          || scanner.boundaries.stopsName(at: start - 1)
      else { continue }
      return start..<end
    }
    return nil
  }

  /// 村民小组, 党员干部: the word runs on.
  private func isLongerWord(_ word: Span, _ span: Span) -> Bool {
    word.upperBound < span.upperBound && !scanner.boundaries.startsWord(at: word.upperBound)
  }

  private func names(from start: Int, limit: Int) -> [Span] {
    var names: [Span] = []
    var position = start
    while let name = name(at: position, limit: limit) {
      names.append(name)
      guard let separator = scanner.listSeparator(at: name.upperBound, limit: limit) else { break }
      position = name.upperBound + separator
    }
    // A name of two characters is one where a longer one, or a word such as 家, stands with it.
    let hasLong = names.contains { $0.count > 2 }
    return names.filter { name in
      name.count > 2 || hasLong || names.count > 1
        || PlainPeople.afterShortName.match(at: name.upperBound, in: text, limit: limit) != nil
    }
  }

  private func name(at start: Int, limit: Int) -> Span? {
    guard
      let length = people.nameLength(at: start, limit: limit, isListed: true)
        ?? people.transcribedName(at: start, limit: limit),
      PlainPeople.notNames.match(at: start, in: text, limit: limit) == nil,
      !people.startsTitle(at: start, limit: limit),
      (start..<start + length).allSatisfy({ scanner.boundaries.startsWord(at: $0) }),
      !PersonMentions.notNames.contains(text[start + length - 1])
    else { return nil }
    return start..<start + length
  }
}

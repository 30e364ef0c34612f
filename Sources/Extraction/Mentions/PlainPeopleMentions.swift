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

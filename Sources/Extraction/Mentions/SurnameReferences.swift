/// Finds officials who are called by their surname and post: `陈书记一行`, `田部长指出`.
struct SurnameReferences {
  let scanner: NameScanner
  /// The only official of the page with a surname and a post, by both.
  private let names: [String: String]

  init(scanner: NameScanner, posts: [PostMention]) {
    self.scanner = scanner
    var people: [String: Set<String>] = [:]
    for post in posts {
      guard let surname = post.person.first else { continue }
      for title in Self.titles where post.post.hasSuffix(title) {
        people[String(surname) + title, default: []].insert(post.person)
      }
    }
    names = people.compactMapValues { $0.count == 1 ? $0.first : nil }
  }

  /// The officials whom a sentence calls so.
  func read(_ span: Span) -> [Mention] {
    guard !names.isEmpty else { return [] }
    let text = scanner.text
    return Self.words.all(in: span, of: text).compactMap { title in
      let start = title.lowerBound - 1
      guard start >= span.lowerBound, Surnames.single.contains(text[start]),
        scanner.isCleanStart(start), let name = names[scanner.flow.text(start..<title.upperBound)]
      else { return nil }
      return Mention(
        kind: .official, span: start..<title.upperBound, name: name, rule: "surname-and-post")
    }
  }

  private static let titles = [
    "书记", "县长", "区长", "市长", "镇长", "乡长", "旗长", "州长", "部长", "主任", "局长", "主席", "院长", "校长", "处长", "厅长",
    "秘书长", "董事长", "总经理", "会长",
  ]
  private static let words = WordList(titles)
}

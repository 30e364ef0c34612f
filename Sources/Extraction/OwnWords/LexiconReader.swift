/// Reads the statements of a lexicon, each on its line, and goes on after a mistake.
struct LexiconReader {
  /// Something stated, with the line that states it.
  struct Stated<Content> {
    var name: Content
    var line: Int
  }

  private(set) var names: [String: Stated<Lexicon.Name>] = [:]
  private(set) var aliases: [String: Stated<String>] = [:]
  private(set) var verbs: [Lexicon.Verb] = []
  private(set) var apart: [String: Int] = [:]
  private(set) var problems: [LexiconError.Problem] = []

  private let lines: [LexiconLine]
  /// The line at hand.
  private var line: LexiconLine
  /// Names whose owner or kind can only be checked when all are read.
  private var aliasWords: [(word: LexiconLine.Word, name: String, line: LexiconLine)] = []

  init(text: String) {
    lines = LexiconLine.lines(of: text)
    line = LexiconLine()
  }

  private static let statements = ["unit", "place", "campaign", "alias", "verb", "apart"]

  /// Reads all statements.
  mutating func read() {
    for line in lines {
      self.line = line
      if let open = line.openQuotation {
        report("the quotation mark has no partner on its line", at: open)
      } else if let first = line.words.first {
        readStatement(first)
      }
    }
    for (word, name, line) in aliasWords {
      self.line = line
      checkAlias(word, of: name)
    }
    problems.sort { ($0.line, $0.column) < ($1.line, $1.column) }
  }

  private mutating func readStatement(_ first: LexiconLine.Word) {
    switch first.text {
    case "unit": readName(.unit)
    case "place": readName(.place)
    case "campaign": readName(.campaign)
    case "alias": readAlias()
    case "verb": readVerb()
    case "apart":
      if let word = word(1, "a name") { apart[word.text] = line.number }
      expectEnd(after: 2)
    default:
      report(
        "expected \(Self.list(Self.statements)), found '\(first.text)'", at: first,
        known: Self.statements)
    }
  }

  // MARK: Statements

  private mutating func readName(_ kind: EntityKind) {
    let sorts = Ontology.sorts[kind] ?? []
    guard let name = word(1, "a name"), let sort = word(2, "the sort of \(kind.rawValue)") else {
      return
    }
    guard sorts.contains(sort.text) else {
      report(
        "'\(sort.text)' is no sort of \(kind.rawValue); there are \(sorts.joined(separator: " "))",
        at: sort, known: sorts)
      return
    }
    let takesOwner = kind != .campaign
    let owner = takesOwner && line.words.count > 3 ? line.words[3].text : nil
    expectEnd(after: takesOwner ? 4 : 3)
    let entry = Lexicon.Name(kind: kind, name: name.text, sort: sort.text, owner: owner)
    if let other = names[name.text], other.name != entry {
      report("'\(name.text)' is stated otherwise in line \(other.line)", at: name)
      return
    }
    guard owner != name.text else {
      report("'\(name.text)' cannot be of itself", at: line.words[3])
      return
    }
    names[name.text] = Stated(name: entry, line: line.number)
  }

  private mutating func readAlias() {
    guard let name = word(1, "a name"), word(2, "another name of '\(name.text)'") != nil else {
      return
    }
    for alias in line.words.dropFirst(2) {
      guard alias.text != name.text else {
        report("'\(alias.text)' is the name itself", at: alias)
        continue
      }
      if let other = aliases[alias.text], other.name != name.text {
        report(
          "'\(alias.text)' is another name of '\(other.name)' in line \(other.line)", at: alias)
        continue
      }
      aliases[alias.text] = Stated(name: name.text, line: line.number)
      aliasWords.append((alias, name.text, line))
    }
  }

  /// An alias stands for a name and not for a further alias, and is no name of its own.
  private mutating func checkAlias(_ alias: LexiconLine.Word, of name: String) {
    if let other = names[alias.text] {
      report("'\(alias.text)' is a name of its own in line \(other.line)", at: alias)
    } else if let further = aliases[name] {
      report(
        "'\(name)' is itself another name of '\(further.name)': write alias \(further.name) "
          + alias.text, at: alias)
    } else if let line = apart[alias.text] {
      report("'\(alias.text)' is kept apart in line \(line)", at: alias)
    }
  }

  private mutating func readVerb() {
    let senses = Lexicon.Sense.allCases.map(\.rawValue)
    guard let verb = word(1, "a verb"), let sense = word(2, Self.list(senses)) else { return }
    guard let meaning = Lexicon.Sense(rawValue: sense.text) else {
      report("expected \(Self.list(senses)), found '\(sense.text)'", at: sense, known: senses)
      return
    }
    expectEnd(after: 3)
    if let other = verbs.first(where: { $0.word == verb.text && $0.sense != meaning }) {
      report("'\(verb.text)' is stated otherwise in line \(other.line)", at: verb)
      return
    }
    verbs.append(
      Lexicon.Verb(
        word: verb.text, sense: meaning, line: line.number, range: line.statementRange,
        statement: line.statement))
  }

  // MARK: Words and messages

  /// The word at a position of the line; reports that it is missing.
  private mutating func word(_ position: Int, _ what: String) -> LexiconLine.Word? {
    guard position < line.words.count else {
      report("expected \(what) at the end of the line", at: line.end)
      return nil
    }
    let word = line.words[position]
    guard !word.text.isEmpty else {
      report("expected \(what), found an empty name", at: word)
      return nil
    }
    return word
  }

  private mutating func expectEnd(after count: Int) {
    guard line.words.count > count else { return }
    report("'\(line.words[count].text)' is not expected here", at: line.words[count])
  }

  private mutating func report(_ message: String, at word: LexiconLine.Word, known: [String] = []) {
    problems.append(
      LexiconError.Problem(
        message: message, line: line.number, column: word.column, bytes: word.bytes, known: known))
  }

  private static func list(_ words: [String]) -> String {
    words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
  }
}

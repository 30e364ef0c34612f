/// Words that a user adds to those that the extractor knows: names with their aliases, and verbs of visits.
///
/// ```
/// unit   老城改造专班    group   二七区     # a unit, its sort, and the unit that it is of
/// place  老坟岗          square             # a place and its sort
/// alias  老城改造专班    老城专班           # another name, or several, of an entity
/// verb   走查            supervision        # or: research, visit
/// apart  棉纺路                             # a printed name that never stands for a longer one
/// ```
///
/// A statement a line; `#` starts a comment; a name that holds spaces stands in quotation marks. Width does not count:
/// full-width letters and digits are read as their narrow forms, as on pages.
public struct Lexicon: Sendable {
  /// A name that a lexicon gives, with what it names.
  public struct Name: Hashable, Sendable {
    /// Unit, place or campaign.
    public let kind: EntityKind
    /// The canonical name.
    public let name: String
    /// The sort, one of the kind's in `Ontology.sorts`.
    public let sort: String
    /// The unit that it is of, or in which it lies, where the lexicon says so.
    public let owner: String?
  }

  /// What a verb of visits means.
  public enum Sense: String, CaseIterable, Sendable {
    /// Whoever does this at a place supervises it.
    case supervision
    /// Whoever does this at a place researches it.
    case research
    /// It says only that somebody was there.
    case visit
  }

  /// A verb of visits, and where the lexicon states it.
  public struct Verb: Hashable, Sendable {
    /// The verb.
    public let word: String
    /// What it means.
    public let sense: Sense
    /// The line of its statement, from 1.
    public let line: Int
    /// The place of its statement: offsets of Unicode scalars in the lexicon.
    public let range: Range<Int>
    /// The statement as the lexicon prints it.
    public let statement: String
  }

  /// The lexicon's name: that of its file.
  public let source: String
  /// The units, places and campaigns, by their canonical names.
  public private(set) var names: [String: Name] = [:]
  /// The canonical names by their aliases.
  public private(set) var aliases: [String: String] = [:]
  /// The verbs of visits, in the lexicon's order.
  public private(set) var verbs: [Verb] = []
  /// Printed names that never stand for a longer one.
  public private(set) var apart: Set<String> = []

  /// All verbs of visits, the extractor's own with those of the lexicon.
  var visitVerbs: WordList { ownVisitVerbs ?? VisitVerbs.all }
  private var ownVisitVerbs: WordList?
  /// The words that name an entity of a kind.
  private var words: [EntityKind: WordList] = [:]
  /// The words that segmentation must keep whole, and the verbs at which names end.
  private(set) var boundaryWords = WordTrie()

  /// Creates a lexicon without words.
  public init() {
    source = ""
  }

  /// Reads a lexicon.
  ///
  /// - Parameters:
  ///   - text: The statements.
  ///   - source: The name of the file, for messages.
  /// - Throws: ``LexiconError`` with everything that is wrong in the text.
  public init(_ text: String, source: String) throws(LexiconError) {
    self.source = source
    var reader = LexiconReader(text: text)
    reader.read()
    guard reader.problems.isEmpty else {
      throw LexiconError(source: source, problems: reader.problems)
    }
    names = reader.names.mapValues(\.name)
    aliases = reader.aliases.mapValues(\.name)
    verbs = reader.verbs
    apart = Set(reader.apart.keys)
    prepare()
  }

  private mutating func prepare() {
    for (kind, group) in Dictionary(grouping: names.values, by: \.kind) {
      let known = Set(group.map(\.name))
      words[kind] = WordList(known.union(aliases.filter { known.contains($0.value) }.keys))
    }
    for word in Array(names.keys) + Array(aliases.keys) {
      boundaryWords.insert(word, isStop: false)
    }
    guard !verbs.isEmpty else { return }
    for verb in verbs { boundaryWords.insert(verb.word, isStop: true) }
    ownVisitVerbs = WordList(VisitVerbs.all.words.union(verbs.map(\.word)))
  }

  /// The entity of a kind whose name, or another name of it, stands at an index.
  func name(at index: Int, _ kind: EntityKind, in text: Scalars, limit: Int)
    -> (name: Name, length: Int)?
  {
    guard let words = words[kind], let length = words.match(at: index, in: text, limit: limit)
    else {
      return nil
    }
    let printed = String(scalarValues: text[index..<index + length])
    guard let name = names[aliases[printed] ?? printed], name.kind == kind else { return nil }
    return (name, length)
  }
}

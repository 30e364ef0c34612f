public import Datalog

/// Facts with their provenance: those of a graph file, which are read when they are asked for, and
/// in memory what changed since.
///
/// A store is a value: a copy does not change with the original, and copying costs nothing until
/// one of the two changes. ``snapshot()`` gives what an evaluation reads. What changes in a store
/// stays in memory; a ``GraphDatabase`` commits changes to a file.
public struct FactStore: Sendable {
  let image: CheckpointImage?
  var relations: [StoredRelation]
  var positions: [String: Int]
  var symbols: SymbolTable
  /// The origins that the image does not have; their numbers follow those of the image.
  var addedOrigins: [Origin] = []
  private var originNumbers: [Origin: UInt32] = [:]
  /// For each page the rows that got an origin of it in memory, some perhaps lost again.
  var rowsOfPage: [String: [RowReference]] = [:]
  /// By how many pairs of a fact and a provenance each page differs from the image.
  var pageCountChanges: [String: Int] = [:]
  var texts: [StoredText]
  /// The number of the transaction that changes are said to be of.
  var transaction: UInt64 = 0
  /// What changed since the transaction began; `nil` outside of one.
  var journal: Journal?
  /// What the last transactions changed.
  var recent = RecentChanges()

  /// Creates an empty store.
  public init() { self.init(image: nil) }

  /// Creates a store with the facts of a checkpoint.
  init(image: CheckpointImage?) {
    self.image = image
    relations = image?.relations.map { StoredRelation(schema: $0.schema, image: $0) } ?? []
    positions = Dictionary(
      relations.enumerated().map { ($1.schema.name, $0) }, uniquingKeysWith: { first, _ in first })
    symbols = SymbolTable(continuing: image?.symbols)
    texts = image?.texts ?? []
  }

  /// A fact to be added, as the caller knows it.
  public struct Entry: Sendable, Hashable {
    /// The relation's name.
    public let relation: String
    /// The values in the order of the columns.
    public let values: [Value]
    /// Where it comes from.
    public let provenance: Provenance

    /// Creates an entry.
    public init(_ relation: String, _ values: [Value], _ provenance: Provenance) {
      self.relation = relation
      self.values = values
      self.provenance = provenance
    }
  }

  /// What replacing or removing the facts of a page changed.
  public struct Change: Sendable, Hashable {
    /// Facts that the page did not state before.
    public var added = 0
    /// Facts that the page states no more.
    public var removed = 0
    /// Facts that the page stated before and still does.
    public var kept = 0

    /// No change.
    public init() {}

    init(added: Int, removed: Int, kept: Int) {
      self.added = added
      self.removed = removed
      self.kept = kept
    }
  }

  // MARK: - Origins

  /// The origin with a number.
  func origin(at number: UInt32) -> Origin {
    let added = Int(number) - (image?.originCount ?? 0)
    guard added < 0 else {
      // Only a forged file has facts with other numbers.
      return addedOrigins.indices.contains(added) ? addedOrigins[added] : .unknown
    }
    return image?.origin(at: number) ?? .unknown
  }

  /// The number of an origin; a new one if it was not added before.
  mutating func number(of origin: Origin) -> UInt32 {
    if let known = originNumbers[origin] { return known }
    let number = UInt32((image?.originCount ?? 0) + addedOrigins.count)
    addedOrigins.append(origin)
    originNumbers[origin] = number
    return number
  }

  /// The name of the page that an origin is on.
  func pageName(ofOrigin number: UInt32) -> String {
    let added = Int(number) - (image?.originCount ?? 0)
    return added < 0
      ? image?.pageName(ofOrigin: number) ?? "" : origin(at: number).provenance.page
  }

  // MARK: - The one way in which rows change

  /// Gives a row other origins; without any its fact is gone.
  mutating func setOrigins(of row: RowReference, to numbers: [UInt32]) {
    let old = relations[row.relation].origins(of: row.row)
    guard old != numbers else { return }
    journal?.note(row, origins: old)
    if journal == nil { recent.forget() }
    relations[row.relation].setOrigins(of: row.row, to: numbers)
    // A fact that a thousand pages state gets the next one's origin behind theirs: only what differs is looked at.
    let shared = zip(old, numbers).prefix { $0 == $1 }.count
    let (gone, new) = (Set(old[shared...]), Set(numbers[shared...]))
    for number in old[shared...] where !new.contains(number) {
      pageCountChanges[pageName(ofOrigin: number), default: 0] -= 1
    }
    for number in numbers[shared...] where !gone.contains(number) {
      let page = pageName(ofOrigin: number)
      pageCountChanges[page, default: 0] += 1
      rowsOfPage[page, default: []].append(row)
    }
  }

  /// The row of a tuple, which is added when it is not there.
  mutating func row(of tuple: [UInt32], in relation: Int) -> RowReference {
    let row = relations[relation].row(of: tuple) ?? relations[relation].append(tuple)
    return RowReference(relation: relation, row: row)
  }
}

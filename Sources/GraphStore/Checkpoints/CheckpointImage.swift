import Datalog
import Synchronization

/// A checkpoint as it stands in a file, read where and when it is asked.
///
/// The file's checksum was compared when it was opened. Beyond that nothing in it is taken on trust:
/// a file that lies may give wrong answers, but no number in it leads outside its bytes.
final class CheckpointImage: Sendable {
  let values: SymbolImage
  /// The table over the values, for snapshots and for the tables that continue it.
  let symbols: SymbolTable.Frozen
  let words: SymbolImage
  let pageCounts: PackedColumn
  let relations: [RelationImage]
  let texts: [StoredText]
  private let origins: [PackedColumn]
  private let pageRows = Mutex<[[RowReference]]?>(nil)

  init(_ memory: MappedBytes, directory: Range<Int>) throws(FactStoreError) {
    var reader = DirectoryReader(memory, directory)
    values = try reader.readSymbols()
    words = try reader.readSymbols()
    symbols = SymbolTable.Frozen(values)
    var origins: [PackedColumn] = []
    for _ in 0..<8 { origins.append(try reader.readColumn(origins.first?.count)) }
    self.origins = origins
    pageCounts = try reader.readColumn()
    guard pageCounts.count <= words.count else { throw Self.damaged("a page without a name") }
    texts = try reader.readTexts()
    relations = try reader.readRelations(valueCount: values.count)
    guard relations.allSatisfy({ $0.count == 0 || origins[0].count > 0 }) else {
      throw Self.damaged("facts without origins")
    }
  }

  private static func damaged(_ what: String) -> FactStoreError {
    FactStoreError(.damaged, "the file holds \(what): it is damaged")
  }

  var originCount: Int { origins[0].count }
  var pageCount: Int { pageCounts.count }

  /// The origin with a number.
  func origin(at number: UInt32) -> Origin {
    guard Int(number) < originCount else { return .unknown }
    let index = Int(number)
    let lower = origins[1].index(index)
    let confidence: Double =
      if case .float(let number) = words.value(at: origins[6].index(index)) { number } else { 0 }
    return Origin(
      Provenance(
        page: pageName(ofOrigin: number), range: lower..<(lower + origins[2].index(index)),
        line: origins[3].index(index), text: words.text(at: origins[4].index(index)),
        rule: words.text(at: origins[5].index(index)), confidence: confidence),
      transaction: UInt64(origins[7].index(index)))
  }

  /// The name of the page that an origin is on.
  func pageName(ofOrigin number: UInt32) -> String { words.text(at: page(ofOrigin: number)) }

  private func page(ofOrigin number: UInt32) -> Int {
    Int(number) < originCount ? origins[0].index(Int(number)) : .max
  }

  /// The number of a page, if the checkpoint has facts of it.
  func page(named name: String) -> Int? {
    guard let number = words.id(of: .text(name)), Int(number) < pageCount else { return nil }
    return Int(number)
  }

  /// The rows that a page states.
  ///
  /// - Complexity: O(facts) the first time, then O(rows of the page).
  func rows(ofPage page: Int) -> [RowReference] {
    pageRows.withLock { found in
      if found == nil { found = collectPageRows() }
      return found?[page] ?? []
    }
  }

  private func collectPageRows() -> [[RowReference]] {
    var rows: [[RowReference]] = Array(repeating: [], count: pageCount)
    for (index, relation) in relations.enumerated() {
      relation.forEachOrigin { row, origin in
        let page = page(ofOrigin: origin)
        if page < rows.count { rows[page].append(RowReference(relation: index, row: row)) }
      }
    }
    return rows
  }

  /// What is wrong with origins, as `tupu verify` reports it.
  func problemsOfOrigins() -> [String] {
    var problems: [String] = []
    for index in 0..<originCount {
      let isWrong =
        origins[0].index(index) >= pageCount
        || [4, 5, 6].contains { origins[$0].index(index) >= words.count }
      if isWrong { problems.append("origin \(index) names an unknown page or word") }
    }
    return problems
  }
}

/// A fact's place in a store.
struct RowReference: Hashable, Sendable {
  let relation: Int
  let row: Int
}

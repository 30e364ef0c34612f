import Datalog

/// Makes a store of what ``GraphDump`` wrote.
public struct DumpReader {
  private var store = FactStore()
  private var fact: (relation: String, values: [Value], line: Int)?
  private var hasProvenance = true
  private var lineNumber = 0
  private var last: UInt64 = 0

  /// Reads a dump.
  ///
  /// - Parameters:
  ///   - bytes: The text in UTF-8.
  ///   - name: What messages call it.
  /// - Throws: ``FactStoreError`` that names the line that is not understood.
  /// - Complexity: O(bytes).
  public static func store(from bytes: [UInt8], name: String) throws(FactStoreError) -> FactStore {
    guard bytes.starts(with: GraphDump.heading.utf8) else {
      throw FactStoreError(
        .foreign, "'\(name)' is no dump of a graph: it does not begin with '\(GraphDump.heading)'")
    }
    var reader = DumpReader()
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      reader.lineNumber += 1
      do throws(FactStoreError) {
        try reader.read(line)
      } catch {
        throw FactStoreError(error.code, "'\(name)', line \(reader.lineNumber): \(error.message)")
      }
    }
    do throws(FactStoreError) {
      try reader.endFact()
    } catch {
      throw FactStoreError(error.code, "'\(name)', at its end: \(error.message)")
    }
    reader.store.transaction = reader.last
    return reader.store
  }

  private static func wrong(_ what: String) -> FactStoreError { FactStoreError(.foreign, what) }

  private mutating func read(_ line: ArraySlice<UInt8>) throws(FactStoreError) {
    var scanner = DumpScanner(line)
    scanner.skipSpaces()
    if scanner.pass("%@ ") { return try readProvenance(&scanner) }
    if scanner.pass("%metadata ") { return try readText(&scanner, .metadata) }
    if scanner.pass("%rules ") { return try readText(&scanner, .rules) }
    if scanner.isAtEnd || scanner.pass("%") { return }
    try endFact()
    if scanner.pass("relation ") { return try readRelation(&scanner) }
    try readFact(&scanner)
  }

  private mutating func readText(_ scanner: inout DumpScanner, _ kind: StoredText.Kind)
    throws(FactStoreError)
  {
    guard let name = scanner.quoted() else { throw Self.wrong("expected a quoted name") }
    scanner.skipSpaces()
    guard let text = scanner.quoted() else { throw Self.wrong("expected a quoted text") }
    store.setText(kind, name, text)
  }

  private mutating func readRelation(_ scanner: inout DumpScanner) throws(FactStoreError) {
    guard let name = scanner.name(), scanner.pass("(") else {
      throw Self.wrong("expected a relation's name and '('")
    }
    var columns: [RelationSchema.Column] = []
    while !scanner.pass(")") {
      if !columns.isEmpty, !scanner.pass(", ") { throw Self.wrong("expected ',' or ')'") }
      guard let column = scanner.name(), scanner.pass(": "),
        let type = scanner.word().flatMap({ ValueType(rawValue: $0) })
      else { throw Self.wrong("expected a column and its type") }
      columns.append(RelationSchema.Column(column, type))
    }
    try end(&scanner)
    try store.define(RelationSchema(name, columns))
  }

  private mutating func readFact(_ scanner: inout DumpScanner) throws(FactStoreError) {
    guard let name = scanner.name(), scanner.pass("(") else {
      throw Self.wrong("expected a fact, or a comment")
    }
    var values: [Value] = []
    while !scanner.pass(")") {
      if !values.isEmpty, !scanner.pass(",") { throw Self.wrong("expected ',' or ')'") }
      scanner.skipSpaces()
      guard let value = scanner.value() else {
        throw Self.wrong("expected a quoted text, a number, a date or a truth value")
      }
      values.append(value)
    }
    try end(&scanner)
    fact = (name, values, lineNumber)
    hasProvenance = false
  }

  private func end(_ scanner: inout DumpScanner) throws(FactStoreError) {
    guard scanner.pass(".") else { throw Self.wrong("expected '.'") }
    scanner.skipSpaces()
    guard scanner.isAtEnd || scanner.pass("%") else { throw Self.wrong("expected the line's end") }
  }

  private mutating func readProvenance(_ scanner: inout DumpScanner) throws(FactStoreError) {
    guard let fact else { throw Self.wrong("there is no fact that this provenance is of") }
    let wrong = Self.wrong(
      "expected a page, two characters, a line, a rule, a number, a transaction and the words")
    guard let page = scanner.quoted() else { throw wrong }
    var numbers: [Int] = []
    for _ in 0..<3 {
      scanner.skipSpaces()
      guard let number = scanner.number(), number >= 0 else { throw wrong }
      numbers.append(number)
    }
    scanner.skipSpaces()
    guard numbers[0] <= numbers[1], let rule = scanner.quoted() else { throw wrong }
    scanner.skipSpaces()
    guard let confidence = scanner.word().flatMap({ Double($0) }) else { throw wrong }
    scanner.skipSpaces()
    guard let transaction = scanner.number(), (0..<1 << 55).contains(transaction) else {
      throw wrong
    }
    scanner.skipSpaces()
    guard let text = scanner.quoted() else { throw wrong }
    store.transaction = UInt64(transaction)
    last = max(last, store.transaction)
    try store.insert(
      FactStore.Entry(
        fact.relation, fact.values,
        Provenance(
          page: page, range: numbers[0]..<numbers[1], line: numbers[2], text: text, rule: rule,
          confidence: confidence)))
    hasProvenance = true
  }

  private mutating func endFact() throws(FactStoreError) {
    guard hasProvenance else {
      throw Self.wrong("the fact of line \(fact?.line ?? 0) has no '%@' line: where is it from?")
    }
    fact = nil
  }
}

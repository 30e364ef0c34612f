public import Datalog
import Foundation

extension GraphDatabase {
  /// Takes in the rows of a delimited file as facts of one relation, in the place of those that the
  /// file stated before.
  ///
  /// This is one transaction, which writes the graph anew: it is meant for many facts at once. Their
  /// provenance names the file as page and `load` as rule. Values are read by the types of the
  /// relation's columns; a column of type `any` is read as text.
  ///
  /// - Parameters:
  ///   - path: The file, in UTF-8.
  ///   - format: How it is written.
  ///   - schema: The relation; it is defined when it is not.
  ///   - hasHeading: Whether the first row names the columns and is passed over.
  /// - Returns: The number of rows that were read; rows that are alike are one fact.
  /// - Throws: ``FactStoreError`` that names the line that does not fit; nothing is then changed.
  /// - Complexity: O(rows + facts of the graph).
  @discardableResult
  public func load(
    _ path: String, as format: DelimitedFormat, into schema: RelationSchema,
    hasHeading: Bool = false
  ) throws(FactStoreError) -> Int {
    guard let file = try SystemDisk().open(path, .read) else {
      throw FactStoreError(.unreadable, "there is no file '\(path)'")
    }
    let memory = try file.map(count: try file.length())
    let page = URL(filePath: path).lastPathComponent
    var rows = 0
    try rewrite(without: page) { content, transaction throws(FactStoreError) in
      let origin = content.origin(
        Origin(
          Provenance(page: page, range: 0..<0, line: 0, text: "", rule: "load", confidence: 1),
          transaction: transaction))
      let position = try content.position(of: schema)
      rows = try FactStoreError.naming(path) { () throws(FactStoreError) in
        try content.append(
          memory.bytes, format, to: position, origin: origin, hasHeading: hasHeading)
      }
      content.relations[position].sortRows()
    }
    return rows
  }
}

extension CheckpointContent {
  /// The place of a relation, which is added when it is not there.
  fileprivate mutating func position(of schema: RelationSchema) throws(FactStoreError) -> Int {
    if let position = relations.firstIndex(where: { $0.schema.name == schema.name }) {
      guard relations[position].schema == schema else {
        throw FactStoreError(
          .mismatch, "the relation '\(schema.name)' is already defined with other columns")
      }
      return position
    }
    relations.append(RelationContent(schema: schema))
    return relations.count - 1
  }

  /// Appends the rows of delimited text to a relation; returns their number.
  fileprivate mutating func append(
    _ bytes: UnsafeRawBufferPointer, _ format: DelimitedFormat, to position: Int, origin: UInt32,
    hasHeading: Bool
  ) throws(FactStoreError) -> Int {
    var scanner = DelimitedScanner(bytes, format)
    if hasHeading { while !scanner.isAtEnd, try !scanner.readCell({ _ in }) {} }
    // Taken out, so that the columns grow in place.
    var relation = RelationContent(schema: relations[position].schema)
    swap(&relation, &relations[position])
    defer { swap(&relation, &relations[position]) }
    let arity = relation.columns.count
    var reader = CellReader(relation.schema)
    var rows = 0
    while !scanner.isAtEnd {
      // In a relation with one column an empty line is an empty text.
      if arity != 1, scanner.skipEmptyLine() { continue }
      let line = scanner.line
      var column = 0
      var isLast = false
      while !isLast {
        isLast = try scanner.readCell { cell throws(FactStoreError) in
          guard column < arity else { return column += 1 }
          do throws(FactStoreError) {
            relation.columns[column].append(
              try reader.number(of: cell, column: column, in: &values))
          } catch {
            throw FactStoreError(error.code, "line \(line): \(error.message)")
          }
          column += 1
        }
      }
      guard column == arity else {
        throw FactStoreError(
          .mismatch,
          "line \(line) has \(column) cells, and '\(relation.schema.name)' \(arity) columns")
      }
      relation.origins.append(origin)
      rows += 1
    }
    return rows
  }
}

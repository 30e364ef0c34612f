public import Datalog
import Foundation

/// How delimited text is written.
public enum DelimitedFormat: Sendable {
  /// Cells between commas.
  case csv
  /// Cells between tabs.
  case tsv

  fileprivate var separator: UInt8 { self == .csv ? UInt8(ascii: ",") : UInt8(ascii: "\t") }
}

extension GraphDatabase {
  /// Takes in the rows of a delimited file as facts of one relation, in the place of those that the
  /// file stated before.
  ///
  /// This is one transaction, which writes the graph anew: it is meant for many facts at once. Their
  /// provenance names the file as page and `load` as rule. Values are read by the types of the
  /// relation's columns; a column of type `any` is read as text. Cells may stand in quotation marks,
  /// and then hold separators, line breaks and marks that are written twice.
  ///
  /// The file is read on all cores; what is written does not depend on their number.
  ///
  /// - Parameters:
  ///   - path: The file, in UTF-8; it may be a pipe.
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
    try load(
      path, into: schema,
      DelimitedShape(
        separator: format.separator, types: schema.columns.map(\.type), hasHeader: hasHeading))
  }

  func load(_ path: String, into schema: RelationSchema, _ shape: DelimitedShape)
    throws(FactStoreError) -> Int
  {
    let page = URL(filePath: path).lastPathComponent
    var rows = try FactStoreError.naming(path) { () throws(FactStoreError) in
      try Self.rows(of: path, schema, shape)
    }
    let count = rows.rowCount
    try rewrite(without: page) { content, transaction throws(FactStoreError) in
      let origin = content.origin(
        Origin(
          Provenance(page: page, range: 0..<0, line: 0, text: "", rule: "load", confidence: 1),
          transaction: transaction))
      let position = try content.position(of: schema)
      try content.append(&rows, to: position, origin: origin)
      content.relations[position].sortRows(threads: shape.threads)
    }
    return count
  }

  /// Reads the rows of a file, which is mapped no longer than that takes.
  private static func rows(of path: String, _ schema: RelationSchema, _ shape: DelimitedShape)
    throws(FactStoreError) -> DelimitedPieces
  {
    guard let file = try SystemDisk().openFile(path, .read) else {
      throw FactStoreError(.unreadable, "there is no file '\(path)'")
    }
    let memory = try file.content()
    do throws(DelimitedProblem) {
      return try DelimitedPieces(memory.bytes, shape)
    } catch {
      throw FactStoreError(error, schema)
    }
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

  /// Appends rows to a relation, and gives up what they take.
  fileprivate mutating func append(
    _ rows: inout DelimitedPieces, to position: Int, origin: UInt32
  ) throws(FactStoreError) {
    let added = rows.rowCount
    guard relations[position].origins.count + added < 1 << 31 else {
      throw FactStoreError(.mismatch, "a relation has at most 2³¹ facts: load into several ones")
    }
    let columns = rows.takeColumns(numberedIn: &values)
    if relations[position].origins.isEmpty {
      relations[position].columns = columns
    } else {
      for (column, numbers) in columns.enumerated() {
        relations[position].columns[column] += numbers
      }
    }
    relations[position].origins += repeatElement(origin, count: added)
  }
}

extension FactStoreError {
  /// Says what is wrong with delimited text; the text itself is left out.
  fileprivate init(_ problem: DelimitedProblem, _ schema: RelationSchema) {
    let message =
      switch problem.kind {
      case .width(let cells, _):
        "line \(problem.line) has \(cells) \(cells == 1 ? "cell" : "cells"), and "
          + "'\(schema.name)' \(schema.arity) \(schema.arity == 1 ? "column" : "columns")"
      case .value(let cell, let type, _):
        "line \(problem.line): the cell in column \(cell + 1) is no \(type.rawValue)"
      case .openQuotation, .textBehindQuotation, .encoding:
        "line \(problem.line): \(problem.message ?? "")"
      }
    let isForeign = if case .width = problem.kind { false } else { problem.message != nil }
    self.init(isForeign ? .foreign : .mismatch, message)
  }
}

import Datalog

/// An examination of a graph file: every checksum, and every invariant that its content must keep.
///
/// ```swift
/// let verification = GraphVerification(of: path)
/// for problem in verification.problems { print(problem) }
/// ```
public struct GraphVerification: Sendable {
  /// What is wrong with the file, one line each; none when it is sound.
  public private(set) var problems: [String] = []
  /// What is worth knowing and is no damage, such as what was counted.
  public private(set) var notes: [String] = []

  /// Why the file could not be examined: it is not there, no graph, or damaged from the start.
  public private(set) var error: FactStoreError?

  private static let mostProblems = 100

  /// Examines a file.
  ///
  /// - Complexity: O(bytes of the file + facts × log values).
  public init(of path: String) {
    do throws(FactStoreError) {
      guard let file = try SystemDisk().open(path, .read) else {
        throw FactStoreError(.unreadable, "there is no file '\(path)'")
      }
      let (graph, store) = try GraphFile.read(file)
      if let image = store.image {
        check(image.values, "value")
        check(image.words, "word")
        problems += image.problemsOfOrigins().prefix(Self.mostProblems)
        for relation in image.relations { check(relation, image) }
        checkPages(image)
      }
      describe(graph, store)
    } catch {
      self.error = error
      problems.append(error.message)
    }
  }

  private mutating func report(_ problem: String) {
    if problems.count < Self.mostProblems { problems.append(problem) }
  }

  /// Each value must be one, be valid UTF-8, and be found under its own number.
  private mutating func check(_ symbols: SymbolImage, _ what: String) {
    for index in 0..<symbols.count {
      let bytes = symbols.bytes(at: index)
      if ValueCoding.value(of: bytes) == nil {
        report("\(what) \(index) is of no known type")
      } else if bytes.first == ValueTag.text.rawValue,
        String(validating: bytes.dropFirst(), as: UTF8.self) == nil
      {
        report("\(what) \(index) is no UTF-8")
      } else if symbols.id(of: bytes) != UInt32(index) {
        report("\(what) \(index) is not found by its text")
      }
    }
  }

  private mutating func check(_ relation: RelationImage, _ image: CheckpointImage) {
    let name = relation.schema.name
    var before: [UInt32] = []
    for row in 0..<relation.count {
      let tuple = relation.columns.map { $0.number32(row) }
      if row > 0, !before.lexicographicallyPrecedes(tuple) {
        report("'\(name)', fact \(row): it is not in its order, or is there twice")
      }
      before = tuple
      for (column, bits) in zip(relation.schema.columns, tuple) {
        let id = ValueID(bits: bits)
        if id.inlineNumber == nil, bits >= image.values.count {
          report("'\(name)', fact \(row): it has a value that the file has not")
        } else if column.type != .any, type(of: id, image) != column.type {
          report("'\(name)', fact \(row): '\(column.name)' is not of its type")
        }
      }
      let origins = relation.origins(of: row)
      if origins.contains(where: { $0 >= image.originCount }) || Set(origins).count != origins.count
      {
        report("'\(name)', fact \(row): its origins are wrong")
      }
    }
    for place in 0..<relation.furtherRows.count {
      let row = relation.furtherRows.index(place)
      if row >= relation.count || place > 0 && relation.furtherRows.index(place - 1) > row {
        report("'\(name)': its further origins are not in their order")
      }
    }
  }

  private func type(of id: ValueID, _ image: CheckpointImage) -> ValueType {
    id.inlineNumber == nil ? image.values.value(at: Int(id.bits)).type : .int
  }

  /// The pages' counts of facts must be those of the relations.
  private mutating func checkPages(_ image: CheckpointImage) {
    for page in 0..<image.pageCount
    where image.rows(ofPage: page).count != image.pageCounts.index(page) {
      report("page '\(image.words.text(at: page))' has another number of facts than it says")
    }
  }

  private mutating func describe(_ graph: GraphFile, _ store: FactStore) {
    let records = graph.transaction - graph.header.transaction
    notes.append(
      "\(store.count) facts of \(store.pages.count) pages; checkpoint \(graph.header.generation), "
        + "\(graph.header.logStart) bytes; log of \(records) transactions, \(graph.logLength) bytes"
    )
    if graph.tornBytes > 0 {
      notes.append(
        "\(graph.tornBytes) bytes behind the log are of a commit that did not come to its end; the "
          + "next writer cuts them off")
    }
    if graph.markCount == 0 {
      report("no mark tells how long the log is: committed transactions at its end may be lost")
    }
  }
}

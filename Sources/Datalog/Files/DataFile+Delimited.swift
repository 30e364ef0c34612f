extension DataFile {
  /// Reads the facts of a file with commas or tabs.
  init(
    delimited bytes: UnsafeRawBufferPointer, separator: UInt8, hasHeader: Bool,
    declared: [(name: String, type: ValueType?)]?,
    threads: Int = Workers.count, leastPiece: Int = 1 << 16
  ) throws(ContentError) {
    let first = try Self.checking { () throws(DelimitedProblem) in
      try DelimitedPieces.firstRow(of: bytes, separator: separator)
    }
    if hasHeader, first == nil { throw ContentError(message: "the file has no header") }
    let names = hasHeader ? first : nil
    let width = first?.count ?? declared?.count ?? 0
    let order = try Self.order(names: names, width: width, declared: declared)
    var shape = DelimitedShape(
      separator: separator, types: Array(repeating: nil, count: width), hasHeader: hasHeader,
      threads: threads)
    shape.leastPiece = leastPiece
    var reading = TypedReading(bytes, shape)
    for (position, source) in order.enumerated() {
      reading.shape.types[source] = declared?[position].type ?? reading.guess(source)
    }
    let pieces = try Self.checking(names: { cell in
      order.firstIndex(of: cell).map { Self.name($0, cell, declared, names) } ?? ""
    }) { () throws(DelimitedProblem) in try reading.pieces() }
    let types = reading.shape.types
    let columns = order.enumerated().map { position, source in
      let isOpen = declared?[position].type == nil && pieces.rowCount == 0
      return RelationSchema.Column(
        Self.name(position, source, declared, names), isOpen ? .any : types[source] ?? .any)
    }
    // The columns that were read come in the order of the file.
    let sources = order.sorted()
    let places = order.map { sources.firstIndex(of: $0) ?? 0 }
    self.init(
      columns: columns, count: pieces.rowCount, content: .pieces(pieces, order: places))
  }

  private static func name(
    _ position: Int, _ source: Int, _ declared: [(name: String, type: ValueType?)]?,
    _ names: [String]?
  ) -> String {
    declared?[position].name ?? names?[source] ?? "column\(position + 1)"
  }

  /// Puts what is wrong with a file in words.
  private static func checking<Result>(
    names: (Int) -> String = { _ in "" }, _ read: () throws(DelimitedProblem) -> Result
  ) throws(ContentError) -> Result {
    do throws(DelimitedProblem) {
      return try read()
    } catch {
      let line = "line \(error.line)"
      switch error.kind {
      case .width(let cells, let wanted):
        throw ContentError(
          message: "\(line) has \(cells) \(cells == 1 ? "field" : "fields"), not \(wanted)")
      case .value(let cell, let type, let text):
        throw ContentError(
          message: "\(line), column '\(names(cell))': '\(text)' is no \(type.rawValue)")
      case .openQuotation, .textBehindQuotation, .encoding:
        throw ContentError(message: "\(line): \(error.message ?? "")")
      }
    }
  }
}

/// Reads delimited text some of whose columns have no type yet.
private struct TypedReading {
  private let bytes: UnsafeRawBufferPointer
  var shape: DelimitedShape
  /// The cells whose types the first rows suggest.
  private var guessed: Set<Int> = []

  init(_ bytes: UnsafeRawBufferPointer, _ shape: DelimitedShape) {
    self.bytes = bytes
    self.shape = shape
  }

  /// The type that the first rows suggest; whether it is right is seen when all are read.
  mutating func guess(_ cell: Int) -> ValueType {
    guessed.insert(cell)
    let start = DelimitedScanner.start(of: bytes)
    var scanner = DelimitedScanner(
      bytes, start..<bytes.count, separator: shape.separator)
    var sample = NarrowestType()
    for row in 0..<20 {
      guard scanner.findRow() else { break }
      var index = 0
      while let found = try? scanner.readCell() {
        if index == cell, row > 0 || !shape.hasHeader { sample.add(found.bytes) }
        index += 1
        if found.isLast { break }
      }
    }
    return sample.type
  }

  /// Reads the rows.
  ///
  /// Where a cell does not fit the type that was guessed of its column, the column alone is read as
  /// text, which tells its type, and all is read again.
  mutating func pieces() throws(DelimitedProblem) -> DelimitedPieces {
    while true {
      do throws(DelimitedProblem) {
        return try DelimitedPieces(bytes, shape)
      } catch {
        guard case .value(let cell, _, _) = error.kind, guessed.remove(cell) != nil else {
          throw error
        }
        shape.types[cell] = try type(of: cell)
      }
    }
  }

  private func type(of cell: Int) throws(DelimitedProblem) -> ValueType {
    var alone = shape
    alone.types = shape.types.map { _ in nil }
    alone.types[cell] = .text
    var pieces = try DelimitedPieces(bytes, alone)
    var texts = ByteInterner()
    _ = pieces.takeColumns(numberedIn: &texts)
    var narrowest = NarrowestType()
    for index in 0..<texts.count where !narrowest.isText {
      texts.withBytes(at: index) {
        narrowest.add(UnsafeRawBufferPointer(rebasing: $0.dropFirst()))
      }
    }
    return narrowest.type
  }
}

/// The narrowest type that all cells so far fit.
private struct NarrowestType {
  private var candidates: [ValueType] = [.int, .float, .bool, .date, .text]

  mutating func add(_ cell: UnsafeRawBufferPointer) {
    candidates.removeAll { $0 != .text && CellText.value(cell, $0) == nil }
  }

  var isText: Bool { candidates.count == 1 }
  var type: ValueType { candidates[0] }
}

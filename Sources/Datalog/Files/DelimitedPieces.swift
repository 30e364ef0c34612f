/// The rows of delimited text, read on all cores: each reads a piece, with a table of values of its
/// own.
package struct DelimitedPieces: Sendable {
  private let shape: DelimitedShape
  private var pieces: [DelimitedPiece]

  /// The number of rows.
  package var rowCount: Int { pieces.reduce(0) { $0 + $1.rowCount } }

  /// Reads text, in UTF-8; the bytes are not needed any more then.
  ///
  /// - Throws: What is wrong with the first row that cannot be read.
  package init(_ bytes: UnsafeRawBufferPointer, _ shape: DelimitedShape) throws(DelimitedProblem) {
    self.shape = shape
    let start = try Self.startOfRows(bytes, shape)
    let rows = start.offset..<bytes.count
    let ranges = RowCuts.pieces(
      bytes, rows, separator: shape.separator,
      into: max(1, min(shape.threads, rows.count / max(shape.leastPiece, 1))))
    let shared = SharedBytes(bytes)
    pieces = Workers.map(ranges.count, threads: shape.threads) { index in
      DelimitedPiece(shared.bytes, ranges[index], shape)
    }
    var lineBreaks = start.lineBreaks
    for piece in pieces {
      if var problem = piece.problem {
        problem.line += lineBreaks
        throw problem
      }
      lineBreaks += piece.lineBreaks
    }
  }

  private static func startOfRows(_ bytes: UnsafeRawBufferPointer, _ shape: DelimitedShape)
    throws(DelimitedProblem) -> (offset: Int, lineBreaks: Int)
  {
    let start = DelimitedScanner.start(of: bytes)
    guard shape.hasHeader else { return (start, 0) }
    var scanner = DelimitedScanner(bytes, start..<bytes.count, separator: shape.separator)
    _ = try scanner.readRow()
    return (scanner.offset, scanner.lineBreaks)
  }

  /// The cells of the first row, as texts; `nil` when there is none.
  package static func firstRow(of bytes: UnsafeRawBufferPointer, separator: UInt8)
    throws(DelimitedProblem) -> [String]?
  {
    let start = DelimitedScanner.start(of: bytes)
    var scanner = DelimitedScanner(bytes, start..<bytes.count, separator: separator)
    return try scanner.readRow()
  }

  /// The columns that were read, as numbers of values; they are given up here.
  ///
  /// The pieces' tables are joined in the order of the pieces, so values are numbered in the order
  /// in which they first come in the text, however many cores there are.
  ///
  /// - Parameter values: The table that numbers the values.
  package mutating func takeColumns(numberedIn values: inout ByteInterner) -> [[UInt32]] {
    defer { pieces = [] }
    var maps: [[UInt32]?] = []
    for index in pieces.indices {
      // The pieces' tables are given up one after the other: they are large.
      let own = pieces[index].takeValues()
      if values.count == 0 {
        values = own
        maps.append(nil)
      } else {
        maps.append(values.merge(own))
      }
    }
    return columns(maps)
  }

  private func columns(_ maps: [[UInt32]?]) -> [[UInt32]] {
    let starts = pieces.indices.map { index in pieces[..<index].reduce(0) { $0 + $1.rowCount } }
    return (0..<shape.width).map { column in
      [UInt32](filling: rowCount) { target in
        Workers.run(pieces.count, threads: shape.threads) { index in
          pieces[index].write(column, to: target, from: starts[index], maps[index])
        }
      }
    }
  }
}

extension DelimitedScanner {
  /// The cells of the next row, as texts; `nil` when there is none.
  fileprivate mutating func readRow() throws(DelimitedProblem) -> [String]? {
    guard findRow() else { return nil }
    let line = lineBreaks + 1
    var texts: [String] = []
    do throws(DelimitedProblem.Kind) {
      while true {
        let cell = try readCell()
        texts.append(String(decoding: cell.bytes, as: UTF8.self))
        if cell.isLast { return texts }
      }
    } catch {
      throw DelimitedProblem(kind: error, line: line)
    }
  }
}

/// Bytes that several threads read.
private struct SharedBytes: @unchecked Sendable {
  // Unchecked: the bytes are only read, and the one who shares them waits for the readers.
  let bytes: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }
}

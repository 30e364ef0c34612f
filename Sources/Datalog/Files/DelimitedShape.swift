/// How delimited text is read.
package struct DelimitedShape: Sendable {
  /// A comma or a tab.
  package var separator: UInt8
  /// For each cell of a row what it is read as; `nil` when it is not.
  package var types: [ValueType?]
  /// Whether the first row is passed over.
  package var hasHeader: Bool
  package var threads: Int
  /// The least bytes that are worth a thread.
  package var leastPiece = 1 << 16

  package init(
    separator: UInt8, types: [ValueType?], hasHeader: Bool, threads: Int = Workers.count
  ) {
    self.separator = separator
    self.types = types
    self.hasHeader = hasHeader
    self.threads = threads
  }

  /// The number of cells of a row that are read.
  var width: Int { types.count { $0 != nil } }
}

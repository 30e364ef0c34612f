import Foundation

/// Cuts delimited text into cells, without copying those that are written plainly.
///
/// Cells stand between commas or tabs, rows between line breaks (LF or CR LF); a line without any
/// character is no row. A cell in quotation marks may hold all of these, and a mark written twice.
/// Among tabs a cell that begins with a mark is in marks only if another one closes it.
struct DelimitedScanner: ~Copyable {
  /// The bytes of a cell, which last until the next one is read, and whether its row ends with it.
  struct Cell {
    let bytes: UnsafeRawBufferPointer
    let isLast: Bool
    /// Whether the bytes are those of the text itself, and so last as long as it does.
    let isInPlace: Bool
  }

  private let bytes: UnsafeRawBufferPointer
  private let separator: UInt8
  private let separatorPattern: UInt64
  private(set) var offset: Int
  private let end: Int
  /// The number of line breaks that were passed.
  private(set) var lineBreaks = 0
  /// Where a cell is put together whose marks are written twice.
  private var copy = UnsafeMutableRawBufferPointer.allocate(byteCount: 0, alignment: 1)

  /// Begins at a row.
  init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, separator: UInt8) {
    self.bytes = bytes
    self.separator = separator
    separatorPattern = UInt64(separator) &* 0x0101_0101_0101_0101
    offset = range.lowerBound
    end = range.upperBound
  }

  deinit { copy.deallocate() }

  /// Where the rows begin: behind a byte order mark, if there is one.
  static func start(of bytes: UnsafeRawBufferPointer) -> Int {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Passes lines without characters; true if a row follows.
  mutating func findRow() -> Bool {
    while offset < end {
      let hasReturn = bytes[offset] == 0x0D
      if hasReturn, offset + 1 == end {
        offset = end
      } else if bytes[offset + (hasReturn ? 1 : 0)] == 0x0A {
        offset += hasReturn ? 2 : 1
        lineBreaks += 1
      } else {
        return true
      }
    }
    return false
  }

  /// Reads a cell.
  @inline(__always)
  mutating func readCell() throws(DelimitedProblem.Kind) -> Cell {
    if offset < end, bytes[offset] == UInt8(ascii: "\""),
      separator != UInt8(ascii: "\t") || closesCell(offset)
    {
      return try readQuoted()
    }
    let start = offset
    offset = cellEnd(from: start)
    let isLast = offset == end || bytes[offset] == 0x0A
    var stop = offset
    if isLast, stop > start, bytes[stop &- 1] == 0x0D { stop &-= 1 }
    passSeparator(isLast)
    let cell = UnsafeRawBufferPointer(rebasing: bytes[start..<stop])
    return Cell(bytes: cell, isLast: isLast, isInPlace: true)
  }

  /// The first separator or line break from an offset on, or the end: eight bytes at a time.
  @inline(__always)
  private func cellEnd(from start: Int) -> Int {
    var index = start
    while index &+ 8 <= end {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let found = Self.zeroBytes(word ^ separatorPattern) | Self.zeroBytes(word ^ Self.breaks)
      if found != 0 { return index &+ found.trailingZeroBitCount &>> 3 }
      index &+= 8
    }
    while index < end, bytes[index] != separator, bytes[index] != 0x0A { index &+= 1 }
    return index
  }

  private static let breaks: UInt64 = 0x0A0A_0A0A_0A0A_0A0A

  /// A word whose lowest set bit is in the lowest byte that is zero.
  @inline(__always)
  private static func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  @inline(__always)
  private mutating func passSeparator(_ isLast: Bool) {
    if isLast, offset < end { lineBreaks &+= 1 }
    if offset < end { offset &+= 1 }
  }

  // MARK: - Quotation marks

  private mutating func readQuoted() throws(DelimitedProblem.Kind) -> Cell {
    let start = offset + 1
    guard let mark = Self.closingMark(bytes[..<end], from: start) else {
      throw .openQuotation
    }
    let inner = UnsafeRawBufferPointer(rebasing: bytes[start..<mark])
    lineBreaks += inner.count { $0 == 0x0A }
    offset = mark + 1
    if offset < end, bytes[offset] == 0x0D, offset + 1 == end || bytes[offset + 1] == 0x0A {
      offset += 1
    }
    let isLast = offset == end || bytes[offset] == 0x0A
    guard isLast || bytes[offset] == separator else { throw .textBehindQuotation }
    passSeparator(isLast)
    guard inner.contains(UInt8(ascii: "\"")) else {
      return Cell(bytes: inner, isLast: isLast, isInPlace: true)
    }
    return Cell(bytes: withoutSecondMarks(inner), isLast: isLast, isInPlace: false)
  }

  private mutating func withoutSecondMarks(_ inner: UnsafeRawBufferPointer)
    -> UnsafeRawBufferPointer
  {
    if copy.count < inner.count {
      copy.deallocate()
      copy = .allocate(byteCount: inner.count, alignment: 1)
    }
    var count = 0
    var isSecond = false
    for byte in inner {
      isSecond = byte == UInt8(ascii: "\"") && !isSecond
      if !isSecond {
        copy[count] = byte
        count += 1
      }
    }
    return UnsafeRawBufferPointer(rebasing: copy[..<count])
  }

  private func closesCell(_ mark: Int) -> Bool {
    Self.closesCell(bytes[..<end], mark, separator)
  }

  /// Whether the mark that closes a quotation ends the cell too.
  static func closesCell(_ bytes: Slice<UnsafeRawBufferPointer>, _ mark: Int, _ separator: UInt8)
    -> Bool
  {
    guard let close = closingMark(bytes, from: mark + 1) else { return false }
    let next = close + 1
    return next == bytes.endIndex || bytes[next] == separator || bytes[next] == 0x0A
      || bytes[next] == 0x0D && (next + 1 == bytes.endIndex || bytes[next + 1] == 0x0A)
  }

  /// The first mark from an offset on that is not written twice.
  static func closingMark(_ bytes: Slice<UnsafeRawBufferPointer>, from start: Int) -> Int? {
    var index = start
    while let mark = bytes.firstOffset(of: UInt8(ascii: "\""), from: index) {
      guard mark + 1 < bytes.endIndex, bytes[mark + 1] == UInt8(ascii: "\"") else { return mark }
      index = mark + 2
    }
    return nil
  }
}

extension Slice<UnsafeRawBufferPointer> {
  /// Where a byte stands first, from an offset on.
  func firstOffset(of byte: UInt8, from start: Int) -> Int? {
    guard start < endIndex, let first = base.baseAddress,
      let found = memchr(first + start, Int32(byte), endIndex - start)
    else { return nil }
    return UnsafeRawPointer(found) - first
  }
}

/// Why delimited text cannot be read.
package struct DelimitedProblem: Error, Sendable {
  package enum Kind: Error, Sendable {
    /// A quotation mark is not closed.
    case openQuotation
    /// Something follows a closing quotation mark.
    case textBehindQuotation
    /// A row has another number of cells than it should.
    case width(Int, wanted: Int)
    /// A cell, counted from 0, says no value of its column's type.
    case value(cell: Int, ValueType, text: String)
    /// A text is not in UTF-8.
    case encoding
  }

  package let kind: Kind
  /// The line on which the row begins, from 1.
  package var line: Int

  /// What is wrong, unless it concerns the number or the type of cells.
  package var message: String? {
    switch kind {
    case .openQuotation: "a quotation mark is not closed"
    case .textBehindQuotation: "text follows a closing quotation mark"
    case .encoding:
      "the text is not in UTF-8: convert the file first, as 'iconv -f GB18030 -t UTF-8' does"
    case .width, .value: nil
    }
  }
}

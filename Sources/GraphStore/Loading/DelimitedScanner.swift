import Foundation

/// Cuts delimited text into cells, without copying those that are written plainly.
struct DelimitedScanner: ~Copyable {
  private let bytes: UnsafeRawBufferPointer
  private let separator: UInt8
  /// Whether cells may stand between quotation marks, as in CSV.
  private let hasQuotes: Bool
  private var offset = 0
  /// The line of the cell that was read last, from 1.
  private(set) var line = 1
  private var unquoted: [UInt8] = []

  init(_ bytes: UnsafeRawBufferPointer, _ format: DelimitedFormat) {
    self.bytes = bytes
    separator = format == .csv ? UInt8(ascii: ",") : UInt8(ascii: "\t")
    hasQuotes = format == .csv
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  var isAtEnd: Bool { offset >= bytes.count }

  /// Passes a line break that stands where a row could begin; true if there was one.
  mutating func skipEmptyLine() -> Bool {
    let start = offset
    if !isAtEnd, bytes[offset] == 0x0D { offset += 1 }
    guard !isAtEnd, bytes[offset] == 0x0A else {
      offset = start
      return false
    }
    offset += 1
    line += 1
    return true
  }

  /// Reads a cell and gives its bytes; true if it is the last one of its row.
  mutating func readCell(_ use: (UnsafeRawBufferPointer) throws(FactStoreError) -> Void)
    throws(FactStoreError) -> Bool
  {
    if hasQuotes, !isAtEnd, bytes[offset] == UInt8(ascii: "\"") { return try readQuoted(use) }
    let start = offset
    while offset < bytes.count, bytes[offset] != separator, bytes[offset] != 0x0A { offset &+= 1 }
    var end = offset
    let isLast = isAtEnd || bytes[offset] == 0x0A
    if isLast, end > start, bytes[end - 1] == 0x0D { end -= 1 }
    try use(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
    passSeparator(isLast)
    return isLast
  }

  private mutating func passSeparator(_ isLast: Bool) {
    if isLast, !isAtEnd { line += 1 }
    offset += 1
  }

  private mutating func readQuoted(_ use: (UnsafeRawBufferPointer) throws(FactStoreError) -> Void)
    throws(FactStoreError) -> Bool
  {
    let first = line
    offset += 1
    unquoted.removeAll(keepingCapacity: true)
    while true {
      guard !isAtEnd else {
        throw FactStoreError(.foreign, "line \(first): a quotation mark is not closed")
      }
      let byte = bytes[offset]
      offset += 1
      if byte == UInt8(ascii: "\"") {
        guard !isAtEnd, bytes[offset] == byte else { break }
        offset += 1
      }
      if byte == 0x0A { line += 1 }
      unquoted.append(byte)
    }
    if !isAtEnd, bytes[offset] == 0x0D { offset += 1 }
    guard isAtEnd || bytes[offset] == separator || bytes[offset] == 0x0A else {
      throw FactStoreError(.foreign, "line \(line): something follows a closing quotation mark")
    }
    let isLast = isAtEnd || bytes[offset] == 0x0A
    var problem: FactStoreError?
    unquoted.withUnsafeBytes { buffer in
      do throws(FactStoreError) { try use(buffer) } catch { problem = error }
    }
    if let problem { throw problem }
    passSeparator(isLast)
    return isLast
  }
}

/// How delimited text is written.
public enum DelimitedFormat: Sendable {
  /// Cells between commas, those with commas, quotation marks or line breaks in quotation marks.
  case csv
  /// Cells between tabs, as they are.
  case tsv
}

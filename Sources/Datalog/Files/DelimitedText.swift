/// Reads and writes rows of fields between commas or tabs (RFC 4180).
public enum DelimitedText {
  /// A row that cannot be read.
  struct RowError: Error {
    /// The row's number from 1, the header counted.
    let row: Int
    let message: String
  }

  /// The rows of a file; a line without any character is no row.
  ///
  /// A field in quotation marks may hold separators, line breaks and doubled quotation marks.
  static func rows(_ bytes: [UInt8], separator: UInt8) throws(RowError) -> [[String]] {
    let (quote, newline, carriageReturn) = (
      UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r")
    )
    var rows: [[String]] = []
    var row: [String] = []
    var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var line = 1
    while index < bytes.count {
      if row.isEmpty, bytes[index] == newline || bytes[index] == carriageReturn {
        line += bytes[index] == newline ? 1 : 0
        index += 1
        continue
      }
      // Tab-separated files have no quoting unless a field begins with a mark and closes it.
      if bytes[index] == quote, separator != UInt8(ascii: "\t") || closesField(bytes, from: index) {
        var field: [UInt8] = []
        let start = line
        index += 1
        while true {
          guard index < bytes.count else {
            throw RowError(row: start, message: "a quotation mark is not closed")
          }
          if bytes[index] == quote {
            guard index + 1 < bytes.count, bytes[index + 1] == quote else { break }
            index += 1
          } else if bytes[index] == newline {
            line += 1
          }
          field.append(bytes[index])
          index += 1
        }
        index += 1
        row.append(String(decoding: field, as: UTF8.self))
        guard index == bytes.count || [separator, newline, carriageReturn].contains(bytes[index])
        else { throw RowError(row: line, message: "text follows a closing quotation mark") }
      } else {
        let start = index
        while index < bytes.count, bytes[index] != separator, bytes[index] != newline { index += 1 }
        var end = index
        if end > start, bytes[end - 1] == carriageReturn { end -= 1 }
        row.append(String(decoding: bytes[start..<end], as: UTF8.self))
      }
      if index < bytes.count, bytes[index] == separator {
        index += 1
        if index == bytes.count || bytes[index] == newline || bytes[index] == carriageReturn {
          row.append("")
        } else {
          continue
        }
      }
      if index < bytes.count, bytes[index] == carriageReturn { index += 1 }
      if index < bytes.count, bytes[index] == newline {
        line += 1
        index += 1
      }
      rows.append(row)
      row = []
    }
    return rows
  }

  /// Whether the next mark that is not doubled ends the field; it may stand on a later line.
  private static func closesField(_ bytes: [UInt8], from start: Int) -> Bool {
    var index = start + 1
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\"") {
        if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") {
          index += 2
          continue
        }
        return index + 1 == bytes.count || "\t\r\n".utf8.contains(bytes[index + 1])
      }
      index += 1
    }
    return false
  }

  /// A field as a file of that separator writes it: in quotation marks where it needs them.
  public static func field(_ text: String, separator: Character) -> String {
    let needsQuotes =
      text.isEmpty
      || text.utf8.contains {
        $0 == separator.asciiValue || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n")
          || $0 == UInt8(ascii: "\r")
      }
    guard needsQuotes else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}

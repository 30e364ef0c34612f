import TestSupport
import Testing

@testable import Datalog

/// Files with commas or tabs, against a reader that goes character by character.
@Suite struct DelimitedDataTests {
  private static let pieces = [
    "1", "-7", "007", "-0", "+1", "9223372036854775807", "9223372036854775808", "1.5", "二七",
    "true", "2018-08-15", "", " 3", "a b", "12345678901234567890", "\"", "a\"b", "\"\"", "\"1\"",
    "\"x,y\"", "\"x\ty\"", "\"两\n行\"", "\"a\"\"b\"", "\"open", "\"closed\" not", "1e400", "nan",
  ]

  @Test func aFileIsReadAsItStandsOnAnyNumberOfCores() throws {
    var random = SplitMix64(seed: RandomTests.seed)
    var readable = 0
    for number in 0..<3000 {
      let separator = number % 2 == 0 ? "," : "\t"
      let width = random.number(in: 1...3)
      // Half of the files hold little, so that columns have narrow types and rows fit.
      let choice =
        number % 4 < 2
        ? [Self.pieces[random.number(in: 0...9)], "12"] : Array(Self.pieces.dropLast(number % 8))
      let ending = number % 3 == 0 ? "\r\n" : "\n"
      var lines: [String] = []
      for _ in 0..<random.number(in: 0...6) {
        let extra = random.number(in: 0...30) == 0 ? 1 : 0
        lines.append(
          (0..<(width + extra)).map { _ in choice[random.number(in: 0...(choice.count - 1))] }
            .joined(separator: separator))
      }
      if number % 7 == 0 { lines.insert("", at: 0) }
      let text =
        (number % 5 == 0 ? "\u{FEFF}" : "") + lines.joined(separator: ending)
        + (number % 4 == 0 ? ending : "")
      let hasHeader = number % 11 == 0
      let wanted = Self.reference(text, separator: Character(separator), hasHeader: hasHeader)
      for threads in [1, 2, 5] {
        let found = Self.read(text, separator: separator, hasHeader: hasHeader, threads: threads)
        #expect(found == wanted, "\(text.debugDescription), \(threads) threads")
      }
      if wanted != "wrong" { readable += 1 }
    }
    print("delimited data tests: 3000 files, \(readable) of them readable")
    #expect(readable > 1000)
  }

  /// What came of a file: its columns' types and its values, or `wrong`.
  private static func read(_ text: String, separator: String, hasHeader: Bool, threads: Int)
    -> String
  {
    var values = ByteInterner()
    let bytes = Array(text.utf8)
    let file = bytes.withUnsafeBytes { bytes in
      try? DataFile(
        delimited: bytes, separator: separator.utf8.first ?? 0, hasHeader: hasHeader,
        declared: nil, threads: threads, leastPiece: 1)
    }
    guard var file else { return "wrong" }
    let numbers = file.takeNumbers(in: &values)
    let known = InternedValues(values)
    let rows = (0..<file.count).map { row in
      numbers.map { column -> Value in
        let id = ValueID(bits: column[row])
        return id.inlineNumber.map(Value.int) ?? known.value(at: Int(id.bits))
      }
    }
    return "\(file.columns.map(\.name)) \(file.columns.map(\.type)) \(rows)"
  }

  // MARK: - The reference

  private static func reference(_ text: String, separator: Character, hasHeader: Bool) -> String {
    guard var rows = rows(Array(text.unicodeScalars), separator.unicodeScalars.first ?? ",") else {
      return "wrong"
    }
    if hasHeader, rows.isEmpty { return "wrong" }
    let width = rows.first?.count ?? 0
    let names = hasHeader ? rows.removeFirst() : nil
    guard rows.allSatisfy({ $0.count == width }), Set(names ?? []).count == names?.count ?? 0
    else { return "wrong" }
    let types = (0..<width).map { column in type(rows.map { $0[column] }) }
    let values = rows.map { row in zip(row, types).map { value($0, $1) ?? .text("") } }
    return "\(names ?? (0..<width).map { "column\($0 + 1)" }) \(types) \(values)"
  }

  private static func type(_ cells: [String]) -> ValueType {
    guard !cells.isEmpty else { return .any }
    return [.int, .float, .bool, .date].first { type in
      cells.allSatisfy { value($0, type) != nil }
    } ?? .text
  }

  private static func value(_ cell: String, _ type: ValueType) -> Value? {
    switch type {
    case .int: Int(cell).flatMap { "\($0)" == cell ? .int($0) : nil }
    // Of the two zeros there is only one.
    case .float: Double(cell).flatMap { $0.isFinite ? .float($0 == 0 ? 0 : $0) : nil }
    case .bool: ["true": .bool(true), "false": .bool(false)][cell]
    case .date: CalendarDate(cell).map(Value.date)
    case .text, .any: .text(cell)
    }
  }

  /// The cells of a text; `nil` when its quotation marks are wrong.
  private static func rows(_ text: [Unicode.Scalar], _ separator: Unicode.Scalar) -> [[String]]? {
    var rows: [[String]] = []
    var index = text.first == "\u{FEFF}" ? 1 : 0
    func endsLine(_ index: Int) -> Bool {
      index == text.count || text[index] == "\n"
        || text[index] == "\r" && (index + 1 == text.count || text[index + 1] == "\n")
    }
    /// The content of the quotation that begins at a mark, and where it ends.
    func quotation(_ start: Int) -> (String, Int)? {
      var content = ""
      var index = start + 1
      while index < text.count {
        if text[index] == "\"" {
          guard index + 1 < text.count, text[index + 1] == "\"" else { return (content, index + 1) }
          index += 1
        }
        content.unicodeScalars.append(text[index])
        index += 1
      }
      return nil
    }
    while index < text.count {
      if endsLine(index) {
        index += text[index] == "\r" ? 2 : 1
        continue
      }
      var row: [String] = []
      while true {
        var cell = ""
        let found = index < text.count && text[index] == "\"" ? quotation(index) : nil
        let isClosed = found.map { endsLine($0.1) || text[$0.1] == separator } ?? false
        if index < text.count, text[index] == "\"", separator != "\t" || isClosed {
          guard let found, isClosed else { return nil }
          (cell, index) = found
        } else {
          while !endsLine(index), text[index] != separator {
            cell.unicodeScalars.append(text[index])
            index += 1
          }
        }
        row.append(cell)
        guard index < text.count, text[index] == separator else { break }
        index += 1
      }
      rows.append(row)
      if index < text.count { index += text[index] == "\r" ? 2 : 1 }
    }
    return rows
  }
}

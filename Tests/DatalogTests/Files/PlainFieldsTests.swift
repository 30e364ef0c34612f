@testable import Datalog
import TestSupport
import Testing

@Suite struct PlainFieldsTests {
  /// A file without quotation marks reads the same whether its fields become texts or not.
  @Test func aFileReadsTheSameInBothWays() {
    var random = SplitMix64(seed: 19)
    let pieces = [
      "1", "-7", "007", "-0", "+1", "9223372036854775807", "9223372036854775808", "1.5", "二七",
      "true", "2018-08-15", "", " 3", "a b", "12345678901234567890",
    ]
    var readable = 0
    for number in 0..<2000 {
      let width = Int.random(in: 1...3, using: &random)
      let choice = number % 2 == 0 ? Array(pieces.prefix(2)) : pieces
      let ending = number % 3 == 0 ? "\r\n" : "\n"
      var lines: [String] = []
      for _ in 0..<Int.random(in: 0...5, using: &random) {
        let extra = Int.random(in: 0..<20, using: &random) == 0 ? 1 : 0
        lines.append(
          (0..<(width + extra)).map { _ in choice.randomElement(using: &random) ?? "" }
            .joined(separator: ","))
      }
      if number % 7 == 0 { lines.insert("", at: 0) }
      let bytes = Array(
        ((number % 5 == 0 ? "\u{FEFF}" : "") + lines.joined(separator: ending)
          + (number % 4 == 0 ? ending : "")).utf8)
      let hasHeader = number % 11 == 0
      let plain = read { () throws(DataFile.ContentError) in
        try DataFile(bytes, format: .csv, hasHeader: hasHeader, declared: nil)
      }
      let cells = read { () throws(DataFile.ContentError) in
        try DataFile(cellsOf: bytes, format: .csv, hasHeader: hasHeader, declared: nil)
      }
      #expect(plain == cells, "\(String(decoding: bytes, as: UTF8.self))")
      if plain.contains("rows") { readable += 1 }
    }
    #expect(readable > 500)
  }

  /// What came of a file, as text.
  private func read(_ file: () throws(DataFile.ContentError) -> DataFile) -> String {
    do {
      let file = try file()
      return "\(file.count) rows \(file.columns) \(file.values)"
    } catch {
      return error.message
    }
  }
}

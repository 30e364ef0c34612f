import Datalog

/// Reads the words of one line of a dump.
struct DumpScanner {
  private let bytes: ArraySlice<UInt8>
  private var offset: Int

  init(_ line: ArraySlice<UInt8>) {
    bytes = line
    offset = line.startIndex
  }

  var isAtEnd: Bool { offset == bytes.endIndex }
  private var next: UInt8? { isAtEnd ? nil : bytes[offset] }

  mutating func skipSpaces() {
    while next == UInt8(ascii: " ") || next == UInt8(ascii: "\r") { offset += 1 }
  }

  /// Whether a text comes next; it is then passed.
  mutating func pass(_ text: String) -> Bool {
    guard bytes[offset...].starts(with: text.utf8) else { return false }
    offset += text.utf8.count
    return true
  }

  /// A name: what stands in backquotes, or up to one of the characters that end names.
  mutating func name() -> String? {
    let isQuoted = pass("`")
    let start = offset
    while let byte = next, isQuoted ? byte != UInt8(ascii: "`") : !"(): ,".utf8.contains(byte) {
      offset += 1
    }
    let name = String(decoding: bytes[start..<offset], as: UTF8.self)
    guard !name.isEmpty, !isQuoted || pass("`") else { return nil }
    return name
  }

  /// A word up to a space, a comma or a bracket.
  mutating func word() -> String? {
    let start = offset
    while let byte = next, !" ,()".utf8.contains(byte) { offset += 1 }
    return start == offset ? nil : String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  mutating func number() -> Int? { word().flatMap { Int($0) } }

  /// A text between quotation marks.
  mutating func quoted() -> String? {
    guard pass("\"") else { return nil }
    var text: [UInt8] = []
    while let byte = next {
      offset += 1
      switch byte {
      case UInt8(ascii: "\""): return String(validating: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let scalar = escape() else { return nil }
        text += Array(String(scalar).utf8)
      default: text.append(byte)
      }
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard let byte = next else { return nil }
    offset += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "u"):
      guard pass("{") else { return nil }
      let start = offset
      while let byte = next, byte != UInt8(ascii: "}") { offset += 1 }
      let digits = String(decoding: bytes[start..<offset], as: UTF8.self)
      guard pass("}") else { return nil }
      return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
    default: return nil
    }
  }

  /// A value as the query language writes it.
  mutating func value() -> Value? {
    if next == UInt8(ascii: "\"") { return quoted().map(Value.text) }
    guard let word = word() else { return nil }
    if word == "true" || word == "false" { return .bool(word == "true") }
    if word.hasPrefix("@") { return CalendarDate(word.dropFirst()).map(Value.date) }
    if let number = Int(word) { return .int(number) }
    guard let number = Double(word), !number.isNaN else { return nil }
    return .float(number)
  }
}

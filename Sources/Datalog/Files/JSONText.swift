/// Writes values as JSON.
public enum JSONText {
  /// The text between quotation marks.
  public static func quote(_ text: String) -> String {
    var bytes: [UInt8] = []
    append(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A value: numbers and truth values as such, text and dates as strings.
  public static func value(_ value: Value) -> String {
    switch value {
    case .int, .float, .bool: value.displayText
    case .text, .date: quote(value.displayText)
    }
  }

  /// Appends a text between quotation marks to bytes.
  public static func append(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { text in
      for byte in text {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case 0x0A: bytes += "\\n".utf8
        case 0x0D: bytes += "\\r".utf8
        case 0x09: bytes += "\\t".utf8
        case 0..<0x20: bytes += "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8
        default: bytes.append(byte)
        }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends a value to bytes: numbers and truth values as such, text and dates as strings.
  public static func append(_ value: Value, to bytes: inout [UInt8]) {
    switch value {
    case .int, .float, .bool: bytes += value.displayText.utf8
    case .text(let text): append(text, to: &bytes)
    case .date(let date): append(date.description, to: &bytes)
    }
  }
}

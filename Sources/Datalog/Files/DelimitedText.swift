/// Writes fields between commas or tabs (RFC 4180), as `load` reads them.
public enum DelimitedText {
  /// A field as a file of that separator writes it: in quotation marks where it needs them.
  public static func field(_ text: String, separator: Character) -> String {
    var bytes: [UInt8] = []
    append(text, separator: separator.asciiValue ?? 0, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends a field to bytes, in quotation marks where it needs them.
  public static func append(_ text: String, separator: UInt8, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { text in
      guard text.isEmpty || text.contains(where: { isSpecial($0, separator) }) else {
        bytes.append(contentsOf: text)
        return
      }
      bytes.append(UInt8(ascii: "\""))
      for byte in text {
        if byte == UInt8(ascii: "\"") { bytes.append(byte) }
        bytes.append(byte)
      }
      bytes.append(UInt8(ascii: "\""))
    }
  }

  @inline(__always)
  private static func isSpecial(_ byte: UInt8, _ separator: UInt8) -> Bool {
    byte == separator || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
  }

  /// Appends a row of values and its line break to bytes.
  public static func append(row: [Value], separator: UInt8, to bytes: inout [UInt8]) {
    for (index, value) in row.enumerated() {
      if index > 0 { bytes.append(separator) }
      if case .text(let text) = value {
        append(text, separator: separator, to: &bytes)
      } else {
        bytes.append(contentsOf: value.displayText.utf8)
      }
    }
    bytes.append(0x0A)
  }
}

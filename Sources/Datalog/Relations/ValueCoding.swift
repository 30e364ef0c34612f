/// What stands in front of a value's bytes.
package enum ValueTag: UInt8, Sendable {
  case text = 1
  case int = 2
  case float = 3
  case date = 4
  case bool = 5
}

/// Values as bytes: a tag, then UTF-8 for text, eight bytes for numbers, a date as it is written.
///
/// Two values are the same exactly when their bytes are. Graph files hold values in this form.
package enum ValueCoding {
  package static func bytes(of value: Value) -> [UInt8] {
    switch value {
    case .text(let text): return [ValueTag.text.rawValue] + Array(text.utf8)
    case .int(let number): return number64(.int, UInt64(bitPattern: Int64(number)))
    // Of the two zeros, which are equal, only one is written.
    case .float(let number): return number64(.float, (number == 0 ? 0 : number).bitPattern)
    case .date(let date): return [ValueTag.date.rawValue] + Array(date.description.utf8)
    case .bool(let flag): return [ValueTag.bool.rawValue, flag ? 1 : 0]
    }
  }

  private static func number64(_ tag: ValueTag, _ number: UInt64) -> [UInt8] {
    [tag.rawValue] + withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }

  /// The value that bytes say, or `nil` when they say none.
  package static func value(of bytes: UnsafeRawBufferPointer) -> Value? {
    guard let first = bytes.first, let tag = ValueTag(rawValue: first) else { return nil }
    let rest = UnsafeRawBufferPointer(rebasing: bytes.dropFirst())
    switch tag {
    case .text: return .text(String(decoding: rest, as: UTF8.self))
    case .date: return CalendarDate(String(decoding: rest, as: UTF8.self)).map(Value.date)
    case .bool:
      guard rest.count == 1, rest[0] <= 1 else { return nil }
      return .bool(rest[0] == 1)
    case .int:
      guard rest.count == 8 else { return nil }
      return .int(Int(truncatingIfNeeded: Int64(bitPattern: number64(in: rest))))
    case .float:
      guard rest.count == 8 else { return nil }
      let number = Double(bitPattern: number64(in: rest))
      return number.isNaN ? nil : .float(number)
    }
  }

  private static func number64(in bytes: UnsafeRawBufferPointer) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
  }

  /// The value that bytes say, or `nil` when they say none.
  package static func value(of bytes: [UInt8]) -> Value? {
    bytes.withUnsafeBytes { value(of: $0) }
  }
}

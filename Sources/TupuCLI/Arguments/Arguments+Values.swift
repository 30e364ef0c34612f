import Foundation
import Tupu

extension Arguments {
  /// The value of an option that is a whole number.
  func number(_ option: Option, in range: ClosedRange<Int> = 0...Int.max) throws(UsageError)
    -> Int?
  {
    guard let text = value(option) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      let bounds =
        range.upperBound == .max
        ? "from \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
      throw UsageError("'\(option.name)' needs a whole number \(bounds), not '\(text)'")
    }
    return number
  }

  /// The year that `--year` gives.
  func year() throws(UsageError) -> Int? { try number(.year, in: 1...9999) }

  /// What `--year` and `--lexicon` tell the extractor.
  func extractorOptions() throws -> Extractor.Options {
    Extractor.Options(
      year: try year(),
      lexicon: try value(.lexicon).map { try Lexicon(contentsOf: $0) } ?? Lexicon())
  }

  /// The time that `--timeout` gives.
  func timeout() throws(UsageError) -> Duration? {
    guard let text = value(.timeout) else { return nil }
    guard let seconds = Double(text), seconds > 0, seconds < 1e9 else {
      throw UsageError("'--timeout' needs a number of seconds above 0, not '\(text)'")
    }
    return .seconds(seconds)
  }

  /// The values of `--param name=value` and `--param name:type=value`.
  func parameters() throws(UsageError) -> [String: Value] {
    var parameters: [String: Value] = [:]
    for assignment in all(.parameter) {
      let (name, value) = try ParameterText.assignment(assignment)
      parameters[name] = value
    }
    return parameters
  }
}

/// Reads the values of parameters.
enum ParameterText {
  /// The name and value of `name=value` or `name:type=value`.
  static func assignment(_ text: String) throws(UsageError) -> (name: String, value: Value) {
    guard let sign = text.firstIndex(of: "=") else {
      throw UsageError("'--param' needs name=value, not '\(text)'")
    }
    let value = String(text[text.index(after: sign)...])
    let target = text[..<sign].split(separator: ":", omittingEmptySubsequences: false)
    let name = target[0].hasPrefix("$") ? String(target[0].dropFirst()) : String(target[0])
    guard !name.isEmpty, target.count <= 2 else {
      throw UsageError("'--param' needs name=value, not '\(text)'")
    }
    return target.count == 1
      ? (name, ParameterText.value(of: value))
      : (name, try ParameterText.value(of: value, typeName: String(target[1])))
  }

  /// The narrowest value that the whole text is: a truth value, number or date, else text.
  static func value(of text: String) -> Value {
    for type in [ValueType.bool, .int, .float, .date] {
      if let value = value(of: text, type) { return value }
    }
    return .text(text)
  }

  /// The text as a value of a type that the caller names.
  static func value(of text: String, typeName: String) throws(UsageError) -> Value {
    guard let type = ValueType(rawValue: typeName) else {
      throw UsageError(
        "there is no type '\(typeName)'", unknown: typeName,
        among: ValueType.allCases.map(\.rawValue))
    }
    guard type != .any else { return value(of: text) }
    guard let value = value(of: text, type) else {
      throw UsageError("'\(text)' is no \(typeName)")
    }
    return value
  }

  private static func value(of text: String, _ type: ValueType) -> Value? {
    switch type {
    case .text: return .text(text)
    case .bool: return text == "true" ? .bool(true) : text == "false" ? .bool(false) : nil
    case .int:
      // 007 and +7 are read by `Int` too, but are not numbers that anybody counts with.
      guard let number = Int(text), String(number) == text else { return nil }
      return .int(number)
    case .float:
      guard text.allSatisfy({ "0123456789.eE+-".contains($0) }),
        text.contains(where: { ".eE".contains($0) }), let number = Double(text), number.isFinite
      else { return nil }
      return .float(number)
    case .date:
      // Without its '@' a year alone is a number, and X alone a word.
      let digits = text.hasPrefix("@") ? text.dropFirst() : text[...]
      guard text.hasPrefix("@") || text.contains("-") else { return nil }
      return CalendarDate(digits).map(Value.date)
    case .any: return value(of: text)
    }
  }
}

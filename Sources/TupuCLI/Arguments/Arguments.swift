import Tupu

/// Why a command line was not understood.
struct UsageError: Error {
  let message: String
}

/// The words of a command line, told apart into options and the rest.
struct Arguments {
  private(set) var operands: [String] = []
  private var values: [String: [String]] = [:]

  /// Reads words; `options` says which options there are and whether each takes a value.
  init(_ words: [String], options: [String: Bool]) throws(UsageError) {
    var rest = words[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("-"), word != "-" else {
        operands.append(word)
        continue
      }
      if word == "--" {
        operands += rest
        return
      }
      let parts = word.split(separator: "=", maxSplits: 1)
      let name = String(parts[0])
      guard let takesValue = options[name] else {
        let near = NearNames.nearest(to: name, among: options.keys)
        throw UsageError(
          message: "there is no option '\(name)'" + (near.map { "; did you mean '\($0)'?" } ?? ""))
      }
      if !takesValue {
        values[name, default: []].append("")
      } else if parts.count > 1 {
        values[name, default: []].append(String(parts[1]))
      } else if let value = rest.popFirst() {
        values[name, default: []].append(value)
      } else {
        throw UsageError(message: "'\(name)' needs a value")
      }
    }
  }

  func has(_ option: String) -> Bool { values[option] != nil }
  func value(_ option: String) -> String? { values[option]?.last }
  func all(_ option: String) -> [String] { values[option] ?? [] }

  /// The option's value as a whole number.
  func number(_ option: String) throws(UsageError) -> Int? {
    guard let text = value(option) else { return nil }
    guard let number = Int(text), number >= 0 else {
      throw UsageError(message: "'\(option)' needs a whole number, and '\(text)' is none")
    }
    return number
  }

  /// The values of `--param name=value`.
  func parameters() throws(UsageError) -> [String: Value] {
    var parameters: [String: Value] = [:]
    for assignment in all("--param") {
      guard let sign = assignment.firstIndex(of: "="), sign > assignment.startIndex else {
        throw UsageError(message: "'--param' needs name=value, and '\(assignment)' is not that")
      }
      let name = String(assignment[..<sign])
      parameters[name] = Self.value(of: String(assignment[assignment.index(after: sign)...]))
    }
    return parameters
  }

  /// A whole number, a floating-point number, a date or a truth value if the text is one, else text.
  static func value(of text: String) -> Value {
    if let number = Int(text), String(number) == text { return .int(number) }
    if let number = Double(text), number.isFinite, text.contains(".") { return .float(number) }
    if text.hasPrefix("@"), let date = CalendarDate(text.dropFirst()) { return .date(date) }
    if text == "true" || text == "false" { return .bool(text == "true") }
    return .text(text)
  }
}

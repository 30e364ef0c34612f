import Foundation
import Tupu

/// The words of a command line, told apart into options and the rest.
struct Arguments {
  /// The words that are neither options nor their values.
  private(set) var operands: [String] = []
  private var values: [String: [String]] = [:]

  /// Reads the words behind a command's name.
  ///
  /// A value stands behind its option or, after `=`, in one word with it. Behind `--` every word is
  /// an operand; `-` alone is one too.
  init(_ words: [String], options: [Option]) throws(UsageError) {
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        return
      }
      guard word.hasPrefix("-"), word != "-" else {
        operands.append(word)
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = parts[0] == "-h" ? "--help" : String(parts[0])
      guard let option = options.first(where: { $0.name == name }) else {
        throw UsageError(
          "there is no option '\(name)'", unknown: name, among: options.map(\.name))
      }
      guard option.value != nil else {
        guard parts.count == 1 else { throw UsageError("'\(name)' takes no value") }
        values[name, default: []].append("")
        continue
      }
      guard let value = parts.count > 1 ? String(parts[1]) : rest.popFirst() else {
        throw UsageError("'\(name)' needs a value")
      }
      try Self.check(value, of: option)
      values[name, default: []].append(value)
    }
  }

  private static func check(_ value: String, of option: Option) throws(UsageError) {
    guard !option.choices.isEmpty, !option.choices.contains(value) else { return }
    let known = option.choices.joined(separator: ", ")
    throw UsageError(
      "'\(option.name)' takes \(known), and '\(value)' is none of them", unknown: value,
      among: option.choices)
  }

  /// Whether an option is given.
  func has(_ option: Option) -> Bool { values[option.name] != nil }
  /// The value of an option; the last one when it is given repeatedly.
  func value(_ option: Option) -> String? { values[option.name]?.last }
  /// All values of an option.
  func all(_ option: Option) -> [String] { values[option.name] ?? [] }

  /// The only operand.
  func onlyOperand(_ what: String) throws(UsageError) -> String {
    guard let operand = operands.first else { throw UsageError("\(what) is missing") }
    guard operands.count == 1 else {
      throw UsageError(
        "expected \(what) as one argument, found \(operands.count); "
          + "quotation marks of the shell keep it together")
    }
    return operand
  }

  /// The operands, of which there must be one at least.
  func someOperands(_ what: String) throws(UsageError) -> [String] {
    guard !operands.isEmpty else { throw UsageError("\(what) is missing") }
    return operands
  }

  /// Refuses operands where a command takes none.
  func noOperands() throws(UsageError) {
    if let operand = operands.first { throw UsageError("'\(operand)' is not expected here") }
  }
}

/// How an outcome differs from what was expected.
public struct Mismatch: Sendable {
  /// What is wrong, in one line.
  public let message: String
  /// Lines that were expected and did not come.
  public let lost: [String]
  /// Lines that came and were not expected.
  public let gained: [String]
  /// The rows behind the gained lines, where the outcome is an answer.
  public var gainedRows: [[Value]] = []
}

/// Compares outcomes with the expectations below their statements.
public enum ExpectationCheck {
  /// How an outcome differs from what is expected of it; `nil` if it is as it should be.
  ///
  /// Without an expectation a constraint must hold and nothing may stop; an answer may be anything.
  /// Rows that differ in their order or in spacing only are equal.
  public static func mismatch(_ outcome: Outcome) -> Mismatch? {
    if case .stopped(let diagnostics) = outcome.kind {
      return mismatch(diagnostics, outcome.expectation)
    }
    guard let expectation = outcome.expectation else {
      if case .denial(let message, let answer) = outcome.kind, !answer.rows.isEmpty {
        return Mismatch(
          message: "the constraint is violated" + (message.map { ": \($0)" } ?? ""), lost: [],
          gained: ExpectationText.lines(of: answer), gainedRows: answer.rows)
      }
      return nil
    }
    if let error = expectation.errors.first {
      return Mismatch(
        message: "expected an error with '\(error)', but it ran", lost: expectation.errors,
        gained: [])
    }
    switch outcome.kind {
    case .answer(let answer), .denial(_, let answer):
      return mismatch(answer, expected: expectation.rows)
    default: return mismatch(ExpectationText.lines(of: outcome.kind), expected: expectation.rows)
    }
  }

  private static func mismatch(_ diagnostics: [Diagnostic], _ expectation: Expectation?)
    -> Mismatch?
  {
    let messages = diagnostics.map(\.message)
    guard let expectation, !expectation.errors.isEmpty else {
      return Mismatch(message: messages.first ?? "it stopped", lost: [], gained: messages)
    }
    let missing = expectation.errors.filter { wanted in
      !diagnostics.contains {
        $0.message.contains(wanted) || $0.code.rawValue == wanted
          || $0.notes.contains { $0.message.contains(wanted) }
      }
    }
    guard !missing.isEmpty else { return nil }
    return Mismatch(message: "expected another error", lost: missing, gained: messages)
  }

  // MARK: - Tables

  private static func mismatch(_ answer: Answer, expected: [String]) -> Mismatch? {
    let allowsMore = expected.last == ExpectationText.more || expected.last == "..."
    let lines = (allowsMore ? expected.dropLast() : expected[...]).filter { !$0.isEmpty }
    // For a question of yes or no, "(none)" says no as well.
    if answer.isTruthValue, answer.rows.isEmpty, lines == [ExpectationText.none] { return nil }
    if answer.rows.isEmpty || answer.isTruthValue || lines.first == ExpectationText.none {
      var mismatch = compare(ExpectationText.lines(of: answer), lines, allowsMore: allowsMore)
      if mismatch?.gained.isEmpty == false { mismatch?.gainedRows = answer.rows }
      return mismatch
    }
    guard let header = lines.first else {
      return allowsMore
        ? nil
        : Mismatch(
          message: "expected rows", lost: [], gained: ExpectationText.lines(of: answer),
          gainedRows: answer.rows)
    }
    let names = answer.columns.map(\.name)
    guard agree(ExpectationText.cells(header), names, line: header) else {
      return Mismatch(
        message: "the columns are \(names.joined(separator: ", "))", lost: [header],
        gained: ExpectationText.lines(of: answer))
    }
    var wanted = Array(lines.dropFirst())
    var gained: [String] = []
    var gainedRows: [[Value]] = []
    let shown = ExpectationText.lines(of: answer).dropFirst()
    var unread = Dictionary(grouping: wanted.indices) { squeezed(wanted[$0]) }
    var found: Set<Int> = []
    for (row, line) in zip(answer.rows, shown) {
      let texts = row.map { ExpectationText.cell($0) }
      let key = texts.joined(separator: " ")
      let candidates = unread[squeezed(key)] ?? []
      if let match = candidates.first(where: {
        agree(ExpectationText.cells(wanted[$0]), texts, line: wanted[$0])
      }) {
        found.insert(match)
        unread[squeezed(key)]?.removeAll { $0 == match }
      } else if !allowsMore {
        gained.append(line)
        gainedRows.append(row)
      }
    }
    wanted = wanted.indices.filter { !found.contains($0) }.map { wanted[$0] }
    guard !wanted.isEmpty || !gained.isEmpty else { return nil }
    return Mismatch(
      message: summary(wanted.count, gained.count), lost: wanted, gained: gained,
      gainedRows: gainedRows)
  }

  /// Whether the cells of a line are the texts; when the line was not split into as many cells, its
  /// words are compared without regard to where cells end.
  private static func agree(_ cells: [String], _ texts: [String], line: String) -> Bool {
    if cells.count == texts.count {
      return zip(cells, texts).allSatisfy { squeezed($0) == squeezed($1) }
    }
    return squeezed(line) == squeezed(texts.joined(separator: " "))
  }

  // MARK: - Lines

  private static func mismatch(_ lines: [String], expected: [String]) -> Mismatch? {
    let allowsMore = expected.last == ExpectationText.more || expected.last == "..."
    return compare(lines, allowsMore ? expected.dropLast() : expected, allowsMore: allowsMore)
  }

  private static func compare(_ lines: [String], _ expected: [String], allowsMore: Bool)
    -> Mismatch?
  {
    var rest = lines
    var lost: [String] = []
    for line in expected {
      if let index = rest.firstIndex(where: { squeezed($0) == squeezed(line) }) {
        rest.remove(at: index)
      } else {
        lost.append(line)
      }
    }
    let gained = allowsMore ? [] : rest
    guard !lost.isEmpty || !gained.isEmpty else { return nil }
    return Mismatch(message: summary(lost.count, gained.count), lost: lost, gained: gained)
  }

  private static func summary(_ lost: Int, _ gained: Int) -> String {
    switch (lost, gained) {
    case (0, let gained): "\(gained) more than expected"
    case (let lost, 0): "\(lost) missing"
    default: "\(lost) missing, \(gained) not expected"
    }
  }

  /// The text with every stretch of white space as one space.
  private static func squeezed(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// Rewrites the expectations of a script.
public enum ExpectationUpdate {
  /// The script's text with the outcomes in place of what was expected; statements without an
  /// expectation stay without one.
  ///
  /// An expectation that allows more rows goes on doing so, and shows as many as before.
  public static func rewrite(_ script: Script, with outcomes: [Outcome]) -> String {
    let source = script.source
    var text: [UInt8] = []
    var position = 0
    let changes = outcomes.filter { $0.span.source === source && $0.expectation != nil }
      .sorted { $0.span.range.lowerBound < $1.span.range.lowerBound }
    for outcome in changes {
      guard let expectation = outcome.expectation else { continue }
      let start = expectation.span.range.lowerBound
      guard start >= position else { continue }
      let line = source.range(ofLine: source.line(at: start))
      let isAlone = source.bytes[line.lowerBound..<start].allSatisfy { $0 == 0x20 || $0 == 0x09 }
      let indent = isAlone ? source.text(in: line.lowerBound..<start) : ""
      text += source.bytes[position..<start]
      text += Array(
        lines(of: outcome, expectation).map { $0 }.joined(separator: "\n\(indent)").utf8)
      position = expectation.span.range.upperBound
    }
    text += source.bytes[position...]
    return String(decoding: text, as: UTF8.self)
  }

  private static func lines(of outcome: Outcome, _ expectation: Expectation) -> [String] {
    if case .stopped(let diagnostics) = outcome.kind {
      return diagnostics.map { "%! \($0.message)" }
    }
    var lines = ExpectationText.lines(of: outcome.kind)
    if expectation.rows.last == ExpectationText.more {
      lines = lines.prefix(max(1, expectation.rows.count - 1)) + [ExpectationText.more]
    }
    return lines.map { "%> \($0)" }
  }
}

/// Reads statements that somebody types line by line.
public enum StatementInput {
  /// Whether a text ends where a statement may end: behind a full stop, or without any statement.
  ///
  /// A full stop in a text, a number or a comment ends nothing.
  ///
  /// ```swift
  /// print(StatementInput.isComplete("p(X) :-"))  // false
  /// print(StatementInput.isComplete("p(1). % one"))  // true
  /// print(StatementInput.isComplete("p(\"a.\""))  // false
  /// ```
  ///
  /// - Complexity: O(length).
  public static func isComplete(_ text: String) -> Bool {
    let scanned = Lexer.scan(SourceText(name: "input", text: text))
    guard !scanned.diagnostics.contains(where: { $0.code == .unterminatedComment }) else {
      return false
    }
    guard let last = scanned.tokens.last(where: { $0.kind != .endOfFile }) else { return true }
    return last.kind == .sign(.fullStop)
  }

  /// The statements of a script that define something: facts, rules, declarations, `include` and
  /// `load`.
  ///
  /// The rest ask something, once: a session keeps the definitions and forgets the questions.
  public static func definitions(of script: Script) -> [Statement] {
    script.statements.filter { statement in
      switch statement.kind {
      case .relation, .clause, .include, .load: true
      case .query, .deny, .save, .why, .invalid: false
      }
    }
  }
}

extension ProgramCompiler {
  /// Compiles a script without the statements that fail as `%!` below them expects.
  ///
  /// - Returns: What the rest gives, and an outcome for each statement that was left out, in the
  ///   order of the script.
  /// - Complexity: One compilation for every round in which further such statements fail.
  public func compileWithoutExpectedFailures(_ source: SourceText) -> (
    result: Result, failures: [Outcome]
  ) {
    var excluded: Set<Int> = []
    var failures: [Outcome] = []
    var result = compile(source)
    while true {
      let further = Self.expectedFailures(in: result).filter { !excluded.contains($0.key) }
      guard !further.isEmpty else { break }
      for (start, failure) in further {
        excluded.insert(start)
        failures.append(failure)
      }
      result = compile(source, excluding: excluded)
    }
    failures.sort { $0.span.range.lowerBound < $1.span.range.lowerBound }
    return (result, failures)
  }

  /// The statements that expect an error and have one, by their offsets.
  private static func expectedFailures(in result: Result) -> [Int: Outcome] {
    var failures: [Int: Outcome] = [:]
    let errors = result.diagnostics.filter { $0.severity == .error }
    guard !errors.isEmpty else { return [:] }
    for statement in result.script.statements {
      guard let expectation = statement.expectation, !expectation.errors.isEmpty else { continue }
      let own = errors.filter {
        $0.span.source === statement.span.source
          && statement.span.range.contains($0.span.range.lowerBound)
      }
      guard !own.isEmpty else { continue }
      failures[statement.span.range.lowerBound] = Outcome(
        .stopped(own), at: statement.span, expectation: expectation)
    }
    return failures
  }
}

@testable import Datalog
import TestSupport
import Testing

@Suite struct RandomProgramTests {
  /// The engine gives what brute force gives, on programs nobody thought of.
  @Test func answersAreThoseOfBruteForce() throws {
    let seed = RandomTests.seed
    var queryCount = 0
    var emptyCount = 0
    var sharedJoinCount = 0
    for number in 0..<RandomTests.programs(usually: 500) {
      var generator = ProgramGenerator(seed: seed &+ UInt64(number))
      let text = generator.makeScript()
      let result = ProgramCompiler().compile(SourceText(name: "random.dl", text: text))
      let trace =
        "TUPU_SEED=\(Int64(bitPattern: seed) + Int64(number)) TUPU_RANDOM_PROGRAMS=1\n\(text)"
      guard let program = result.program else {
        let errors = result.diagnostics.filter { $0.severity == .error }
        Issue.record("does not compile:\n\(DiagnosticsError(errors))\n\(trace)")
        return
      }
      let reference = ReferenceProgram(result.script)
      let queries = result.script.statements.compactMap { statement -> QuerySyntax? in
        if case .query(let query) = statement.kind { query } else { nil }
      }
      try #require(queries.count == program.actions.count, "\(trace)")
      var expected: [Set<[Value]>] = []
      for mode in Mode.all {
        let evaluation = mode.evaluation(of: program)
        for (index, query) in queries.enumerated() {
          let outcome = evaluation.run(index)
          guard case .answer(let answer) = outcome.kind else {
            Issue.record("\(outcome.span.text) gives \(outcome.kind) with \(mode)\n\(trace)")
            return
          }
          if index == expected.count {
            expected.append(try reference.answer(query, columns: answer.columns.map(\.name)))
            queryCount += 1
            if answer.rows.isEmpty { emptyCount += 1 }
          }
          let right = expected[index]
          guard Set(answer.rows) == right, answer.rows.count == right.count else {
            let lost = right.subtracting(answer.rows)
            let gained = Set(answer.rows).subtracting(right)
            Issue.record(
              "\(outcome.span.text) with \(mode)\nlost \(lost)\ngained \(gained)\n\(trace)")
            return
          }
        }
        sharedJoinCount += evaluation.evaluator.sharedJoins.derivedCount
      }
    }
    // Programs that derive nothing would prove nothing.
    #expect(emptyCount * 2 < queryCount, "\(emptyCount) of \(queryCount) answers are empty")
    #expect(sharedJoinCount > queryCount / 8, "only \(sharedJoinCount) joins were shared")
  }
}

/// A way to evaluate a program that must not change its answers.
private struct Mode {
  /// With two threads every row is shared out, so that small programs are divided too.
  let threads: Int
  let isDirected: Bool

  static let all = [1, 2].flatMap { threads in
    [true, false].map { Mode(threads: threads, isDirected: $0) }
  }

  func evaluation(of program: CheckedProgram) -> Evaluation {
    var limits = EvaluationLimits(threads: threads)
    limits.fewestSharedRows = 1
    limits.fewestProductBindings = 0
    if threads == 2 { limits.leastJoinGain = -.infinity }
    return Evaluation(isDirected ? program : program.undirected, limits: limits)
  }
}

extension CheckedProgram {
  /// The program without the relations that hold only what its queries ask for.
  fileprivate var undirected: CheckedProgram {
    let actions = actions.map { action in
      guard case .query(var query) = action.kind else { return action }
      query.directed = nil
      return Action(kind: .query(query), span: action.span, expectation: action.expectation)
    }
    return CheckedProgram(
      relations: relations, rules: rules, definitions: definitions, facts: facts,
      loadedValues: loadedValues, strata: strata,
      actions: actions, openParameters: openParameters, warnings: warnings)
  }
}

extension ReferenceProgram {
  /// The rows of a query; without a head its columns are variables.
  func answer(_ query: QuerySyntax, columns: [String]) throws -> Set<[Value]> {
    guard query.head == nil else { return try answer(query) }
    let head = columns.map { name in
      ArgumentSyntax(column: nil, term: TermSyntax(kind: .variable(name), span: query.body.span))
    }
    return try answer(QuerySyntax(head: head, body: query.body, order: [], limit: nil))
  }
}

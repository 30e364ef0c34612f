@testable import Datalog
import TestSupport
import Testing

@Suite struct RandomProgramTests {
  /// The engine gives what brute force gives, on programs nobody thought of.
  @Test func answersAreThoseOfBruteForce() throws {
    let seed = RandomTests.seed
    var queryCount = 0
    var emptyCount = 0
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
      let evaluation = Evaluation(program)
      let queries = result.script.statements.compactMap { statement -> QuerySyntax? in
        if case .query(let query) = statement.kind { query } else { nil }
      }
      try #require(queries.count == evaluation.actionCount, "\(trace)")
      for (index, query) in queries.enumerated() {
        let outcome = evaluation.run(index)
        guard case .answer(let answer) = outcome.kind else {
          Issue.record("\(outcome.span.text) gives \(outcome.kind)\n\(trace)")
          return
        }
        let expected = try reference.answer(query, columns: answer.columns.map(\.name))
        guard Set(answer.rows) == expected, answer.rows.count == expected.count else {
          let lost = expected.subtracting(answer.rows),
            gained = Set(answer.rows).subtracting(expected)
          Issue.record("\(outcome.span.text)\nlost \(lost)\ngained \(gained)\n\(trace)")
          return
        }
        queryCount += 1
        if answer.rows.isEmpty { emptyCount += 1 }
      }
    }
    // Programs that derive nothing would prove nothing.
    #expect(emptyCount * 2 < queryCount, "\(emptyCount) of \(queryCount) answers are empty")
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

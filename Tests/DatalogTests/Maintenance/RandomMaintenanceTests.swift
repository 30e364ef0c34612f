@testable import Datalog
import TestSupport
import Testing

@Suite struct RandomMaintenanceTests {
  /// After each of many insertions and deletions the relations that are kept are those that brute
  /// force derives from the facts of that moment.
  @Test func whatIsKeptIsWhatBruteForceGives() throws {
    let seed = RandomTests.seed
    var updates = 0
    var maintained = 0
    for number in 0..<RandomTests.programs(usually: 500) {
      let trace = "TUPU_SEED=\(Int64(bitPattern: seed) + Int64(number)) TUPU_RANDOM_PROGRAMS=1"
      var random = SplitMix64(seed: seed &+ UInt64(number) &* 31)
      var generator = ProgramGenerator(seed: seed &+ UInt64(number))
      let program = try #require(SplitProgram(generator.makeScript()), "\(trace)")
      var facts = ChangingFacts(program.schemas)
      facts.change(adding: program.facts.filter { _ in random.chance(60) }, removing: [])
      var compiler = ProgramCompiler()
      compiler.baseRelations = program.schemas
      let source = SourceText(name: "random.dl", text: program.rules)
      let checked = try #require(compiler.compile(source).program, "\(trace)\n\(program.rules)")
      maintained += checked.strata.count { checked.upkeep(of: $0) == .maintained }
      var limits = EvaluationLimits()
      limits.leastJoinGain = -.infinity
      let evaluation = Evaluation(checked, source: facts.source, limits: limits)
      // Queries before the rules' own answers: then directed relations are kept too.
      let order =
        random.chance(50)
        ? Array(0..<evaluation.actionCount) : (0..<evaluation.actionCount).reversed()
      for index in order { _ = evaluation.run(index) }
      var story: [String] = []
      for _ in 0..<3 {
        let chosen = program.facts.filter { _ in random.chance(12) }
        let (removed, added) = (
          chosen.filter(facts.stated.contains), chosen.filter { !facts.stated.contains($0) }
        )
        facts.change(adding: added, removing: removed)
        story.append("+ \(added.map(\.text)) - \(removed.map(\.text))")
        try evaluation.update(adding: added.map(\.ground), removing: removed.map(\.ground))
        updates += 1
        let text = facts.text + program.rules
        let problem =
          try difference(evaluation, order, text) ?? wrongProof(evaluation, checked, facts)
        guard let problem else { continue }
        Issue.record("\(problem)\n\(trace)\n\(story.joined(separator: "\n"))\n\(text)")
        return
      }
    }
    #expect(maintained > updates / 5, "\(maintained) strata are maintained")
  }

  /// A row of an answer whose proof goes in a circle or rests on what is not stated; `nil` if all
  /// proofs are right.
  private func wrongProof(
    _ evaluation: Evaluation, _ program: CheckedProgram, _ facts: ChangingFacts
  ) -> String? {
    let stated = Set(facts.stated.map(\.ground))
    // What became of values that were best for a while is not kept, so proofs may break off there.
    let mayBreakOff = program.relations.contains { $0.best != nil }
    for index in 0..<evaluation.actionCount {
      guard case .answer(let answer) = evaluation.run(index).kind else { continue }
      for row in answer.rows.prefix(3) {
        guard let proof = evaluation.proof(of: row, ofAction: index) else {
          return "no proof of \(row) in answer \(index)"
        }
        if let wrong = wrong(proof, [], stated, mayBreakOff) {
          return "\(wrong) in the proof of \(row) in answer \(index)"
        }
      }
    }
    return nil
  }

  private func wrong(
    _ tree: ProofTree, _ above: Set<GroundFact>, _ stated: Set<GroundFact>, _ mayBreakOff: Bool
  ) -> String? {
    if above.contains(tree.fact) { return "\(tree.fact) rests on itself" }
    switch tree.basis {
    case .stated: return stated.contains(tree.fact) ? nil : "\(tree.fact) is not stated"
    case .cut: return mayBreakOff || above.count > 50 ? nil : "\(tree.fact) has no proof"
    case .derived(_, let premises):
      for case .fact(let premise) in premises {
        let found = wrong(premise, above.union([tree.fact]), stated, mayBreakOff)
        if let found { return found }
      }
      return nil
    }
  }

  /// What is wrong with one of the answers; `nil` if nothing is.
  private func difference(_ evaluation: Evaluation, _ order: [Int], _ text: String) throws
    -> String?
  {
    let script = ProgramCompiler().compile(SourceText(name: "reference.dl", text: text)).script
    let reference = ReferenceProgram(script)
    let queries = script.statements.compactMap { statement -> QuerySyntax? in
      if case .query(let query) = statement.kind { query } else { nil }
    }
    for index in order {
      let outcome = evaluation.run(index)
      guard case .answer(let answer) = outcome.kind else {
        return "\(outcome.span.text) gives \(outcome.kind)"
      }
      let expected = try reference.answer(queries[index], columns: answer.columns.map(\.name))
      guard Set(answer.rows) == expected, answer.rows.count == expected.count else {
        let (lost, gained) = (
          expected.subtracting(answer.rows), Set(answer.rows).subtracting(expected)
        )
        return "\(outcome.span.text)\nlost \(lost)\ngained \(gained)"
      }
    }
    return nil
  }
}

/// A random program, with the facts that it states apart from its rules and queries.
struct SplitProgram {
  let schemas: [RelationSchema]
  let facts: [ChangingFacts.Fact]
  let rules: String

  init?(_ text: String) {
    guard let program = ProgramCompiler().compile(SourceText(name: "all.dl", text: text)).program
    else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let isRule = { (line: String) in line.contains(":-") || line.hasPrefix("?") }
    let heads = Set(
      lines.filter(isRule).compactMap { $0.split(separator: "(").first.map(String.init) })
    var facts: Set<ChangingFacts.Fact> = []
    var known: [RelationSchema] = []
    for schema in program.schemas where !heads.contains(schema.name) {
      known.append(schema)
      guard let id = program.relation(named: schema.name), let rows = program.facts[id] else {
        continue
      }
      for row in 0..<rows.count {
        let values = rows.values[(row * schema.arity)..<((row + 1) * schema.arity)]
        facts.insert(ChangingFacts.Fact(relation: schema.name, values: Array(values)))
      }
    }
    schemas = known
    self.facts = facts.sorted { $0.text < $1.text }
    rules = lines.filter(isRule).joined(separator: "\n")
  }
}

import Foundation
import Tupu

/// Commands that tell why an answer is as it is, and what it took.
enum ExplainActions {
  static let all = [why, whyNot, plan, profile]

  private static let why = ReplAction(
    name: "why", operand: "[FACT|N]",
    summary: "the proof of a fact, or of row N of the last answer"
  ) { fact, repl in
    if fact.isEmpty { return proveRow(1, repl) }
    if let row = Int(fact) { return proveRow(row, repl) }
    let status = WhyCommand.explain(fact, repl.state.session, repl.console)
    return status == .failed ? .fine : status
  }

  private static let whyNot = ReplAction(
    name: "whynot", operand: "FACT", summary: "which rule comes nearest, and what fails in it"
  ) { fact, repl in
    guard !fact.isEmpty else { return repl.usage("':whynot' needs a fact") }
    return repl.run(SourceText(name: "why", text: "why not \(fact.withoutFullStop)."))
  }

  private static let plan = ReplAction(
    name: "plan", operand: "QUERY",
    summary: "the relations and rules behind a query, in their order"
  ) { query, repl in
    guard let steps = steps(of: query, repl) else { return .script }
    var lines: [String] = []
    for (number, step) in steps.program.evaluationSteps(ofAction: 0).enumerated() {
      var notes = [step.rules.isEmpty ? "stated" : step.isRecursive ? "to a fixpoint" : "once"]
      if step.isDirected && !step.rules.isEmpty { notes.append("as far as it is asked for") }
      if let upkeep = step.upkeep { notes.append(upkeep) }
      lines.append(
        "\(number + 1). \(repl.console.style.bold(step.relation))  "
          + notes.joined(separator: ", "))
      for rule in step.rules { lines.append("     \(rule.oneLine)") }
    }
    return repl.show(lines)
  }

  private static let profile = ReplAction(
    name: "profile", operand: "QUERY",
    summary: "runs a query: the order of each rule's conditions, facts and times"
  ) { query, repl in
    guard let steps = steps(of: query, repl) else { return .script }
    var failure: EvaluationError?
    let profile = Interruption.cancellable { () -> EvaluationProfile? in
      do throws(EvaluationError) {
        return try steps.evaluation.profile(ofAction: 0)
      } catch {
        failure = error
        return nil
      }
    }
    if let failure {
      repl.console.say([failure.diagnostic])
      return ExitStatus(of: [failure.diagnostic])
    }
    return repl.show((profile?.relations ?? []).flatMap { lines(of: $0, repl.console.style) })
  }

  // MARK: - Parts

  private static func proveRow(_ number: Int, _ repl: Repl) -> ExitStatus {
    guard let last = repl.lastAnswer, last.answer.rows.indices.contains(number - 1) else {
      return repl.usage("there is no row \(number) of a last answer; ':why FACT' proves a fact")
    }
    let proof = Interruption.cancellable {
      last.explainer?.proof(of: last.answer.rows[number - 1])
    }
    guard let proof else { return repl.usage("the proof was not found") }
    let facts = repl.state.session.graph?.facts
    return repl.show(lines(of: proof) { facts?.evidenceLines(for: $0) ?? [] })
  }

  /// The proofs of a row's conditions: the query itself is what was typed.
  private static func lines(of proof: ProofTree, evidence: (GroundFact) -> [String]) -> [String] {
    guard case .derived(_, let premises) = proof.basis else {
      return proof.lines(evidence: evidence)
    }
    return premises.flatMap { premise in
      switch premise {
      case .fact(let tree): tree.lines(evidence: evidence)
      case .absent(let text): ["\(text)   holds: there is none"]
      case .condition(let text): [text]
      case .more(let count): ["… \(count) more"]
      }
    }
  }

  private static func note(_ direction: EvaluationProfile.Direction) -> String {
    switch direction {
    case .none, .demand: ""
    case .asked: " · as far as it is asked for"
    case .shared: " · what several rules have in common"
    }
  }

  private static func lines(
    of relation: EvaluationProfile.RelationEntry, _ style: Style
  ) -> [String] {
    let name = relation.direction == .demand ? "asked \(relation.name)" : relation.name
    let facts = Spelling.count(relation.factCount, "fact")
    var lines = [
      "\(style.bold(name))  \(facts) · \(Spelling.time(relation.time))"
        + note(relation.direction)
    ]
    for rule in relation.rules {
      if relation.direction != .demand, relation.direction != .shared {
        lines.append("  \(rule.rule.oneLine)")
      }
      for (index, condition) in rule.conditions.enumerated() {
        lines.append(
          "    \(index + 1). \(condition)\(index == rule.newest ? "   newest rows" : "")")
      }
      let figures = [
        Spelling.count(rule.runCount, "run"), "+\(Spelling.count(rule.factCount))",
        Spelling.time(rule.time),
      ]
      lines.append("    " + style.dim(figures.joined(separator: " · ")))
    }
    return lines
  }

  /// What a query needs; says what is wrong with it when it does not compile.
  private static func steps(of query: String, _ repl: Repl) -> (
    program: CheckedProgram, evaluation: Evaluation
  )? {
    let text = query.isEmpty ? repl.lastQuery ?? "" : query.withoutFullStop + "."
    let isQuery = text.hasPrefix("?") || text.hasPrefix("deny")
    let source = SourceText(name: "query", text: isQuery ? text : "?- " + text)
    if let compiled = repl.state.session.runner.evaluation(of: source),
      compiled.evaluation.actionCount > 0
    {
      return compiled
    }
    let diagnostics = repl.state.session.runner.check(source).diagnostics
    repl.console.say(diagnostics)
    if diagnostics.isEmpty { repl.console.say("tupu: a query is missing") }
    return nil
  }
}

extension Repl {
  /// The query that was typed last.
  fileprivate var lastQuery: String? { history.entries.last { $0.hasPrefix("?") } }
}

extension SourceSpan {
  /// The text with every stretch of blanks and line ends as one blank.
  fileprivate var oneLine: String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension String {
  fileprivate var withoutFullStop: String {
    let text = trimmingCharacters(in: .whitespacesAndNewlines)
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }
}

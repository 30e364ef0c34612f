@testable import Datalog
import TestSupport
import Testing

/// Programs that are too large for brute force, against a direct computation.
@Suite struct EvaluationTests {
  /// How the nodes of a graph are written: each gives value numbers of another kind.
  enum Naming: CaseIterable {
    case small, large, text, mixed

    func spelling(_ node: Int) -> String {
      switch self {
      case .small: "\(node)"
      case .large: "\(node * 1_000_003 + 5_000_000_000)"
      case .text: "\"node \(node)\""
      case .mixed: node % 2 == 0 ? "\(node - 50)" : "\(node * 7_000_000)"
      }
    }
  }

  private struct Graph {
    let nodeCount: Int
    var successors: [[Int]]

    init(nodes: Int, edges: Int, seed: UInt64) {
      var random = SplitMix64(seed: seed)
      nodeCount = nodes
      successors = Array(repeating: [], count: nodes)
      for _ in 0..<edges {
        successors[Int.random(in: 0..<nodes, using: &random)].append(
          Int.random(in: 0..<nodes, using: &random))
      }
    }

    func facts(_ naming: Naming) -> String {
      successors.indices.flatMap { from in
        successors[from].map { "edge(\(naming.spelling(from)), \(naming.spelling($0)))." }
      }.joined(separator: "\n")
    }

    /// The nodes that one reaches by one edge or more.
    func reached(from start: Int) -> Set<Int> {
      var reached: Set<Int> = []
      var open = successors[start]
      while let node = open.popLast() {
        if reached.insert(node).inserted { open += successors[node] }
      }
      return reached
    }
  }

  private func evaluate(_ text: String, _ limits: EvaluationLimits = EvaluationLimits())
    -> Evaluation?
  {
    ProgramCompiler().compile(SourceText(name: "test.dl", text: text)).program
      .map { Evaluation($0, limits: limits) }
  }

  @Test(
    arguments: Naming.allCases,
    [
      "path(X, Y) :- edge(X, Y). path(X, Z) :- path(X, Y), edge(Y, Z).",
      "path(X, Y) :- edge(X, Y). path(X, Z) :- edge(X, Y), path(Y, Z).",
      "path(X, Y) :- edge(X, Y). path(X, Z) :- path(X, Y), path(Y, Z).",
    ])
  func closuresAreComplete(naming: Naming, rules: String) throws {
    let graph = Graph(nodes: 120, edges: 200, seed: 3)
    let evaluation = try #require(evaluate("\(graph.facts(naming))\n\(rules)"))
    var expected = 0
    for node in 0..<graph.nodeCount { expected += graph.reached(from: node).count }
    #expect(try evaluation.factCount(of: "path") == expected)
    let answer = try #require(try evaluation.rows(of: "path"))
    #expect(Set(answer.rows).count == expected)
    #expect(answer.rows == answer.rows.sorted { $0.lexicographicallyPrecedes($1) })
  }

  @Test(arguments: Naming.allCases)
  func cyclicBodiesAreJoined(naming: Naming) throws {
    let graph = Graph(nodes: 60, edges: 500, seed: 4)
    let edges = Set(
      graph.successors.indices.flatMap { from in graph.successors[from].map { [from, $0] } })
    var triangles = 0
    var squares: Set<[Int]> = []
    for edge in edges {
      for third in Set(graph.successors[edge[1]]) {
        if edges.contains([edge[0], third]) { triangles += 1 }
        for fourth in Set(graph.successors[third]) where edges.contains([fourth, edge[0]]) {
          squares.insert([edge[0], third])
        }
      }
    }
    let evaluation = try #require(
      evaluate(
        """
        \(graph.facts(naming))
        triangle(X, Y, Z) :- edge(X, Y), edge(Y, Z), edge(X, Z).
        square(A, C) :- edge(A, B), edge(B, C), edge(C, D), edge(D, A).
        """))
    #expect(try evaluation.factCount(of: "triangle") == triangles)
    #expect(try evaluation.factCount(of: "square") == squares.count)
    #expect(triangles > 0 && !squares.isEmpty)
  }

  @Test func shortestPathsByRecursiveMin() throws {
    let graph = Graph(nodes: 300, edges: 900, seed: 5)
    var distances: [Int: Int] = [0: 0]
    var open = [0]
    var next = 0
    while next < open.count {
      let node = open[next]
      next += 1
      for successor in graph.successors[node] where distances[successor] == nil {
        distances[successor] = (distances[node] ?? 0) + 1
        open.append(successor)
      }
    }
    let evaluation = try #require(
      evaluate(
        "\(graph.facts(.small))\nfar(0, 0). far(Y, min(D)) :- far(X, E), edge(X, Y), D = E + 1."))
    let rows = try #require(try evaluation.rows(of: "far")).rows
    #expect(Set(rows) == Set(distances.map { [.int($0), .int($1)] }))
  }

  // MARK: - Limits

  private func code(_ outcome: Outcome) -> DiagnosticCode? {
    if case .stopped(let diagnostics) = outcome.kind { diagnostics.first?.code } else { nil }
  }

  /// An endless program stops at each of its limits, and the evaluation lives on.
  @Test(arguments: [
    EvaluationLimits(time: .milliseconds(300)),
    EvaluationLimits(derivedFacts: 100_000),
    EvaluationLimits(bytes: 16 << 20),
  ])
  func anEndlessProgramStops(limits: EvaluationLimits) throws {
    let rules =
      "n(0). n(X) :- n(Y), X = Y + 1. pair(X, Y) :- n(X), n(Y).\n?- n(X), X > 5.\n?- 1 = 1."
    let evaluation = try #require(evaluate(rules, limits))
    let start = ContinuousClock().now
    let outcome = evaluation.run(0)
    #expect(code(outcome) == .limitReached)
    #expect(ContinuousClock().now - start < .seconds(60))
    #expect(evaluation.bytesInUse < 1 << 20, "the facts of what was stopped are given back")
    guard limits.time > .seconds(1) else { return }
    guard case .answer(let answer) = evaluation.run(1).kind else {
      Issue.record("the next query has no answer")
      return
    }
    #expect(answer.isTruthValue)
  }

  @Test func aCancelledProgramStops() throws {
    let text = "n(0). n(X) :- n(Y), X = Y + 1.\n?- n(X), X > 5."
    let program = try #require(
      ProgramCompiler().compile(SourceText(name: "test.dl", text: text)).program)
    let evaluation = Evaluation(program, isCancelled: { true })
    #expect(code(evaluation.run(0)) == .cancelled)
  }
}

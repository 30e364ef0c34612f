import Datalog
public import GraphStore

/// A graph as it was at one moment: its facts, its rules, and the functions registered then.
///
/// ```swift
/// let before = graph.snapshot()
/// try graph.importPage(page)
/// let known = try before.answer("?- market(M).")  // without the page
/// ```
///
/// Several questions to one snapshot agree with each other whatever is imported meanwhile. A snapshot
/// may be shared by threads; it costs nothing until the graph changes, and then keeps what changed.
public final class GraphSnapshot: GraphReader {
  /// The facts.
  public let facts: FactStore
  let source: Snapshot
  let functions: [QueryFunction]

  /// A snapshot of facts that may be in no graph: those of a transaction that is under way, or of a file.
  ///
  /// ```swift
  /// try graph.write { transaction in
  ///   try transaction.replace(page: page.name, with: Extractor().extract(page).entries(of: page))
  ///   let after = GraphSnapshot(of: transaction.facts)
  ///   guard try after.rows("?- conflict(F, G).").isEmpty else { throw Contradiction() }
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - facts: The facts, with the rules that are stored with them. As long as the snapshot is kept,
  ///     a change copies the relations that it touches.
  ///   - functions: Functions that queries may use.
  public init(of facts: FactStore, functions: [QueryFunction] = []) {
    self.facts = facts
    self.functions = functions
    source = facts.snapshot()
  }

  /// The snapshot itself.
  public func snapshot() -> GraphSnapshot { self }

  /// Whether rules of the graph define a relation.
  func derives(_ relation: String) -> Bool {
    let program = compiler.compile(SourceText(name: "query", text: "")).program
    return program?.schemas.contains { $0.name == relation } ?? false
  }

  /// A compiler that knows the graph's relations, facts, rules and functions.
  var compiler: ProgramCompiler {
    var compiler = GraphDefinitions(of: facts, functions: functions).compiler
    compiler.facts = source
    return compiler
  }
}

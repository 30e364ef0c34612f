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

  init(_ facts: FactStore, functions: [QueryFunction]) {
    self.facts = facts
    self.functions = functions
    source = facts.snapshot()
  }

  /// The snapshot itself.
  public func snapshot() -> GraphSnapshot { self }

  /// A compiler that knows the graph's relations, facts, rules and functions.
  var compiler: ProgramCompiler {
    var compiler = GraphDefinitions(of: facts, functions: functions).compiler
    compiler.facts = source
    return compiler
  }
}

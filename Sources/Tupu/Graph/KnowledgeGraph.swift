import Datalog
public import GraphStore
import Synchronization

/// A knowledge graph: facts that pages state, with the words that state them, and rules over them.
///
/// ```swift
/// let graph = KnowledgeGraph()
/// try graph.importPage(Page(name: "page.txt", text: text))
/// let answer = try graph.answer("?- supervised(Who, Market), market(Market).")
/// for row in answer.rows { print(row[0].displayText, row[1].displayText) }
/// ```
///
/// A graph may be used from several threads at once: each query sees the facts as they were when it
/// began, and imports come one after the other.
public final class KnowledgeGraph: Sendable {
  private let store: Mutex<FactStore>

  /// Creates an empty graph that knows the relations of the ontology.
  public init() {
    store = Mutex(FactMapping.emptyStore())
  }

  /// Reads a graph from a file that ``write(to:)`` wrote.
  ///
  /// - Throws: ``FactStoreError``: the file is not there, foreign, damaged or too new.
  public init(contentsOf path: String) throws(FactStoreError) {
    var loaded = try FactStore(contentsOf: path)
    for schema in FactMapping.schemas { try loaded.define(schema) }
    store = Mutex(loaded)
  }

  /// Writes the graph to a file, replacing it whole; after a crash the old or the new one is there.
  ///
  /// - Throws: ``FactStoreError`` when the file cannot be written; an old one then stays.
  public func write(to path: String) throws(FactStoreError) {
    try facts.write(to: path)
  }

  /// The facts as they are now.
  public var facts: FactStore { store.withLock { $0 } }

  /// The number of facts.
  public var factCount: Int { facts.count }

  /// Changes the facts; other changes wait.
  func update<Result: Sendable>(
    _ change: (inout sending FactStore) throws(FactStoreError) -> sending Result
  ) throws(FactStoreError) -> Result {
    try store.withLock {
      (store: inout sending FactStore) throws(FactStoreError) -> sending Result in
      try change(&store)
    }
  }
}

public import Datalog

/// What one store states and another does not.
public struct FactDifference: Sendable {
  /// A fact and where it comes from.
  public struct Statement: Sendable {
    /// The fact.
    public let fact: GroundFact
    /// Where it comes from.
    public let provenance: [Provenance]
  }

  /// Facts that only the later store states, by relation.
  public private(set) var gained: [Statement] = []
  /// Facts that only the earlier store states.
  public private(set) var lost: [Statement] = []

  /// Compares two stores.
  ///
  /// - Complexity: O(facts × log facts).
  public init(from earlier: FactStore, to later: FactStore) {
    gained = Self.statements(of: later, notIn: earlier)
    lost = Self.statements(of: earlier, notIn: later)
  }

  private static func statements(of store: FactStore, notIn other: FactStore) -> [Statement] {
    var statements: [Statement] = []
    for schema in store.schemas.sorted(by: { $0.name < $1.name }) {
      store.forEachFact(of: schema.name) { fact, provenance in
        if !other.contains(fact) {
          statements.append(Statement(fact: fact, provenance: provenance))
        }
      }
    }
    return statements
  }
}

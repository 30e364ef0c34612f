import Datalog

/// Tuples of whole numbers by the names of their relations, as a source of facts.
struct RelationSource: FactSource {
  let symbols = SymbolTable().frozen()
  let schemas: [RelationSchema]
  private var facts: [String: FactColumns] = [:]

  /// Takes tuples; those that occur twice are taken once.
  init(_ relations: [(name: String, tuples: [[Int]])]) {
    schemas = relations.map { relation in
      let arity = relation.tuples.first?.count ?? 0
      return RelationSchema(
        relation.name, (0..<arity).map { RelationSchema.Column("c\($0)", .int) })
    }
    for (schema, relation) in zip(schemas, relations) {
      var seen: Set<[Int]> = []
      var columns: [[UInt32]] = Array(repeating: [], count: schema.arity)
      for tuple in relation.tuples where seen.insert(tuple).inserted {
        for (column, number) in tuple.enumerated() {
          columns[column].append(ValueID(inline: number)?.bits ?? 0)
        }
      }
      facts[relation.name] = FactColumns(columns: columns, count: seen.count)
    }
  }

  /// The same facts, of which no evaluation has made anything yet.
  func unread() -> RelationSource {
    var copy = self
    copy.facts = facts.mapValues { FactColumns(columns: $0.columns, count: $0.count) }
    return copy
  }

  func columns(of relation: String) -> FactColumns? { facts[relation] }
}

/// Pseudo-random numbers that are the same at every run.
struct Numbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A number below `bound`.
  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }

  /// A number below `bound`; small ones are much more frequent.
  mutating func nextSkewed(_ bound: Int) -> Int {
    let share = Double(next(1 << 30)) / Double(1 << 30)
    return Int(share * share * share * Double(bound))
  }
}

/// Graphs with fixed seeds, as lists of edges.
enum Graphs {
  static func random(nodes: Int, edges: Int, seed: UInt64 = 42) -> [[Int]] {
    var numbers = Numbers(seed: seed)
    return (0..<edges).map { _ in [numbers.next(nodes), numbers.next(nodes)] }
  }

  static func skewed(nodes: Int, edges: Int) -> [[Int]] {
    var numbers = Numbers(seed: 7)
    return (0..<edges).map { _ in [numbers.nextSkewed(nodes), numbers.nextSkewed(nodes)] }
  }

  /// Edges from smaller to larger numbers, within blocks.
  static func acyclic(nodes: Int, edges: Int, block: Int) -> [[Int]] {
    var numbers = Numbers(seed: 11)
    return (0..<edges).map { _ in
      let start = numbers.next(nodes / block) * block
      let (one, other) = (numbers.next(block), numbers.next(block))
      return [start + min(one, other), start + max(one, other)]
    }
    .filter { $0[0] != $0[1] }
  }

  static func chain(_ edges: Int) -> [[Int]] { (0..<edges).map { [$0, $0 + 1] } }

  static func grid(side: Int) -> [[Int]] {
    var edges: [[Int]] = []
    for node in 0..<(side * side) {
      if node % side < side - 1 { edges.append([node, node + 1]) }
      if node / side < side - 1 { edges.append([node, node + side]) }
    }
    return edges
  }
}

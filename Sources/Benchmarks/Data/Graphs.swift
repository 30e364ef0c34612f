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

  /// Edges between nodes of one block each.
  static func blocks(count: Int, size: Int, edges: Int, seed: UInt64) -> [[Int]] {
    var numbers = Numbers(seed: seed)
    return (0..<edges).map { _ in
      let start = numbers.next(count) * size
      return [start + numbers.next(size), start + numbers.next(size)]
    }
  }

  static func chain(_ edges: Int) -> [[Int]] { (0..<edges).map { [$0, $0 + 1] } }

  /// Chains of so many edges each, one behind the other.
  static func chains(edges: Int, length: Int) -> [[Int]] {
    (0..<edges).map { [$0 / length * (length + 1) + $0 % length] }.map { [$0[0], $0[0] + 1] }
  }

  static func grid(side: Int) -> [[Int]] {
    var edges: [[Int]] = []
    for node in 0..<(side * side) {
      if node % side < side - 1 { edges.append([node, node + 1]) }
      if node / side < side - 1 { edges.append([node, node + side]) }
    }
    return edges
  }
}

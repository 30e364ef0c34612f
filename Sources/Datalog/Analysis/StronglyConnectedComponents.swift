/// Finds what depends on itself through others.
enum StronglyConnectedComponents {
  /// The components of a graph, each behind those it has edges to (Tarjan 1972, with a stack of its
  /// own, because graphs may be deeper than the machine's stack).
  ///
  /// - Parameter edges: For each node the nodes it depends on.
  /// - Complexity: O(nodes + edges).
  static func find(_ edges: [[Int]]) -> [[Int]] {
    var order = Array(repeating: -1, count: edges.count)
    var low = Array(repeating: 0, count: edges.count)
    var onStack = Array(repeating: false, count: edges.count)
    var stack: [Int] = []
    var components: [[Int]] = []
    var counter = 0
    for start in edges.indices where order[start] < 0 {
      var work = [(node: start, edge: 0)]
      while let (node, edge) = work.last {
        if edge == 0 {
          order[node] = counter
          low[node] = counter
          counter += 1
          stack.append(node)
          onStack[node] = true
        }
        if edge < edges[node].count {
          work[work.count - 1].edge += 1
          let target = edges[node][edge]
          if order[target] < 0 {
            work.append((target, 0))
          } else if onStack[target] {
            low[node] = min(low[node], order[target])
          }
          continue
        }
        work.removeLast()
        if let parent = work.last?.node { low[parent] = min(low[parent], low[node]) }
        guard low[node] == order[node] else { continue }
        var members: [Int] = []
        while let member = stack.popLast() {
          onStack[member] = false
          members.append(member)
          if member == node { break }
        }
        components.append(members)
      }
    }
    return components
  }
}

import TestSupport
import Testing

@testable import Datalog

/// Loaded rows are put in order and those that come again left out, on one thread or several.
@Suite struct RowOrderTests {
  private func distinct(_ columns: [[UInt32]], count: Int, threads: Int) -> [[UInt32]] {
    var columns = columns
    let relation = RowOrder.makeRelation(&columns, count: count, threads: threads)
    return (0..<relation.count).map { relation.tuple(at: $0) }
  }

  /// Keys of one machine word and wider ones, few and many rows, in order or not.
  @Test(arguments: [
    (columns: 1, highest: UInt32(300)), (2, 40), (2, .max), (3, 9), (3, .max), (4, 1 << 20),
  ])
  func rowsAreDistinctAndInOrder(_ shape: (columns: Int, highest: UInt32)) {
    var random = SplitMix64(seed: 5)
    for count in [0, 1, 2, 700, 70_000] {
      let rows = (0..<count).map { _ in
        (0..<shape.columns).map { _ in UInt32.random(in: 0...shape.highest, using: &random) }
      }
      let twice = rows + rows.prefix(count / 3)
      let expected = Set(rows).sorted { $0.lexicographicallyPrecedes($1) }
      for given in [twice, expected] {
        let columns = (0..<shape.columns).map { column in given.map { $0[column] } }
        for threads in [1, 2, 4] {
          #expect(distinct(columns, count: given.count, threads: threads) == expected)
        }
      }
    }
  }
}

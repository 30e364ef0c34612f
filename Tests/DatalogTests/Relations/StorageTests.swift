@testable import Datalog
import TestSupport
import Testing

/// The storage under the engine against the standard library's sets and dictionaries, with keys that
/// lie close together, far apart, and both.
@Suite struct StorageTests {
  /// Ways to draw numbers: each makes the storage take another shape, or change it on the way.
  enum Spread: CaseIterable {
    case dense, denseFarUp, sparse, clusters, growing, falling

    func draw(_ position: Int, _ random: inout SplitMix64) -> UInt32 {
      switch self {
      case .dense: UInt32.random(in: 0..<5000, using: &random)
      case .denseFarUp: 0xC000_0000 + UInt32.random(in: 0..<5000, using: &random)
      case .sparse: UInt32.random(in: 0..<0x7000_0000, using: &random)
      case .clusters:
        UInt32.random(in: 0..<3, using: &random) * 0x5555_0000
          + UInt32.random(in: 0..<800, using: &random)
      case .growing: 0x8000_0000 + UInt32(position) * 3
      case .falling: 0xFFFF_FFFF - UInt32(position) * 3
      }
    }
  }

  @Test(arguments: Spread.allCases)
  func aRowIsASet(spread: Spread) {
    var random = SplitMix64(seed: 5)
    for size in [1, 4, 9, 40, 700, 6000] {
      var arena = WordArena()
      defer { arena.destroy() }
      var row = AdaptiveRow()
      var expected: Set<UInt32> = []
      var position = 0
      while position < size {
        let count = min(size - position, Int.random(in: 1...30, using: &random))
        let values = (0..<count).map { spread.draw(position + $0, &random) }
        position += count
        var new = Array(repeating: UInt32(0), count: count)
        let written = row.insert(values, count, into: &new, &arena)
        var expectedNew: [UInt32] = []
        for value in values where expected.insert(value).inserted { expectedNew.append(value) }
        #expect(Array(new.prefix(written)) == expectedNew)
      }
      #expect(Int(row.count) == expected.count)
      #expect(expected.allSatisfy { row.contains($0) })
      for _ in 0..<500 {
        let value = spread.draw(Int.random(in: 0..<20_000, using: &random), &random)
        #expect(row.contains(value) == expected.contains(value))
      }
      var copy = Array(repeating: UInt32(0), count: expected.count)
      row.copyValues(to: &copy)
      #expect(Set(copy) == expected)
    }
  }

  @Test(arguments: Spread.allCases)
  func aDirectoryNumbersInOrderOfArrival(spread: Spread) {
    var random = SplitMix64(seed: 6)
    var directory = KeyDirectory()
    defer { directory.destroy() }
    var expected: [UInt32: UInt32] = [:]
    for position in 0..<20_000 {
      let key = spread.draw(position, &random)
      let number = expected[key] ?? UInt32(expected.count)
      expected[key] = number
      #expect(directory.intern(key) == number)
    }
    #expect(directory.count == expected.count)
    for (key, number) in expected { #expect(directory.find(key) == number) }
    for position in 0..<2000 {
      let key = spread.draw(position * 7 + 1, &random)
      #expect(directory.find(key) == expected[key] ?? KeyDirectory.absent)
    }
  }

  @Test(arguments: 0...4)
  func aTupleDirectoryNumbersInOrderOfArrival(width: Int) {
    var random = SplitMix64(seed: 7)
    var directory = TupleDirectory(width: width)
    defer { directory.destroy() }
    var expected: [[UInt32]: UInt32] = [:]
    for _ in 0..<5000 {
      let key = (0..<width).map { _ in UInt32.random(in: 0..<9, using: &random) &* 0x1111_1111 }
      if expected[key] == nil { #expect(directory.find(key) == KeyDirectory.absent) }
      let number = expected[key] ?? UInt32(expected.count)
      expected[key] = number
      #expect(directory.intern(key) == number)
      #expect(directory.find(key) == number)
    }
    #expect(directory.count == expected.count)
  }

  /// A relation of three columns over several rounds: what is in it, and what its indexes say of old
  /// rows, new rows and all rows.
  @Test func indexesKnowTheRounds() {
    var random = SplitMix64(seed: 8)
    let relation = Relation(arity: 3)
    var rounds: [[[UInt32]]] = []
    var seen: Set<[UInt32]> = []
    for round in 0..<6 {
      var added: [[UInt32]] = []
      for _ in 0..<(round == 3 ? 0 : 400) {
        let tuple = (0..<3).map { _ in UInt32.random(in: 0..<12, using: &random) }
        let isNew = seen.insert(tuple).inserted
        #expect(relation.insert(tuple) == isNew)
        if isNew { added.append(tuple) }
      }
      relation.finishRound(at: round)
      rounds.append(added)
      let all = rounds.joined().map { $0 }
      let old = rounds.dropLast().joined().map { $0 }
      let first = relation.index(over: [1], entry: .row)
      let pair = relation.index(over: [0, 2], entry: .value(column: 1))
      for key in UInt32(0)..<13 {
        func rows(_ choice: RowChoice) -> [[UInt32]] {
          first.pointee.entries([key], choice).map { relation.tuple(at: Int($0)) }
        }
        #expect(rows(.all) == all.filter { $0[1] == key })
        #expect(rows(.old) == old.filter { $0[1] == key })
        #expect(rows(.delta) == added.filter { $0[1] == key })
        let values = Array(pair.pointee.entries([key, 3], .delta))
        #expect(values == added.filter { $0[0] == key && $0[2] == 3 }.map { $0[1] })
      }
      #expect(relation.count == all.count)
      for row in 0..<relation.count { #expect(relation.tuple(at: row) == all[row]) }
    }
  }

  /// Rows in order need no hashing to be found, and may grow nevertheless.
  @Test func sortedRowsAreFoundByHalvingAndByIndex() {
    var random = SplitMix64(seed: 18)
    var different: Set<[UInt32]> = []
    for _ in 0..<900 { different.insert((0..<3).map { _ in .random(in: 0..<9, using: &random) }) }
    let tuples = different.sorted { $0.lexicographicallyPrecedes($1) }
    let relation = Relation(
      distinct: (0..<3).map { column in tuples.map { $0[column] } }, count: tuples.count)
    #expect(relation.withMeasures { $0.isSorted(relation) })
    let indexes = [
      relation.index(over: [0], entry: .row), relation.index(over: [0, 1], entry: .row),
    ]
    let values = relation.index(over: [0, 1], entry: .value(column: 2))
    func check(_ tuples: [[UInt32]]) {
      for first in UInt32(0)..<10 {
        let rows = tuples.indices.filter { tuples[$0][0] == first }.map { UInt32($0) }
        #expect(Array(indexes[0].pointee.entries([first], .all)) == rows)
        for second in UInt32(0)..<10 {
          let rows = rows.filter { tuples[Int($0)][1] == second }
          #expect(Array(indexes[1].pointee.entries([first, second], .all)) == rows)
          #expect(
            Array(values.pointee.entries([first, second], .all)) == rows.map { tuples[Int($0)][2] })
        }
      }
    }
    check(tuples)
    for key in [[0], [4], [9], [3, 3], [3, 9], [8, 8, 8], [0, 0, 0], [5, 1, 4]] as [[UInt32]] {
      let found = relation.log.pointee.sortedRows(with: key, width: key.count)
      #expect(Array(found) == tuples.indices.filter { tuples[$0].starts(with: key) })
    }
    let more = (UInt32(0)..<40).map { [$0 % 9, 3, 20 + $0] }
    for tuple in more { relation.insert(tuple) }
    relation.finishRound(at: 1)
    check(tuples + more)
    #expect(!relation.withMeasures { $0.isSorted(relation) })
  }

  /// As many rows as before need not be the same rows.
  @Test func whatIsKnownOfRowsIsForgottenWithThem() {
    let relation = Relation(distinct: [[1, 2, 3]], count: 3)
    #expect(relation.withMeasures { $0.isSorted(relation) })
    relation.remove(row: 2)
    relation.removeDeadRows()
    relation.insert([0])
    relation.finishRound(at: 1)
    #expect(relation.count == 3)
    #expect(!relation.withMeasures { $0.isSorted(relation) })
  }

  /// Estimates from some of the rows are of the right size.
  @Test func keysAndValuesAreEstimated() {
    let count = 40_000
    let rows = UInt32(0)..<40_000
    let columns = [
      rows.map { $0 / 8 }, rows.map { $0 * 7919 % 100 }, rows.map { $0 * 7919 % 10_007 / 10 },
    ]
    let relation = Relation(distinct: columns, count: count)
    var measures = RelationMeasures()
    for (column, keys) in [(0, 5_000), (1, 100), (2, 1_001)] {
      let found = measures.keyCount(over: [column], of: relation)
      #expect(found > keys / 3 && found < keys * 3, "column \(column): \(found) of \(keys)")
    }
    // The values of the first column of sorted rows need no estimate.
    let sorted = Relation(distinct: [columns[0], Array(rows)], count: count)
    var exact = RelationMeasures()
    #expect(exact.rowCount(with: 17, in: 0, of: sorted) == 8)
    #expect(exact.rowCount(with: 5_000, in: 0, of: sorted) == 0)
    let sevens = measures.rowCount(with: 7, in: 1, of: relation)
    #expect(sevens > 100 && sevens < 1_600)
    #expect(measures.rowCount(with: 3_000_000, in: 0, of: relation) < 40)
  }

  @Test func aRelationKeepsTheBestOfEachGroup() {
    var random = SplitMix64(seed: 9)
    let relation = Relation(arity: 2, best: RelationInfo.BestValue(column: 1, keepsGreatest: false))
    var best: [UInt32: UInt32] = [:]
    for round in 0..<5 {
      for _ in 0..<300 {
        let tuple = [
          UInt32.random(in: 0..<100, using: &random), UInt32.random(in: 0..<9000, using: &random),
        ]
        _ = relation.insertBest(tuple) { $0 < $1 }
        best[tuple[0]] = min(best[tuple[0]] ?? .max, tuple[1])
        #expect(relation.contains([tuple[0], best[tuple[0]] ?? 0]))
      }
      relation.finishRound(at: round)
    }
    #expect(relation.deadCount > 0)
    relation.removeDeadRows()
    #expect(relation.count == best.count)
    for (group, value) in best { #expect(relation.contains([group, value])) }
    #expect(
      (0..<relation.count).allSatisfy {
        best[relation.tuple(at: $0)[0]] == relation.tuple(at: $0)[1]
      })
  }
}

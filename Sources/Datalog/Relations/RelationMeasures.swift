/// What a planner wants to know of a relation's rows: their order, and how many are alike.
///
/// Counts are estimates from a few rows. They are kept until the relation has become larger by half. The
/// order is known anew when there are more rows; who takes rows out of the log begins with new measures.
struct RelationMeasures {
  private var keyCounts: [[Int]: Estimate] = [:]
  private var sorted: (count: Int, isSorted: Bool)?
  /// The rows that were gone through because no index was there.
  private(set) var scannedRows = 0

  private struct Estimate {
    let rowCount: Int
    let keyCount: Int
  }

  /// The most rows that are looked at.
  private static let sampleSize = 256
  /// The most rows in which a value is counted rather than estimated.
  private static let mostRowsToCount = 4_096

  /// Notes that so many rows were gone through for want of an index.
  mutating func noteScan(of rows: Int) { scannedRows += rows }

  /// Whether the rows are in the order of their values, the first column deciding most.
  ///
  /// - Complexity: O(rows) when it is first asked, unless it was noted before.
  mutating func isSorted(_ relation: Relation) -> Bool {
    if let sorted, sorted.count == relation.count { return sorted.isSorted }
    let answer = RelationMeasures.findIsSorted(relation)
    sorted = (relation.count, answer)
    return answer
  }

  /// Notes that rows are in order.
  mutating func noteSorted(_ rowCount: Int) { sorted = (rowCount, true) }

  private static func findIsSorted(_ relation: Relation) -> Bool {
    guard relation.arity > 0 else { return false }
    let log = relation.log.pointee
    let first = log[0]
    var row = 1
    while row < relation.count {
      if first[row] < first[row &- 1] { return false }
      if first[row] == first[row &- 1] {
        var column = 1
        while column < relation.arity, log[column][row] == log[column][row &- 1] { column += 1 }
        if column < relation.arity, log[column][row] < log[column][row &- 1] { return false }
      }
      row &+= 1
    }
    return true
  }

  /// About how many different keys some columns have.
  mutating func keyCount(over columns: [Int], of relation: Relation) -> Int {
    if let known = keyCounts[columns], relation.count <= known.rowCount + known.rowCount / 2,
      relation.count >= known.rowCount / 2
    {
      return known.keyCount
    }
    let found =
      sorted?.isSorted == true && sorted?.count == relation.count
        && columns == Array(0..<columns.count)
      ? RelationMeasures.changes(over: columns, of: relation)
      : RelationMeasures.differentKeys(over: columns, of: relation)
    keyCounts[columns] = Estimate(rowCount: relation.count, keyCount: found)
    return found
  }

  /// About how many rows have a value in a column; exactly how many in the first one of sorted rows.
  mutating func rowCount(with value: UInt32, in column: Int, of relation: Relation) -> Double {
    let (count, values) = (relation.count, relation.log.pointee[column])
    if column == 0, !relation.isGrowing, isSorted(relation) {
      return withUnsafePointer(to: value) {
        Double(relation.log.pointee.sortedRows(with: $0, width: 1).count)
      }
    }
    guard count > RelationMeasures.mostRowsToCount else {
      return Double((0..<count).count { values[$0] == value })
    }
    let rows = RelationMeasures.sample(count, size: RelationMeasures.mostRowsToCount / 4)
    let matches = rows.count { values[$0] == value }
    let found = Double(max(1, matches)) * Double(count) / Double(rows.count)
    // What the sample hardly shows may be as rare as any other value.
    return matches > 2
      ? found : min(found, Double(count) / Double(keyCount(over: [column], of: relation)))
  }

  // MARK: - Samples

  /// Rows from all over a relation, as if by chance: evenly spaced ones would miss what stands together.
  private static func sample(_ count: Int, size: Int = sampleSize) -> [Int] {
    guard count > size else { return Array(0..<count) }
    return (1...size).map { place in
      var spread = UInt64(place) &* 0x9E37_79B9_7F4A_7C15
      spread = (spread ^ (spread &>> 30)) &* 0xBF58_476D_1CE4_E5B9
      spread = (spread ^ (spread &>> 27)) &* 0x94D0_49BB_1331_11EB
      return Int((spread ^ (spread &>> 31)).multipliedFullWidth(by: UInt64(count)).high)
    }
  }

  /// Where rows that are alike stand together: how often a row differs from the one before.
  private static func changes(over columns: [Int], of relation: Relation) -> Int {
    let log = relation.log.pointee
    let rows = sample(relation.count).filter { $0 > 0 }
    guard !rows.isEmpty else { return relation.count }
    let changes = rows.count { row in
      columns.contains { log[$0][row] != log[$0][row - 1] }
    }
    return max(1, relation.count * changes / rows.count)
  }

  /// From how many keys of a sample stand in it once and twice (Chao 1984).
  private static func differentKeys(over columns: [Int], of relation: Relation) -> Int {
    let log = relation.log.pointee
    let rows = sample(relation.count)
    let keys = rows.map { row in
      columns.reduce(UInt64(0)) { key, column in
        (key ^ UInt64(log[column][row])) &* 0x9E37_79B9_7F4A_7C15 &+ (key &>> 32)
      }
    }.sorted()
    var (different, once, twice) = (0, 0, 0)
    var first = 0
    while first < keys.count {
      let end = keys[first...].firstIndex { $0 != keys[first] } ?? keys.count
      different += 1
      if end - first == 1 { once += 1 }
      if end - first == 2 { twice += 1 }
      first = end
    }
    guard rows.count < relation.count else { return max(1, different) }
    guard twice > 0 else { return once == different ? relation.count : max(1, different) }
    return max(1, min(relation.count, different + once * once / (2 * twice)))
  }
}

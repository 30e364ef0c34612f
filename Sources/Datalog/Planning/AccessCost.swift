/// The best way to find an atom's rows, and what it costs.
///
/// Costs are in units of looking at one row of a scan. They are guesses that only have to tell ways
/// apart that differ much, such as an index over millions of rows made to be asked a few times.
struct AccessCost {
  /// How the rows are found.
  var path = RulePlan.Path.index
  /// About how many rows agree with what is known, for each binding.
  let rowsEach: Double
  /// For all bindings, with what must be made first.
  private(set) var total: Double

  private static let look = 16.0
  private static let halving = 4.0
  private static let row = 2.0
  private static let entryToMake = 30.0
  private static let sortedEntryToMake = 3.0
  /// How many times as many rows may be gone through without an index as one would have.
  private static let patience = 8

  /// Chooses a way.
  ///
  /// - Parameters:
  ///   - keys: The columns whose values are known, with the number of a constant.
  ///   - rows: The rows to read.
  ///   - bindings: How many bindings there are, about; `nil` if they come again and again, so that
  ///     an index is worth its while in any case.
  init(
    _ relation: Relation, keys: [(column: Int, constant: UInt32?)], rows: RulePlan.Rows,
    rowCount: Int, bindings: Double?
  ) {
    let size = Double(rowCount)
    guard !keys.isEmpty, rowCount > 0 else {
      rowsEach = size
      total = (bindings ?? 1) * size
      return
    }
    let columns = keys.map(\.column)
    rowsEach = AccessCost.rowsEach(relation, keys, size)
    let perLook = AccessCost.look + AccessCost.row * rowsEach
    total = (bindings ?? 1) * perLook
    guard let bindings, case .all = rows, !relation.isGrowing, relation.best == nil,
      !AccessCost.isReady(relation, columns)
    else { return }
    let prefix = (0..<keys.count).first { !columns.contains($0) } ?? keys.count
    let (isSorted, scanned) = relation.withMeasures { measures in
      (prefix > 0 && measures.isSorted(relation), measures.scannedRows)
    }
    let isImpatient = scanned > AccessCost.patience * relation.count
    let isWholePrefix = prefix == keys.count && prefix < relation.arity
    if !isImpatient {
      total +=
        size * (isSorted && isWholePrefix ? AccessCost.sortedEntryToMake : AccessCost.entryToMake)
    }
    if isSorted {
      let first = Array(0..<prefix)
      let keyCount = relation.withMeasures { $0.keyCount(over: first, of: relation) }
      let found = isWholePrefix ? rowsEach : size / Double(keyCount)
      let halvings = Double((Int.bitWidth - rowCount.leadingZeroBitCount) * prefix)
      take(
        .sorted(columns: prefix),
        bindings * (AccessCost.look + AccessCost.halving * halvings + AccessCost.row * found))
    }
    if !isImpatient { take(.scan, bindings * size) }
  }

  private mutating func take(_ path: RulePlan.Path, _ cost: Double) {
    guard cost < total else { return }
    self.path = path
    total = cost
  }

  /// Whether nothing has to be made to look rows up.
  private static func isReady(_ relation: Relation, _ columns: [Int]) -> Bool {
    if columns.count == relation.arity { return relation.hasRowTable }
    let others = (0..<relation.arity).filter { !columns.contains($0) }
    let entry: PostingIndex.Entry =
      others.count == 1 ? .value(column: others[0]) : .row
    return relation.hasIndex(over: columns, entry: entry)
  }

  private static func rowsEach(
    _ relation: Relation, _ keys: [(column: Int, constant: UInt32?)], _ size: Double
  ) -> Double {
    let columns = keys.map(\.column)
    var found: Double
    if let distinct = relation.distinctKeys(over: columns), distinct > 0 {
      found = size / Double(distinct)
    } else if relation.count > 0 {
      found = relation.withMeasures { size / Double($0.keyCount(over: columns, of: relation)) }
    } else {
      // Nothing is known yet of a relation that is being derived.
      found = power(size, 1 - Double(keys.count) / Double(relation.arity + 1))
    }
    for (column, constant) in keys {
      guard let constant, relation.count > 0 else { continue }
      // Some values are more frequent than others.
      relation.withMeasures { measures in
        let usual = Double(relation.count) / Double(measures.keyCount(over: [column], of: relation))
        found *= measures.rowCount(with: constant, in: column, of: relation) / usual
      }
    }
    return min(found, size)
  }

  private static func power(_ base: Double, _ exponent: Double) -> Double {
    // 2^(exponent × log2 base), by the bits of the number: an estimate needs no more.
    guard base > 1 else { return base }
    let logarithm = Double(base.exponent) + (base.significand - 1)
    let scaled = logarithm * exponent
    let whole = scaled.rounded(.down)
    return Double(sign: .plus, exponent: Int(whole), significand: 1 + (scaled - whole))
  }
}

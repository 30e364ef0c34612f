/// Some rows of a log, grouped by the values of some columns: for each, the values of another one.
///
/// The groups stand in the order of their first rows, and the values of each in the order of its rows.
///
/// Invariant: `directory` numbers the separators there ever were, and `groups` has for each the number
/// of a group, which is its own only if `numbers` has that of the separators for the group. Group n has
/// the separators from `separators[n * width]` on, and the values from `starts[n]` up to
/// `starts[n + 1]`.
struct Grouping {
  private let separatorColumns: [Int]
  private let otherColumn: Int
  private var directory: TupleDirectory
  private var groups = WordBuffer()
  private var numbers = WordBuffer()
  private var separators = WordBuffer()
  private var starts = WordBuffer()
  private var values = WordBuffer()

  init(by separatorColumns: [Int], values otherColumn: Int) {
    self.separatorColumns = separatorColumns
    self.otherColumn = otherColumn
    directory = TupleDirectory(width: separatorColumns.count)
  }

  /// The number of groups.
  var count: Int { numbers.count }

  var byteCount: Int {
    directory.byteCount + groups.byteCount + numbers.byteCount + separators.byteCount
      + starts.byteCount + values.byteCount
  }

  /// The separators of a group; they stay there until rows are grouped anew.
  @inline(__always)
  func separators(of group: Int) -> UnsafePointer<UInt32> {
    UnsafePointer(separators.address(of: group &* separatorColumns.count))
  }

  @inline(__always)
  func values(of group: Int) -> UnsafeBufferPointer<UInt32> {
    let start = Int(starts[group])
    return UnsafeBufferPointer(
      start: values.address(of: start), count: Int(starts[group + 1]) - start)
  }

  /// Groups rows anew.
  mutating func group(_ rows: Range<Int>, of log: ColumnLog) {
    numbers.removeAll()
    separators.removeAll()
    starts.removeAll()
    values.removeAll()
    let width = separatorColumns.count
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: width) { key in
      guard let key = key.baseAddress else { return }
      func takeKey(ofRow row: Int) {
        for place in 0..<width { key[place] = log.value(row, separatorColumns[place]) }
      }
      // First the number of each group's rows, then where they end, then, as they are filled in from
      // behind, where they begin.
      for row in rows {
        takeKey(ofRow: row)
        let group = group(of: key)
        starts.address(of: group).pointee &+= 1
      }
      var end: UInt32 = 0
      for group in 0..<count {
        end &+= starts[group]
        starts.address(of: group).pointee = end
      }
      starts.append(end)
      let target = values.room(for: rows.count)
      values.advance(by: rows.count)
      let others = log[otherColumn]
      for row in rows.reversed() {
        takeKey(ofRow: row)
        let start = starts.address(of: Int(groups[Int(directory.find(key))]))
        start.pointee &-= 1
        target[Int(start.pointee)] = others[row]
      }
    }
  }

  /// The number of the group with some separators, made now if there is none yet.
  @inline(__always)
  private mutating func group(of key: UnsafePointer<UInt32>) -> Int {
    let number = Int(directory.intern(key))
    if number == groups.count { groups.append(0) }
    let group = Int(groups[number])
    if group < numbers.count, Int(numbers[group]) == number { return group }
    groups.address(of: number).pointee = UInt32(truncatingIfNeeded: numbers.count)
    numbers.append(UInt32(truncatingIfNeeded: number))
    for place in 0..<separatorColumns.count { separators.append(key[place]) }
    starts.append(0)
    return numbers.count - 1
  }

  /// Gives all memory back; the grouping must not be used any more.
  mutating func destroy() {
    directory.destroy()
    groups.destroy()
    numbers.destroy()
    separators.destroy()
    starts.destroy()
    values.destroy()
  }
}

/// Some rows of a log, grouped by the values of one column: for each, the values of another one.
///
/// The groups stand in the order of their first rows, and the values of each in the order of its rows.
///
/// Invariant: `directory` numbers the separators there ever were, and `groups` has for each the number
/// of a group, which is its own only if that group has the separator. Group n has the separator `separators[n]` and the values from `starts[n]` up to
/// `starts[n + 1]`.
struct Grouping {
  private var directory = KeyDirectory()
  private var groups = WordBuffer()
  private var separators = WordBuffer()
  private var starts = WordBuffer()
  private var values = WordBuffer()

  /// The number of groups.
  var count: Int { separators.count }

  var byteCount: Int {
    directory.byteCount + groups.byteCount + separators.byteCount + starts.byteCount
      + values.byteCount
  }

  @inline(__always)
  func separator(of group: Int) -> UInt32 { separators[group] }

  @inline(__always)
  func values(of group: Int) -> UnsafeBufferPointer<UInt32> {
    let start = Int(starts[group])
    return UnsafeBufferPointer(
      start: values.address(of: start), count: Int(starts[group + 1]) - start)
  }

  /// Groups rows anew.
  mutating func group(
    _ rows: Range<Int>, by separatorColumn: Int, values otherColumn: Int, of log: ColumnLog
  ) {
    separators.removeAll()
    starts.removeAll()
    values.removeAll()
    let keys = log[separatorColumn]
    // First the number of each group's rows, then where they end, then, as they are filled in from
    // behind, where they begin.
    for row in rows {
      let number = group(of: keys[row])
      starts.address(of: number).pointee &+= 1
    }
    var end: UInt32 = 0
    for group in 0..<separators.count {
      end &+= starts[group]
      starts.address(of: group).pointee = end
    }
    starts.append(end)
    let target = values.room(for: rows.count)
    values.advance(by: rows.count)
    let others = log[otherColumn]
    for row in rows.reversed() {
      let start = starts.address(of: Int(groups[Int(directory.find(keys[row]))]))
      start.pointee &-= 1
      target[Int(start.pointee)] = others[row]
    }
  }

  /// The number of a separator's group, made now if there is none yet.
  @inline(__always)
  private mutating func group(of separator: UInt32) -> Int {
    let number = Int(directory.intern(separator))
    if number == groups.count { groups.append(0) }
    let group = Int(groups[number])
    if group < separators.count, separators[group] == separator { return group }
    groups.address(of: number).pointee = UInt32(truncatingIfNeeded: separators.count)
    separators.append(separator)
    starts.append(0)
    return separators.count - 1
  }

  /// Gives all memory back; the grouping must not be used any more.
  mutating func destroy() {
    directory.destroy()
    groups.destroy()
    separators.destroy()
    starts.destroy()
    values.destroy()
  }
}

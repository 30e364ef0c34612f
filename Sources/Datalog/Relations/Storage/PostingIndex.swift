/// Finds rows by the values of some columns: for each key a list, in the order of the rows.
///
/// A list's entries are row numbers, or the values of the one column that is not in the key. Rows
/// are added round by round, so the rows of the last round are the end of each list.
///
/// Invariant: `postings` has room for `capacity` lists; those of the numbers that `directory` gave
/// are initialized, and each has room for its own `capacity` entries, or none. That room is in the
/// arena, or, for lists of the first rows that never grew, in `block`.
struct PostingIndex {
  /// What stands in the lists.
  enum Entry: Equatable {
    case row
    case value(column: Int)
  }

  private struct Posting {
    var entries: UnsafeMutablePointer<UInt32>?
    var count: UInt32 = 0
    var capacity: UInt32 = 0
    /// How many entries were there before the round `stamp`.
    var oldCount: UInt32 = 0
    var stamp: UInt32 = 0
  }

  let keyColumns: [Int]
  let entry: Entry
  private var directory: TupleDirectory
  private var postings: UnsafeMutablePointer<Posting>
  private var capacity = 0
  private var initialized = 0
  private var arena = WordArena()
  /// The lists of the first rows, one behind the other: each is as long as it needs to be.
  private var block = UnsafeMutableBufferPointer<UInt32>(start: nil, count: 0)
  private var round: UInt32 = 0

  init(keyColumns: [Int], entry: Entry) {
    self.keyColumns = keyColumns
    self.entry = entry
    directory = TupleDirectory(width: keyColumns.count)
    postings = UnsafeMutablePointer<Posting>.allocate(capacity: 0)
  }

  /// The number of different keys.
  var keyCount: Int { directory.count }

  var byteCount: Int {
    directory.byteCount + capacity * MemoryLayout<Posting>.stride + arena.byteCount
      + block.count * 4
  }

  /// The entries of a key, of the rows that a step reads.
  @inline(__always)
  func entries(_ key: UnsafePointer<UInt32>, _ rows: RowChoice) -> UnsafeBufferPointer<UInt32> {
    let number = directory.find(key)
    guard number != KeyDirectory.absent else { return UnsafeBufferPointer(start: nil, count: 0) }
    assert(Int(number) < initialized)
    let posting = postings[Int(number)]
    let old = posting.stamp == round ? posting.oldCount : posting.count
    switch rows {
    case .all: return UnsafeBufferPointer(start: posting.entries, count: Int(posting.count))
    case .old: return UnsafeBufferPointer(start: posting.entries, count: Int(old))
    case .delta:
      guard let entries = posting.entries else { break }
      return UnsafeBufferPointer(start: entries + Int(old), count: Int(posting.count - old))
    }
    return UnsafeBufferPointer(start: nil, count: 0)
  }

  /// Adds the rows of a round, dead ones left out; they must follow those already added.
  ///
  /// - Parameter isSorted: Whether the rows of each key stand together.
  mutating func add(_ rows: Range<Int>, of log: ColumnLog, dead: RowMarks, isSorted: Bool = false) {
    round &+= 1
    guard !rows.isEmpty else { return }
    let hasDead = dead.count > 0
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: keyColumns.count + 1) { key in
      guard let key = key.baseAddress else { return }
      if initialized > 0 || rows.count <= 64 {
        for row in rows where !hasDead || !dead.contains(row) {
          append(row, of: log, to: number(ofRow: row, of: log, key))
        }
      } else {
        block = .allocate(capacity: rows.count)
        if isSorted, !hasDead, !keyColumns.isEmpty {
          addFirstSorted(rows, of: log, key)
        } else {
          addFirst(rows, of: log, hasDead ? dead : RowMarks(), key)
        }
      }
    }
  }

  /// Adds the first rows, those of a key standing together: their lists follow one another.
  private mutating func addFirstSorted(
    _ rows: Range<Int>, of log: ColumnLog, _ key: UnsafeMutablePointer<UInt32>
  ) {
    guard let start = block.baseAddress, let leading = keyColumns.first.map({ log[$0] }) else {
      return
    }
    let others = keyColumns.dropFirst()
    var first = rows.lowerBound
    while first < rows.upperBound {
      var end = first + 1
      while end < rows.upperBound, leading[end] == leading[first],
        others.allSatisfy({ log[$0][end] == log[$0][first] })
      {
        end &+= 1
      }
      let number = number(ofRow: first, of: log, key)
      let posting = postings + number
      assert(posting.pointee.capacity == 0)
      posting.pointee.entries = start + (first - rows.lowerBound)
      posting.pointee.capacity = UInt32(end - first)
      posting.pointee.count = UInt32(end - first)
      posting.pointee.stamp = round
      first = end
    }
    switch entry {
    case .row: for row in rows { start[row - rows.lowerBound] = UInt32(truncatingIfNeeded: row) }
    case .value(let column):
      start.update(from: log[column] + rows.lowerBound, count: rows.count)
    }
  }

  /// Adds the first rows: their keys are counted before the lists are made.
  private mutating func addFirst(
    _ rows: Range<Int>, of log: ColumnLog, _ dead: RowMarks, _ key: UnsafeMutablePointer<UInt32>
  ) {
    let hasDead = dead.count > 0
    let numbers = UnsafeMutablePointer<UInt32>.allocate(capacity: rows.count)
    defer { numbers.deallocate() }
    for row in rows {
      var number = KeyDirectory.absent
      if !hasDead || !dead.contains(row) {
        let found = self.number(ofRow: row, of: log, key)
        postings[found].capacity &+= 1
        number = UInt32(truncatingIfNeeded: found)
      }
      numbers[row &- rows.lowerBound] = number
    }
    var next = block.baseAddress
    for number in 0..<initialized {
      postings[number].entries = next
      next = next.map { $0 + Int(postings[number].capacity) }
    }
    for row in rows {
      let number = numbers[row &- rows.lowerBound]
      if number != KeyDirectory.absent { append(row, of: log, to: Int(number)) }
    }
  }

  /// The number of a row's key, given to it now if it has none.
  @inline(__always)
  private mutating func number(
    ofRow row: Int, of log: ColumnLog, _ key: UnsafeMutablePointer<UInt32>
  ) -> Int {
    for position in 0..<keyColumns.count { key[position] = log.value(row, keyColumns[position]) }
    let number = Int(directory.intern(key))
    while number >= initialized { addPosting() }
    return number
  }

  /// Takes the entry of a row out of its list; the others keep their order.
  mutating func remove(_ row: Int, of log: ColumnLog) {
    let key = keyColumns.map { log.value(row, $0) }
    let number = directory.find(key)
    guard number != KeyDirectory.absent else { return }
    let posting = postings + Int(number)
    guard let entries = posting.pointee.entries else { return }
    let count = Int(posting.pointee.count)
    let place: Int
    switch entry {
    case .row: place = Self.place(of: UInt32(truncatingIfNeeded: row), in: entries, count)
    case .value(let column):
      let value = log.value(row, column)
      place = UnsafeBufferPointer(start: entries, count: count).firstIndex(of: value) ?? count
    }
    guard place < count else { return }
    (entries + place).update(from: entries + place + 1, count: count - place - 1)
    posting.pointee.count &-= 1
    if posting.pointee.stamp == round, place < Int(posting.pointee.oldCount) {
      posting.pointee.oldCount &-= 1
    }
  }

  /// Where a row stands in a list of ascending rows; the list's length if it does not.
  private static func place(
    of row: UInt32, in entries: UnsafeMutablePointer<UInt32>, _ count: Int
  ) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle] < row { low = middle + 1 } else { high = middle }
    }
    return low < count && entries[low] == row ? low : count
  }

  @inline(__always)
  private mutating func append(_ row: Int, of log: ColumnLog, to number: Int) {
    let posting = postings + number
    if posting.pointee.stamp != round {
      posting.pointee.stamp = round
      posting.pointee.oldCount = posting.pointee.count
    }
    if posting.pointee.count == posting.pointee.capacity { grow(posting) }
    let value: UInt32 =
      switch entry {
      case .row: UInt32(truncatingIfNeeded: row)
      case .value(let column): log.value(row, column)
      }
    posting.pointee.entries?[Int(posting.pointee.count)] = value
    posting.pointee.count &+= 1
  }

  @inline(never)
  private mutating func grow(_ posting: UnsafeMutablePointer<Posting>) {
    let old = posting.pointee
    let size = WordArena.size(atLeast: Int(old.capacity) * 2)
    let larger = arena.allocate(words: size)
    if let entries = old.entries {
      larger.update(from: entries, count: Int(old.count))
      if !isInBlock(entries) { arena.release(entries, words: Int(old.capacity)) }
    }
    posting.pointee.entries = larger
    posting.pointee.capacity = UInt32(size)
  }

  private func isInBlock(_ entries: UnsafeMutablePointer<UInt32>) -> Bool {
    guard let start = block.baseAddress else { return false }
    return entries >= start && entries < start + block.count
  }

  @inline(never)
  private mutating func addPosting() {
    if initialized == capacity {
      let larger = max(4, capacity * 2)
      let moved = UnsafeMutablePointer<Posting>.allocate(capacity: larger)
      moved.moveInitialize(from: postings, count: initialized)
      postings.deallocate()
      postings = moved
      capacity = larger
    }
    (postings + initialized).initialize(to: Posting())
    initialized += 1
  }

  /// Gives all memory back; the index must not be used any more.
  mutating func destroy() {
    directory.destroy()
    arena.destroy()
    block.deallocate()
    postings.deallocate()
  }
}

/// Which rows of a relation are read, by the round they came in.
enum RowChoice: UInt8 {
  case all, old, delta
}

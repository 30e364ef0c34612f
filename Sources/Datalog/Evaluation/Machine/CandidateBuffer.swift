/// Tuples that a machine found for a relation that several machines derive at the same time.
///
/// While they run, the relation does not change; what it already holds is left out. A record is
/// written for each tuple, or for several that differ only in the column of the relation's set, in
/// the order in which they were found. Each row of the set belongs to one partition: the thread that
/// works on a partition adds the values of its rows, in that order, and no one else touches them.
///
/// Invariant: `words` holds records, one behind the other: the number of the row, of the values, and
/// of those that were new when they were added; the key; the values. `places[p]` holds the places of
/// the records of partition p, `unnumbered` those of keys that have no row yet, in their order.
struct CandidateBuffer {
  /// The words before a record's key.
  static let header = 3

  let keyWidth: Int
  private(set) var words = WordBuffer()
  private(set) var unnumbered = WordBuffer()
  private let places: UnsafeMutablePointer<WordBuffer>
  let partitions: Partitions

  /// A division of a set's rows by their number: neighbours stay together, so that threads that work
  /// on different partitions seldom write to the same cache line.
  struct Partitions {
    let count: Int

    /// At least four for each thread, so that none waits long for another.
    init(threads: Int) {
      var count = 4
      while count < threads * 4 { count *= 2 }
      self.count = count
    }

    @inline(__always)
    func partition(ofRow row: UInt32) -> Int { Int(row &>> 4) & (count &- 1) }
  }

  /// How far a buffer is filled.
  struct Mark {
    var words = 0
    var unnumbered = 0
    var places: [Int]
  }

  init(keyWidth: Int, partitions: Partitions) {
    self.keyWidth = keyWidth
    self.partitions = partitions
    places = .allocate(capacity: partitions.count)
    places.initialize(repeating: WordBuffer(), count: partitions.count)
  }

  var byteCount: Int {
    (0..<partitions.count).reduce(words.byteCount + unnumbered.byteCount) {
      $0 + places[$1].byteCount
    }
  }

  var mark: Mark {
    Mark(
      words: words.count, unnumbered: unnumbered.count,
      places: (0..<partitions.count).map { places[$0].count })
  }

  func places(ofPartition partition: Int) -> WordBuffer { places[partition] }

  /// Throws away what was written behind a mark.
  mutating func removeAll(from mark: Mark) {
    words.removeAll(from: mark.words)
    unnumbered.removeAll(from: mark.unnumbered)
    for partition in 0..<partitions.count {
      places[partition].removeAll(from: mark.places[partition])
    }
  }

  mutating func removeAll() {
    removeAll(from: Mark(places: Array(repeating: 0, count: partitions.count)))
  }

  /// Writes a record of those values that a row of a set does not hold.
  @inline(__always)
  mutating func add(
    _ values: UnsafePointer<UInt32>, _ count: Int, key: UnsafePointer<UInt32>, of set: RowTable
  ) {
    let target = roomForValues(count)
    let row = set.number(of: key)
    finish(row, key, set.copyMissing(values, count, fromRow: row, to: target))
  }

  /// Writes a record of those values that a row of a set does not hold.
  mutating func add(_ values: DenseValues, key: UnsafePointer<UInt32>, of set: RowTable) {
    let target = roomForValues(values.values.count)
    let row = set.number(of: key)
    finish(row, key, set.copyMissing(values, fromRow: row, to: target))
  }

  @inline(__always)
  private mutating func roomForValues(_ count: Int) -> UnsafeMutablePointer<UInt32> {
    words.room(for: CandidateBuffer.header + keyWidth + count) + CandidateBuffer.header + keyWidth
  }

  /// Writes a record before the values that were found.
  @inline(__always)
  private mutating func finish(_ row: UInt32, _ key: UnsafePointer<UInt32>, _ found: Int) {
    guard found > 0 else { return }
    let place = words.count
    let record = words.address(of: place)
    record[0] = row
    record[1] = UInt32(truncatingIfNeeded: found)
    record[2] = 0
    for position in 0..<keyWidth { record[CandidateBuffer.header + position] = key[position] }
    words.advance(by: CandidateBuffer.header + keyWidth + found)
    if row == KeyDirectory.absent {
      unnumbered.append(UInt32(truncatingIfNeeded: place))
    } else {
      places[partitions.partition(ofRow: row)].append(UInt32(truncatingIfNeeded: place))
    }
  }

  /// Gives all memory back; the buffer must not be used any more.
  func destroy() {
    words.destroy()
    unnumbered.destroy()
    for partition in 0..<partitions.count { places[partition].destroy() }
    places.deallocate()
  }
}

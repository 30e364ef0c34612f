/// What is kept of a row's number while rows are sorted.
protocol RowNumber: BitwiseCopyable, Sendable {
  init(_ row: Int)

  /// The row that stood at a place before the last sort.
  func row(at place: Int) -> Int
}

extension UInt32: RowNumber {
  func row(at place: Int) -> Int { Int(self) }
}

/// Nothing: for rows that are sorted once, by keys that hold all that is wanted of them.
struct NoRowNumber: RowNumber {
  init(_ row: Int) {}

  func row(at place: Int) -> Int { place }
}

/// Rows that are being sorted: their numbers and keys, and room for as many again.
struct RowSort<Number: RowNumber>: ~Copyable {
  fileprivate var count: Int
  private let threads: Int
  fileprivate var rows: [SharedMemory<Number>]
  private var keys: [SharedMemory<UInt64>]

  init(_ count: Int, threads: Int) {
    self.count = count
    self.threads = threads
    rows = (0..<2).map { _ in SharedMemory(.allocate(capacity: count)) }
    keys = (0..<2).map { _ in SharedMemory(.allocate(capacity: count)) }
    for row in 0..<count { rows[0][row] = Number(row) }
  }

  deinit {
    for memory in rows { memory.start.deallocate() }
    for memory in keys { memory.start.deallocate() }
  }

  /// Writes a column's numbers in the present order, if the rows were last sorted by it.
  func write(_ part: RowOrder.KeyPart, to target: SharedMemory<UInt32>) {
    let keys = keys[0]
    let ranges = Workers.ranges(count, threads: threads)
    let mask: UInt64 = 1 &<< UInt64(part.width) &- 1
    Workers.run(ranges.count, threads: threads) { piece in
      for place in ranges[piece] {
        let bits = keys[place] &>> UInt64(part.shift) & mask
        target[place] = UInt32(truncatingIfNeeded: bits) &+ part.least
      }
    }
  }

  /// Leaves out rows whose keys are those of the row before; returns how many are left.
  mutating func removeRepeats() -> Int {
    guard count > 1 else { return count }
    let (keys, rows) = (keys[0], rows[0])
    var target = 1
    for place in 1..<count where keys[place] != keys[place &- 1] {
      keys[target] = keys[place]
      rows[target] = rows[place]
      target &+= 1
    }
    count = target
    return target
  }

  /// Gives back what only sorting needs.
  mutating func giveRoomBack() {
    rows.popLast()?.start.deallocate()
    keys.popLast()?.start.deallocate()
  }

  /// Sorts by columns that are not needed any more once the keys are made.
  mutating func sort(by parts: [RowOrder.KeyPart], of columns: inout [[UInt32]]) {
    makeKeys(parts, of: columns)
    columns = []
    sortByKeys(parts)
  }

  mutating func sort(by parts: [RowOrder.KeyPart], of columns: [[UInt32]]) {
    makeKeys(parts, of: columns)
    sortByKeys(parts)
  }

  private func makeKeys(_ parts: [RowOrder.KeyPart], of columns: [[UInt32]]) {
    let ranges = Workers.ranges(count, threads: threads)
    let (rows, keys) = (rows[0], keys[0])
    Workers.run(ranges.count, threads: threads) { piece in
      for place in ranges[piece] { keys[place] = 0 }
      for part in parts where part.width > 0 {
        columns[part.column].withUnsafeBufferPointer { column in
          for place in ranges[piece] {
            let number = column[rows[place].row(at: place)]
            keys[place] |= UInt64(number &- part.least) &<< UInt64(part.shift)
          }
        }
      }
    }
  }

  private func sortByKeys(_ parts: [RowOrder.KeyPart]) {
    let width = parts.reduce(0) { $0 + $1.width }
    guard width > 0 else { return }
    let ranges = Workers.ranges(count, threads: threads)
    let top = min(11, width)
    let buckets = distribute(ranges, shift: width - top, buckets: 1 << top)
    sortBuckets(buckets, width: width - top)
  }

  /// Moves the rows into buckets by the highest bits of their keys; returns where each begins.
  private func distribute(_ ranges: [Range<Int>], shift: Int, buckets: Int) -> [Int] {
    let (keys, targetKeys) = (keys[0], keys[1])
    let (rows, targetRows) = (rows[0], rows[1])
    let shift = UInt64(shift)
    var counts = Workers.map(ranges.count, threads: threads) { piece in
      var counts = Array(repeating: 0, count: buckets)
      for place in ranges[piece] { counts[Int(keys[place] &>> shift)] += 1 }
      return counts
    }
    var starts: [Int] = []
    var next = 0
    for bucket in 0..<buckets {
      starts.append(next)
      for piece in counts.indices {
        let length = counts[piece][bucket]
        counts[piece][bucket] = next
        next += length
      }
    }
    let places = counts
    Workers.run(ranges.count, threads: threads) { piece in
      var next = places[piece]
      for place in ranges[piece] {
        let bucket = Int(keys[place] &>> shift)
        targetKeys[next[bucket]] = keys[place]
        targetRows[next[bucket]] = rows[place]
        next[bucket] &+= 1
      }
    }
    return starts + [count]
  }

  /// Sorts each bucket by the other bits of the keys, eight at a time, and moves it back.
  private func sortBuckets(_ starts: [Int], width: Int) {
    let (rows, keys) = (rows, keys)
    // Many small pieces of work, as some buckets may be much longer than others.
    let pieces = Workers.ranges(starts.count - 1, threads: threads * 16, least: 1)
    Workers.run(pieces.count, threads: threads) { piece in
      for bucket in pieces[piece] {
        let range = starts[bucket]..<starts[bucket + 1]
        if !range.isEmpty { Self.sort(range, width, keys, rows) }
      }
    }
  }

  private static func sort(
    _ range: Range<Int>, _ width: Int, _ keys: [SharedMemory<UInt64>],
    _ rows: [SharedMemory<Number>]
  ) {
    var from = 1
    if range.count <= 32 {
      insertionSort(range, keys[1], rows[1])
    } else {
      for shift in stride(from: 0, to: width, by: 8) {
        pass(range, UInt64(shift), keys[from], rows[from], keys[1 - from], rows[1 - from])
        from = 1 - from
      }
    }
    guard from == 1 else { return }
    (rows[0].start + range.lowerBound)
      .update(from: rows[1].start + range.lowerBound, count: range.count)
    (keys[0].start + range.lowerBound)
      .update(from: keys[1].start + range.lowerBound, count: range.count)
  }

  private static func insertionSort(
    _ range: Range<Int>, _ keys: SharedMemory<UInt64>, _ rows: SharedMemory<Number>
  ) {
    for place in range.dropFirst() {
      let (key, row) = (keys[place], rows[place])
      var hole = place
      while hole > range.lowerBound, keys[hole &- 1] > key {
        keys[hole] = keys[hole &- 1]
        rows[hole] = rows[hole &- 1]
        hole &-= 1
      }
      keys[hole] = key
      rows[hole] = row
    }
  }

  private static func pass(
    _ range: Range<Int>, _ shift: UInt64, _ keys: SharedMemory<UInt64>,
    _ rows: SharedMemory<Number>, _ targetKeys: SharedMemory<UInt64>,
    _ targetRows: SharedMemory<Number>
  ) {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { next in
      next.initialize(repeating: 0)
      for place in range { next[Int(keys[place] &>> shift & 255)] &+= 1 }
      var start = range.lowerBound
      for digit in 0..<256 {
        let length = next[digit]
        next[digit] = start
        start &+= length
      }
      for place in range {
        let digit = Int(keys[place] &>> shift & 255)
        targetKeys[next[digit]] = keys[place]
        targetRows[next[digit]] = rows[place]
        next[digit] &+= 1
      }
    }
  }
}

extension RowSort<UInt32> {
  /// The rows in their present order.
  var order: [UInt32] { Array(UnsafeBufferPointer(start: rows[0].start, count: count)) }
}

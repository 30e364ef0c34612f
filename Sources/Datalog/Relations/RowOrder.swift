/// Sorts rows of columns by their numbers, on all cores.
package enum RowOrder {
  /// Puts the rows into the order of their numbers, the first column deciding most; rows that are
  /// alike stay in their order.
  ///
  /// - Returns: For each place the row that stood there now; `nil` when all were in order already.
  /// - Complexity: O(rows × columns): a radix sort over keys of as many bits as the numbers need.
  package static func sort(
    _ columns: inout [[UInt32]], count: Int, threads: Int = Workers.count
  ) -> [UInt32]? {
    guard count > 1, !isSorted(columns, count) else { return nil }
    var rows = RowSort(count, threads: threads)
    // The last columns first: a stable sort by the columns before them keeps what they decide.
    let groups = groups(of: columns)
    for group in groups.dropLast() { rows.sort(by: group, of: columns) }
    guard let first = groups.last else { return nil }
    rows.sort(by: first, of: columns)
    rows.giveRoomBack()
    if groups.count == 1 {
      // The keys hold all columns, in order already. The old ones go before new ones are made.
      columns = []
      columns = first.reversed().map { rows.column($0) }
      return rows.order
    }
    let order = rows.order
    columns = columns.map { arranged($0, by: order, threads: threads) }
    return order
  }

  /// Numbers in another order.
  package static func arranged(_ numbers: [UInt32], by order: [UInt32], threads: Int) -> [UInt32] {
    let ranges = Workers.ranges(order.count, threads: threads)
    return [UInt32](filling: order.count) { target in
      Workers.run(ranges.count, threads: threads) { piece in
        numbers.withUnsafeBufferPointer { numbers in
          order.withUnsafeBufferPointer { order in
            for place in ranges[piece] { target[place] = numbers[Int(order[place])] }
          }
        }
      }
    }
  }

  /// Uses rows in the order of their numbers, each once.
  ///
  /// - Parameter use: Gets how many there are, and what writes one of their columns.
  static func withDistinctRows<Result>(
    of columns: [[UInt32]], count: Int, threads: Int,
    _ use: (
      _ count: Int, _ write: (_ column: Int, _ target: UnsafeMutablePointer<UInt32>) -> Void
    ) -> Result
  ) -> Result {
    if count > 1, !isSorted(columns, count) {
      let groups = groups(of: columns)
      if groups.count == 1 {
        var rows = RowSort(count, threads: threads, withNumbers: false)
        rows.sort(by: groups[0], of: columns)
        let starts = rows.startsOfDistinctKeys()
        let parts = groups[0].sorted { $0.column < $1.column }
        return use(starts[starts.count - 1]) { column, target in
          rows.writeDistinct(parts[column], to: SharedMemory(target), from: starts)
        }
      }
    }
    var sorted = columns
    _ = sort(&sorted, count: count, threads: threads)
    let repeats = repeats(in: sorted, count: count)
    for column in columns.indices { sorted[column].remove(at: repeats) }
    return use(count - repeats.count) { column, target in
      sorted[column].withUnsafeBufferPointer { values in
        if let start = values.baseAddress { target.update(from: start, count: values.count) }
      }
    }
  }

  /// The sorted rows that are like the one before.
  package static func repeats(in columns: [[UInt32]], count: Int) -> [Int] {
    guard count > 1 else { return [] }
    guard let first = columns.first else { return Array(1..<count) }
    let others = columns.dropFirst()
    return first.withUnsafeBufferPointer { first in
      (1..<count).filter { row in
        first[row] == first[row &- 1] && others.allSatisfy { $0[row] == $0[row - 1] }
      }
    }
  }

  private static func isSorted(_ columns: [[UInt32]], _ count: Int) -> Bool {
    (1..<count).allSatisfy { row in
      for column in columns where column[row] != column[row - 1] {
        return column[row - 1] < column[row]
      }
      return true
    }
  }

  /// A column's numbers as a part of a key: less their least, moved to their place.
  struct KeyPart {
    let column: Int
    let least: UInt32
    let width: Int
    var shift = 0
  }

  /// The columns in groups whose keys have at most 64 bits, the last columns first.
  private static func groups(of columns: [[UInt32]]) -> [[KeyPart]] {
    var groups: [[KeyPart]] = []
    var used = 0
    for (column, numbers) in columns.enumerated().reversed() {
      let least = numbers.min() ?? 0
      let width = 32 - ((numbers.max() ?? 0) - least).leadingZeroBitCount
      if groups.isEmpty || used + width > 64 {
        groups.append([])
        used = 0
      }
      groups[groups.count - 1].append(
        KeyPart(column: column, least: least, width: width, shift: used))
      used += width
    }
    return groups
  }
}

/// Rows that are being sorted: their numbers, where they are wanted, and keys, and room for as many
/// again.
private struct RowSort: ~Copyable {
  private let count: Int
  private let threads: Int
  private var rows: [SharedMemory<UInt32>?]
  private var keys: [SharedMemory<UInt64>]

  init(_ count: Int, threads: Int, withNumbers: Bool = true) {
    self.count = count
    self.threads = threads
    rows = (0..<2).map { _ in withNumbers ? SharedMemory(.allocate(capacity: count)) : nil }
    keys = (0..<2).map { _ in SharedMemory(.allocate(capacity: count)) }
    if let first = rows[0] { for row in 0..<count { first[row] = UInt32(row) } }
  }

  deinit {
    for memory in rows { memory?.start.deallocate() }
    for memory in keys { memory.start.deallocate() }
  }

  /// The rows in their present order.
  var order: [UInt32] {
    rows[0].map { Array(UnsafeBufferPointer(start: $0.start, count: count)) } ?? []
  }

  /// A column's numbers in the present order, if the rows were last sorted by it.
  func column(_ part: RowOrder.KeyPart) -> [UInt32] {
    let keys = keys[0]
    let ranges = Workers.ranges(count, threads: threads)
    let mask: UInt64 = 1 &<< UInt64(part.width) &- 1
    return [UInt32](filling: count) { target in
      Workers.run(ranges.count, threads: threads) { piece in
        for place in ranges[piece] {
          let bits = keys[place] &>> UInt64(part.shift) & mask
          target[place] = UInt32(truncatingIfNeeded: bits) &+ part.least
        }
      }
    }
  }

  /// For each range of rows how many different keys come before it, and how many there are in all.
  func startsOfDistinctKeys() -> [Int] {
    let keys = keys[0]
    let ranges = Workers.ranges(count, threads: threads)
    let counts = Workers.map(ranges.count, threads: threads) { piece in
      var found = 0
      for place in ranges[piece] where place == 0 || keys[place] != keys[place &- 1] { found &+= 1 }
      return found
    }
    var starts = [0]
    for found in counts { starts.append(starts[starts.count - 1] + found) }
    return starts
  }

  /// Writes a column's numbers for each key once, if the rows were last sorted by it.
  func writeDistinct(_ part: RowOrder.KeyPart, to target: SharedMemory<UInt32>, from starts: [Int])
  {
    let keys = keys[0]
    let ranges = Workers.ranges(count, threads: threads)
    let mask: UInt64 = 1 &<< UInt64(part.width) &- 1
    Workers.run(ranges.count, threads: threads) { piece in
      var next = starts[piece]
      for place in ranges[piece] where place == 0 || keys[place] != keys[place &- 1] {
        let bits = keys[place] &>> UInt64(part.shift) & mask
        target[next] = UInt32(truncatingIfNeeded: bits) &+ part.least
        next &+= 1
      }
    }
  }

  /// Gives back what only sorting needs.
  mutating func giveRoomBack() {
    rows.popLast()??.start.deallocate()
    keys.popLast()?.start.deallocate()
  }

  mutating func sort(by parts: [RowOrder.KeyPart], of columns: [[UInt32]]) {
    let width = parts.reduce(0) { $0 + $1.width }
    guard width > 0 else { return }
    let ranges = Workers.ranges(count, threads: threads)
    let (rows, keys) = (rows[0], keys[0])
    Workers.run(ranges.count, threads: threads) { piece in
      for (index, part) in parts.enumerated() {
        columns[part.column].withUnsafeBufferPointer { column in
          for place in ranges[piece] {
            let row = rows.map { Int($0[place]) } ?? place
            let bits = UInt64(column[row] &- part.least) &<< UInt64(part.shift)
            keys[place] = index == 0 ? bits : keys[place] | bits
          }
        }
      }
    }
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
        if let rows, let targetRows { targetRows[next[bucket]] = rows[place] }
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
    _ rows: [SharedMemory<UInt32>?]
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
    if let target = rows[0], let source = rows[1] {
      (target.start + range.lowerBound)
        .update(from: source.start + range.lowerBound, count: range.count)
    }
    (keys[0].start + range.lowerBound)
      .update(from: keys[1].start + range.lowerBound, count: range.count)
  }

  private static func insertionSort(
    _ range: Range<Int>, _ keys: SharedMemory<UInt64>, _ rows: SharedMemory<UInt32>?
  ) {
    for place in range.dropFirst() {
      let (key, row) = (keys[place], rows?[place] ?? 0)
      var hole = place
      while hole > range.lowerBound, keys[hole &- 1] > key {
        keys[hole] = keys[hole &- 1]
        if let rows { rows[hole] = rows[hole &- 1] }
        hole &-= 1
      }
      keys[hole] = key
      if let rows { rows[hole] = row }
    }
  }

  private static func pass(
    _ range: Range<Int>, _ shift: UInt64, _ keys: SharedMemory<UInt64>,
    _ rows: SharedMemory<UInt32>?, _ targetKeys: SharedMemory<UInt64>,
    _ targetRows: SharedMemory<UInt32>?
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
        if let rows, let targetRows { targetRows[next[digit]] = rows[place] }
        next[digit] &+= 1
      }
    }
  }
}

extension [UInt32] {
  /// Removes the elements at some places, which ascend.
  package mutating func remove(at places: [Int]) {
    guard var target = places.first else { return }
    withUnsafeMutableBufferPointer { elements in
      for (index, place) in places.enumerated() {
        let end = index + 1 < places.count ? places[index + 1] : elements.count
        for source in (place + 1)..<end {
          elements[target] = elements[source]
          target &+= 1
        }
      }
    }
    removeLast(places.count)
  }
}

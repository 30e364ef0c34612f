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
    var rows = RowSort<UInt32>(count, threads: threads)
    // The last columns first: a stable sort by the columns before them keeps what they decide.
    let groups = groups(of: columns)
    if groups.count == 1, let parts = groups.first {
      // The keys hold all columns. These go before new ones are made.
      rows.sort(by: parts, of: &columns)
      rows.giveRoomBack()
      columns = parts.reversed().map { part in
        [UInt32](filling: count) { rows.write(part, to: $0) }
      }
      return rows.order
    }
    for group in groups { rows.sort(by: group, of: columns) }
    rows.giveRoomBack()
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

  /// A relation of rows in the order of their numbers, each once; the columns are given up.
  static func makeRelation(_ columns: inout [[UInt32]], count: Int, threads: Int) -> Relation {
    let groups = isSorted(columns, count) ? [] : groups(of: columns)
    if groups.count == 1, let parts = groups.first {
      var rows = RowSort<NoRowNumber>(count, threads: threads)
      let arity = columns.count
      rows.sort(by: parts, of: &columns)
      rows.giveRoomBack()
      let left = rows.removeRepeats()
      return Relation(arity: arity, count: left) { column, target in
        if let part = parts.first(where: { $0.column == column }) {
          rows.write(part, to: SharedMemory(target))
        }
      }
    }
    _ = sort(&columns, count: count, threads: threads)
    let repeats = repeats(in: columns, count: count)
    for column in columns.indices { columns[column].remove(at: repeats) }
    defer { columns = [] }
    return Relation(distinct: columns, count: count - repeats.count)
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
    (1..<max(count, 1)).allSatisfy { row in
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

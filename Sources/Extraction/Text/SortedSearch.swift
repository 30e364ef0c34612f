extension RandomAccessCollection where Index == Int {
  /// The first index whose element fits, where all that do not fit stand in front of those that do; the end
  /// if none fits.
  ///
  /// - Complexity: O(log count).
  @inline(__always)
  func partitioningIndex(where fits: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = low + (high - low) / 2
      if fits(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// Numbers tuples of one width 0, 1, 2, … in the order of their arrival.
///
/// A tuple of three or more values is numbered pair by pair: (a, b) has the number p, (p, c) the
/// number q, and so on; the last is the tuple's. So a key of any width becomes one 32-bit number.
///
/// Invariant: `pairs` has `width - 1` directories when the width is at least 2, otherwise none.
struct TupleDirectory {
  let width: Int
  private var single = KeyDirectory()
  private let pairs: UnsafeMutablePointer<PairDirectory>
  private var hasEmpty = false

  init(width: Int) {
    self.width = width
    let pairCount = max(0, width - 1)
    pairs = UnsafeMutablePointer<PairDirectory>.allocate(capacity: pairCount)
    for position in 0..<pairCount { (pairs + position).initialize(to: PairDirectory()) }
  }

  /// The number of tuples.
  var count: Int {
    switch width {
    case 0: hasEmpty ? 1 : 0
    case 1: single.count
    default: pairs[width - 2].count
    }
  }

  var byteCount: Int {
    var bytes = single.byteCount
    for position in 0..<max(0, width - 1) { bytes += pairs[position].byteCount }
    return bytes
  }

  /// The number of the tuple at `key`, or ``KeyDirectory/absent``.
  @inline(__always)
  func find(_ key: UnsafePointer<UInt32>) -> UInt32 {
    if width == 1 { return single.find(key[0]) }
    if width == 2 { return pairs[0].find(key[0], key[1]) }
    return findWide(key)
  }

  /// The number of the tuple at `key`, given to it now if it has none.
  @inline(__always)
  mutating func intern(_ key: UnsafePointer<UInt32>) -> UInt32 {
    if width == 1 { return single.intern(key[0]) }
    if width == 2 { return pairs[0].intern(key[0], key[1]) }
    return internWide(key)
  }

  private func findWide(_ key: UnsafePointer<UInt32>) -> UInt32 {
    guard width > 0 else { return hasEmpty ? 0 : KeyDirectory.absent }
    var number = key[0]
    for position in 1..<width {
      number = pairs[position - 1].find(number, key[position])
      if number == KeyDirectory.absent { return number }
    }
    return number
  }

  private mutating func internWide(_ key: UnsafePointer<UInt32>) -> UInt32 {
    guard width > 0 else {
      hasEmpty = true
      return 0
    }
    var number = key[0]
    for position in 1..<width { number = pairs[position - 1].intern(number, key[position]) }
    return number
  }

  /// Gives all memory back; the directory must not be used any more.
  mutating func destroy() {
    single.destroy()
    for position in 0..<max(0, width - 1) { pairs[position].destroy() }
    pairs.deallocate()
  }
}

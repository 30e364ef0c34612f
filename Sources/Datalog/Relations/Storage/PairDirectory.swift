/// Numbers pairs of 32-bit values 0, 1, 2, … in the order of their arrival.
///
/// Invariant: `slots` has `mask + 1` entries, a power of two, of which at least a third are free; a
/// free one has the number 0, a used one the pair and its number + 1.
struct PairDirectory {
  private struct Slot {
    var first: UInt32
    var second: UInt32
    var number: UInt32
  }

  /// The number of pairs.
  private(set) var count = 0
  private var slots: UnsafeMutablePointer<Slot>
  private var mask = 15

  init() {
    slots = UnsafeMutablePointer<Slot>.allocate(capacity: 16)
    slots.initialize(repeating: Slot(first: 0, second: 0, number: 0), count: 16)
  }

  var byteCount: Int { (mask + 1) * MemoryLayout<Slot>.stride }

  /// A pair's number, or ``KeyDirectory/absent``.
  @inline(__always)
  func find(_ first: UInt32, _ second: UInt32) -> UInt32 {
    slots[place(of: first, second)].number &- 1
  }

  /// A pair's number, given to it now if it has none.
  @inline(__always)
  mutating func intern(_ first: UInt32, _ second: UInt32) -> UInt32 {
    var slot = place(of: first, second)
    if slots[slot].number != 0 { return slots[slot].number &- 1 }
    if count * 3 > mask * 2 {
      grow()
      slot = place(of: first, second)
    }
    count += 1
    slots[slot] = Slot(first: first, second: second, number: UInt32(count))
    return UInt32(count &- 1)
  }

  /// The slot of a pair, or the free one where it belongs.
  @inline(__always)
  private func place(of first: UInt32, _ second: UInt32) -> Int {
    let key = UInt64(first) &<< 32 | UInt64(second)
    let product = (key ^ (key &>> 29)) &* 0x9E37_79B9_7F4A_7C15
    var slot = Int(truncatingIfNeeded: product &>> 24) & mask
    while slots[slot].number != 0 {
      if slots[slot].first == first, slots[slot].second == second { return slot }
      slot = (slot &+ 1) & mask
    }
    return slot
  }

  @inline(never)
  private mutating func grow() {
    let (old, oldMask) = (slots, mask)
    mask = (mask + 1) * 2 - 1
    slots = UnsafeMutablePointer<Slot>.allocate(capacity: mask + 1)
    slots.initialize(repeating: Slot(first: 0, second: 0, number: 0), count: mask + 1)
    for slot in 0...oldMask where old[slot].number != 0 {
      slots[place(of: old[slot].first, old[slot].second)] = old[slot]
    }
    old.deallocate()
  }

  /// Gives all memory back; the directory must not be used any more.
  mutating func destroy() { slots.deallocate() }
}

/// Numbers 32-bit keys 0, 1, 2, … in the order of their arrival.
///
/// Value numbers of one column mostly lie close together; then a key's number stands in a window of
/// memory at the key's own place. Keys that lie far apart are hashed.
///
/// Invariant: exactly one of the window and the slots is in use. `window` has `span` entries, of the
/// keys from `base` on, and holds ``absent`` where there is no key. `slots` has `mask + 1` entries, a
/// power of two, of which at least a third are free; a used one holds the key above its number + 1.
struct KeyDirectory {
  /// What stands for the number of a key that is not there.
  static let absent = UInt32.max

  /// The number of keys.
  private(set) var count = 0
  private var window: UnsafeMutablePointer<UInt32>?
  private var base: UInt32 = 0
  private var span: UInt32 = 0
  private var slots: UnsafeMutablePointer<UInt64>?
  private var mask = 0
  private var lowest = UInt32.max
  private var highest: UInt32 = 0

  var byteCount: Int { Int(span) * 4 + (slots == nil ? 0 : (mask + 1) * 8) }

  /// A key's number, or ``absent``.
  @inline(__always)
  func find(_ key: UInt32) -> UInt32 {
    let place = key &- base
    if place < span, let window { return window[Int(place)] }
    guard let slots else { return KeyDirectory.absent }
    var slot = KeyDirectory.hash(key) & mask
    while slots[slot] != 0 {
      if UInt32(truncatingIfNeeded: slots[slot] &>> 32) == key {
        return UInt32(truncatingIfNeeded: slots[slot]) &- 1
      }
      slot = (slot &+ 1) & mask
    }
    return KeyDirectory.absent
  }

  /// A key's number, given to it now if it has none.
  @inline(__always)
  mutating func intern(_ key: UInt32) -> UInt32 {
    let known = find(key)
    return known != KeyDirectory.absent ? known : add(key)
  }

  @inline(__always)
  private static func hash(_ key: UInt32) -> Int {
    Int(truncatingIfNeeded: (UInt64(key) &* 0x9E37_79B9_7F4A_7C15) &>> 33)
  }

  @inline(never)
  private mutating func add(_ key: UInt32) -> UInt32 {
    let number = UInt32(count)
    lowest = min(lowest, key)
    highest = max(highest, key)
    count += 1
    if slots == nil {
      if !covers(key) { widen(towards: key) }
      if let window, covers(key) {
        window[Int(key &- base)] = number
        return number
      }
      moveToSlots()
    } else if count * 3 > mask * 2 {
      if width <= count * 4 { moveToWindow() } else { growSlots(to: (mask + 1) * 2) }
      if let window {
        window[Int(key &- base)] = number
        return number
      }
    }
    insertSlot(key, number)
    return number
  }

  /// The keys from the lowest to the highest, those between them that are not there included.
  private var width: Int { Int(highest) - Int(lowest) + 1 }

  private func covers(_ key: UInt32) -> Bool { key &- base < span }

  /// Makes the window cover a key, unless it would be mostly empty.
  private mutating func widen(towards key: UInt32) {
    guard width <= max(64, count * 8) else { return }
    let slack = max(32, width / 2)
    let low = span > 0 && key >= base ? Int(base) : max(0, Int(lowest) - slack)
    let high = span > 0 && key < base ? Int(base) + Int(span) - 1 : Int(highest) + slack
    makeWindow(low...min(high, Int(UInt32.max)))
  }

  private mutating func makeWindow(_ keys: ClosedRange<Int>) {
    let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: keys.count)
    larger.initialize(repeating: KeyDirectory.absent, count: keys.count)
    if let window {
      (larger + (Int(base) - keys.lowerBound)).update(from: window, count: Int(span))
      window.deallocate()
    }
    window = larger
    base = UInt32(keys.lowerBound)
    // A window over all keys there can be would have one more than fits; the last is left out.
    span = UInt32(min(keys.count, Int(UInt32.max)))
  }

  private mutating func moveToWindow() {
    guard let slots else { return }
    let slack = width / 2
    makeWindow(
      max(0, Int(lowest) - slack)...min(Int(highest) + slack, Int(UInt32.max)))
    for slot in 0...mask where slots[slot] != 0 {
      window?[Int(UInt32(truncatingIfNeeded: slots[slot] &>> 32) &- base)] =
        UInt32(truncatingIfNeeded: slots[slot]) &- 1
    }
    slots.deallocate()
    self.slots = nil
  }

  private mutating func moveToSlots() {
    var capacity = 16
    while count * 2 > capacity { capacity *= 2 }
    makeSlots(capacity)
    if let window {
      for place in 0..<Int(span) where window[place] != KeyDirectory.absent {
        insertSlot(base &+ UInt32(place), window[place])
      }
      window.deallocate()
    }
    window = nil
    span = 0
  }

  private mutating func makeSlots(_ capacity: Int) {
    let made = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity)
    made.initialize(repeating: 0, count: capacity)
    slots = made
    mask = capacity - 1
  }

  private mutating func growSlots(to capacity: Int) {
    guard let old = slots else { return }
    let oldMask = mask
    makeSlots(capacity)
    for slot in 0...oldMask where old[slot] != 0 {
      insertSlot(
        UInt32(truncatingIfNeeded: old[slot] &>> 32), UInt32(truncatingIfNeeded: old[slot]) &- 1)
    }
    old.deallocate()
  }

  private func insertSlot(_ key: UInt32, _ number: UInt32) {
    guard let slots else { return }
    var slot = KeyDirectory.hash(key) & mask
    while slots[slot] != 0 { slot = (slot &+ 1) & mask }
    slots[slot] = UInt64(key) &<< 32 | UInt64(number &+ 1)
  }

  /// Gives all memory back; the directory must not be used any more.
  mutating func destroy() {
    window?.deallocate()
    slots?.deallocate()
    window = nil
    slots = nil
  }
}

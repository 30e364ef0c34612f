/// A small dictionary with numbers as keys, for look-ups at every position of a text.
///
/// `Dictionary` protects itself against chosen keys by a hash that costs more than all the rest of such a look-up. Here
/// the keys are those of word lists and never come from a page, so multiplying is hash enough.
struct NumberMap<Key: FixedWidthInteger & UnsignedInteger & Sendable, Value: Sendable>: Sendable {
  private var keys: [Key] = []
  private var values: [Value] = []
  /// For each slot the number of an entry, plus 1; 0 in a free slot.
  ///
  /// At most a quarter are taken.
  private var slots: [UInt32] = [0]
  private var shift: UInt64 = 63

  init() {}

  var isEmpty: Bool { keys.isEmpty }

  subscript(key: Key) -> Value? {
    get { index(of: key).map { values[$0] } }
    set {
      guard let newValue else { return }
      if let index = index(of: key) {
        values[index] = newValue
        return
      }
      keys.append(key)
      values.append(newValue)
      if keys.count * 4 > slots.count { grow() } else { place(keys.count - 1) }
    }
  }

  /// The value of a key, to be changed in place; a key without one gets `initial`.
  subscript(key: Key, default initial: @autoclosure () -> Value) -> Value {
    get { self[key] ?? initial() }
    _modify {
      if index(of: key) == nil { self[key] = initial() }
      // The key is there now; an entry's number is its place in both arrays.
      yield &values[index(of: key) ?? 0]
    }
  }

  mutating func updateValues(_ change: (inout Value) -> Void) {
    for index in values.indices { change(&values[index]) }
  }

  @inline(__always)
  private func slot(of key: Key) -> Int {
    Int(truncatingIfNeeded: (UInt64(truncatingIfNeeded: key) &* 0x9E37_79B9_7F4A_7C15) >> shift)
  }

  @inline(__always)
  private func index(of key: Key) -> Int? {
    var slot = slot(of: key)
    let mask = slots.count - 1
    while true {
      let entry = slots[slot & mask]
      if entry == 0 { return nil }
      if keys[Int(entry) - 1] == key { return Int(entry) - 1 }
      slot += 1
    }
  }

  private mutating func place(_ index: Int) {
    var slot = slot(of: keys[index])
    let mask = slots.count - 1
    while slots[slot & mask] != 0 { slot += 1 }
    slots[slot & mask] = UInt32(index + 1)
  }

  private mutating func grow() {
    let count = max(8, slots.count * 4)
    slots = [UInt32](repeating: 0, count: count)
    shift = UInt64(64 - count.trailingZeroBitCount)
    for index in keys.indices { place(index) }
  }
}

extension NumberMap: ExpressibleByDictionaryLiteral {
  init(dictionaryLiteral elements: (Key, Value)...) {
    for (key, value) in elements { self[key] = value }
  }
}

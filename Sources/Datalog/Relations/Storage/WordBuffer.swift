import Foundation

/// 32-bit words that are written one behind the other and thrown away together.
///
/// Invariant: `start` has room for `capacity` words, of which the first `count` are set. The words
/// move when they need more room: places are kept as numbers, not as addresses.
struct WordBuffer {
  private(set) var start: UnsafeMutablePointer<UInt32>?
  private(set) var count = 0
  private var capacity = 0

  var byteCount: Int { capacity * 4 }

  @inline(__always)
  subscript(place: Int) -> UInt32 {
    assert(place >= 0 && place < count)
    return start.unsafelyUnwrapped[place]
  }

  /// The address of a place, valid until more room is needed.
  @inline(__always)
  func address(of place: Int) -> UnsafeMutablePointer<UInt32> {
    assert(place >= 0 && place <= capacity)
    return start.unsafelyUnwrapped + place
  }

  /// Makes room for so many more words; the address where they go.
  @inline(__always)
  mutating func room(for more: Int) -> UnsafeMutablePointer<UInt32> {
    if count &+ more > capacity || start == nil { grow(to: count + more) }
    return start.unsafelyUnwrapped + count
  }

  /// Counts words that were written where there was room for them.
  @inline(__always)
  mutating func advance(by words: Int) {
    assert(count + words <= capacity)
    count &+= words
  }

  @inline(__always)
  mutating func append(_ word: UInt32) {
    room(for: 1).pointee = word
    count &+= 1
  }

  /// Throws the words behind a place away.
  mutating func removeAll(from place: Int = 0) {
    assert(place <= count)
    count = place
  }

  @inline(never)
  private mutating func grow(to needed: Int) {
    let larger = max(needed, capacity * 2, 64)
    guard let moved = realloc(start, larger * 4) else {
      preconditionFailure("no memory for \(larger) words")
    }
    start = moved.bindMemory(to: UInt32.self, capacity: larger)
    capacity = larger
  }

  /// Gives all memory back; the buffer must not be used any more.
  func destroy() { free(start) }
}

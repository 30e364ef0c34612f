/// Memory for many small blocks of 32-bit words that are given back all at once.
///
/// A block has a power of two words, at least four; a released block serves the next request of its
/// size. Invariant: a block that was handed out lies in one chunk, is at least as long as was asked
/// for and aligned to 16 bytes, and stays valid until it is released or the arena is destroyed.
struct WordArena {
  private var chunks: [UnsafeMutableRawPointer] = []
  private var free: [UnsafeMutableRawPointer?] = Array(repeating: nil, count: 40)
  private var next: UnsafeMutableRawPointer?
  private var rest = 0
  /// The bytes taken from the system.
  private(set) var byteCount = 0

  private static let smallestChunk = 1 << 10
  private static let largestChunk = 1 << 20

  /// The words that a request for so many gets.
  static func size(atLeast words: Int) -> Int {
    words <= 4 ? 4 : 1 << (Int.bitWidth - (words - 1).leadingZeroBitCount)
  }

  /// A block that holds no particular values; `words` is a size that ``size(atLeast:)`` gave.
  mutating func allocate(words: Int) -> UnsafeMutablePointer<UInt32> {
    assert(words == WordArena.size(atLeast: words))
    let sizeClass = words.trailingZeroBitCount
    if let block = free[sizeClass] {
      free[sizeClass] = block.load(as: UnsafeMutableRawPointer?.self)
      return block.assumingMemoryBound(to: UInt32.self)
    }
    let bytes = words * 4
    if bytes > rest { addChunk(atLeast: bytes) }
    guard let block = next else { preconditionFailure("a chunk was just added") }
    next = block + bytes
    rest -= bytes
    return block.bindMemory(to: UInt32.self, capacity: words)
  }

  /// Takes a block of so many words back.
  mutating func release(_ block: UnsafeMutablePointer<UInt32>, words: Int) {
    let raw = UnsafeMutableRawPointer(block)
    raw.storeBytes(of: free[words.trailingZeroBitCount], as: UnsafeMutableRawPointer?.self)
    free[words.trailingZeroBitCount] = raw
  }

  private mutating func addChunk(atLeast bytes: Int) {
    // What is left of the old chunk is lost: at most as much as the block that did not fit.
    let usual = min(max(byteCount, WordArena.smallestChunk), WordArena.largestChunk)
    let size = max(bytes, usual)
    let chunk = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    chunks.append(chunk)
    byteCount += size
    next = chunk
    rest = size
  }

  /// Gives all memory back; the arena must not be used any more.
  mutating func destroy() {
    for chunk in chunks { chunk.deallocate() }
    chunks = []
    free = []
  }
}

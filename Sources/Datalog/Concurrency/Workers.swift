import Foundation
import Synchronization

/// Work that the cores share.
package enum Workers {
  /// The number of cores; asked for once, because the system's answer takes the reading of files.
  package static let count = max(1, ProcessInfo.processInfo.activeProcessorCount)

  /// Does pieces of work, several at a time; returns when all are done.
  ///
  /// - Parameter threads: At most how many at a time; with one, they are done in their order.
  package static func run(_ pieces: Int, threads: Int = count, _ work: @Sendable (Int) -> Void) {
    guard pieces > 1, threads > 1 else {
      for piece in 0..<pieces { work(piece) }
      return
    }
    // Each iteration takes the next piece, so that no more than `threads` are at work.
    let next = Atomic(0)
    ConcurrentWork.perform(min(threads, pieces)) { _ in
      while true {
        let piece = next.add(1, ordering: .relaxed).oldValue
        guard piece < pieces else { return }
        work(piece)
      }
    }
  }

  /// What pieces of work give, in their order.
  package static func map<Result: Sendable>(
    _ pieces: Int, threads: Int = count, _ work: @Sendable (Int) -> Result
  ) -> [Result] {
    let results = Mutex<[Result?]>(Array(repeating: nil, count: pieces))
    run(pieces, threads: threads) { piece in
      let result = work(piece)
      results.withLock { $0[piece] = result }
    }
    return results.withLock { $0.compactMap(\.self) }
  }

  /// Cuts numbers into ranges of much the same length, one for each thread at most.
  package static func ranges(_ count: Int, threads: Int = count, least: Int = 1 << 14)
    -> [Range<Int>]
  {
    let pieces = max(1, min(threads, count / max(least, 1)))
    return (0..<pieces).map { (count * $0 / pieces)..<(count * ($0 + 1) / pieces) }
  }
}

/// Memory whose places several threads fill, each its own.
package struct SharedMemory<Element: BitwiseCopyable>: @unchecked Sendable {
  // Unchecked: whoever hands it out sees to it that no two threads have the same places.
  package let start: UnsafeMutablePointer<Element>

  package init(_ start: UnsafeMutablePointer<Element>) { self.start = start }

  @inline(__always)
  package subscript(index: Int) -> Element {
    get { start[index] }
    nonmutating set { start[index] = newValue }
  }
}

extension Array where Element: BitwiseCopyable & Sendable {
  /// An array whose elements are set by a closure that may do so from several threads.
  package init(filling count: Int, _ fill: (SharedMemory<Element>) -> Void) {
    guard count > 0 else {
      // All empty arrays share their storage, and the other initializer writes to it.
      self = []
      return
    }
    self.init(unsafeUninitializedCapacity: count) { buffer, filled in
      if let start = buffer.baseAddress { fill(SharedMemory(start)) }
      filled = count
    }
  }
}

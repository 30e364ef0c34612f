#if canImport(Dispatch)
  import Dispatch
#endif
import Synchronization

/// Work on many things at once, on all cores.
package enum Parallel {
  /// What `transform` gives for each element, in the order of the elements.
  package static func map<Element: Sendable, Result: Sendable>(
    _ elements: [Element], _ transform: @Sendable (Element) -> Result
  ) -> [Result] {
    #if canImport(Dispatch)
      guard elements.count > 1 else { return elements.map(transform) }
      let results = Mutex<[Result?]>(Array(repeating: nil, count: elements.count))
      DispatchQueue.concurrentPerform(iterations: elements.count) { index in
        let result = transform(elements[index])
        results.withLock { $0[index] = result }
      }
      return results.withLock { $0.compactMap(\.self) }
    #else
      return elements.map(transform)
    #endif
  }
}

extension Extractor {
  /// Reads pages on all cores.
  ///
  /// - Returns: What was read of each page, in the order of the pages; it does not depend on the number of cores.
  public func extract(_ pages: [Page]) -> [PageExtraction] {
    Parallel.map(pages) { extract($0) }
  }
}

import Synchronization

/// What the files held that a script loads, for the next script of a session, which mostly loads the same.
///
/// Values are numbered in the order in which files first have them. So what was read is good only for a
/// script that loads the same files first, in the same order.
package final class LoadMemory: Sendable {
  /// A file as one `load` statement read it.
  struct File: Sendable {
    let version: String
    let hasHeader: Bool
    /// The relation's columns with their types; `nil` if the file itself gave them.
    let declared: [String]?
    let columns: [RelationSchema.Column]
    let facts: LoadedFacts
  }

  private struct Kept: Sendable {
    var files: [File] = []
    var values = ByteInterner()
  }

  private let kept = Mutex(Kept())

  /// Creates a memory of nothing.
  package init() {}

  /// What is kept of such files, if a script that loads them can use it: no others were read before them.
  func files(for loads: [(version: String, hasHeader: Bool)]) -> (
    files: [File], values: ByteInterner
  )? {
    kept.withLock { kept in
      let isSame = zip(kept.files, loads).allSatisfy {
        $0.version == $1.version && $0.hasHeader == $1.hasHeader
      }
      guard isSame else { return nil }
      return (Array(kept.files.prefix(loads.count)), kept.values)
    }
  }

  /// Keeps the files that a script has loaded, and the table that numbers their values.
  func keep(_ files: [File], _ values: ByteInterner) {
    kept.withLock { $0 = Kept(files: files, values: values) }
  }
}

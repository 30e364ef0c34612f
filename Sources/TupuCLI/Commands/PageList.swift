import Tupu

/// Reads the pages that a command line names.
enum PageList {
  /// The pages at paths, in their order; a folder stands for its `.txt` files.
  ///
  /// Pages are told apart by their names, so two of one name are refused.
  static func read(_ paths: [String]) throws(FactStoreError) -> [Page] {
    var pages: [Page] = []
    var names: Set<String> = []
    for path in paths {
      for page in try GraphLocation.pages(at: path) {
        guard names.insert(page.name).inserted else {
          throw FactStoreError(
            .mismatch, "two pages are named '\(page.name)', and pages are told apart by their names"
          )
        }
        pages.append(page)
      }
    }
    return pages
  }
}

extension Page {
  /// Whether there is nothing to read on it.
  var isBlank: Bool { text.allSatisfy(\.isWhitespace) }
}

public import Extraction
public import GraphStore

extension PageExtraction {
  /// The facts as a graph holds them, each with its provenance, in the order in which they were
  /// found.
  ///
  /// - Parameter page: The page that was read.
  public func entries(of page: Page) -> [FactStore.Entry] {
    FactMapping.entries(of: self, page: page)
  }
}

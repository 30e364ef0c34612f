public import Extraction
public import GraphStore

/// What importing a page changed.
public struct ImportSummary: Sendable {
  /// The page's name.
  public let page: String
  /// The facts added, removed and kept.
  public let change: FactStore.Change
}

extension KnowledgeGraph {
  /// Reads a page and takes in what it states, in the place of what it stated before.
  ///
  /// - Parameters:
  ///   - page: The page; its name tells whether it was imported before.
  ///   - year: The year of dates for which the page prints none.
  /// - Throws: ``FactStoreError``; the graph then stays as it was.
  @discardableResult
  public func importPage(_ page: Page, year: Int? = nil) throws(FactStoreError) -> ImportSummary {
    var options = Extractor.Options()
    options.year = year
    return try add(Extractor(options: options).extract(page), of: page)
  }

  /// Takes in what was extracted from a page, in the place of what the page stated before.
  ///
  /// - Throws: ``FactStoreError``; the graph then stays as it was.
  @discardableResult
  public func add(_ extraction: PageExtraction, of page: Page) throws(FactStoreError)
    -> ImportSummary
  {
    let entries = FactMapping.entries(of: extraction, page: page)
    let change = try write { transaction throws(FactStoreError) in
      try transaction.replace(page: page.name, with: entries)
    }
    return ImportSummary(page: page.name, change: change)
  }

  /// Takes out what a page stated; facts that other pages state too stay.
  ///
  /// - Parameter page: The page's name, as ``FactStore/pages`` lists it.
  /// - Throws: ``FactStoreError`` when the graph has no such page, or the change is not committed.
  @discardableResult
  public func forget(page: String) throws(FactStoreError) -> ImportSummary {
    let change = try write { transaction throws(FactStoreError) in
      let change = transaction.remove(page: page)
      guard change.removed > 0 else {
        throw FactStoreError(.mismatch, "the graph has no facts of a page '\(page)'")
      }
      return change
    }
    return ImportSummary(page: page, change: change)
  }
}

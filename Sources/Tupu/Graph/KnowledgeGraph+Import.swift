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
    let change = try update { store throws(FactStoreError) in
      try store.replace(page: page.name, with: entries)
    }
    return ImportSummary(page: page.name, change: change)
  }
}

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
  ///   - lexicon: The user's own names and verbs; its verbs go into the graph, too.
  /// - Throws: ``FactStoreError``; the graph then stays as it was.
  @discardableResult
  public func importPage(_ page: Page, year: Int? = nil, lexicon: Lexicon = Lexicon())
    throws(FactStoreError) -> ImportSummary
  {
    let options = Extractor.Options(year: year, lexicon: lexicon)
    let summary = try add(Extractor(options: options).extract(page), of: page)
    try add(lexicon)
    return summary
  }

  /// Reads pages on all cores and takes in what they state, each in the place of what it stated before.
  ///
  /// The graph is the same as after importing them one after the other.
  ///
  /// - Parameters:
  ///   - pages: The pages; their names tell which were imported before.
  ///   - options: What the extractor is told beside the text; the lexicon's verbs go into the graph, too.
  ///   - progress: Called now and then with the number of pages that are in the graph.
  /// - Throws: ``FactStoreError``; the pages before the one at fault then are in the graph.
  @discardableResult
  public func importPages(
    _ pages: [Page], options: Extractor.Options = .init(), progress: (Int) -> Void = { _ in }
  ) throws(FactStoreError) -> [ImportSummary] {
    let extractor = Extractor(options: options)
    try add(options.lexicon)
    var summaries: [ImportSummary] = []
    var rest = pages[...]
    while !rest.isEmpty {
      // So few at once that their facts, which are not yet in columns, need little memory.
      let batch = Array(rest.prefix(32))
      rest = rest.dropFirst(batch.count)
      let read = Parallel.map(batch) { page in
        FactMapping.entries(of: extractor.extract(page), page: page)
      }
      for (page, entries) in zip(batch, read) {
        summaries.append(try add(entries, of: page))
        progress(summaries.count)
      }
    }
    return summaries
  }

  /// Takes in what was extracted from a page, in the place of what the page stated before.
  ///
  /// - Throws: ``FactStoreError``; the graph then stays as it was.
  @discardableResult
  public func add(_ extraction: PageExtraction, of page: Page) throws(FactStoreError)
    -> ImportSummary
  {
    try add(FactMapping.entries(of: extraction, page: page), of: page)
  }

  private func add(_ entries: [FactStore.Entry], of page: Page) throws(FactStoreError)
    -> ImportSummary
  {
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
